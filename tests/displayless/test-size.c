/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sizes as people type them. */

#include "config.h"

#include "base/rst-size.h"

/* A unit counts in thousands, whatever its case; what is left over, missing or
 * too large makes it no size.
 */
static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    guint64 octets; /* 0 for no size */
  } cases[] = {
    { "1", 1 }, { "1500", 1500 }, { "500B", 500 }, { "10k", 10000 }, { "10KB", 10000 }, { "5M", 5000000 },
    { "200mb", 200000000 }, { "5GB", G_GUINT64_CONSTANT (5000000000) },
    { "9223372036854775807", G_MAXINT64 },
    { "", 0 }, { "M", 0 }, { "-1", 0 }, { "+1", 0 }, { " 1", 0 }, { "1 MB", 0 }, { "1T", 0 }, { "1MiB", 0 },
    { "1BB", 0 }, { "1.5M", 0 }, { "9223372036854775808", 0 }, { "9999999999G", 0 },
    { "99999999999999999999", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint64 octets = 0;

      g_assert_cmpint (rst_size_parse (cases[i].text, &octets), ==, cases[i].octets > 0);
      g_assert_cmpuint (octets, ==, cases[i].octets);
    }
}

/* The text says exactly the size, and is read back as it. */
static void
test_text (void)
{
  static const struct
  {
    guint64 octets;
    const char *text;
  } cases[] = {
    { 0, "0" }, { 1, "1" }, { 1000, "1kB" }, { 1001, "1001" }, { 1500000, "1500kB" }, { 5000000, "5MB" },
    { G_GUINT64_CONSTANT (5000000000000), "5000GB" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = rst_size_dup_text (cases[i].octets);
      guint64 octets;

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_true (rst_size_parse (text, &octets));
      g_assert_cmpuint (octets, ==, cases[i].octets);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/size/parse", test_parse);
  g_test_add_func ("/size/text", test_text);
  return g_test_run ();
}
