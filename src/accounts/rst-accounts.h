/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "accounts/rst-account-state.h"
#include "accounts/rst-account.h"
#include "pop3/rst-pop3-log.h"
#include "sasl/rst-credentials.h"
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
 * RstAccountsLogFunc:
 * @id: an account's id
 * @line: a line of its log
 * @user_data: what was given to [method@Accounts.set_log_func]
 *
 * Told of each line of a protocol log, on the thread that wrote it.
 */
typedef void (*RstAccountsLogFunc) (const char *id, const char *line, gpointer user_data);

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
 * An account whose settings cannot be used keeps none of the others away: it
 * comes with its [struct@Account].problem.
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
 * @error: where to say that there is none, or what is wrong with it
 *
 * Returns: (transfer full): the account, without problem
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
 * With another server, all that was learned of the server is forgotten; with
 * another user or another way to log in, the way that last logged in.
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
 * rst_accounts_dup_credentials:
 * @self: the accounts
 * @account: an account
 * @cancellable: (nullable): asks to stop
 * @error: where to say why there are none
 *
 * Gets what the account logs in by: a token from its command; a password from
 * its command, the file or the keyring; nothing secret where the account logs
 * in as who its client certificate names. Blocks; a keyring may ask the person.
 *
 * Returns: (transfer full): the credentials
 */
RstCredentials *rst_accounts_dup_credentials (RstAccounts *self,
                                              const RstAccount *account,
                                              GCancellable *cancellable,
                                              GError **error);

/**
 * rst_accounts_load_state:
 * @self: the accounts
 * @account: an account
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Returns: (transfer full): what was learned of its server
 */
RstAccountState *rst_accounts_load_state (RstAccounts *self,
                                          const RstAccount *account,
                                          GCancellable *cancellable,
                                          GError **error);

/**
 * rst_accounts_save_state:
 * @self: the accounts
 * @account: the account as it was when @state was learned
 * @state: what was learned
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Keeps it, unless the account was given another server, user or way to log in
 * meanwhile: then it is not true any more.
 *
 * Returns: whether what is known is committed
 */
gboolean rst_accounts_save_state (RstAccounts *self,
                                  const RstAccount *account,
                                  const RstAccountState *state,
                                  GCancellable *cancellable,
                                  GError **error);

/**
 * rst_accounts_advance_clock:
 * @self: the accounts
 * @account: an account
 * @state: what was learned of its server; its clock is started or advanced
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Lets the account's clock show what the computer says now; see
 * [struct@AccountClock]. It is kept with @state.
 *
 * Returns: whether it was done
 */
gboolean rst_accounts_advance_clock (RstAccounts *self,
                                     const RstAccount *account,
                                     RstAccountState *state,
                                     GCancellable *cancellable,
                                     GError **error);

/**
 * rst_accounts_load_clock:
 * @self: the accounts
 * @account: an account
 * @now: (out): what its clock shows
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Looks at the account's clock outside a pass; nothing is kept.
 *
 * Returns: whether it was done
 */
gboolean rst_accounts_load_clock (RstAccounts *self,
                                  const RstAccount *account,
                                  gint64 *now,
                                  GCancellable *cancellable,
                                  GError **error);

/**
 * rst_accounts_forget_auth:
 * @self: the accounts
 * @id: an account's id
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Forgets the way that last logged in. With it a person consents to whatever
 * way the server offers now, after %RST_ERROR_DOWNGRADE.
 *
 * Returns: whether it is committed
 */
gboolean rst_accounts_forget_auth (RstAccounts *self,
                                   const char *id,
                                   GCancellable *cancellable,
                                   GError **error);

/**
 * rst_accounts_get_log:
 * @self: the accounts
 * @id: an account's id
 *
 * Returns: (transfer none): the account's protocol log of this process; it lives
 *   as long as @self
 */
RstPop3Log *rst_accounts_get_log (RstAccounts *self, const char *id);

/**
 * rst_accounts_set_log_func:
 * @self: accounts whose logs nobody asked for yet
 * @func: (nullable): told of each line of each log
 * @user_data: for @func
 */
void rst_accounts_set_log_func (RstAccounts *self,
                                RstAccountsLogFunc func,
                                gpointer user_data);

G_END_DECLS
