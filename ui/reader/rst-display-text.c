/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-display-text.h"

#include <string.h>

/* More than any person writes and less than Pango takes long for. */
#define MAX_LINE 4000

static void
append_line (GString *out, const char *line, gsize length)
{
  while (length > MAX_LINE)
    {
      const char *rest = g_utf8_find_prev_char (line, line + MAX_LINE + 1);

      g_string_append_len (out, line, rest - line);
      g_string_append_c (out, '\n');
      length -= (gsize) (rest - line);
      line = rest;
    }
  g_string_append_len (out, line, length);
}

char *
rst_display_text_fold (const char *text, gsize max_octets, gboolean *cut)
{
  GString *out;
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (cut != NULL, NULL);

  length = strlen (text);
  *cut = length > max_octets;
  if (*cut)
    length = (gsize) (g_utf8_find_prev_char (text, text + max_octets + 1) - text);

  out = g_string_sized_new (length + 1);
  for (const char *end = text + length; text < end;)
    {
      const char *feed = memchr (text, '\n', (gsize) (end - text));
      const char *line_end = feed != NULL ? feed : end;

      append_line (out, text, (gsize) (line_end - text));
      if (feed != NULL)
        g_string_append_c (out, '\n');
      text = feed != NULL ? feed + 1 : end;
    }
  return g_string_free (out, FALSE);
}

/* Appends one character or octet and says how many octets it took. */
static gsize
append_visible (GString *out, const char *at, gsize left)
{
  gunichar c = g_utf8_get_char_validated (at, (gssize) left);

  if (*at == '\r' && left > 1 && at[1] == '\n')
    return 1;
  if (*at == '\n' || *at == '\t' ||
      (*at != '\0' && c != (gunichar) -1 && c != (gunichar) -2 && !g_unichar_iscntrl (c)))
    {
      gsize n = (guchar) *at < 0x80 ? 1 : (gsize) g_unichar_to_utf8 (c, NULL);

      g_string_append_len (out, at, n);
      return n;
    }

  g_string_append_printf (out, "\\x%02X", (guchar) *at);
  return 1;
}

char *
rst_display_text_from_octets (GBytes *octets, gsize max_octets)
{
  gsize length;
  const char *at = g_bytes_get_data (octets, &length);
  GString *out;
  gsize line_start = 0;

  length = MIN (length, max_octets);
  out = g_string_sized_new (length + 1);
  while (length > 0)
    {
      gsize taken = append_visible (out, at, length);

      if (*at == '\n')
        line_start = out->len;
      else if (out->len - line_start > MAX_LINE)
        {
          g_string_append_c (out, '\n');
          line_start = out->len;
        }
      at += taken;
      length -= taken;
    }
  return g_string_free (out, FALSE);
}
