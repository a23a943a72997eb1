/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "accounts/rst-account.h"
#include "fetch/rst-fetch-recogniser.h"
#include "pop3/rst-pop3-session.h"
#include "store/rst-store.h"

G_BEGIN_DECLS

/**
 * rst_fetch_remove_and_quit:
 * @store: the profile's store
 * @account: whose maildrop
 * @now: what the account's clock shows; see [struct@AccountClock]
 * @session: its session
 * @listing: the maildrop
 * @recogniser: of the session
 * @removed: (out): how many messages the server removed
 * @due: (out): what the account's clock will show when the next may go; 0 for
 *   never
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Ends a pass: removes from the server what the account's settings let go, and
 * quits. Which message it is, is asked of the server where that was stored in
 * an earlier pass: a name may stand for another one by now. Each message's
 * octets are read back from the disk and their hash
 * compared before its DELE; the wish is noted durably before the DELE, the
 * success only after QUIT was answered `+OK` (RFC 1939 §6). After anything else
 * the wish stays noted and the next pass asks again.
 *
 * Returns: whether all that should go has gone
 */
gboolean rst_fetch_remove_and_quit (RstStore *store,
                                    const RstAccount *account,
                                    gint64 now,
                                    RstPop3Session *session,
                                    RstPop3Listing *listing,
                                    RstFetchRecogniser *recogniser,
                                    guint *removed,
                                    gint64 *due,
                                    GCancellable *cancellable,
                                    GError **error);

G_END_DECLS
