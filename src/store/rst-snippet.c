/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-snippet.h"

#include <string.h>

#include "base/rst-text.h"

/* How many words are shown, and how many of them stand before the match. */
#define WORDS 24
#define WORDS_BEFORE 4

/* How far a text is read: a list is waiting. */
#define MAX_TEXT (128 * 1024)

/* Words as they are compared. */
typedef struct
{
  GPtrArray *words;
  gboolean prefix; /* of the last one */
  gint64 place;    /* of the latest match in the text, counted in words */
  const char *start;
} Phrase;

static void
phrase_free (gpointer data)
{
  Phrase *phrase = data;

  g_ptr_array_unref (phrase->words);
  g_free (phrase);
}

static gboolean
is_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || g_unichar_type (c) == G_UNICODE_PRIVATE_USE;
}

/* A letter without its marks; a mark alone is nothing. */
static void
append_folded (GString *word, gunichar c)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  if (c < 0x80)
    {
      g_string_append_c (word, g_ascii_tolower ((char) c));
      return;
    }
  if (g_unichar_ismark (c))
    return;
  if (g_unichar_fully_decompose (c, FALSE, parts, G_N_ELEMENTS (parts)) > 1 && g_unichar_ismark (parts[1]))
    c = parts[0];
  g_string_append_unichar (word, g_unichar_tolower (c));
}

static const char *
find_word (const char *text)
{
  while (*text != '\0' && !is_word (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

/* Gives where the word ends that @text begins with. */
static const char *
read_word (const char *text, GString *word)
{
  g_string_truncate (word, 0);
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (!is_word (c))
        break;
      append_folded (word, c);
    }
  return text;
}

static Phrase *
phrase_new (const char *expression)
{
  Phrase *phrase = g_new0 (Phrase, 1);
  g_autoptr (GString) word = g_string_new (NULL);

  phrase->words = g_ptr_array_new_with_free_func (g_free);
  phrase->prefix = g_str_has_suffix (expression, "*");
  phrase->place = -WORDS;
  for (const char *p = find_word (expression); *p != '\0'; p = find_word (p))
    {
      p = read_word (p, word);
      if (word->len > 0)
        g_ptr_array_add (phrase->words, g_strdup (word->str));
    }
  return phrase;
}

static gboolean
is_same (const Phrase *phrase, guint index, const char *word)
{
  const char *wanted = phrase->words->pdata[index];

  if (phrase->prefix && index == phrase->words->len - 1)
    return g_str_has_prefix (word, wanted);
  return g_str_equal (word, wanted);
}

/* Whether the phrase goes on behind its first word. */
static gboolean
goes_on (const Phrase *phrase, const char *text)
{
  g_autoptr (GString) word = NULL;

  if (phrase->words->len == 1)
    return TRUE;

  word = g_string_new (NULL);
  for (guint i = 1; i < phrase->words->len; i++)
    {
      text = read_word (find_word (text), word);
      if (!is_same (phrase, i, word->str))
        return FALSE;
    }
  return TRUE;
}

/* Whether any of them begins with this word. */
static gboolean
note_matches (GPtrArray *phrases, const char *word, const char *start, const char *end, gint64 place)
{
  gboolean found = FALSE;

  for (guint i = 0; i < phrases->len; i++)
    {
      Phrase *phrase = phrases->pdata[i];

      if (phrase->words->len == 0 || !is_same (phrase, 0, word) || !goes_on (phrase, end))
        continue;
      phrase->place = place;
      phrase->start = start;
      found = TRUE;
    }
  return found;
}

/* How many phrases were met within as many words as are shown, and where the
 * first of them is.
 */
static guint
count_close (GPtrArray *phrases, gint64 place, const char **first)
{
  guint n = 0;

  *first = NULL;
  for (guint i = 0; i < phrases->len; i++)
    {
      const Phrase *phrase = phrases->pdata[i];

      if (phrase->place <= place - (WORDS - WORDS_BEFORE))
        continue;
      n++;
      if (*first == NULL || phrase->start < *first)
        *first = phrase->start;
    }
  return n;
}

static const char *
find_best (const char *text, GPtrArray *phrases)
{
  g_autoptr (GString) word = g_string_new (NULL);
  const char *best = NULL;
  guint n_best = 0;
  gint64 place = 0;

  for (const char *start = find_word (text); *start != '\0' && n_best < phrases->len; place++)
    {
      const char *end = read_word (start, word);
      const char *first;
      guint n;

      if (note_matches (phrases, word->str, start, end, place) &&
          (n = count_close (phrases, place, &first)) > n_best)
        {
          n_best = n;
          best = first;
        }
      start = find_word (end);
    }
  return best;
}

/* The beginning of the word that is so many before. */
static const char *
step_back (const char *text, const char *place, guint n_words)
{
  const char *start = place;
  gboolean inside = FALSE;

  while (place > text)
    {
      place = g_utf8_prev_char (place);
      if (is_word (g_utf8_get_char (place)))
        {
          if (!inside && n_words-- == 0)
            break;
          inside = TRUE;
          start = place;
        }
      else
        inside = FALSE;
    }
  return start;
}

static char *
cut (const char *text, const char *place)
{
  const char *start = step_back (text, place, WORDS_BEFORE);
  const char *end = start;
  const char *next = start;
  g_autoptr (GString) word = g_string_new (NULL);
  g_autofree char *snippet = NULL;

  for (guint i = 0; i < WORDS && *next != '\0'; i++)
    {
      end = read_word (next, word);
      next = find_word (end);
    }
  if (*next == '\0')
    end = next;
  snippet = g_strdup_printf ("%s%.*s%s",
                             start > text ? "…" : "",
                             (int) (end - start), start,
                             *end != '\0' ? "…" : "");
  return rst_text_dup_line (snippet, -1);
}

char *
rst_snippet_find (const char *text, GPtrArray *phrases)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (phrase_free);
  g_autofree char *valid = NULL;
  const char *best;

  g_return_val_if_fail (text != NULL && phrases != NULL, NULL);

  valid = g_utf8_make_valid (text, (gssize) strnlen (text, MAX_TEXT));
  for (guint i = 0; i < phrases->len; i++)
    g_ptr_array_add (wanted, phrase_new (phrases->pdata[i]));
  best = find_best (valid, wanted);
  return best != NULL ? cut (valid, best) : NULL;
}
