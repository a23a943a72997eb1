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
