/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pop3/rst-pop3-listing-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/rst-error.h"
#include "base/rst-text.h"
#include "pop3/rst-pop3-bounds.h"

/* What an error quotes of a line. */
#define QUOTED_OCTETS 120

/* Unique-ids are kept in blocks of this size, one behind the other. */
#define BLOCK_SIZE (64 * 1024)

struct _RstPop3Listing
{
  GArray *entries;          /* of RstPop3Entry */
  GStringChunk *unique_ids; /* of the entries */
  gsize unique_id_octets;
  gboolean in_order; /* whether each number is above the one before it */
};

RstPop3Listing *
rst_pop3_listing_new (void)
{
  RstPop3Listing *self = g_new0 (RstPop3Listing, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (RstPop3Entry));
  self->unique_ids = g_string_chunk_new (BLOCK_SIZE);
  self->in_order = TRUE;
  return self;
}

void
rst_pop3_listing_free (RstPop3Listing *self)
{
  g_array_unref (self->entries);
  g_string_chunk_free (self->unique_ids);
  g_free (self);
}

guint
rst_pop3_listing_get_size (RstPop3Listing *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->entries->len;
}

RstPop3Entry *
rst_pop3_listing_get_entry (RstPop3Listing *self, guint index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->entries->len, NULL);

  return &g_array_index (self->entries, RstPop3Entry, index);
}

static gboolean
fail_line (const char *line, gsize length, GError **error)
{
  g_autofree char *quoted = rst_text_dup_line (line, (gssize) MIN (length, QUOTED_OCTETS));

  g_set_error (error, RST_ERROR, RST_ERROR_PROTOCOL,
               _("The server listed “%s”, which makes no sense"), quoted);
  return FALSE;
}

static gboolean
fail_count (GError **error)
{
  g_set_error (error, RST_ERROR, RST_ERROR_PROTOCOL,
               _("The server listed more than %d messages"), RST_POP3_MESSAGES_MAX);
  return FALSE;
}

static gboolean
fail_unique_ids (GError **error)
{
  g_set_error (error, RST_ERROR, RST_ERROR_PROTOCOL,
               _("The unique-ids that the server listed are longer than %d octets in all"),
               RST_POP3_UNIQUE_IDS_MAX);
  return FALSE;
}

static const char *
skip_blanks (const char *p, const char *end)
{
  while (p < end && (*p == ' ' || *p == '\t'))
    p++;
  return p;
}

/* Reads a decimal number that ends with a blank or with the line. */
static gboolean
scan_number (const char **line, const char *end, guint64 max, guint64 *number)
{
  const char *p = *line;
  guint64 value = 0;

  while (p < end && g_ascii_isdigit (*p))
    {
      guint digit = (guint) (*p++ - '0');

      if (value > (max - digit) / 10)
        return FALSE;
      value = value * 10 + digit;
    }
  if (p == *line || (p < end && *p != ' ' && *p != '\t'))
    return FALSE;

  *line = p;
  *number = value;
  return TRUE;
}

gboolean
rst_pop3_listing_scan (const char  *line,
                       gsize        length,
                       guint       *number,
                       guint64     *octets,
                       GError     **error)
{
  const char *end = line + length;
  const char *p = skip_blanks (line, end);
  guint64 first;

  if (!scan_number (&p, end, RST_POP3_NUMBER_MAX, &first))
    return fail_line (line, length, error);

  p = skip_blanks (p, end);
  *octets = 0;
  if (p < end && !scan_number (&p, end, G_MAXINT64, octets))
    return fail_line (line, length, error);

  *number = (guint) first;
  return TRUE;
}

gboolean
rst_pop3_listing_add_size (RstPop3Listing  *self,
                           const char      *line,
                           gsize            length,
                           GError         **error)
{
  RstPop3Entry entry = { 0 };
  guint n_entries;

  g_return_val_if_fail (self != NULL, FALSE);

  n_entries = self->entries->len;
  if (!rst_pop3_listing_scan (line, length, &entry.number, &entry.octets, error))
    return FALSE;
  if (entry.number == 0)
    return fail_line (line, length, error);
  if (n_entries == RST_POP3_MESSAGES_MAX)
    return fail_count (error);

  if (n_entries > 0 && entry.number <= rst_pop3_listing_get_entry (self, n_entries - 1)->number)
    self->in_order = FALSE;
  g_array_append_val (self->entries, entry);
  return TRUE;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const RstPop3Entry *left = a;
  const RstPop3Entry *right = b;

  return (left->number > right->number) - (left->number < right->number);
}

/* Brings the entries into order, one for each number: of several the first
 * that came. (g_array_sort is stable.)
 */
