/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "accounts/rst-accounts.h"
#include "store/rst-store.h"

G_BEGIN_DECLS

#define RST_TYPE_LEAVE_GROUP (rst_leave_group_get_type ())

/**
 * RstLeaveGroup:
 *
 * The question what happens to messages on the server, what the answer means in
 * a sentence, and what it would remove at the next fetch.
 */
G_DECLARE_FINAL_TYPE (RstLeaveGroup, rst_leave_group, RST, LEAVE_GROUP, AdwPreferencesGroup)

/**
 * rst_leave_group_set_account:
 * @self: the group
 * @accounts: the accounts of the profile
 * @store: its store
 * @account: an account that is stored
 *
 * Shows the answer that the account has. Without it there is nothing to preview.
 */
void rst_leave_group_set_account (RstLeaveGroup *self,
                                  RstAccounts *accounts,
                                  RstStore *store,
                                  const RstAccount *account);

/**
 * rst_leave_group_get_leave:
 * @self: the group
 *
 * Returns: the answer, as [struct@Account] keeps it
 */
RstLeave rst_leave_group_get_leave (RstLeaveGroup *self);

G_END_DECLS
