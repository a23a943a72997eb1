/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "accounts/rst-account.h"
#include "pop3/rst-pop3-listing.h"
#include "store/rst-ledger.h"

G_BEGIN_DECLS

/**
 * RstFetchRemoval:
 * @entry: the message on the server
 * @message: the same message in the store; 0 when it was deleted for good here
 *
 * A message that was stored and may be removed from the server.
 */
typedef struct
{
  const RstPop3Entry *entry;
  gint64 message;
} RstFetchRemoval;

/**
 * RstFetchPlan:
 * @listing: the maildrop
 * @download: (element-type RstPop3Entry): messages to download, in this order
 * @remove: (element-type RstFetchRemoval): messages that are stored already and
 *   that the account's settings let the server remove now
 * @beginnings: (element-type RstPop3Entry): messages to fetch only the beginning
 *   of, in this order
 * @limit: see @size_limit of [struct@Account]; %RST_SIZE_LIMIT_NONE unless set
 * @n_known: how many messages are stored already, or as much of them as the
 *   limit lets in
 * @n_unlimited: how many of @download are beyond the limit, but have no
 *   unique-id: their beginnings would come again with each pass
 * @n_rests: how many of @download are here in part
 * @octets: the announced size of @download
 * @leave: what stays on the server
 * @now: what the account's clock shows; see [struct@AccountClock]
 * @first_newest: the number from which messages stay as the newest, where
 *   @leave asks for that
 * @due: what the account's clock will show when a message that is known may be
 *   removed next: @now also where that hangs on what no clock tells (a backup, a
 *   message deleted here) and while there is something to remove; 0 for never
 *
 * What a pass over an account should do. It borrows its entries from @listing.
 */
typedef struct
{
  RstPop3Listing *listing;
  GPtrArray *download;
  GArray *remove;
  GPtrArray *beginnings;
  guint64 limit;
  guint n_known;
  guint n_unlimited;
  guint n_rests;
  guint64 octets;
  RstLeave leave;
  gint64 now;
  guint first_newest;
  gint64 due;
} RstFetchPlan;

/**
 * rst_fetch_plan_new:
 * @listing: the maildrop; it must outlive the plan
 * @leave: what stays on the server
 * @now: what the account's clock shows
 *
 * Returns: (transfer full): a plan that has nothing to do yet
 */
RstFetchPlan *rst_fetch_plan_new (RstPop3Listing *listing, const RstLeave *leave, gint64 now);

/**
 * rst_fetch_plan_add:
 * @self: a plan
 * @entry: a message of its listing
 * @known: (nullable): what the ledger knows of it
 *
 * Decides about the next message. It looks at nothing but its arguments.
 *
 * A message is known when the ledger has it stored under its unique-id and
 * ordinal, with the size that was announced then. One that the server gives no
 * unique-id has a name here only where its headers were recognised (see
 * [struct@FetchRecogniser]); else it is downloaded, and the store still keeps
 * equal octets once.
 *
 * Of a message that is not known and larger than the limit, the beginning is
 * fetched once. It is downloaded whole when its rest is asked for, or when the
 * limit is raised above it.
 */
void rst_fetch_plan_add (RstFetchPlan *self, RstPop3Entry *entry, const RstLedgerEntry *known);

/**
 * rst_fetch_plan_free:
 * @self: (transfer full): a plan
 */
void rst_fetch_plan_free (RstFetchPlan *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstFetchPlan, rst_fetch_plan_free)

G_END_DECLS
