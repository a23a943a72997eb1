/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a pass decides: to know, to download, to remove. */

#include "config.h"

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
  return (RstLedgerEntry) { .octets = 100, .state = state, .message = message, .stored = stored };
}

/* Decides about it: "download", "keep" or "remove". */
static const char *
decide (const RstLedgerEntry *known, guint leave)
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

/* Nothing that is not stored may be removed; what cannot be known, because the
 * server gives no unique-id, is not known.
 */
static void
test_unknown (void)
{
  RstLedgerEntry announced = know (RST_LEDGER_ANNOUNCED, 0, 0);

  g_assert_cmpstr (decide (NULL, RST_LEAVE_NEVER), ==, "download");
  g_assert_cmpstr (decide (&announced, RST_LEAVE_NEVER), ==, "download");
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

      g_assert_cmpstr (decide (&known, RST_LEAVE_ALWAYS), ==, "keep");
      g_assert_cmpstr (decide (&known, 7), ==, "keep");
      g_assert_cmpstr (decide (&known, RST_LEAVE_NEVER), ==, "remove");
    }
}

static void
test_deleted_here_stays_there (void)
{
  RstLedgerEntry deleted = know (RST_LEDGER_STORED, 0, NOW - 100 * DAY);

  g_assert_cmpstr (decide (&deleted, RST_LEAVE_NEVER), ==, "keep");
}

/* Another size is another message: to be read before it may be removed. */
static void
test_reused_unique_id (void)
{
  RstLedgerEntry reused = know (RST_LEDGER_REMOVED, 11, NOW);

  reused.octets = 101;
  g_assert_cmpstr (decide (&reused, RST_LEAVE_NEVER), ==, "download");
}

/* RFC 1939 §8: when the client removes what it left there. */
static void
test_days (void)
{
  g_assert_false (rst_fetch_plan_may_remove (RST_LEAVE_ALWAYS, 0, NOW));
  g_assert_true (rst_fetch_plan_may_remove (RST_LEAVE_NEVER, NOW, NOW));
  g_assert_false (rst_fetch_plan_may_remove (7, NOW - 7 * DAY + 1, NOW));
  g_assert_true (rst_fetch_plan_may_remove (7, NOW - 7 * DAY, NOW));
  /* A clock that was set back. */
  g_assert_false (rst_fetch_plan_may_remove (7, NOW + 30 * DAY, NOW));
}

/* Of its message of 100 octets: "download", "beginning" or "nothing". */
static const char *
decide_limited (const RstLedgerEntry *known, guint64 limit, gboolean named)
{
  g_autoptr (RstPop3Listing) listing = new_listing ();
  g_autoptr (RstFetchPlan) plan = rst_fetch_plan_new (listing, RST_LEAVE_NEVER, NOW);
  RstPop3Entry *entry = rst_pop3_listing_get_entry (listing, 0);

  if (named)
    rst_pop3_listing_name (listing, entry, "a", 0);
  plan->limit = limit;
  rst_fetch_plan_add (plan, entry, known);
  g_assert_cmpuint (plan->remove->len, ==, 0);
  g_assert_cmpuint (plan->n_known, ==, 0);
  g_assert_cmpuint (plan->n_unlimited, ==, !named);
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
  g_test_add_func ("/fetch-plan/limit", test_limit);
  return g_test_run ();
}
