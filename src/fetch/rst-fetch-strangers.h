/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fetch/rst-fetch-plan.h"
#include "fetch/rst-fetch-recogniser.h"

G_BEGIN_DECLS

/**
 * RstFetchStrangers:
 * @store: what is stored
 * @account: whose
 * @session: the session that listed them; it is kept alive
 * @recogniser: of the session
 * @plan: what they are added to
 * @last_known: the number of the newest message that is known by name; what
 *   stands behind it is new
 *
 * What it takes to decide about messages that the ledger does not know by name.
 */
typedef struct
{
  RstStore *store;
  const char *account;
  RstPop3Session *session;
  RstFetchRecogniser *recogniser;
  RstFetchPlan *plan;
  guint last_known;
} RstFetchStrangers;

/**
 * rst_fetch_strangers_settle:
 * @self: what it takes
 * @entries: (element-type RstPop3Entry): the messages, newest first
 * @n_rebound: (inout): counts those that were known again
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Looks for messages among those that the server no longer lists, and plans what
 * to do with each. The server is asked for the headers of those alone that are
 * of a size which one of the others has: with any other, even the same header
 * would be no sure match, and the octets have to decide.
 *
 * What is not known is announced to the ledger.
 *
 * Returns: whether the session goes on
 */
gboolean rst_fetch_strangers_settle (const RstFetchStrangers *self,
                                     GPtrArray *entries,
                                     guint *n_rebound,
                                     GCancellable *cancellable,
                                     GError **error);

G_END_DECLS
