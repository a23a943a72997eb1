/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "accounts/rst-accounts.h"
#include "store/rst-origin.h"

G_BEGIN_DECLS

/**
 * RstFetchOrigin:
 * @origin: what the store knows
 * @label: what the account is called
 * @server: (nullable): the host of its server; %NULL when it is no longer set up
 * @reason: a sentence or two that say whether the message is still on the server,
 *   and why
 *
 * Where a message came from, in words for people. Immutable.
 */
typedef struct
{
  RstOrigin *origin;
  char *label;
  char *server;
  char *reason;
} RstFetchOrigin;

/**
 * rst_fetch_origin_free:
 * @self: (transfer full): an origin
 */
void rst_fetch_origin_free (RstFetchOrigin *self);

/**
 * rst_fetch_origin_load:
 * @accounts: the accounts of the profile
 * @store: its store
 * @message: a message of it
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Blocks.
 *
 * Returns: (transfer full): where the message came from
 */
RstFetchOrigin *rst_fetch_origin_load (RstAccounts *accounts,
                                       RstStore *store,
                                       gint64 message,
                                       GCancellable *cancellable,
                                       GError **error);

/**
 * rst_fetch_origin_load_async:
 * @accounts: the accounts of the profile
 * @store: its store
 * @message: a message of it
 * @cancellable: (nullable): asks to stop
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * The same without blocking.
 */
void rst_fetch_origin_load_async (RstAccounts *accounts,
                                  RstStore *store,
                                  gint64 message,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * rst_fetch_origin_load_finish:
 * @result: what the callback was given
 * @error: where to say why it failed
 *
 * Returns: (transfer full): where the message came from
 */
RstFetchOrigin *rst_fetch_origin_load_finish (GAsyncResult *result, GError **error);

/**
 * RstFetchOriginFunc:
 * @origin: a message that the server is believed to have
 * @user_data: what was given to [func@FetchOrigin.foreach]
 */
typedef void (*RstFetchOriginFunc) (const RstFetchOrigin *origin, gpointer user_data);

/**
 * rst_fetch_origin_foreach:
 * @accounts: the accounts of the profile
 * @store: its store
 * @account: the id of an account, or of one whose mail is still here
 * @func: (scope call): told of each message
 * @user_data: for @func
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Goes through all that an account's server is believed to have. Blocks; memory
 * does not follow the size of the maildrop.
 *
 * Returns: whether all of it was told
 */
gboolean rst_fetch_origin_foreach (RstAccounts *accounts,
                                   RstStore *store,
                                   const char *account,
                                   RstFetchOriginFunc func,
                                   gpointer user_data,
                                   GCancellable *cancellable,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstFetchOrigin, rst_fetch_origin_free)

G_END_DECLS
