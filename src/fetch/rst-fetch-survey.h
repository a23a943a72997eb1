/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fetch/rst-fetch-plan.h"
#include "fetch/rst-fetch-recogniser.h"
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
 * @recogniser: of the session
 * @n_rebound: (inout): counts those that were known again under new names
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Compares a maildrop with the ledger, newest first and piece by piece: a
 * listing may be long, and the ledger longer. First what is known by name; then
 * the ledger is told what the listing has no more; then what is not known is
 * looked for under its former name, unless it stands behind all that is known,
 * where new mail comes. What remains is announced to the ledger.
 *
 * Returns: (transfer full): what there is to do
 */
RstFetchPlan *rst_fetch_survey (RstStore *store,
                                const RstAccount *account,
                                gint64 now,
                                RstPop3Session *session,
                                RstPop3Listing *listing,
                                RstFetchRecogniser *recogniser,
                                guint *n_rebound,
                                GCancellable *cancellable,
                                GError **error);

/**
 * rst_fetch_survey_again:
 * @store: what is stored
 * @account: whose
 * @now: what the account's clock shows
 * @session: the session that gave @listing; it is kept alive
 * @listing: the maildrop, after [func@fetch_survey]
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * The same by the ledger alone, once what was to be downloaded is: nothing is
 * asked of the server, nothing is noted.
 *
 * Returns: (transfer full): what there is to do
 */
RstFetchPlan *rst_fetch_survey_again (RstStore *store,
                                      const RstAccount *account,
                                      gint64 now,
                                      RstPop3Session *session,
                                      RstPop3Listing *listing,
                                      GCancellable *cancellable,
                                      GError **error);

G_END_DECLS
