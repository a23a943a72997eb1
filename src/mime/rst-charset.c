/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <string.h>

#include "mime/rst-charset.h"
#include "mime/rst-mime.h"

#define REPLACEMENT "\xEF\xBF\xBD"
#define FALLBACK "CP1252"
#define MAX_NAME 64

/* Names under which mail programs send a superset, as the WHATWG's Encoding
 * Standard lists them. US-ASCII says nothing about octets that it lacks.
 */
static const struct
{
  const char *label;
  const char *charset;
} labels[] = {
  { "us-ascii", NULL },
  { "ascii", NULL },
  { "ansi_x3.4-1968", NULL },
  { "utf8", "UTF-8" },
  { "unicode-1-1-utf-7", "UTF-7" },
  { "iso-8859-1", "CP1252" },
  { "iso8859-1", "CP1252" },
  { "latin1", "CP1252" },
  { "iso-8859-8-i", "ISO-8859-8" },
  { "iso-8859-9", "CP1254" },
  { "iso-8859-11", "CP874" },
  { "tis-620", "CP874" },
  { "gb2312", "GB18030" },
  { "gb_2312-80", "GB18030" },
  { "gbk", "GB18030" },
  { "x-gbk", "GB18030" },
  { "big5", "BIG5-HKSCS" },
  { "euc-kr", "CP949" },
  { "ks_c_5601-1987", "CP949" },
  { "shift_jis", "CP932" },
  { "shift-jis", "CP932" },
  { "x-sjis", "CP932" },
};

/* What one reading of the octets gave, and how well it fitted. */
typedef struct
{
  GString *text;
  gsize n_foreign;
  gsize n_bad;
} Reading;

static const char *
find_charset (const char *declared)
{
  gsize length = strlen (declared);

  /* iconv takes a slash as the start of its own options. */
  if (length == 0 || length > MAX_NAME || strchr (declared, '/') != NULL)
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_ascii_strcasecmp (declared, labels[i].label) == 0)
      return labels[i].charset;
  return g_mime_charset_iconv_name (declared);
}

static void
count_foreign (Reading *reading)
{
  const char *end = reading->text->str + reading->text->len;

  for (const char *p = reading->text->str; p < end; p = g_utf8_next_char (p))
    if ((guchar) *p >= 0x80)
      reading->n_foreign++;
  reading->n_foreign -= MIN (reading->n_bad, reading->n_foreign);
}

static void
read_as_utf8 (Reading *reading, const char *octets, gsize length)
{
  const char *end;

  while (!g_utf8_validate (octets, length, &end))
    {
      g_string_append_len (reading->text, octets, end - octets);
      length -= end - octets;
      octets = end;
      g_string_append (reading->text, REPLACEMENT);
      if (*octets != '\0')
        reading->n_bad++;
      octets++;
      length--;
    }
  g_string_append_len (reading->text, octets, length);
}

static void
read_as (Reading *reading, GIConv converter, const char *octets, gsize length)
{
  char *in = (char *) octets;
  char buffer[4096];

  while (length > 0)
    {
      char *out = buffer;
      gsize room = sizeof buffer;
      gsize result = g_iconv (converter, &in, &length, &out, &room);
      int error = errno;

      g_string_append_len (reading->text, buffer, out - buffer);
      if (result != (gsize) -1 || error == E2BIG)
        continue;
      /* Cut off in the middle of a character. */
      if (error == EINVAL)
        break;
      g_string_append (reading->text, REPLACEMENT);
      reading->n_bad++;
      in++;
      length--;
    }
}

static gboolean
read_in_charset (Reading    *reading,
                 const char *charset,
                 const char *octets,
                 gsize       length)
{
  GIConv converter;

  g_string_truncate (reading->text, 0);
  reading->n_bad = reading->n_foreign = 0;

  if (g_ascii_strcasecmp (charset, "UTF-8") == 0)
    {
      read_as_utf8 (reading, octets, length);
    }
  else
    {
      converter = g_iconv_open ("UTF-8", charset);
      if (converter == (GIConv) -1)
        return FALSE;
      read_as (reading, converter, octets, length);
      g_iconv_close (converter);
    }
  if (reading->n_bad > 0)
    count_foreign (reading);
  return TRUE;
}

/* A reading with more wrong characters than right ones is in another charset;
 * a few wrong ones are a broken message in the right one.
 */
static gboolean
fits (const Reading *reading)
{
  return reading->n_bad <= reading->n_foreign;
}

/* A NUL would end the text for whoever reads it as a string. */
static GString *
replace_nuls (GString *text)
{
  GString *shown = g_string_sized_new (text->len + 1);
  const char *end = text->str + text->len;

  for (const char *p = text->str; p < end;)
    {
      const char *nul = memchr (p, '\0', (gsize) (end - p));

      g_string_append_len (shown, p, (nul != NULL ? nul : end) - p);
      if (nul == NULL)
        break;
      g_string_append (shown, REPLACEMENT);
      p = nul + 1;
    }
  g_string_free (text, TRUE);
  return shown;
}

static char *
finish (Reading *reading)
{
  g_autofree char *text = NULL;
  const char *start;

  if (memchr (reading->text->str, '\0', reading->text->len) != NULL)
    reading->text = replace_nuls (reading->text);
  text = g_string_free (reading->text, FALSE);
  start = g_str_has_prefix (text, "\xEF\xBB\xBF") ? text + 3 : text;
  return g_utf8_validate (start, -1, NULL) ? g_strdup (start)
                                           : g_utf8_make_valid (start, -1);
}

char *
rst_charset_to_utf8 (const char *declared, const char *octets, gsize length)
{
  Reading reading = { NULL };
  const char *charset;

  g_return_val_if_fail (octets != NULL, NULL);

  rst_mime_init ();
  charset = declared != NULL ? find_charset (declared) : NULL;
  reading.text = g_string_sized_new (length + 1);

  if (charset != NULL &&
      read_in_charset (&reading, charset, octets, length) &&
      reading.n_bad == 0)
    return finish (&reading);

  if (charset == NULL || g_utf8_validate (octets, length, NULL))
    charset = "UTF-8";
  if (!read_in_charset (&reading, charset, octets, length) || !fits (&reading))
    read_in_charset (&reading, FALLBACK, octets, length);
  return finish (&reading);
}

char *
rst_charset_to_utf8_as_told (const char *charset, const char *octets, gsize length)
{
  Reading reading = { NULL };
  const char *found;

  g_return_val_if_fail (charset != NULL, NULL);
  g_return_val_if_fail (octets != NULL, NULL);

  rst_mime_init ();
  found = find_charset (charset);
  reading.text = g_string_sized_new (length + 1);
  if (found != NULL && read_in_charset (&reading, found, octets, length))
    return finish (&reading);

  g_string_free (reading.text, TRUE);
  return rst_charset_to_utf8 (NULL, octets, length);
}
