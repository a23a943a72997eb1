/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "accounts/rst-accounts.h"
#include "store/rst-store.h"

G_BEGIN_DECLS

/* The program's commands on accounts: app.add-account, app.edit-account (s) and
 * app.remove-account (s), with the dialogs that belong to them.
 */

/**
 * rst_application_add_account_actions:
 * @application: the program
 *
 * Adds the actions, which cannot be used yet.
 */
void rst_application_add_account_actions (GtkApplication *application);

/**
 * rst_application_enable_account_actions:
 * @map: the program
 * @accounts: the accounts of the open profile
 * @store: its store
 *
 * Lets the actions be used on @accounts.
 */
void rst_application_enable_account_actions (GActionMap *map,
                                             RstAccounts *accounts,
                                             RstStore *store);

G_END_DECLS
