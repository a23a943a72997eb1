/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "accounts/rst-accounts.h"

G_BEGIN_DECLS

/**
 * RstFetchPreview:
 * @messages: messages that are stored here and that the server was last known
 *   to hold
 * @octets: their size on the server
 * @removed: how many of them the next fetch would remove there
 * @removed_octets: their size
 *
 * What a rule about what stays on the server would do. As of the last fetch:
 * what the server got since, and what was not downloaded yet, is not in it.
 */
typedef struct
{
  guint messages;
  guint64 octets;
  guint removed;
  guint64 removed_octets;
} RstFetchPreview;

/**
 * rst_fetch_preview_load:
 * @accounts: the profile's accounts
 * @store: the profile's store
 * @account: an account with the rule in question, saved or not
 * @preview: (out caller-allocates): what it would do
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Goes through the ledger by the rule that the fetch itself goes by. For rules
 * about the newest messages it takes them in order of their dates: the server's
 * own order is known in a session only. Blocks.
 *
 * Returns: whether it is known
 */
gboolean rst_fetch_preview_load (RstAccounts *accounts,
                                 RstStore *store,
                                 const RstAccount *account,
                                 RstFetchPreview *preview,
                                 GCancellable *cancellable,
                                 GError **error);

/**
 * rst_fetch_preview_load_async:
 * @accounts: the profile's accounts
 * @store: the profile's store
 * @account: an account with the rule in question; copied
 * @cancellable: (nullable): asks to stop
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * The same without blocking.
 */
void rst_fetch_preview_load_async (RstAccounts *accounts,
                                   RstStore *store,
                                   const RstAccount *account,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/**
 * rst_fetch_preview_load_finish:
 * @result: what the callback was given
 * @preview: (out caller-allocates): what the rule would do
 * @error: where to say why it failed
 *
 * Returns: whether it is known
 */
gboolean rst_fetch_preview_load_finish (GAsyncResult *result, RstFetchPreview *preview, GError **error);

/**
 * rst_fetch_preview_dup_sentence:
 * @self: a preview
 *
 * Returns: (transfer full): what it says, for people: translated, whole
 *   sentences
 */
char *rst_fetch_preview_dup_sentence (const RstFetchPreview *self);

G_END_DECLS
