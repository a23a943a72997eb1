/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pop3/rst-pop3-session.h"
#include "store/rst-store.h"

G_BEGIN_DECLS

/**
 * RstFetchRecogniser:
 *
 * Finds out of messages that the ledger cannot know by name and size alone
 * which they are, by asking for their headers (TOP, RFC 1939 §7). Where the
 * server has no TOP nothing is recognised. It serves one session, and remembers
 * of which messages it is sure.
 */
typedef struct _RstFetchRecogniser RstFetchRecogniser;

/**
 * rst_fetch_recogniser_new:
 * @store: what is stored
 * @account: whose
 * @session: a session that is logged in
 * @listing: its maildrop
 *
 * Returns: (transfer full): a recogniser
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
 * rst_fetch_recogniser_trust:
 * @self: a recogniser
 * @entry: a message that was stored in this session
 *
 * Says that there is no doubt which message it is.
 */
void rst_fetch_recogniser_trust (RstFetchRecogniser *self, const RstPop3Entry *entry);

/**
 * rst_fetch_recogniser_name:
 * @self: a recogniser
 * @entries: (element-type RstPop3Entry): messages without unique-id
 * @ledger: what is recognised is put into it, with the size that the server
 *   announces now
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Looks for messages without unique-id among those that are stored, and names
 * them in the listing as the ledger has them.
 *
 * Returns: whether the session goes on
 */
gboolean rst_fetch_recogniser_name (RstFetchRecogniser *self,
                                    GPtrArray *entries,
                                    RstLedger *ledger,
                                    GCancellable *cancellable,
                                    GError **error);

/**
 * rst_fetch_recogniser_compare:
 * @self: a recogniser
 * @entries: (element-type RstPop3Entry): messages with names
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Compares messages with those that are stored under their names.
 *
 * Returns: (transfer full) (element-type RstMatch): one for each; %NULL when the
 *   session does not go on
 */
GArray *rst_fetch_recogniser_compare (RstFetchRecogniser *self,
                                      GPtrArray *entries,
                                      GCancellable *cancellable,
                                      GError **error);

/**
 * rst_fetch_recogniser_sample:
 * @self: a recogniser
 * @agrees: (out): whether names can be believed; see [func@fetch_sample_run]
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Looks at some of the messages of which it is not sure.
 *
 * Returns: whether the session goes on
 */
gboolean rst_fetch_recogniser_sample (RstFetchRecogniser *self,
                                      gboolean *agrees,
                                      GCancellable *cancellable,
                                      GError **error);

/**
 * rst_fetch_recogniser_rebind:
 * @self: a recogniser
 * @entries: (element-type RstPop3Entry): messages with names that the ledger
 *   does not know
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Looks for messages among those that the server no longer lists. What is found
 * has its new name in the store.
 *
 * Returns: (transfer full): what was found, by its new name; %NULL when the
 *   session does not go on
 */
RstLedger *rst_fetch_recogniser_rebind (RstFetchRecogniser *self,
                                        GPtrArray *entries,
                                        GCancellable *cancellable,
                                        GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstFetchRecogniser, rst_fetch_recogniser_free)

G_END_DECLS
