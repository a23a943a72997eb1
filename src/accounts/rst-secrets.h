/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "accounts/rst-account.h"

G_BEGIN_DECLS

/**
 * rst_secrets_store:
 * @folder: the profile
 * @account: whose password
 * @password: the password
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Keeps a password in the desktop's keyring, or, where no keyring takes it, in
 * the file `passwords` of the profile, readable by its owner only. Blocks; the
 * keyring may ask the person to unlock it.
 *
 * Returns: whether it is kept
 */
gboolean rst_secrets_store (const char *folder,
                            const RstAccount *account,
                            const char *password,
                            GCancellable *cancellable,
                            GError **error);

/**
 * rst_secrets_lookup:
 * @folder: the profile
 * @account: whose password
 * @cancellable: (nullable): asks to stop
 * @error: where to say why there is none
 *
 * Gets a password from the account's command, the file or the keyring, in this
 * order; a token from its command. Blocks.
 *
 * Returns: (transfer full): the secret, for [func@password_free]
 */
char *rst_secrets_lookup (const char *folder,
                          const RstAccount *account,
                          GCancellable *cancellable,
                          GError **error);

/**
 * rst_secrets_clear:
 * @folder: the profile
 * @id: an account's id
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Forgets a password, wherever it is kept. Blocks.
 *
 * Returns: whether no file holds it any more
 */
gboolean rst_secrets_clear (const char *folder,
                            const char *id,
                            GCancellable *cancellable,
                            GError **error);

/**
 * rst_password_free:
 * @password: (nullable) (transfer full): a password
 *
 * Overwrites a password and frees it.
 */
void rst_password_free (char *password);

G_END_DECLS
