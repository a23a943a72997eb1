/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a pass decides: to know, to download, to remove. */

#include "config.h"

#include "fetch/rst-fetch-plan.h"

#define NOW G_GINT64_CONSTANT (1800000000)
#define DAY (24 * 60 * 60)

static GPtrArray *
new_listing (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) rst_pop3_entry_free);
}

static void
list (GPtrArray *listing, const char *unique_id, guint ordinal)
{
  RstPop3Entry *entry = g_new0 (RstPop3Entry, 1);

  entry->number = listing->len + 1;
  entry->octets = 100;
  entry->unique_id = g_strdup (unique_id);
  entry->ordinal = ordinal;
  g_ptr_array_add (listing, entry);
}

static void
know (RstLedger *ledger, const char *unique_id, guint ordinal, RstLedgerState state, gint64 message, gint64 stored)
{
  RstLedgerEntry *entry = rst_ledger_entry_new (unique_id, ordinal, 100);

  entry->state = state;
  entry->message = message;
  entry->stored = stored;
  rst_ledger_take (ledger, entry);
}

static guint
number_at (GPtrArray *entries, guint i)
{
  const RstPop3Entry *entry = entries->pdata[i];

  return entry->number;
}

static void
test_first_pass (void)
{
  g_autoptr (GPtrArray) listing = new_listing ();
  g_autoptr (RstLedger) ledger = rst_ledger_new ();
  g_autoptr (RstFetchPlan) plan = NULL;

  list (listing, "a", 0);
  list (listing, "b", 0);
  list (listing, "c", 0);
  plan = rst_fetch_plan_new (listing, ledger, RST_LEAVE_NEVER, NOW);

  /* Newest first; nothing that is not stored may be removed. */
  g_assert_cmpuint (plan->download->len, ==, 3);
  g_assert_cmpuint (number_at (plan->download, 0), ==, 3);
  g_assert_cmpuint (number_at (plan->download, 2), ==, 1);
  g_assert_cmpuint (plan->octets, ==, 300);
  g_assert_cmpuint (plan->known->len, ==, 0);
  g_assert_cmpuint (plan->remove->len, ==, 0);
}

static void
test_known (void)
{
  g_autoptr (GPtrArray) listing = new_listing ();
  g_autoptr (RstLedger) ledger = rst_ledger_new ();
  g_autoptr (RstFetchPlan) plan = NULL;

  list (listing, "announced", 0);
  list (listing, "stored", 0);
  list (listing, "asked", 0);
  list (listing, "removed", 0);
  know (ledger, "announced", 0, RST_LEDGER_ANNOUNCED, 0, 0);
  know (ledger, "stored", 0, RST_LEDGER_STORED, 11, NOW);
  know (ledger, "asked", 0, RST_LEDGER_REMOVAL_ASKED, 12, NOW);
  know (ledger, "removed", 0, RST_LEDGER_REMOVED, 13, NOW);
  plan = rst_fetch_plan_new (listing, ledger, RST_LEAVE_ALWAYS, NOW);

  /* Only what was never stored is downloaded, and nothing is removed. */
  g_assert_cmpuint (plan->download->len, ==, 1);
  g_assert_cmpuint (number_at (plan->download, 0), ==, 1);
  g_assert_cmpuint (plan->known->len, ==, 3);
  g_assert_cmpuint (plan->remove->len, ==, 0);
}

static void
test_removal_is_asked_again (void)
{
  g_autoptr (GPtrArray) listing = new_listing ();
  g_autoptr (RstLedger) ledger = rst_ledger_new ();
  g_autoptr (RstFetchPlan) plan = NULL;

  list (listing, "asked", 0);
  list (listing, "removed", 0);
  know (ledger, "asked", 0, RST_LEDGER_REMOVAL_ASKED, 12, NOW);
  know (ledger, "removed", 0, RST_LEDGER_REMOVED, 13, NOW);
  plan = rst_fetch_plan_new (listing, ledger, RST_LEAVE_NEVER, NOW);

  /* RFC 1939 §6: without QUIT's +OK they are still there. */
  g_assert_cmpuint (plan->remove->len, ==, 2);
}

static void
test_deleted_here_stays_there (void)
{
  g_autoptr (GPtrArray) listing = new_listing ();
  g_autoptr (RstLedger) ledger = rst_ledger_new ();
  g_autoptr (RstFetchPlan) plan = NULL;

  list (listing, "a", 0);
  know (ledger, "a", 0, RST_LEDGER_STORED, 0, NOW - 100 * DAY);
  plan = rst_fetch_plan_new (listing, ledger, RST_LEAVE_NEVER, NOW);

  g_assert_cmpuint (plan->download->len, ==, 0);
  g_assert_cmpuint (plan->remove->len, ==, 0);
}

static void
test_ordinals (void)
{
  g_autoptr (GPtrArray) listing = new_listing ();
  g_autoptr (RstLedger) ledger = rst_ledger_new ();
  g_autoptr (RstFetchPlan) plan = NULL;

  /* RFC 1939 §7: two copies of a message may share a unique-id. */
  list (listing, "twin", 0);
  list (listing, "twin", 1);
  know (ledger, "twin", 0, RST_LEDGER_STORED, 11, NOW);
  plan = rst_fetch_plan_new (listing, ledger, RST_LEAVE_ALWAYS, NOW);

  g_assert_cmpuint (plan->download->len, ==, 1);
  g_assert_cmpuint (number_at (plan->download, 0), ==, 2);
}

static void
test_reused_unique_id (void)
{
  g_autoptr (GPtrArray) listing = new_listing ();
  g_autoptr (RstLedger) ledger = rst_ledger_new ();
  g_autoptr (RstFetchPlan) plan = NULL;
  RstPop3Entry *entry;

  /* Another size is another message: to be read before it may be removed. */
  list (listing, "1", 0);
  entry = listing->pdata[0];
  entry->octets = 101;
  know (ledger, "1", 0, RST_LEDGER_REMOVED, 11, NOW);
  plan = rst_fetch_plan_new (listing, ledger, RST_LEAVE_NEVER, NOW);

  g_assert_cmpuint (plan->download->len, ==, 1);
  g_assert_cmpuint (plan->remove->len, ==, 0);
}

static void
test_no_unique_id (void)
{
  g_autoptr (GPtrArray) listing = new_listing ();
  g_autoptr (RstLedger) ledger = rst_ledger_new ();
  g_autoptr (RstFetchPlan) plan = NULL;

  list (listing, NULL, 0);
  plan = rst_fetch_plan_new (listing, ledger, RST_LEAVE_NEVER, NOW);

  g_assert_cmpuint (plan->download->len, ==, 1);
  g_assert_cmpuint (plan->remove->len, ==, 0);
}

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fetch-plan/first-pass", test_first_pass);
  g_test_add_func ("/fetch-plan/known", test_known);
  g_test_add_func ("/fetch-plan/removal-is-asked-again", test_removal_is_asked_again);
  g_test_add_func ("/fetch-plan/deleted-here-stays-there", test_deleted_here_stays_there);
  g_test_add_func ("/fetch-plan/ordinals", test_ordinals);
  g_test_add_func ("/fetch-plan/reused-unique-id", test_reused_unique_id);
  g_test_add_func ("/fetch-plan/no-unique-id", test_no_unique_id);
  g_test_add_func ("/fetch-plan/days", test_days);
  return g_test_run ();
}
