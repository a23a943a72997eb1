/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why a message is still on the server, in words: each case has its own, and
 * they say what the next fetch does.
 */

#include "config.h"

#include <string.h>

#include "fetch/rst-fetch-reason.h"

#define NOW G_GINT64_CONSTANT (1800000000)
#define DAY (24 * 60 * 60)

static void
assert_reason (const char *leave, gboolean proven, RstLedgerEntry entry, const char *words)
{
  g_autoptr (RstAccount) account = rst_account_new ("work", NULL);
  g_autofree char *reason = NULL;

  g_assert_true (rst_account_set_leave (account, leave, NULL));
  account->leave.proven = proven;
  reason = rst_fetch_reason_dup (account, &entry, NOW, NOW);
  g_test_message ("%s: %s", leave, reason);
  g_assert_nonnull (strstr (reason, words));
  g_assert_true (g_str_has_suffix (reason, "."));
}

static void
test_states (void)
{
  assert_reason ("never", FALSE, (RstLedgerEntry) { .state = RST_LEDGER_ANNOUNCED }, "not downloaded yet");
  assert_reason ("never", FALSE, (RstLedgerEntry) { .state = RST_LEDGER_REMOVAL_ASKED, .attempts = 3, .message = 7 },
                 "asked 3 times");
  assert_reason ("always", FALSE, (RstLedgerEntry) { .state = RST_LEDGER_REMOVAL_ASKED, .attempts = 1, .message = 7 },
                 "asked 1 time ");
  assert_reason ("always", FALSE, (RstLedgerEntry) { .state = RST_LEDGER_REMOVED, .removed = NOW, .attempts = 1 },
                 "It was removed from the server on 01/15/27.");
  assert_reason ("never", FALSE, (RstLedgerEntry) { .state = RST_LEDGER_STORED, .message = 7, .vanished = NOW - DAY },
                 "not listed it since 01/14/27.");
}

static void
test_rules (void)
{
  const RstLedgerEntry here = { .state = RST_LEDGER_STORED, .message = 7, .stored = NOW - 3 * DAY, .aged = NOW - 3 * DAY };
  RstLedgerEntry deleted = here;
  RstLedgerEntry proven = here;

  deleted.message = 0;
  proven.proven = NOW;
  assert_reason ("always", FALSE, here, "leave messages on the server");
  assert_reason ("always", TRUE, deleted, "leave messages on the server");
  assert_reason ("never", FALSE, here, "The next fetch removes it");
  assert_reason ("never", TRUE, here, "until a proven backup holds it");
  assert_reason ("never", TRUE, proven, "The next fetch removes it");
  assert_reason ("never", FALSE, deleted, "deleted here only");
  assert_reason ("5", FALSE, here, "for 5 days after it was stored here and may be removed from 01/17/27 on");
  assert_reason ("3", FALSE, here, "The next fetch removes it");
  assert_reason ("newest:500", FALSE, here, "one of the newest 500 messages");
  assert_reason ("newest:5GB", FALSE, here, "newest messages, up to 5.0");
  assert_reason ("here", FALSE, here, "until it is deleted for good here");
  assert_reason ("here", FALSE, deleted, "deleted here; the next fetch removes it");
  assert_reason ("here", TRUE, deleted, "until a proven backup holds it");
}

/* The account's clock may be behind: what is left of the time is added to the
 * computer's.
 */
static void
test_slow_clock (void)
{
  const RstLedgerEntry here = { .state = RST_LEDGER_STORED, .message = 7, .aged = NOW - 3 * DAY };
  g_autoptr (RstAccount) account = rst_account_new ("work", NULL);
  g_autofree char *reason = NULL;

  rst_account_set_leave (account, "5", NULL);
  reason = rst_fetch_reason_dup (account, &here, NOW, NOW + 10 * DAY);
  g_assert_nonnull (strstr (reason, "01/27/27"));
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fetch-reason/states", test_states);
  g_test_add_func ("/fetch-reason/rules", test_rules);
  g_test_add_func ("/fetch-reason/slow-clock", test_slow_clock);
  return g_test_run ();
}
