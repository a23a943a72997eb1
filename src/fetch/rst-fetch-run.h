/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "accounts/rst-accounts.h"
#include "fetch/rst-fetch-result.h"

G_BEGIN_DECLS

#define RST_TYPE_FETCH_RUN (rst_fetch_run_get_type ())

/**
 * RstFetchRun:
 *
 * One pass over one account: sign in, list, plan, download, store, and remove
 * what may go. It runs from top to bottom on one thread; with
 * [method@FetchRun.start_async] on a lane of its own.
 *
 * A second pass over an account while the first still runs, in whatever
 * process, fails with %RST_ERROR_IN_USE.
 */
G_DECLARE_FINAL_TYPE (RstFetchRun, rst_fetch_run, RST, FETCH_RUN, GObject)

/**
 * RstFetchRun::progress:
 * @self: the pass
 * @done: messages that were downloaded
 * @total: messages to download
 *
 * How far it is, at most ten times a second, in the main context that was the
 * thread's default when the pass was made.
 */

/**
 * rst_fetch_run_new:
 * @accounts: the profile's accounts
 * @store: the profile's store
 * @account: whose maildrop; copied
 *
 * Returns: (transfer full): a pass that did not start
 */
RstFetchRun *rst_fetch_run_new (RstAccounts *accounts,
                                RstStore *store,
                                const RstAccount *account);

/**
 * rst_fetch_run_get_account:
 * @self: a pass
 *
 * Returns: (transfer none): whose maildrop
 */
const RstAccount *rst_fetch_run_get_account (RstFetchRun *self);

/**
 * rst_fetch_run_get_result:
 * @self: a pass that ended
 *
 * Returns: (transfer none): what it did
 */
const RstFetchResult *rst_fetch_run_get_result (RstFetchRun *self);

/**
 * rst_fetch_run_get_warning:
 * @self: a pass that ended
 *
 * Returns: (transfer none) (nullable): one translated sentence about what went
 *   well and is not as the person wants it, such as a server that removes
 *   messages by itself; %NULL for nothing
 */
const char *rst_fetch_run_get_warning (RstFetchRun *self);

/**
 * rst_fetch_run_start:
 * @self: a pass
 * @cancellable: (nullable): asks to stop; what is stored stays
 * @error: where to say why it failed
 *
 * Runs the pass. Blocks.
 *
 * Returns: whether it came to its end
 */
gboolean rst_fetch_run_start (RstFetchRun *self, GCancellable *cancellable, GError **error);

/**
 * rst_fetch_run_start_async:
 * @self: a pass
 * @cancellable: (nullable): asks to stop; what is stored stays
 * @callback: called in the caller's main context
 * @user_data: for @callback
 */
void rst_fetch_run_start_async (RstFetchRun *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/**
 * rst_fetch_run_start_finish:
 * @self: a pass
 * @result: what the callback was given
 * @error: where to say why it failed
 *
 * Returns: whether it came to its end
 */
gboolean rst_fetch_run_start_finish (RstFetchRun *self, GAsyncResult *result, GError **error);

G_END_DECLS
