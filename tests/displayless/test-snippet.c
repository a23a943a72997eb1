/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store/rst-snippet.h"

#define MAX_PHRASES 3

/* Words are the index's words: without case and marks, between anything that is
 * neither letter nor digit.
 */
static const struct
{
  const char *text;
  const char *phrases[MAX_PHRASES];
  const char *snippet;
} cases[] = {
  { "Rain in March", { "\"rain\"" }, "Rain in March" },
  { "Rain in March", { "\"snow\"" }, NULL },
  { "Rain in March", { "\"rai\"" }, NULL },
  { "Rain in March", { "\"rai\" *" }, "Rain in March" },
  { "two\nlines\tand  blanks.", { "\"lines\"" }, "two lines and blanks." },
  { "a Café, closed", { "\"cafe\"" }, "a Café, closed" },
  { "a Cafe\314\201, closed", { "\"CAFÉ\"" }, "a Cafe\314\201, closed" },
  { "ÜBER alles", { "\"uber\"" }, "ÜBER alles" },
  { "한국어 mail", { "\"한국어\"" }, "한국어 mail" },
  { "foo-bar", { "\"foo bar\"" }, "foo-bar" },
  { "foo bar", { "\"foo-bar\"" }, "foo bar" },
  { "foo a bar", { "\"foo bar\"" }, NULL },
  { "a a a b", { "\"a a b\"" }, "a a a b" },
  { "annual report", { "\"annual rep\" *" }, "annual report" },
  { "annual report", { "\"ann rep\" *" }, NULL },
  { "annual", { "\"annual rep\" *" }, NULL },
  { "say \"so\"", { "\"say \"\"so\"\"\"" }, "say \"so\"" },
  { "broken \377 octet", { "\"octet\"" }, "broken \357\277\275 octet" },
  { "rain", { NULL }, NULL },
  { "", { "\"rain\"" }, NULL },
};

static char *
find (const char *text, const char *const *phrases)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  for (guint i = 0; i < MAX_PHRASES && phrases[i] != NULL; i++)
    g_ptr_array_add (list, (gpointer) phrases[i]);
  return rst_snippet_find (text, list);
}

static void
test_words (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *snippet = find (cases[i].text, cases[i].phrases);

      g_test_message ("text %u", i);
      g_assert_cmpstr (snippet, ==, cases[i].snippet);
    }
}

/* Of a long text some words around the place where most of the phrases are. */
static void
test_window (void)
{
  const char *const phrases[MAX_PHRASES] = { "\"needle\"", "\"thread\"" };
  g_autoptr (GString) text = g_string_new ("First a needle alone.");
  g_autofree char *alone = NULL;
  g_autofree char *both = NULL;

  for (guint i = 0; i < 50; i++)
    g_string_append_printf (text, " straw%u", i);
  alone = find (text->str, phrases);
  g_assert_true (g_str_has_prefix (alone, "First a needle alone. straw0 "));
  g_assert_true (g_str_has_suffix (alone, " straw19…"));

  g_string_append (text, ", thread and needle. ");
  for (guint i = 50; i < 100; i++)
    g_string_append_printf (text, " straw%u", i);
  both = find (text->str, phrases);
  g_assert_true (g_str_has_prefix (both, "…straw46 straw47 straw48 straw49, thread and needle. straw50 "));
  g_assert_true (g_str_has_suffix (both, " straw66…"));
}

/* A list waits: nobody reads a megabyte for it. */
static void
test_bounded (void)
{
  const char *const phrases[MAX_PHRASES] = { "\"needle\"" };
  g_autofree char *text = g_malloc0 (1024 * 1024);

  memset (text, ' ', 1024 * 1024 - 1);
  memcpy (text + 1024 * 1024 - 7, "needle", 6);
  g_assert_null (find (text, phrases));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/snippet/words", test_words);
  g_test_add_func ("/snippet/window", test_window);
  g_test_add_func ("/snippet/bounded", test_bounded);
  return g_test_run ();
}
