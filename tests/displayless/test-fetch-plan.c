/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a pass decides: to know, to download, to remove. */

#include "config.h"

#include <string.h>

#include "fetch/rst-fetch-plan.h"
#include "pop3/rst-pop3-listing-private.h"

#define NOW G_GINT64_CONSTANT (1800000000)
#define DAY (24 * 60 * 60)

/* A maildrop with one message, of 100 octets. */
static RstPop3Listing *
new_listing (void)
{
  RstPop3Listing *listing = rst_pop3_listing_new ();

  g_assert_true (rst_pop3_listing_add_size (listing, "1 100", 5, NULL));
  g_assert_true (rst_pop3_listing_finish (listing, NULL));
  return listing;
}

/* What the ledger knows of it. */
static RstLedgerEntry
know (RstLedgerState state, gint64 message, gint64 stored)
{
  return (RstLedgerEntry) { .octets = 100, .state = state, .message = message, .stored = stored, .aged = stored };
}

/* Decides about it: "download", "keep" or "remove". */
static const char *
decide_as (const RstLedgerEntry *known, const RstLeave *leave)
{
  g_autoptr (RstPop3Listing) listing = new_listing ();
  g_autoptr (RstFetchPlan) plan = rst_fetch_plan_new (listing, leave, NOW);
  RstPop3Entry *entry = rst_pop3_listing_get_entry (listing, 0);

  rst_fetch_plan_add (plan, entry, known);
  g_assert_cmpuint (plan->download->len + plan->n_known, ==, 1);
  g_assert_cmpuint (plan->octets, ==, 100 * plan->download->len);
  if (plan->download->len == 1)
    {
      g_assert_true (plan->download->pdata[0] == entry);
      g_assert_cmpuint (plan->remove->len, ==, 0);
      return "download";
    }
  if (plan->remove->len == 0)
    return "keep";
  g_assert_true (g_array_index (plan->remove, RstFetchRemoval, 0).entry == entry);
  g_assert_cmpint (g_array_index (plan->remove, RstFetchRemoval, 0).message, ==, known->message);
  return "remove";
}

/* The same by a rule as it is written. */
static const char *
decide (const RstLedgerEntry *known, const char *text)
{
  RstLeave leave = { 0 };

  g_assert_true (rst_leave_parse (&leave, text, NULL));
  return decide_as (known, &leave);
}

/* Nothing that is not stored may be removed; what cannot be known, because the
 * server gives no unique-id, is not known.
 */
static void
test_unknown (void)
{
  RstLedgerEntry announced = know (RST_LEDGER_ANNOUNCED, 0, 0);

  g_assert_cmpstr (decide (NULL, "never"), ==, "download");
  g_assert_cmpstr (decide (&announced, "never"), ==, "download");
}

/* Only what was never stored is downloaded. RFC 1939 §6: without QUIT's +OK it
 * is still there, so its removal is asked for again.
 */
static void
test_known (void)
{
  for (RstLedgerState state = RST_LEDGER_STORED; state <= RST_LEDGER_REMOVED; state++)
    {
      RstLedgerEntry known = know (state, 11, NOW);

      g_assert_cmpstr (decide (&known, "always"), ==, "keep");
      g_assert_cmpstr (decide (&known, "7"), ==, "keep");
      g_assert_cmpstr (decide (&known, "never"), ==, "remove");
    }
}

static void
test_deleted_here_stays_there (void)
{
  static const char *const rules[] = { "always", "never", "7", "newest:1", "newest:1kB" };
  RstLedgerEntry deleted = know (RST_LEDGER_STORED, 0, NOW - 100 * DAY);

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    g_assert_cmpstr (decide (&deleted, rules[i]), ==, "keep");
}

/* Unless the rule says so; and only what once was stored. */
static void
test_here (void)
{
  RstLedgerEntry here = know (RST_LEDGER_STORED, 11, NOW - 100 * DAY);
  RstLedgerEntry deleted = know (RST_LEDGER_STORED, 0, NOW);
  RstLedgerEntry announced = know (RST_LEDGER_ANNOUNCED, 0, 0);

  g_assert_cmpstr (decide (&here, "here"), ==, "keep");
  g_assert_cmpstr (decide (&deleted, "here"), ==, "remove");
  g_assert_cmpstr (decide (&announced, "here"), ==, "download");
}

