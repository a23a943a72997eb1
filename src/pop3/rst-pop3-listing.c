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

struct _RstPop3Listing
{
  GPtrArray *entries;
  gboolean sorted;
  gsize unique_id_octets;
};

void
rst_pop3_entry_free (RstPop3Entry *entry)
{
  g_free (entry->unique_id);
  g_free (entry);
}

RstPop3Listing *
rst_pop3_listing_new (void)
{
  RstPop3Listing *self = g_new0 (RstPop3Listing, 1);

  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_pop3_entry_free);
  return self;
}

void
rst_pop3_listing_free (RstPop3Listing *self)
{
  g_ptr_array_unref (self->entries);
  g_free (self);
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
  RstPop3Entry *entry;
  guint number;
  guint64 octets;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!rst_pop3_listing_scan (line, length, &number, &octets, error))
    return FALSE;
  if (number == 0)
    return fail_line (line, length, error);
  if (self->entries->len == RST_POP3_MESSAGES_MAX)
    return fail_count (error);

  entry = g_new0 (RstPop3Entry, 1);
  entry->number = number;
  entry->octets = octets;
  g_ptr_array_add (self->entries, entry);
  return TRUE;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const RstPop3Entry *left = *(const RstPop3Entry *const *) a;
  const RstPop3Entry *right = *(const RstPop3Entry *const *) b;

  return (left->number > right->number) - (left->number < right->number);
}

/* Brings the entries into order, one for each number: of several the first
 * that came. (g_ptr_array_sort is stable.)
 */
static void
sort_entries (RstPop3Listing *self)
{
  GPtrArray *entries = self->entries;
  guint kept = 0;

  g_ptr_array_sort (entries, compare_numbers);
  for (guint i = 0; i < entries->len; i++)
    {
      RstPop3Entry *entry = entries->pdata[i];
      RstPop3Entry *last = kept > 0 ? entries->pdata[kept - 1] : NULL;

      entries->pdata[i] = NULL;
      if (last != NULL && last->number == entry->number)
        rst_pop3_entry_free (entry);
      else
        entries->pdata[kept++] = entry;
    }

  /* What is cut off was freed or moved. */
  g_ptr_array_set_free_func (entries, NULL);
  g_ptr_array_set_size (entries, (int) kept);
  g_ptr_array_set_free_func (entries, (GDestroyNotify) rst_pop3_entry_free);
  self->sorted = TRUE;
}

static RstPop3Entry *
find_entry (RstPop3Listing *self, guint number)
{
  guint low = 0;
  guint high = self->entries->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      RstPop3Entry *entry = self->entries->pdata[middle];

      if (entry->number == number)
        return entry;
      if (entry->number < number)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
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

  if (!self->sorted)
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
  entry->unique_id = rst_text_dup_escaped (p, (gsize) (end - p));
  self->unique_id_octets += strlen (entry->unique_id);
  return self->unique_id_octets <= RST_POP3_UNIQUE_IDS_MAX || fail_unique_ids (error);
}

GPtrArray *
rst_pop3_listing_finish (RstPop3Listing *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (RstPop3Listing) owned = self;

  g_return_val_if_fail (self != NULL, NULL);

  if (!self->sorted)
    sort_entries (self);
  for (guint i = 0; i < self->entries->len; i++)
    {
      RstPop3Entry *entry = self->entries->pdata[i];

      if (entry->unique_id == NULL)
        continue;
      entry->ordinal = GPOINTER_TO_UINT (g_hash_table_lookup (seen, entry->unique_id));
      g_hash_table_insert (seen, entry->unique_id, GUINT_TO_POINTER (entry->ordinal + 1));
    }
  return g_ptr_array_ref (self->entries);
}
