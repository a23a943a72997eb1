/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "accounts/rst-accounts.h"
#include "store/rst-store.h"

G_BEGIN_DECLS

#define RST_TYPE_ACCOUNT_DIALOG (rst_account_dialog_get_type ())

/**
 * RstAccountDialog:
 *
 * Adds an account or edits one, and tries it on request. It closes itself when
 * the account is saved; closed before, it changes nothing.
 */
G_DECLARE_FINAL_TYPE (RstAccountDialog, rst_account_dialog, RST, ACCOUNT_DIALOG, AdwWindow)

/**
 * RstAccountDialog::saved:
 * @self: the dialog
 * @id: the account's id
 *
 * The account is committed.
 */

/**
 * rst_account_dialog_new:
 * @accounts: the accounts of the profile
 * @store: its store
 * @account: (nullable): the account to edit, %NULL to add one
 *
 * Returns: (transfer full): the dialog, which the caller makes transient and
 *   presents
 */
GtkWidget *rst_account_dialog_new (RstAccounts *accounts,
                                   RstStore *store,
                                   const RstAccount *account);

G_END_DECLS