/* What no proven backup holds stays, whatever the rule. */
static void
test_proven (void)
{
  static const char *const rules[] = { "never", "7", "newest:1kB", "newest:1" };
  RstLedgerEntry unproven = know (RST_LEDGER_STORED, 11, NOW - 100 * DAY);
  RstLedgerEntry proven = unproven;

  proven.proven = NOW;
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      RstLeave leave = { .proven = TRUE };

      g_assert_true (rst_leave_parse (&leave, rules[i], NULL));
      g_assert_cmpstr (decide_as (&unproven, &leave), ==, "keep");
      g_assert_cmpstr (decide_as (&proven, &leave), ==, i < 2 ? "remove" : "keep");
    }
}

/* Another size is another message: to be read before it may be removed. */
static void
test_reused_unique_id (void)
{
  RstLedgerEntry reused = know (RST_LEDGER_REMOVED, 11, NOW);

  reused.octets = 101;
  g_assert_cmpstr (decide (&reused, "never"), ==, "download");
}

/* RFC 1939 §8: when the client removes what it left there. */
static void
test_days (void)
{
  static const struct
  {
    gint64 aged;
    const char *decision;
  } cases[] = {
    { NOW - 7 * DAY + 1, "keep" },
    { NOW - 7 * DAY, "remove" },
    { NOW - 700 * DAY, "remove" },
    /* A clock that was set back. */
    { NOW + 30 * DAY, "keep" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RstLedgerEntry known = know (RST_LEDGER_STORED, 11, cases[i].aged);

      /* The computer's clock does not count. */
      known.stored = 0;
      g_assert_cmpstr (decide (&known, "7"), ==, cases[i].decision);
      g_assert_cmpstr (decide (&known, "always"), ==, "keep");
    }
}

#define N_MESSAGES 10

/* A plan over ten messages of which the number @n has n × 100 octets; those in
 * @unknown, a string of digits, were never stored.
 */
static RstFetchPlan *
plan_ten (RstPop3Listing **listing, const char *text, const char *unknown)
{
  RstLeave leave = { 0 };
  RstFetchPlan *plan;

  *listing = rst_pop3_listing_new ();
  for (guint i = 1; i <= N_MESSAGES; i++)
    {
      g_autofree char *line = g_strdup_printf ("%u %u", i, i * 100);

      g_assert_true (rst_pop3_listing_add_size (*listing, line, strlen (line), NULL));
    }
  g_assert_true (rst_pop3_listing_finish (*listing, NULL));
  g_assert_true (rst_leave_parse (&leave, text, NULL));

  plan = rst_fetch_plan_new (*listing, &leave, NOW);
  for (guint i = 0; i < N_MESSAGES; i++)
    {
      RstPop3Entry *entry = rst_pop3_listing_get_entry (*listing, i);
      RstLedgerEntry known = know (RST_LEDGER_STORED, 11, NOW - entry->number * DAY);

      known.octets = entry->octets;
      rst_fetch_plan_add (plan, entry, strchr (unknown, '0' + (int) i) != NULL ? NULL : &known);
    }
  return plan;
}

/* The newest are those at the end of the server's list, and what is not stored
 * is one of them, or is not, like the others; but it is not removed.
 */
static void
test_newest (void)
{
  static const struct
  {
    const char *leave;
    const char *unknown;
    guint n_removed; /* the first in the list, but for @unknown */
  } cases[] = {
    { "newest:3", "", 7 },
    { "newest:10", "", 0 },
    { "newest:11", "", 0 },
    { "newest:3", "012", 4 },
    { "newest:3", "789", 7 },
    /* 1000 + 900 fit; with 800 more they do not. */
    { "newest:2kB", "", 8 },
    { "newest:6kB", "", 0 },
    { "newest:5kB", "", 3 },
    { "newest:5kB", "0", 2 },
    { "always", "", 0 },
    { "never", "3", 9 },
    { "here", "", 0 },
    { "5", "", 6 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RstPop3Listing) listing = NULL;
      g_autoptr (RstFetchPlan) plan = plan_ten (&listing, cases[i].leave, cases[i].unknown);

      g_test_message ("%s, not stored: %s", cases[i].leave, cases[i].unknown);
      g_assert_cmpuint (plan->remove->len, ==, cases[i].n_removed);
      g_assert_cmpuint (plan->download->len, ==, strlen (cases[i].unknown));
      for (guint k = 0; k < plan->remove->len; k++)
        {
          const RstPop3Entry *entry = g_array_index (plan->remove, RstFetchRemoval, k).entry;

          g_assert_null (strchr (cases[i].unknown, '0' + (int) entry->number - 1));
          if (g_str_has_prefix (cases[i].leave, "newest:"))
            g_assert_cmpuint (entry->number, <=, cases[i].n_removed + strlen (cases[i].unknown));
        }
    }
}

/* One message that is larger than what may stay does not stay. */
static void
test_larger_than_all (void)
{
  RstLedgerEntry known = know (RST_LEDGER_STORED, 11, NOW);
  RstLeave leave = { RST_LEAVE_NEWEST_OCTETS, 99 };

  g_assert_cmpstr (decide_as (&known, &leave), ==, "remove");
  leave.amount = 100;
  g_assert_cmpstr (decide_as (&known, &leave), ==, "keep");
}

/* When the listing has to be gone through again for a removal's sake. */
static void
test_due (void)
{
  static const struct
  {
    const char *leave;
    gint64 due;
  } cases[] = {
    { "always", 0 },
    { "never", NOW },
    /* The oldest of all is ten days old. */
    { "20", NOW + 10 * DAY },
    { "10", NOW },
    { "newest:10", 0 },
    { "newest:9", NOW },
    { "here", NOW },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RstPop3Listing) listing = NULL;
      g_autoptr (RstFetchPlan) plan = plan_ten (&listing, cases[i].leave, "");

      g_test_message ("%s", cases[i].leave);
      g_assert_cmpint (plan->due, ==, cases[i].due);
    }
}

