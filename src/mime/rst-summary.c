/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/rst-text.h"
#include "mime/rst-address-list.h"
#include "mime/rst-header.h"
#include "mime/rst-mime.h"
#include "mime/rst-summary-private.h"

#define MAX_SNIPPET 200
#define MAX_REFERENCES 200
#define MAX_DATE 1024

/* No message is older than mail, and none newer than its arrival; clocks and
 * time zones may be off by this much.
 */
#define OLDEST_YEAR 1971
#define NEWEST_YEAR 9999
#define MAX_AHEAD (2 * 24 * 60 * 60)

static char *
dup_field (const RstEntity *root, const char *name)
{
  return rst_header_dup (root->header, root->line_end, name);
}

static GPtrArray *
read_addresses (const RstEntity *root, const char *name)
{
  g_autofree char *value = dup_field (root, name);

  return rst_address_list_parse (value);
}

/* RFC 5322 §3.6.2: who sent it stands in for who wrote it. */
static GPtrArray *
read_from (const RstEntity *root)
{
  g_autoptr (GPtrArray) from = read_addresses (root, "From");

  return from->len > 0 ? g_steal_pointer (&from) : read_addresses (root, "Sender");
}

static gint64
parse_date (const char *text)
{
  g_autofree char *bounded = g_strndup (text, MAX_DATE);
  g_autoptr (GDateTime) date = g_mime_utils_header_decode_date (bounded);

  if (date == NULL ||
      g_date_time_get_year (date) < OLDEST_YEAR ||
      g_date_time_get_year (date) > NEWEST_YEAR)
    return 0;
  return g_date_time_to_unix (date);
}

/* RFC 5321 §4.4: each host adds its line on top, with the date at its end. */
static gint64
read_received (const RstEntity *root)
{
  g_autofree char *value = dup_field (root, "Received");
  const char *date = value != NULL ? strrchr (value, ';') : NULL;

  return date != NULL ? parse_date (date + 1) : 0;
}

static gint64
read_date (const RstEntity *root)
{
  g_autofree char *value = dup_field (root, "Date");
  gint64 date = value != NULL ? parse_date (value) : 0;
  gint64 received = read_received (root);

  if (date == 0 || (received != 0 && date > received + MAX_AHEAD))
    return received;
  return date;
}

static GStrv
parse_ids (const char *value)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  const char *start = value;

  while (start != NULL && (start = strchr (start, '<')) != NULL)
    {
      gsize length = strcspn (++start, "<>");
      g_autofree char *id = rst_text_dup_line (start, length);

      if (start[length] == '>' && *id != '\0' && ids->len < MAX_REFERENCES)
        g_ptr_array_add (ids, g_steal_pointer (&id));
      start += length;
    }
  g_ptr_array_add (ids, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}

static GStrv
read_ids (const RstEntity *root, const char *name)
{
  g_autofree char *value = dup_field (root, name);

  return parse_ids (value);
}

static char *
read_message_id (const RstEntity *root)
{
  g_auto (GStrv) ids = read_ids (root, "Message-ID");
  g_autofree char *value = NULL;
  g_autofree char *line = NULL;

  if (ids[0] != NULL)
    return g_strdup (ids[0]);

  /* Some programs forget the brackets. */
  value = dup_field (root, "Message-ID");
  line = value != NULL ? rst_text_dup_line (value, -1) : NULL;
  return line != NULL && *line != '\0' ? g_steal_pointer (&line) : NULL;
}

/* Senders of newsletters fill up the first words with what nobody sees. */
static gboolean
is_filler (gunichar before, gunichar c, gunichar after)
{
  if (c == 0x200C || c == 0x200D)
    return g_unichar_isspace (before) || g_unichar_isspace (after) || after == 0;
  return c == 0x00AD || c == 0x034F || c == 0x200B || c == 0x2060 || c == 0xFEFF;
}

static const char *
next_line (const char *line)
{
  const char *end = strchrnul (line, '\n');

  return *end == '\n' ? end + 1 : end;
}

/* What is quoted was read before; the line that says whom it quotes ends with a
 * colon in any language. Blank lines may stand between the two.
 */
static gboolean
is_quoting (const char *line)
{
  const char *end = strchrnul (line, '\n');

  if (*line == '>')
    return TRUE;
  if (end == line || end[-1] != ':')
    return FALSE;
  return end[strspn (end, "\n")] == '>';
}

/* Each line is looked at for itself: a list of them would cost more than all else
 * where they are short.
 */
static char *
skip_quotes (const char *text)
{
  GString *own = g_string_sized_new (strlen (text));

  for (const char *line = text, *next; *line != '\0'; line = next)
    {
      next = next_line (line);
      if (!is_quoting (line))
        g_string_append_len (own, line, next - line);
    }
  if (own->str[strspn (own->str, " \t\n")] == '\0')
    g_string_assign (own, text);
  return g_string_free (own, FALSE);
}

/* What is not blank alone fills a snippet: no more is looked at. */
static GString *
gather_words (const char *opening)
{
  GString *words = g_string_sized_new (4 * MAX_SNIPPET);
  gunichar before = ' ';
  gsize n_shown = 0;

  for (const char *p = opening; *p != '\0' && n_shown <= MAX_SNIPPET; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_filler (before, c, g_utf8_get_char (g_utf8_next_char (p))))
        continue;
      g_string_append_unichar (words, c);
      n_shown += g_unichar_isgraph (c);
      before = c;
    }
  return words;
}

static char *
read_snippet (RstBody *body)
{
  g_autofree char *text = rst_body_dup_opening (body);
  g_autofree char *opening = skip_quotes (text);
  g_autoptr (GString) words = gather_words (opening);
  g_autofree char *line = NULL;

  line = rst_text_dup_line (words->str, words->len);
  if (g_utf8_strlen (line, -1) <= MAX_SNIPPET)
    return g_steal_pointer (&line);
  return g_utf8_substring (line, 0, MAX_SNIPPET);
}

static guint
count_attachments (RstBody *body)
{
  GPtrArray *leaves = rst_body_get_leaves (body);
  guint n = 0;

  for (guint i = 0; i < leaves->len; i++)
    if (rst_body_is_attachment (body, g_ptr_array_index (leaves, i)))
      n++;
  return n;
}

RstSummary *
rst_summary_new (RstBody *body)
{
  const RstEntity *root = rst_body_get_root (body);
  RstSummary *self = g_new0 (RstSummary, 1);

  self->from = read_from (root);
  self->to = read_addresses (root, "To");
  self->cc = read_addresses (root, "Cc");
  self->subject = rst_header_dup_text (root->header, root->line_end, "Subject");
  self->date = read_date (root);
  self->message_id = read_message_id (root);
  self->parents = read_ids (root, "In-Reply-To");
  self->in_reply_to = g_strdup (self->parents[0]);
  self->references = read_ids (root, "References");
  self->snippet = read_snippet (body);
  self->n_attachments = count_attachments (body);
  return self;
}

RstSummary *
rst_summary_parse (GBytes *raw)
{
  g_autoptr (RstBody) body = NULL;

  g_return_val_if_fail (raw != NULL, NULL);

  body = rst_body_new (raw);
  return rst_summary_new (body);
}

void
rst_summary_free (RstSummary *self)
{
  g_ptr_array_unref (self->from);
  g_ptr_array_unref (self->to);
  g_ptr_array_unref (self->cc);
  g_free (self->subject);
  g_free (self->message_id);
  g_free (self->in_reply_to);
  g_strfreev (self->parents);
  g_strfreev (self->references);
  g_free (self->snippet);
  g_free (self);
}
