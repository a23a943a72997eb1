/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mime/rst-quote.h"

#define THREE "> a\n> b\n> c\n"
#define NINE THREE THREE THREE

static void
test_depth (void)
{
  static const struct
  {
    const char *line;
    guint depth;
    gsize length;
  } cases[] = {
    { "so", 0, 0 },
    { "> so", 1, 2 },
    { ">so", 1, 1 },
    { ">> so", 2, 3 },
    { "> > so", 2, 4 },
    { "> >  so", 2, 4 },
    { ">>>>>>>>>>>> so", 12, 13 },
    { ">", 1, 1 },
    { ">\n> next", 1, 1 },
    { " > so", 0, 0 },
    { "a > b", 0, 0 },
    /* mboxrd and mboxo write "From " so at the start of a line. */
    { ">From here", 0, 0 },
    { "> From here", 1, 2 },
    { "", 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length;

      g_test_message ("“%s”", cases[i].line);
      g_assert_cmpuint (rst_quote_get_depth (cases[i].line, &length), ==, cases[i].depth);
      g_assert_cmpuint (length, ==, cases[i].length);
    }
}

/* "first line+lines" for each run. */
static char *
describe (const char *text, GArray *runs)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      const RstQuoteRun *run = &g_array_index (runs, RstQuoteRun, i);
      guint line = 0;

      for (gsize at = 0; at < run->start; at++)
        line += text[at] == '\n';
      g_assert_true (run->start == 0 || text[run->start - 1] == '\n');
      g_assert_cmpuint (run->start + run->length, <=, strlen (text));
      g_string_append_printf (out, "%s%u+%u", i > 0 ? " " : "", line, run->n_lines);
    }
  g_array_unref (runs);
  return g_string_free (out, FALSE);
}

static void
test_folds (void)
{
  static const struct
  {
    const char *rule;
    const char *text;
    const char *folds;
  } cases[] = {
    { "a long quote behind an answer", "Yes.\n\n" NINE, "2+9" },
    { "to the end, without a line end", "Yes.\n" NINE "> d", "1+10" },
    { "a short one is read on the way", "Yes.\n" THREE THREE "> a\n> b\n", "" },
    { "nothing but a quote", NINE, "" },
    { "nor with what introduces it", "Anna wrote:\n" NINE, "" },
    { "nor with that in two lines", "On Monday, Anna <a@example.org>\nwrote:\n\n" NINE, "" },
    { "an answer below", NINE "Yes.\n", "" },
    { "an answer, and an introduction", "Yes.\n\nAnna wrote:\n" NINE, "3+9" },
    { "three lines are an answer, though they end with a colon", "a\nb\nc:\n" NINE, "3+9" },
    { "answers between short quotes", "a\n" THREE "b\n" THREE "c\n" THREE "d\n" THREE, "" },
    { "a blank line does not end a quote", "a\n" THREE "\n" THREE "\n" THREE, "1+11" },
    { "blank lines behind it are no part", "a\n" NINE "\n\nb\n", "1+9" },
    { "two quotes", "a\n" NINE "b\n" NINE "c\n", "1+9 11+9" },
    { "the second of two", NINE "b\n" NINE, "10+9" },
    { "depths fold together", "a\n" THREE ">> x\n>>> y\n" THREE THREE, "1+11" },
    { "a signature is no words of one's own", "-- \nAnna\n" NINE, "" },
    { "nor hides that there were some", "a\n-- \nAnna\n" NINE, "3+9" },
    { "nothing", "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folds = describe (cases[i].text, rst_quote_find_folds (cases[i].text));

      g_test_message ("%s", cases[i].rule);
      g_assert_cmpstr (folds, ==, cases[i].folds);
    }
}

/* RFC 3676 §4.3: "-- " alone in its line. */
static void
test_signatures (void)
{
  g_autoptr (GString) book = g_string_new ("a\n-- \n");
  g_autofree char *end = describe ("a\n-- \nb\nc", rst_quote_find_signatures ("a\n-- \nb\nc"));
  g_autofree char *introduced = describe ("-- \nb\nc\n\nB wrote:\n> q\n",
                                          rst_quote_find_signatures ("-- \nb\nc\n\nB wrote:\n> q\n"));
  g_autofree char *before = describe ("-- \nb\n\n> q\n", rst_quote_find_signatures ("-- \nb\n\n> q\n"));
  g_autofree char *none = describe ("--\nb\n", rst_quote_find_signatures ("--\nb\n> -- \n"));
  g_autofree char *long_one = NULL;

  for (guint i = 0; i < 40; i++)
    g_string_append (book, "b\n");
  long_one = describe (book->str, rst_quote_find_signatures (book->str));
  g_assert_cmpstr (end, ==, "1+3");
  g_assert_cmpstr (before, ==, "0+2");
  g_assert_cmpstr (introduced, ==, "0+3");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (long_one, ==, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/quote/depth", test_depth);
  g_test_add_func ("/quote/folds", test_folds);
  g_test_add_func ("/quote/signatures", test_signatures);
  return g_test_run ();
}
