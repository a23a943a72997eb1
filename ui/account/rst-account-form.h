/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "accounts/rst-accounts.h"
#include "store/rst-store.h"

G_BEGIN_DECLS

#define RST_TYPE_ACCOUNT_FORM (rst_account_form_get_type ())

/**
 * RstAccountForm:
 *
 * The settings of one account as a form. It neither loads nor saves.
 */
G_DECLARE_FINAL_TYPE (RstAccountForm, rst_account_form, RST, ACCOUNT_FORM, AdwBin)

/**
 * RstAccountForm::changed:
 * @self: the form
 *
 * Something was edited, so that another problem, or none, may stand.
 */

/**
 * rst_account_form_set_account:
 * @self: a form
 * @accounts: the accounts of the profile
 * @store: its store
 * @account: an account that is stored; an empty password will mean the one that
 *   is kept
 *
 * Shows an account to edit. Without it the form asks for a new one.
 */
void rst_account_form_set_account (RstAccountForm *self,
                                   RstAccounts *accounts,
                                   RstStore *store,
                                   const RstAccount *account);

/**
 * rst_account_form_dup_account:
 * @self: a form
 * @id: what to call it in the store
 * @error: where to say what is wrong with it
 *
 * Returns: (transfer full): the account as shown
 */
RstAccount *rst_account_form_dup_account (RstAccountForm *self, const char *id, GError **error);

/**
 * rst_account_form_dup_address:
 * @self: a form
 *
 * Returns: (transfer full): the address, or the user where there is none
 */
char *rst_account_form_dup_address (RstAccountForm *self);

/**
 * rst_account_form_get_password:
 * @self: a form
 *
 * Returns: (transfer none) (nullable): the password that was typed, %NULL when
 *   none was
 */
const char *rst_account_form_get_password (RstAccountForm *self);

/**
 * rst_account_form_clear_password:
 * @self: a form
 *
 * Forgets the password that was typed.
 */
void rst_account_form_clear_password (RstAccountForm *self);

/**
 * rst_account_form_get_problem:
 * @self: a form
 *
 * Returns: (transfer none) (nullable): one sentence on the first thing that is
 *   missing or wrong
 */
const char *rst_account_form_get_problem (RstAccountForm *self);

G_END_DECLS
