/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-query-term.h"

#include <stdio.h>
#include <string.h>

#include "base/rst-size.h"
#include "base/rst-text.h"
#include "store/rst-row.h"
#include "store/rst-store-private.h"

/* The operators that look for words, and where. */
static const struct
{
  const char *field;
  const char *column;
} columns[] = {
  { "from", "sender" },
  { "to", "recipients" },
  { "subject", "subject" },
};

/* The operators of which each value is a condition of its own. */
static const struct
{
  const char *field;
  const char *value;
  const char *condition;
} states[] = {
  { "has", "attachment", "m.attachments > 0" },
  { "is", "unread", "m.flags & 1 = 0" },
  { "is", "read", "m.flags & 1 <> 0" },
  { "is", "flagged", "m.flags & 2 <> 0" },
};

static const char *const others[] = { "before", "after", "larger", "smaller", "account", "mailbox", "tag" };

G_STATIC_ASSERT (RST_FLAG_SEEN == 1 && RST_FLAG_FLAGGED == 2);

gboolean
rst_query_term_is_field (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (g_str_equal (columns[i].field, name))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i].field, name))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_equal (others[i], name))
      return TRUE;
  return FALSE;
}

/* 2026, 2026-01 or 2026-01-31, as the local time zone begins it. */
static gboolean
parse_date (const char *value, gint64 *seconds)
{
  g_autoptr (GDateTime) date = NULL;
  int year = 0;
  int month = 1;
  int day = 1;
  int length[3] = { 0 };
  int n = sscanf (value, "%4d%n-%2d%n-%2d%n", &year, &length[0], &month, &length[1], &day, &length[2]);

  if (n < 1 || value[length[n - 1]] != '\0' || year < 1)
    return FALSE;

  date = g_date_time_new_local (year, month, day, 0, 0, 0);
  if (date == NULL)
    return FALSE;
  *seconds = MAX (g_date_time_to_unix (date), 0);
  return TRUE;
}

static char *
test_date (const char *field, const char *value)
{
  gboolean before = g_str_equal (field, "before");
  gint64 seconds;

  if ((!before && !g_str_equal (field, "after")) || !parse_date (value, &seconds))
    return NULL;

  /* The id is the sorting date. */
  return g_strdup_printf ("m.id %s %" G_GINT64_FORMAT,
                          before ? "<" : ">=",
                          MIN (seconds, G_MAXINT32 * (gint64) 4) << RST_STORE_COUNTER_BITS);
}

static char *
test_size (const char *field, const char *value)
{
  gboolean larger = g_str_equal (field, "larger");
  guint64 octets;

  if ((!larger && !g_str_equal (field, "smaller")) || !rst_size_parse (value, &octets))
    return NULL;
  return g_strdup_printf ("m.octets %s %" G_GUINT64_FORMAT, larger ? ">" : "<", octets);
}

static char *
test_state (const char *field, const char *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i].field, field) && g_ascii_strcasecmp (states[i].value, value) == 0)
      return g_strdup (states[i].condition);
  return NULL;
}

static char *
test_name (const char *field, const char *value, char **text)
{
  if (!g_str_equal (field, "account") && !g_str_equal (field, "mailbox"))
    return NULL;

  *text = g_strdup (value);
  return g_strdup_printf ("m.%s = (SELECT id FROM %s WHERE name = ?)", field, field);
}

static char *
test_tag (const char *field, const char *value, char **text)
{
  g_autofree char *name = NULL;

  if (!g_str_equal (field, "tag"))
    return NULL;

  /* Blanks as the names of tags have them. */
  name = rst_text_dup_line (value, -1);
  *text = rst_tag_dup_folded (name);
  return g_strdup ("m.id IN (SELECT message FROM message_tag"
                   " WHERE tag = (SELECT id FROM tag WHERE folded = ?))");
}

char *
rst_query_term_test (const char *field, const char *value, char **text)
{
  char *test;

  g_return_val_if_fail (field != NULL && value != NULL && text != NULL, NULL);

  test = test_state (field, value);
  if (test == NULL)
    test = test_date (field, value);
  if (test == NULL)
    test = test_size (field, value);
  if (test == NULL)
    test = test_name (field, value, text);
  if (test == NULL)
    test = test_tag (field, value, text);
  return test;
}

/* What the tokenizer unicode61 keeps. */
static gboolean
has_token (const char *value)
{
  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c) || g_unichar_type (c) == G_UNICODE_PRIVATE_USE)
        return TRUE;
    }
  return FALSE;
}

static const char *
find_column (const char *field)
{
  for (guint i = 0; field != NULL && i < G_N_ELEMENTS (columns); i++)
    if (g_str_equal (columns[i].field, field))
      return columns[i].column;
  return NULL;
}

/* Everything stands in quotes, in which FTS5 knows only the quote itself. */
char *
rst_query_term_match (const char *field, const char *value, gboolean quoted)
{
  const char *column = find_column (field);
  gboolean prefix = !quoted && g_str_has_suffix (value, "*");
  GString *match;

  g_return_val_if_fail (value != NULL, NULL);

  if (!has_token (value))
    return NULL;

  match = g_string_new (NULL);
  if (column != NULL)
    g_string_append_printf (match, "%s : ", column);
  g_string_append_c (match, '"');
  if (field != NULL && column == NULL)
    g_string_append_printf (match, "%s:", field);
  for (const char *p = value; *p != '\0'; p++)
    g_string_append_len (match, *p == '"' ? "\"\"" : p, *p == '"' ? 2 : 1);
  g_string_append (match, prefix ? "\" *" : "\"");
  return g_string_free (match, FALSE);
}
