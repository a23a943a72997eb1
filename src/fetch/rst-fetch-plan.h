/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "accounts/rst-account.h"
#include "pop3/rst-pop3-listing.h"
#include "store/rst-ledger.h"

G_BEGIN_DECLS

/**
 * RstFetchPlan:
 * @download: (element-type RstPop3Entry): messages to download, in this order
 * @known: (element-type RstPop3Entry): messages that are stored already
 * @remove: (element-type RstPop3Entry): those of @known that the account's
 *   settings let the server remove now
 * @octets: the announced size of @download
 *
 * What a pass over an account should do. It borrows its entries from the
 * listing that it was made of.
 */
typedef struct
{
  GPtrArray *download;
  GPtrArray *known;
  GPtrArray *remove;
  guint64 octets;
} RstFetchPlan;

/**
 * rst_fetch_plan_new:
 * @listing: (element-type RstPop3Entry): the maildrop; it must outlive the plan
 * @ledger: what is known of it
 * @leave: see [struct@Account]
 * @now: the time, in seconds since 1970, UTC
 *
 * Decides. It looks at nothing but its arguments and does nothing.
 *
 * A message is known when the ledger has it stored under its unique-id and
 * ordinal, with the size that was announced then. Without unique-ids nothing
 * can be known, so everything is downloaded (the store still keeps equal octets
 * once) and nothing may be removed later than in the pass that downloaded it.
 * Newest first.
 *
 * Returns: (transfer full): the plan
 */
RstFetchPlan *rst_fetch_plan_new (GPtrArray *listing,
                                  RstLedger *ledger,
                                  guint leave,
                                  gint64 now);

/**
 * rst_fetch_plan_free:
 * @self: (transfer full): a plan
 */
void rst_fetch_plan_free (RstFetchPlan *self);

/**
 * rst_fetch_plan_may_remove:
 * @leave: see [struct@Account]
 * @stored: when a message was stored, in seconds since 1970, UTC
 * @now: the time
 *
 * Returns: whether a stored message's time on the server is over; a clock that
 *   stands before @stored never says so
 */
gboolean rst_fetch_plan_may_remove (guint leave, gint64 stored, gint64 now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstFetchPlan, rst_fetch_plan_free)

G_END_DECLS
