/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/rst-text.h"

/* Characters that would steer a terminal, or turn the reading direction of
 * what stands around them, when foreign text is shown.
 */
static gboolean
is_steering (gunichar c)
{
  return g_unichar_iscntrl (c) ||
         (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

static gboolean
is_blank (gunichar c)
{
  if (c < 0x7F)
    return c <= ' ';
  return g_unichar_isspace (c) || is_steering (c);
}

char *
rst_text_dup_line (const char *text, gssize length)
{
  g_autofree char *valid = g_utf8_make_valid (text, length);
  GString *line = g_string_sized_new (64);
  gboolean blank = FALSE;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_blank (c))
        {
          blank = line->len > 0;
          continue;
        }
      if (blank)
        g_string_append_c (line, ' ');
      blank = FALSE;
      g_string_append_unichar (line, c);
    }
  return g_string_free (line, FALSE);
}

char *
rst_text_dup_printable (const char *text, gssize length)
{
  g_autofree char *valid = g_utf8_make_valid (text, length);
  GString *printable = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r' && p[1] == '\n')
        continue;
      if (c != '\n' && c != '\t' && is_steering (c))
        c = 0xFFFD;
      g_string_append_unichar (printable, c);
    }
  return g_string_free (printable, FALSE);
}

char *
rst_text_dup_escaped (const char *octets, gsize length)
{
  GString *name = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      guchar c = (guchar) octets[i];

      if (c >= 0x21 && c <= 0x7E && c != '\\')
        g_string_append_c (name, (char) c);
      else
        g_string_append_printf (name, "\\x%02X", c);
    }
  return g_string_free (name, FALSE);
}

gboolean
rst_text_begins_with (const char *text, const char *beginning)
{
  g_return_val_if_fail (text != NULL && beginning != NULL, FALSE);

  return strncmp (text, beginning, strlen (beginning)) == 0;
}

char *
rst_text_dup_short (const char *text, gsize n_chars)
{
  const char *end = text;

  g_return_val_if_fail (text != NULL && n_chars > 0, NULL);

  for (gsize i = 0; i + 1 < n_chars && *end != '\0'; i++)
    end = g_utf8_next_char (end);
  if (*end == '\0' || *g_utf8_next_char (end) == '\0')
    return g_strdup (text);
  return g_strdup_printf ("%.*s…", (int) (end - text), text);
}

/* Nearly all names and subjects are ASCII. */
static char *
fold_ascii (const char *text, gsize n_chars)
{
  gsize length = 0;

  while (length < n_chars && text[length] != '\0')
    if (!g_ascii_isprint (text[length++]))
      return NULL;
  return g_ascii_strdown (text, (gssize) length);
}

char *
rst_text_dup_folded (const char *text, gsize n_chars)
{
  g_autofree char *beginning = NULL;
  g_autofree char *apart = NULL;
  g_autofree char *plain = NULL;
  glong length;
  GString *key;

  g_return_val_if_fail (text != NULL && n_chars < G_MAXLONG / 4, NULL);

  plain = fold_ascii (text, n_chars);
  if (plain != NULL)
    return g_steal_pointer (&plain);

  length = MIN ((glong) n_chars, g_utf8_strlen (text, 4 * (gssize) n_chars));
  beginning = g_utf8_substring (text, 0, length);
  apart = g_utf8_normalize (beginning, -1, G_NORMALIZE_ALL);
  plain = g_utf8_casefold (apart, -1);
  key = g_string_sized_new (n_chars);
  for (const char *p = plain; *p != '\0' && n_chars > 0; p = g_utf8_next_char (p))
    if (!g_unichar_ismark (g_utf8_get_char (p)))
      {
        g_string_append_unichar (key, g_utf8_get_char (p));
        n_chars--;
      }
  return g_string_free (key, FALSE);
}
