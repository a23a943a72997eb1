/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-snippet.h"

#include <string.h>

#include "base/rst-text.h"
#include "store/rst-phrase.h"

/* How many words are shown, and how many of them stand before the match. */
#define WORDS 24
#define WORDS_BEFORE 4

/* How far a text is read: a list is waiting. */
#define MAX_TEXT (128 * 1024)

/* A phrase that is looked for, and where it was met last. */
typedef struct
{
  RstPhrase *phrase;
  gint64 place; /* counted in words */
  const char *start;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  rst_phrase_free (wanted->phrase);
  g_free (wanted);
}

static Wanted *
wanted_new (const char *expression)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->phrase = rst_phrase_new (expression);
  wanted->place = -WORDS;
  return wanted;
}

/* Whether any of them begins with this word. */
static gboolean
note_matches (GPtrArray *phrases, const char *word, const char *start, const char *end, gint64 place)
{
  gboolean found = FALSE;

  for (guint i = 0; i < phrases->len; i++)
    {
      Wanted *wanted = phrases->pdata[i];

      if (rst_phrase_match (wanted->phrase, word, end) == NULL)
        continue;
      wanted->place = place;
      wanted->start = start;
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
      const Wanted *wanted = phrases->pdata[i];

      if (wanted->place <= place - (WORDS - WORDS_BEFORE))
        continue;
      n++;
      if (*first == NULL || wanted->start < *first)
        *first = wanted->start;
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

  for (const char *start = rst_phrase_find_word (text); *start != '\0' && n_best < phrases->len; place++)
    {
      const char *end = rst_phrase_read_word (start, word);
      const char *first;
      guint n;

      if (note_matches (phrases, word->str, start, end, place) &&
          (n = count_close (phrases, place, &first)) > n_best)
        {
          n_best = n;
          best = first;
        }
      start = rst_phrase_find_word (end);
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
      if (rst_phrase_is_word (g_utf8_get_char (place)))
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
      end = rst_phrase_read_word (next, word);
      next = rst_phrase_find_word (end);
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
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (wanted_free);
  g_autofree char *valid = NULL;
  const char *best;

  g_return_val_if_fail (text != NULL && phrases != NULL, NULL);

  valid = g_utf8_make_valid (text, (gssize) strnlen (text, MAX_TEXT));
  for (guint i = 0; i < phrases->len; i++)
    g_ptr_array_add (wanted, wanted_new (phrases->pdata[i]));
  best = find_best (valid, wanted);
  return best != NULL ? cut (valid, best) : NULL;
}
