/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "accounts/rst-accounts.h"
#include "store/rst-store.h"

G_BEGIN_DECLS

#define RST_TYPE_LEAVE_PREVIEW (rst_leave_preview_get_type ())

/**
 * RstLeavePreview:
 *
 * Says what a rule about what stays on the server would remove there at the next
 * fetch, before it is saved. The store is asked once the rule has rested for a
 * moment; what was said of another rule is not seen meanwhile.
 */
G_DECLARE_FINAL_TYPE (RstLeavePreview, rst_leave_preview, RST, LEAVE_PREVIEW, AdwBin)

/**
 * rst_leave_preview_set_account:
 * @self: a preview
 * @accounts: the accounts of the profile
 * @store: its store
 * @account: the account, as it is stored
 *
 * Without an account there is nothing to say.
 */
void rst_leave_preview_set_account (RstLeavePreview *self,
                                    RstAccounts *accounts,
                                    RstStore *store,
                                    const RstAccount *account);

/**
 * rst_leave_preview_set_leave:
 * @self: a preview
 * @leave: the rule
 *
 * Says what @leave would remove. Of a rule that removes nothing it says nothing.
 */
void rst_leave_preview_set_leave (RstLeavePreview *self, const RstLeave *leave);

G_END_DECLS
