/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "accounts/rst-leave.h"
#include "store/rst-ledger.h"

G_BEGIN_DECLS

/**
 * RstFetchVerdict:
 * @RST_FETCH_VERDICT_NOT_STORED: stays, because it is not stored here
 * @RST_FETCH_VERDICT_KEEP: stays, because the rule keeps it
 * @RST_FETCH_VERDICT_YOUNG: stays until its days are over
 * @RST_FETCH_VERDICT_HERE: stays as long as it is here
 * @RST_FETCH_VERDICT_DELETED_HERE: stays, because it was deleted here and the
 *   rule says nothing of such messages: who deletes here need not mean there
 * @RST_FETCH_VERDICT_UNPROVEN: stays until a proven backup holds it
 * @RST_FETCH_VERDICT_REMOVE: may be removed now
 *
 * What a rule says of one message on the server.
 */
typedef enum
{
  RST_FETCH_VERDICT_NOT_STORED,
  RST_FETCH_VERDICT_KEEP,
  RST_FETCH_VERDICT_YOUNG,
  RST_FETCH_VERDICT_HERE,
  RST_FETCH_VERDICT_DELETED_HERE,
  RST_FETCH_VERDICT_UNPROVEN,
  RST_FETCH_VERDICT_REMOVE,
} RstFetchVerdict;

/**
 * rst_fetch_rule_judge:
 * @leave: the account's rule
 * @known: what the ledger knows of a message
 * @is_newest: whether it is one of the newest; see [method@Leave.covers]
 * @now: what the account's clock shows; see [struct@AccountClock]
 *
 * The one place that decides what may be removed from a server. It looks at
 * nothing but its arguments. What a fetch does, what is announced before a rule
 * is saved, and why a message is still there are all said by it.
 *
 * Returns: what is to happen to the message
 */
RstFetchVerdict rst_fetch_rule_judge (const RstLeave *leave,
                                      const RstLedgerEntry *known,
                                      gboolean is_newest,
                                      gint64 now);

/**
 * rst_fetch_rule_get_due:
 * @leave: a rule that counts days
 * @known: a message that is stored
 *
 * Returns: what the account's clock shows when its days are over
 */
gint64 rst_fetch_rule_get_due (const RstLeave *leave, const RstLedgerEntry *known);

G_END_DECLS
