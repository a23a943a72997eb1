/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "accounts/rst-account.h"
#include "store/rst-ledger.h"

G_BEGIN_DECLS

/**
 * rst_fetch_reason_dup:
 * @account: an account
 * @entry: a row of its ledger
 * @clock_now: what the account's clock shows; see [struct@AccountClock]
 * @now: what the computer's shows, in seconds since 1970, UTC: dates are told by it
 *
 * Why is this message still on the server, or no longer? As of the last fetch.
 *
 * Returns: (transfer full): one or two translated sentences
 */
char *rst_fetch_reason_dup (const RstAccount *account,
                            const RstLedgerEntry *entry,
                            gint64 clock_now,
                            gint64 now);

G_END_DECLS
