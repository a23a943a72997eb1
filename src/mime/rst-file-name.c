/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/rst-text.h"
#include "mime/rst-file-name.h"

#define MAX_NAME 200
#define MAX_ENDING 16

static const struct
{
  const char *mime_type;
  const char *name;
} defaults[] = {
  { "application/pdf", "document.pdf" },
  { "application/pgp-signature", "signature.asc" },
  { "application/zip", "archive.zip" },
  { "audio/mpeg", "audio.mp3" },
  { "image/gif", "image.gif" },
  { "image/jpeg", "image.jpg" },
  { "image/png", "image.png" },
  { "image/svg+xml", "image.svg" },
  { "message/delivery-status", "delivery-status.txt" },
  { "message/global", "message.eml" },
  { "message/rfc822", "message.eml" },
  { "text/calendar", "invitation.ics" },
  { "text/html", "message.html" },
  { "text/plain", "message.txt" },
};

static const char *
get_default (const char *mime_type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (defaults); i++)
    if (strcmp (mime_type, defaults[i].mime_type) == 0)
      return defaults[i].name;
  return "attachment.bin";
}

/* Windows programs send their whole path. */
static const char *
skip_folders (const char *name)
{
  for (const char *p = name; *p != '\0'; p++)
    if ((*p == '/' || *p == '\\') && p[1] != '\0')
      name = p + 1;
  return name;
}

static gboolean
is_unsafe (gunichar c)
{
  return c == 0x061C || c == 0x200E || c == 0x200F || c == 0xFEFF ||
         (c < 0x80 && strchr ("/\\:*?\"<>|", (int) c) != NULL);
}

/* What is left without the dots and blanks at its end, which some file systems
 * drop.
 */
static gsize
trim_end (const char *name, gsize length)
{
  while (length > 0 && (name[length - 1] == '.' || name[length - 1] == ' '))
    length--;
  return length;
}

static char *
replace_unsafe (const char *line)
{
  GString *safe = g_string_new (NULL);

  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c == '.' || c == ' ') && safe->len == 0)
        continue;
      if (!is_unsafe (c))
        g_string_append_unichar (safe, c);
      else if (c < 0x80)
        g_string_append_c (safe, '_');
    }
  g_string_truncate (safe, trim_end (safe->str, safe->len));
  return g_string_free (safe, FALSE);
}

static char *
shorten (const char *name)
{
  const char *ending = strrchr (name, '.');
  const char *cut;

  if (strlen (name) <= MAX_NAME)
    return g_strdup (name);

  if (ending == NULL || strlen (ending) > MAX_ENDING)
    ending = "";
  cut = g_utf8_find_prev_char (name, name + MAX_NAME - strlen (ending) + 1);
  return g_strdup_printf ("%.*s%s", (int) trim_end (name, (gsize) (cut - name)), name, ending);
}

char *
rst_file_name_make_safe (const char *name, const char *mime_type)
{
  g_autofree char *line = NULL;
  g_autofree char *safe = NULL;

  g_return_val_if_fail (mime_type != NULL, NULL);

  line = rst_text_dup_line (skip_folders (name != NULL ? name : ""), -1);
  safe = replace_unsafe (line);
  return *safe != '\0' ? shorten (safe) : g_strdup (get_default (mime_type));
}
