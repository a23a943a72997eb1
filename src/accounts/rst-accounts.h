/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "accounts/rst-account.h"
#include "store/rst-store.h"

G_BEGIN_DECLS

#define RST_TYPE_ACCOUNTS (rst_accounts_get_type ())

/**
 * RstAccounts:
 *
 * The accounts of a profile and their passwords. Passwords are in the desktop's
 * keyring; where none answers, as on a headless machine, in the file
 * `passwords` of the profile, readable by its owner only. Nothing secret is in
 * mail.db.
 *
 * Functions without `_async` block and may run on any thread that does not draw.
 */
G_DECLARE_FINAL_TYPE (RstAccounts, rst_accounts, RST, ACCOUNTS, GObject)

/**
 * RstAccounts::changed:
 * @self: the accounts
 *
 * An account was added, changed or removed: through this object, or, once the
 * accounts were loaded with [method@Accounts.load_async], by another process.
 * Emitted in the main context that was the thread's default when it was made.
 */

/**
 * rst_accounts_new:
 * @store: the profile's store
 *
 * Returns: (transfer full): its accounts
 */
RstAccounts *rst_accounts_new (RstStore *store);

/**
 * rst_accounts_load:
 * @self: the accounts
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Returns: (transfer full) (element-type RstAccount): all accounts, in the order
 *   in which they were added
 */
GPtrArray *rst_accounts_load (RstAccounts *self, GCancellable *cancellable, GError **error);

/**
 * rst_accounts_load_async:
 * @self: the accounts
 * @cancellable: (nullable): asks to stop
 * @callback: called in the caller's main context
 * @user_data: for @callback
 */
void rst_accounts_load_async (RstAccounts *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

/**
 * rst_accounts_load_finish:
 * @self: the accounts
 * @result: what the callback was given
 * @error: where to say why it failed
 *
 * Returns: (transfer full) (element-type RstAccount): see
 *   [method@Accounts.load]
 */
GPtrArray *rst_accounts_load_finish (RstAccounts *self, GAsyncResult *result, GError **error);

/**
 * rst_accounts_lookup:
 * @self: the accounts
 * @id: an account's id
 * @cancellable: (nullable): asks to stop
 * @error: where to say that there is none
 *
 * Returns: (transfer full): the account
 */
RstAccount *rst_accounts_lookup (RstAccounts *self,
                                 const char *id,
                                 GCancellable *cancellable,
                                 GError **error);

/**
 * rst_accounts_save:
 * @self: the accounts
 * @account: a new account or a changed one
 * @password: (nullable): a password to keep; %NULL to leave what is kept
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Returns: whether it is committed
 */
gboolean rst_accounts_save (RstAccounts *self,
                            const RstAccount *account,
                            const char *password,
                            GCancellable *cancellable,
                            GError **error);

/**
 * rst_accounts_save_async:
 * @self: the accounts
 * @account: a new account or a changed one
 * @password: (nullable): a password to keep; %NULL to leave what is kept
 * @cancellable: (nullable): asks to stop
 * @callback: called in the caller's main context
 * @user_data: for @callback
 */
void rst_accounts_save_async (RstAccounts *self,
                              const RstAccount *account,
                              const char *password,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

/**
 * rst_accounts_save_finish:
 * @self: the accounts
 * @result: what the callback was given
 * @error: where to say why it failed
 *
 * Returns: whether it is committed
 */
gboolean rst_accounts_save_finish (RstAccounts *self, GAsyncResult *result, GError **error);

/**
 * rst_accounts_remove:
 * @self: the accounts
 * @id: an account's id
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Removes an account and its password. Its messages stay.
 *
 * Returns: whether it is committed
 */
gboolean rst_accounts_remove (RstAccounts *self,
                              const char *id,
                              GCancellable *cancellable,
                              GError **error);

/**
 * rst_accounts_remove_async:
 * @self: the accounts
 * @id: an account's id
 * @cancellable: (nullable): asks to stop
 * @callback: called in the caller's main context
 * @user_data: for @callback
 */
void rst_accounts_remove_async (RstAccounts *self,
                                const char *id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/**
 * rst_accounts_remove_finish:
 * @self: the accounts
 * @result: what the callback was given
 * @error: where to say why it failed
 *
 * Returns: whether it is committed
 */
gboolean rst_accounts_remove_finish (RstAccounts *self, GAsyncResult *result, GError **error);

/**
 * rst_accounts_dup_password:
 * @self: the accounts
 * @account: an account
 * @cancellable: (nullable): asks to stop
 * @error: where to say why there is none
 *
 * Gets the password from the command, the keyring or the file.
 *
 * Returns: (transfer full): the password; free it with
 *   [func@password_free]
 */
char *rst_accounts_dup_password (RstAccounts *self,
                                 const RstAccount *account,
                                 GCancellable *cancellable,
                                 GError **error);

G_END_DECLS
