/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fetch/rst-fetch-plan.h"
#include "pop3/rst-pop3-session.h"
#include "store/rst-store.h"

G_BEGIN_DECLS

/**
 * rst_fetch_survey:
 * @store: what is stored
 * @account: whose
 * @now: what the account's clock shows; see [struct@AccountClock]
 * @session: the session that gave @listing; it is kept alive
 * @listing: the maildrop
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Compares a maildrop with the ledger, newest first, recognises what it does
 * not know by name and size, and announces to the ledger what is new. It goes piece by piece: a listing may be long,
 * and the ledger longer.
 *
 * Returns: (transfer full): what there is to do
 */
RstFetchPlan *rst_fetch_survey (RstStore *store,
                                const RstAccount *account,
                                gint64 now,
                                RstPop3Session *session,
                                RstPop3Listing *listing,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
