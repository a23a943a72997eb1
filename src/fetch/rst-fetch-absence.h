/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pop3/rst-pop3-session.h"
#include "store/rst-store.h"

G_BEGIN_DECLS

/**
 * rst_fetch_note_absent:
 * @store: what is stored
 * @account: whose
 * @session: the session that gave @listing; it is kept alive
 * @listing: the maildrop
 * @n_known: how many of its entries are rows that the server should list
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Notes which rows of the ledger the server no longer lists. Where their number
 * shows that there are none, as in most passes, that is all it costs. It means
 * nothing else: whatever a listing leaves out, nothing is removed for it.
 *
 * Returns: whether it was noted
 */
gboolean rst_fetch_note_absent (RstStore *store,
                                const char *account,
                                RstPop3Session *session,
                                RstPop3Listing *listing,
                                guint n_known,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
