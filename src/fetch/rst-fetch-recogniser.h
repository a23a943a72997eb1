/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pop3/rst-pop3-session.h"
#include "store/rst-store.h"

G_BEGIN_DECLS

/**
 * RstFetchRecogniser:
 *
 * Finds out whether messages that the ledger cannot know by name and size are
 * stored all the same: those to which the server gives no unique-id, and those
 * whose size it counts otherwise than before, as servers do that keep their
 * notes in the header. It asks for their headers alone (TOP, RFC 1939 §7),
 * which a server may have without saying so; where it has not, nothing is
 * recognised, and the messages are downloaded.
 */
typedef struct _RstFetchRecogniser RstFetchRecogniser;

/**
 * rst_fetch_recogniser_new:
 * @store: what is stored
 * @account: whose
 * @session: a session that is logged in
 * @listing: its maildrop
 *
 * Returns: (transfer full): a recogniser for one pass
 */
RstFetchRecogniser *rst_fetch_recogniser_new (RstStore *store,
                                              const char *account,
                                              RstPop3Session *session,
                                              RstPop3Listing *listing);

/**
 * rst_fetch_recogniser_free:
 * @self: (nullable) (transfer full): a recogniser
 */
void rst_fetch_recogniser_free (RstFetchRecogniser *self);

/**
 * rst_fetch_recogniser_run:
 * @self: a recogniser
 * @begin: the first entry of the listing to look at
 * @end: the first not to look at
 * @ledger: what is known of them by name; what is recognised is put into it,
 *   with the size that the server announces now
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Recognises what it can among these entries. One without unique-id is named in
 * the listing as the ledger has it; the sizes are noted in the store.
 *
 * Returns: whether the session goes on
 */
gboolean rst_fetch_recogniser_run (RstFetchRecogniser *self,
                                   guint begin,
                                   guint end,
                                   RstLedger *ledger,
                                   GCancellable *cancellable,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstFetchRecogniser, rst_fetch_recogniser_free)

G_END_DECLS
