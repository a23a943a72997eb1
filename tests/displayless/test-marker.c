/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store/rst-marker-html.h"

/* The text with each place in brackets. */
static char *
mark (const char *query, const char *text, guint max)
{
  g_autoptr (RstMarker) match = rst_marker_new (query);
  g_autoptr (GArray) spans = NULL;
  GString *out = g_string_new (NULL);
  gsize at = 0;

  if (match == NULL)
    return g_string_free (g_string_append (out, text), FALSE);

  spans = rst_marker_find (match, text, max);
  for (guint i = 0; i < spans->len; i++)
    {
      const RstMarkerSpan *span = &g_array_index (spans, RstMarkerSpan, i);

      g_assert_cmpuint (span->start, >=, at);
      g_assert_cmpuint (span->end, >, span->start);
      g_string_append_len (out, text + at, (gssize) (span->start - at));
      g_string_append_printf (out, "[%.*s]", (int) (span->end - span->start), text + span->start);
      at = span->end;
    }
  return g_string_free (g_string_append (out, text + at), FALSE);
}

static void
test_text (void)
{
  static const struct
  {
    const char *rule;
    const char *query;
    const char *text;
    const char *marked;
  } cases[] = {
    { "each word", "rain march", "Rain in March, rain", "[Rain] in [March], [rain]" },
    { "case and accents fold as in the index", "cafe ÜBER", "a Café uber Cafe\314\201", "a [Café] [uber] [Cafe\314\201]" },
    { "a phrase is marked whole", "\"annual report\"", "the annual  report", "the [annual  report]" },
    { "and only where it is one", "\"annual report\"", "report annual", "report annual" },
    { "a beginning finds the whole word", "ann*", "annual plan", "[annual] plan" },
    { "parts of words do not count", "rain", "train rainy", "train rainy" },
    { "what is excluded is not marked", "rain -snow", "rain and snow", "[rain] and snow" },
    { "either of two", "rain OR snow", "rain and snow", "[rain] and [snow]" },
    { "a header field's words are not meant", "from:anna rain", "anna rain", "anna [rain]" },
    { "the longer of two that begin alike", "annual \"annual report\"", "annual report", "[annual report]" },
    { "conditions look for nothing", "is:unread", "unread", "unread" },
    { "nothing", "", "text", "text" },
    { "in nothing", "rain", "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *marked = mark (cases[i].query, cases[i].text, 100);

      g_test_message ("%s", cases[i].rule);
      g_assert_cmpstr (marked, ==, cases[i].marked);
    }
}

static void
test_bounds (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *few = mark ("a", "a a a a", 2);
  g_autofree char *many = NULL;

  for (guint i = 0; i < 1000000; i++)
    g_string_append (text, "a b ");
  g_test_timer_start ();
  many = mark ("zebra a", text->str, 500);
  g_test_message ("%.3f s", g_test_timer_elapsed ());
  g_assert_cmpstr (few, ==, "[a] [a] a a");
  g_assert_cmpuint (strlen (many), ==, text->len + 1000);
}

static void
test_html (void)
{
  static const struct
  {
    const char *rule;
    const char *html;
    const char *marked; /* [ and ] for the element */
  } cases[] = {
    { "words", "<p>Rain, <b>rain</b>.</p>rain", "<p>[Rain], <b>[rain]</b>.</p>[rain]" },
    { "not names or values of attributes", "<a rain title=\"rain > rain\" href='>rain'>rain</a>",
      "<a rain title=\"rain > rain\" href='>rain'>[rain]</a>" },
    { "not comments", "<!-- rain > rain --> rain", "<!-- rain > rain --> [rain]" },
    { "not styles and scripts", "<STYLE>rain</x></style >rain<script>rain</script>rain",
      "<STYLE>rain</x></style >[rain]<script>rain</script>[rain]" },
    { "not titles and entries", "<title>rain</title><textarea>rain</textarea>",
      "<title>rain</title><textarea>rain</textarea>" },
    { "an element of another name is read", "<styled>rain</styled>", "<styled>[rain]</styled>" },
    { "what is never closed goes to the end", "rain <style>rain", "[rain] <style>rain" },
    { "nor a comment", "rain <!-- rain", "[rain] <!-- rain" },
    { "nor a tag", "rain <p title=\"rain", "[rain] <p title=\"rain" },
    { "a sign of less is no tag", "1 < rain", "1 < [rain]" },
    { "a reference is no word", "&rain; &#rain #rain", "&rain; &#rain #[rain]" },
    { "nothing", "", "" },
  };
  g_autoptr (RstMarker) match = rst_marker_new ("rain");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *marked = rst_marker_html (match, cases[i].html, 100);
      g_autoptr (GString) brackets = g_string_new (marked);

      g_string_replace (brackets, "<mark style=\"background:#f9f06b!important;color:#000!important\">", "[", 0);
      g_string_replace (brackets, "</mark>", "]", 0);
      g_test_message ("%s", cases[i].rule);
      g_assert_cmpstr (brackets->str, ==, cases[i].marked);
    }
}

/* Time grows with the length only, whatever the page is full of. */
static void
test_hostile_html (void)
{
  static const char *const pieces[] = { "<", "<p", "<!--", "<style>", "</", "<a '", "rain ", "<p>rain", "&" };
  g_autoptr (RstMarker) match = rst_marker_new ("rain snow");

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) html = g_string_new (NULL);
      g_autofree char *marked = NULL;

      while (html->len < 4 * 1024 * 1024)
        g_string_append (html, pieces[i]);
      g_test_timer_start ();
      marked = rst_marker_html (match, html->str, 500);
      g_test_message ("%.2f s for %s", g_test_timer_elapsed (), pieces[i]);
      g_assert_cmpfloat (g_test_timer_elapsed (), <, 3);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/marker/text", test_text);
  g_test_add_func ("/marker/bounds", test_bounds);
  g_test_add_func ("/marker/html", test_html);
  g_test_add_func ("/marker/hostile-html", test_hostile_html);
  return g_test_run ();
}
