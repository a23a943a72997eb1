/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stays on the server, as it is written and as it is meant. */

#include "config.h"

#include "accounts/rst-leave.h"
#include "base/rst-error.h"

/* Each rule is read, means what it says, and is written as it was. */
static void
test_good (void)
{
  static const struct
  {
    const char *text;
    RstLeaveKind kind;
    guint64 amount;
    const char *written; /* NULL for as it was */
  } cases[] = {
    { "always", RST_LEAVE_ALWAYS, 0 },
    { "never", RST_LEAVE_NEVER, 0 },
    { "here", RST_LEAVE_HERE, 0 },
    { "1", RST_LEAVE_DAYS, 1 },
    { "36500", RST_LEAVE_DAYS, 36500 },
    { "newest:1", RST_LEAVE_NEWEST, 1 },
    { "newest:999999", RST_LEAVE_NEWEST, 999999 },
    { "newest:200MB", RST_LEAVE_NEWEST_OCTETS, 200000000 },
    { "newest:5G", RST_LEAVE_NEWEST_OCTETS, G_GUINT64_CONSTANT (5000000000), "newest:5GB" },
    { "newest:7kb", RST_LEAVE_NEWEST_OCTETS, 7000, "newest:7kB" },
    { "newest:5000m", RST_LEAVE_NEWEST_OCTETS, G_GUINT64_CONSTANT (5000000000), "newest:5GB" },
    { "newest:1500k", RST_LEAVE_NEWEST_OCTETS, 1500000, "newest:1500kB" },
    { "newest:999999TB", RST_LEAVE_NEWEST_OCTETS, G_GUINT64_CONSTANT (999999000000000000) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RstLeave leave = { .proven = TRUE };
      RstLeave again = { 0 };
      g_autofree char *text = NULL;
      g_autofree char *sentence = NULL;

      g_assert_true (rst_leave_parse (&leave, cases[i].text, NULL));
      g_assert_cmpint (leave.kind, ==, cases[i].kind);
      g_assert_cmpuint (leave.amount, ==, cases[i].amount);
      g_assert_true (leave.proven);

      text = rst_leave_dup_text (&leave);
      g_assert_cmpstr (text, ==, cases[i].written != NULL ? cases[i].written : cases[i].text);
      g_assert_true (rst_leave_parse (&again, text, NULL));
      g_assert_cmpuint (again.amount, ==, cases[i].amount);
      sentence = rst_leave_dup_sentence (&leave);
      g_assert_true (g_str_has_suffix (sentence, "."));
    }
}

/* A rule that is not understood removes nothing: the one before stays. */
static void
test_bad (void)
{
  static const char *const texts[] = {
    "", "0", "-1", "+1", " 1", "36501", "soon", "7 days", "Always", "here ", "newest", "newest:", "newest:0",
    "newest:-1", "newest:MB", "newest:0MB", "newest:5 MB", "newest:5XB", "newest:5MBB", "newest:5B", "newest:1000000",
    "newest:5MiB", "newest:1.5GB", "newest:99999999999999999999TB", "newest:5Bk",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      RstLeave leave = { RST_LEAVE_DAYS, 7, TRUE };
      g_autoptr (GError) error = NULL;

      g_assert_false (rst_leave_parse (&leave, texts[i], &error));
      g_assert_error (error, RST_ERROR, RST_ERROR_USAGE);
      g_assert_cmpint (leave.kind, ==, RST_LEAVE_DAYS);
      g_assert_cmpuint (leave.amount, ==, 7);
    }
}

/* Which of the newest stay, itself counted. */
static void
test_covers (void)
{
  const RstLeave five = { RST_LEAVE_NEWEST, 5 };
  const RstLeave octets = { RST_LEAVE_NEWEST_OCTETS, 1000 };
  const RstLeave days = { RST_LEAVE_DAYS, 7 };

  g_assert_true (rst_leave_covers (&five, 5, G_MAXUINT64));
  g_assert_false (rst_leave_covers (&five, 6, 0));
  g_assert_true (rst_leave_covers (&octets, G_MAXUINT64, 1000));
  g_assert_false (rst_leave_covers (&octets, 1, 1001));
  g_assert_false (rst_leave_covers (&days, 1, 1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/leave/good", test_good);
  g_test_add_func ("/leave/bad", test_bad);
  g_test_add_func ("/leave/covers", test_covers);
  return g_test_run ();
}
