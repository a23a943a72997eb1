/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "reader/rst-display-text.h"

#define BIG (64 * 1024)

static void
assert_visible (const char *octets, gsize length, const char *expected)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (octets, length);
  g_autofree char *text = rst_display_text_from_octets (bytes, BIG);

  g_assert_cmpstr (text, ==, expected);
}

static gsize
longest_line (const char *text)
{
  gsize longest = 0;

  for (const char *line = text; line != NULL; line = strchr (line, '\n'))
    {
      line += *line == '\n';
      longest = MAX (longest, strcspn (line, "\n"));
    }
  return longest;
}

/* Every octet can be seen but those that end lines. */
static void
test_octets_visible (void)
{
  assert_visible ("a\r\nb\nc", 6, "a\nb\nc");
  assert_visible ("NUL\0!", 5, "NUL\\x00!");
  assert_visible ("lone\rCR\r", 8, "lone\\x0DCR\\x0D");
  assert_visible ("gr\xfc\xdf", 4, "gr\\xFC\\xDF");
  assert_visible ("grü", strlen ("grü"), "grü");
  assert_visible ("\xe2\x82", 2, "\\xE2\\x82");
  assert_visible ("esc\x1b[0m\ttab", 11, "esc\\x1B[0m\ttab");
  assert_visible ("", 0, "");
}

static void
test_octets_bounded (void)
{
  g_autofree char *octets = g_strnfill (3 * BIG, '\0');
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  memset (octets, 'x', 3 * BIG);
  bytes = g_bytes_new_static (octets, 3 * BIG);
  text = rst_display_text_from_octets (bytes, BIG);
  g_assert_cmpuint (longest_line (text), <, 5000);
  g_assert_cmpuint (strlen (text), <, BIG + BIG / 100);
  g_assert_cmpuint (strlen (text), >=, BIG);
}

/* Text that is not too long stays as it is. */
static void
test_fold_nothing (void)
{
  gboolean cut = TRUE;
  g_autofree char *text = rst_display_text_fold ("a\n\nbö\n", BIG, &cut);

  g_assert_cmpstr (text, ==, "a\n\nbö\n");
  g_assert_false (cut);
}

/* A line is broken and a text is cut between characters, not inside one. */
static void
test_fold_characters (void)
{
  GString *long_text = g_string_new ("x");
  gboolean cut = FALSE;
  g_autofree char *text = NULL;

  while (long_text->len < 2 * BIG)
    g_string_append (long_text, "€");
  text = rst_display_text_fold (long_text->str, BIG, &cut);
  g_string_free (long_text, TRUE);

  g_assert_true (cut);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpuint (longest_line (text), <, 5000);
  g_assert_cmpuint (strlen (text), <, BIG + BIG / 100);
  g_assert_cmpuint (strlen (text), >, BIG - 8);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/display-text/octets-visible", test_octets_visible);
  g_test_add_func ("/display-text/octets-bounded", test_octets_bounded);
  g_test_add_func ("/display-text/fold-nothing", test_fold_nothing);
  g_test_add_func ("/display-text/fold-characters", test_fold_characters);
  return g_test_run ();
}
