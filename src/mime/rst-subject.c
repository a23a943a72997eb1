/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/rst-subject.h"

#include <string.h>

/* The name of a mailing list is no longer than this. */
#define MAX_TAG 64

/* RFC 5322 §3.6.5 knows “Re: ” alone; others have been told what that means in
 * the language of their readers. “VS” answers in Finnish and forwards in Danish.
 */
static const struct
{
  const char *name;
  gboolean reply;
} prefixes[] = {
  { "re", TRUE },   { "fwd", FALSE },  { "fw", FALSE },  { "aw", TRUE },     { "wg", FALSE },
  { "sv", TRUE },   { "vs", TRUE },    { "vb", FALSE },  { "vl", FALSE },    { "antw", TRUE },
  { "tr", FALSE },  { "res", TRUE },   { "enc", FALSE }, { "r", TRUE },      { "i", FALSE },
  { "rif", TRUE },  { "odp", TRUE },   { "pd", FALSE },  { "doorst", FALSE }, { "rv", FALSE },
  { "ynt", TRUE },  { "回复", TRUE },  { "回覆", TRUE }, { "答复", TRUE },   { "转发", FALSE },
  { "轉寄", FALSE },
};

static const char *
skip_blanks (const char *text)
{
  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

/* How often it was answered, as in `Re[2]`, `Re(2)` and `Re^2`. */
static const char *
skip_count (const char *text)
{
  const char *close = *text == '[' ? "]" : *text == '(' ? ")" : *text == '^' ? "" : NULL;
  gsize n_digits = close != NULL ? strspn (text + 1, "0123456789") : 0;

  if (n_digits == 0 || !g_str_has_prefix (text + 1 + n_digits, close))
    return text;
  return text + 1 + n_digits + strlen (close);
}

/* Behind the colon, which may be a wide one; NULL where there is none. */
static const char *
skip_colon (const char *text)
{
  text = skip_blanks (text);
  if (*text == ':')
    return text + 1;
  return g_str_has_prefix (text, "：") ? text + strlen ("：") : NULL;
}

/* What is behind one prefix; NULL where there is none. */
static const char *
skip_prefix (const char *text, gboolean *is_reply)
{
  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      gsize length = strlen (prefixes[i].name);
      const char *rest = NULL;

      if (g_ascii_strncasecmp (text, prefixes[i].name, length) == 0)
        rest = skip_colon (skip_count (text + length));
      if (rest == NULL)
        continue;
      *is_reply |= prefixes[i].reply;
      return skip_blanks (rest);
    }
  return NULL;
}

static const char *
skip_prefixes (const char *text, gboolean *is_reply)
{
  const char *rest;

  while ((rest = skip_prefix (text, is_reply)) != NULL)
    text = rest;
  return text;
}

/* How many octets a name in brackets has; 0 for none. */
static gsize
measure_tag (const char *text)
{
  gsize length = *text == '[' ? strcspn (text, "]") : 0;

  return length > 1 && length < MAX_TAG && text[length] == ']' ? length + 1 : 0;
}

char *
rst_subject_dup_base (const char *subject, gboolean *is_reply)
{
  gboolean reply = FALSE;
  const char *start;
  const char *rest;
  gsize tag;

  g_return_val_if_fail (subject != NULL, NULL);

  start = skip_prefixes (skip_blanks (subject), &reply);
  tag = measure_tag (start);
  rest = skip_prefixes (skip_blanks (start + tag), &reply);
  if (is_reply != NULL)
    *is_reply = reply;
  return g_strdup_printf ("%.*s%s%s", (int) tag, start, tag > 0 && *rest != '\0' ? " " : "", rest);
}