static void
sort_entries (RstPop3Listing *self)
{
  RstPop3Entry *entries = (RstPop3Entry *) self->entries->data;
  guint kept = 0;

  if (self->in_order)
    return;

  g_array_sort (self->entries, compare_numbers);
  for (guint i = 0; i < self->entries->len; i++)
    if (kept == 0 || entries[kept - 1].number != entries[i].number)
      entries[kept++] = entries[i];
  g_array_set_size (self->entries, kept);
  self->in_order = TRUE;
}

static RstPop3Entry *
find_entry (RstPop3Listing *self, guint number)
{
  RstPop3Entry *entries = (RstPop3Entry *) self->entries->data;
  guint low = 0;
  guint high = self->entries->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (entries[middle].number == number)
        return &entries[middle];
      if (entries[middle].number < number)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

static gboolean
keep_unique_id (RstPop3Listing *self, RstPop3Entry *entry, const char *octets, gsize length, GError **error)
{
  g_autofree char *escaped = rst_text_dup_escaped (octets, length);
  gsize escaped_length = strlen (escaped);

  if (escaped_length > RST_POP3_UNIQUE_IDS_MAX - self->unique_id_octets)
    return fail_unique_ids (error);

  self->unique_id_octets += escaped_length;
  entry->unique_id = g_string_chunk_insert_len (self->unique_ids, escaped, (gssize) escaped_length);
  return TRUE;
}

gboolean
rst_pop3_listing_add_unique_id (RstPop3Listing  *self,
                                const char      *line,
                                gsize            length,
                                GError         **error)
{
  const char *end = line + length;
  const char *p = skip_blanks (line, end);
  RstPop3Entry *entry;
  guint64 number;

  g_return_val_if_fail (self != NULL, FALSE);

  sort_entries (self);
  if (!scan_number (&p, end, RST_POP3_NUMBER_MAX, &number) || number == 0)
    return fail_line (line, length, error);

  p = skip_blanks (p, end);
  while (end > p && (end[-1] == ' ' || end[-1] == '\t'))
    end--;
  if (end - p > RST_POP3_UNIQUE_ID_MAX)
    return fail_line (line, length, error);

  entry = find_entry (self, (guint) number);
  if (entry == NULL || entry->unique_id != NULL || end == p)
    return TRUE;
  return keep_unique_id (self, entry, p, (gsize) (end - p), error);
}

void
rst_pop3_listing_name (RstPop3Listing *self, RstPop3Entry *entry, const char *unique_id, guint ordinal)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (entry != NULL && entry->unique_id == NULL);
  g_return_if_fail (unique_id != NULL);

  entry->unique_id = g_string_chunk_insert (self->unique_ids, unique_id);
  entry->ordinal = ordinal & G_MAXINT;
}

/* Of messages without unique-id, whose names are yet to come. */
static gboolean
leave_room_for_names (RstPop3Listing *self, guint n_nameless, GError **error)
{
  gsize room = RST_POP3_UNIQUE_IDS_MAX - self->unique_id_octets;

  if (n_nameless <= room / RST_POP3_CONTENT_NAME_LENGTH)
    return TRUE;
  g_set_error (error, RST_ERROR, RST_ERROR_PROTOCOL,
               _("The server listed %u messages without a unique-id, more than can be told apart"),
               n_nameless);
  return FALSE;
}

static int
compare_unique_ids (gconstpointer a, gconstpointer b)
{
  const RstPop3Entry *left = *(const RstPop3Entry *const *) a;
  const RstPop3Entry *right = *(const RstPop3Entry *const *) b;

  return strcmp (left->unique_id, right->unique_id);
}

/* Sorted rather than hashed: a server can choose unique-ids that all have one
 * hash. (g_ptr_array_sort is stable.)
 */
static void
number_twins (GPtrArray *named)
{
  g_ptr_array_sort (named, compare_unique_ids);
  for (guint i = 1; i < named->len; i++)
    {
      RstPop3Entry *last = named->pdata[i - 1];
      RstPop3Entry *entry = named->pdata[i];

      if (!g_str_equal (entry->unique_id, last->unique_id))
        continue;
      last->is_shared = TRUE;
      entry->is_shared = TRUE;
      entry->ordinal = last->ordinal + 1;
    }
}

gboolean
rst_pop3_listing_finish (RstPop3Listing *self, GError **error)
{
  g_autoptr (GPtrArray) named = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  sort_entries (self);
  named = g_ptr_array_sized_new (self->entries->len);
  for (guint i = 0; i < self->entries->len; i++)
    {
      RstPop3Entry *entry = rst_pop3_listing_get_entry (self, i);

      if (entry->unique_id != NULL)
        g_ptr_array_add (named, entry);
    }
  number_twins (named);
  return leave_room_for_names (self, self->entries->len - named->len, error);
}