/* Of its message of 100 octets: "download", "beginning" or "nothing". */
static const char *
decide_limited (const RstLedgerEntry *known, guint64 limit, gboolean named)
{
  const RstLeave leave = { .kind = RST_LEAVE_NEVER };
  g_autoptr (RstPop3Listing) listing = new_listing ();
  g_autoptr (RstFetchPlan) plan = rst_fetch_plan_new (listing, &leave, NOW);
  RstPop3Entry *entry = rst_pop3_listing_get_entry (listing, 0);

  if (named)
    rst_pop3_listing_name (listing, entry, "a", 0);
  plan->limit = limit;
  rst_fetch_plan_add (plan, entry, known);
  g_assert_cmpuint (plan->remove->len, ==, 0);
  g_assert_cmpuint (plan->n_unlimited, ==, !named);
  g_assert_cmpuint (plan->n_known + plan->beginnings->len + plan->download->len, ==, 1);
  if (plan->download->len == 0)
    return plan->beginnings->len == 0 ? "nothing" : "beginning";
  g_assert_cmpuint (plan->beginnings->len, ==, 0);
  return "download";
}

/* The beginning comes once; the whole when it is asked for, or within the limit.
 * RFC 1939 §7: without a unique-id the beginning could not be known again.
 */
static void
test_limit (void)
{
  RstLedgerEntry begun = know (RST_LEDGER_ANNOUNCED, 11, 0);
  RstLedgerEntry other = know (RST_LEDGER_ANNOUNCED, 11, 0);
  RstLedgerEntry announced = know (RST_LEDGER_ANNOUNCED, 0, 0);
  RstLedgerEntry wanted = know (RST_LEDGER_ANNOUNCED, 11, 0);

  other.octets = 101;
  wanted.wanted = TRUE;
  g_assert_cmpstr (decide_limited (NULL, 99, TRUE), ==, "beginning");
  g_assert_cmpstr (decide_limited (&announced, 99, TRUE), ==, "beginning");
  g_assert_cmpstr (decide_limited (&other, 99, TRUE), ==, "beginning");
  g_assert_cmpstr (decide_limited (&begun, 99, TRUE), ==, "nothing");
  g_assert_cmpstr (decide_limited (&wanted, 99, TRUE), ==, "download");
  g_assert_cmpstr (decide_limited (NULL, 100, TRUE), ==, "download");
  g_assert_cmpstr (decide_limited (&begun, 100, TRUE), ==, "download");
  g_assert_cmpstr (decide_limited (&begun, RST_SIZE_LIMIT_NONE, TRUE), ==, "download");
  g_assert_cmpstr (decide_limited (NULL, 99, FALSE), ==, "download");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fetch-plan/unknown", test_unknown);
  g_test_add_func ("/fetch-plan/known", test_known);
  g_test_add_func ("/fetch-plan/deleted-here-stays-there", test_deleted_here_stays_there);
  g_test_add_func ("/fetch-plan/reused-unique-id", test_reused_unique_id);
  g_test_add_func ("/fetch-plan/days", test_days);
  g_test_add_func ("/fetch-plan/here", test_here);
  g_test_add_func ("/fetch-plan/proven", test_proven);
  g_test_add_func ("/fetch-plan/newest", test_newest);
  g_test_add_func ("/fetch-plan/larger-than-all", test_larger_than_all);
  g_test_add_func ("/fetch-plan/due", test_due);
  g_test_add_func ("/fetch-plan/limit", test_limit);
  return g_test_run ();
}
