/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/rst-text.h"
#include "mime/rst-charset.h"
#include "mime/rst-encoded-word.h"
#include "mime/rst-mime.h"

/* Longer than RFC 2047 §2 allows, as some programs write one word a line. */
#define MAX_WORD 4096

/* "=?charset*language?encoding?text?=" (RFC 2047 §2, RFC 2231 §5) */
typedef struct
{
  char *charset;
  char encoding;
  const char *text;
  const char *end;
} Word;

/* Words that follow one another: octets still in a charset, text before. */
typedef struct
{
  GString *text;
  GByteArray *octets;
  char *charset;
} Run;

static gboolean
parse_word (const char *p, Word *word)
{
  const char *charset = p + 2;
  const char *mark;
  gsize length;

  if (!rst_text_begins_with (p, "=?"))
    return FALSE;
  length = strcspn (charset, "? \t");
  mark = charset + length;
  if (length == 0 || mark[0] != '?' || mark[1] == '\0' || mark[2] != '?')
    return FALSE;

  word->encoding = g_ascii_toupper (mark[1]);
  word->text = mark + 3;
  word->end = g_strstr_len (word->text, MAX_WORD, "?=");
  if ((word->encoding != 'B' && word->encoding != 'Q') || word->end == NULL)
    return FALSE;
  word->charset = g_strndup (charset, MIN (length, strcspn (charset, "*")));
  return TRUE;
}

static void
append_base64 (GByteArray *octets, const char *text, gsize length)
{
  g_autofree guchar *decoded = g_malloc (length + 3);
  int state = 0;
  guint save = 0;
  gsize n = g_base64_decode_step (text, length, decoded, &state, &save);

  /* Padding that the sender forgot. */
  if (state > 1)
    n += g_base64_decode_step ("==", 4 - state, decoded + n, &state, &save);
  g_byte_array_append (octets, decoded, n);
}

static void
append_quoted (GByteArray *octets, const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      guint8 c = (guint8) text[i];

      if (c == '_')
        c = ' ';
      if (c == '=' && i + 2 < length &&
          g_ascii_isxdigit (text[i + 1]) && g_ascii_isxdigit (text[i + 2]))
        {
          c = (guint8) (g_ascii_xdigit_value (text[i + 1]) * 16 +
                        g_ascii_xdigit_value (text[i + 2]));
          i += 2;
        }
      g_byte_array_append (octets, &c, 1);
    }
}

static void
run_convert (Run *run)
{
  g_autofree char *text = NULL;

  if (run->octets->len > 0)
    {
      text = rst_charset_to_utf8 (run->charset,
                                  (const char *) run->octets->data,
                                  run->octets->len);
      g_string_append (run->text, text);
    }
  g_byte_array_set_size (run->octets, 0);
  g_clear_pointer (&run->charset, g_free);
}

static void
run_append (Run *run, Word *word)
{
  if (run->charset == NULL ||
      g_ascii_strcasecmp (run->charset, word->charset) != 0)
    {
      run_convert (run);
      run->charset = g_strdup (word->charset);
    }
  if (word->encoding == 'B')
    append_base64 (run->octets, word->text, word->end - word->text);
  else
    append_quoted (run->octets, word->text, word->end - word->text);
}

/* Takes a word and all that follow it with nothing but blanks between. */
static const char *
run_take_words (Run *run, const char *p, Word *word)
{
  const char *next;
  gboolean more;

  do
    {
      run_append (run, word);
      p = word->end + 2;
      g_clear_pointer (&word->charset, g_free);
      next = p + strspn (p, " \t\r\n");
      more = parse_word (next, word);
    }
  while (more);

  run_convert (run);
  return p;
}

static void
append_merged (GString *out, const char *text)
{
  g_string_append (out, "=?utf-8?Q?");
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (out, *p);
    else
      g_string_append_printf (out, "=%02X", (guchar) *p);
  g_string_append (out, "?=");
}

static char *
transform (const char *text, gboolean merge)
{
  GString *out = g_string_sized_new (strlen (text));
  Run run = { g_string_new (NULL), g_byte_array_new (), NULL };
  Word word = { NULL };

  while (*text != '\0')
    {
      if (!parse_word (text, &word))
        {
          g_string_append_c (out, *text++);
          continue;
        }
      g_string_truncate (run.text, 0);
      text = run_take_words (&run, text, &word);
      if (merge)
        append_merged (out, run.text->str);
      else
        g_string_append (out, run.text->str);
    }
  g_string_free (run.text, TRUE);
  g_byte_array_unref (run.octets);
  return g_string_free (out, FALSE);
}

char *
rst_encoded_word_decode (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return transform (text, FALSE);
}

char *
rst_encoded_word_merge (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return transform (text, TRUE);
}
