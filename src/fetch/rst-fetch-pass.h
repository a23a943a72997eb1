/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "accounts/rst-accounts.h"
#include "fetch/rst-fetch-texts.h"

G_BEGIN_DECLS

/**
 * RstFetchPass:
 * @accounts: the profile's accounts
 * @store: the profile's store
 * @account: whose maildrop
 * @result: (out caller-allocates): what it did, also when it failed half-way
 * @warning: (out) (nullable): see [method@FetchRun.get_warning]
 * @progress: told of each message
 * @user_data: for @progress
 *
 * What one pass over one account needs.
 */
typedef struct
{
  RstAccounts *accounts;
  RstStore *store;
  const RstAccount *account;
  RstFetchResult *result;
  char **warning;
  RstFetchProgressFunc progress;
  gpointer user_data;
} RstFetchPass;

/**
 * rst_fetch_pass_run:
 * @self: what it needs
 * @cancellable: (nullable): asks to stop; what is stored stays
 * @error: where to say why it failed
 *
 * Signs in, lists, plans, downloads, stores, and removes what may go. Where the
 * server fails at several commands in flight, it goes on over a new connection
 * with one at a time. What is learned of the server is kept with the account,
 * also when the pass fails. Blocks; the account must be locked.
 *
 * Returns: whether it came to its end
 */
gboolean rst_fetch_pass_run (const RstFetchPass *self,
                             GCancellable *cancellable,
                             GError **error);

G_END_DECLS
