/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sasl/rst-saslprep.h"

static void
assert_prepared (const char *text, const char *expected)
{
  g_autofree char *prepared = rst_saslprep (text);

  g_assert_cmpstr (prepared, ==, expected);
}

/* RFC 4013 §3 */
static void
test_saslprep_examples (void)
{
  assert_prepared ("I\u00ADX", "IX");
  assert_prepared ("user", "user");
  assert_prepared ("USER", "USER");
  assert_prepared ("\u00AA", "a");
  assert_prepared ("\u2168", "IX");
  assert_prepared ("\a", NULL);
  assert_prepared ("\u06271", NULL);
}

/* RFC 4013 §2.1: blanks of all kinds become one kind, some characters go. */
static void
test_saslprep_mapping (void)
{
  assert_prepared ("a\u00A0b\u3000c d", "a b c d");
  assert_prepared ("a\u200Bb", "a b");
  assert_prepared ("a\u200Db\uFE0Fc\uFEFF", "abc");
}

/* RFC 4013 §2.2: KC, so compatible forms are one. */
static void
test_saslprep_normalization (void)
{
  assert_prepared ("\uFB01", "fi");
  assert_prepared ("e\u0301", "é");
  assert_prepared ("\uFF21\u212B", "AÅ");
}

/* RFC 4013 §2.3 */
static void
test_saslprep_prohibited (void)
{
  static const char *const bad[] = {
    "a\tb", "a\x7F", "a\xC2\x85", "a\u06DD", "a\uE000", "a\uFDD0", "a\uFFFE", "a\U0001FFFF",
    "a\uFFFD", "a\u2FF0", "a\u200E", "a\u202A", "a\U000E0041", "a\U00100000", "a\xFF",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_prepared (bad[i], NULL);
}

/* RFC 5802 §5.1: a preparation that results in an empty string is a failure. */
static void
test_saslprep_empty (void)
{
  assert_prepared ("", NULL);
  assert_prepared ("\u00AD\u200D", NULL);
}

/* RFC 3454 §6 */
static void
test_saslprep_direction (void)
{
  assert_prepared ("\u05D0\u05D1", "\u05D0\u05D1");
  assert_prepared ("\u05D01\u05D1", "\u05D01\u05D1");
  assert_prepared ("\u05D0a\u05D1", NULL);
  assert_prepared ("1\u05D0", NULL);
}

/* RFC 3454 §7: what Unicode 3.2 did not have yet. */
static void
test_saslprep_unassigned (void)
{
  assert_prepared ("\U0001F600", "\U0001F600");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/saslprep/examples", test_saslprep_examples);
  g_test_add_func ("/saslprep/mapping", test_saslprep_mapping);
  g_test_add_func ("/saslprep/normalization", test_saslprep_normalization);
  g_test_add_func ("/saslprep/prohibited", test_saslprep_prohibited);
  g_test_add_func ("/saslprep/empty", test_saslprep_empty);
  g_test_add_func ("/saslprep/direction", test_saslprep_direction);
  g_test_add_func ("/saslprep/unassigned", test_saslprep_unassigned);
  return g_test_run ();
}
