/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rst_mailbox_lines_build:
 * @accounts: (element-type RstAccount): the accounts
 * @counts: (element-type RstMailboxCount): what is in their mailboxes
 *
 * Puts together what the sidebar lists: the mailboxes of all accounts, then
 * each account with its own, then accounts that were removed and have mail.
 *
 * Returns: (transfer full) (element-type RstMailboxItem): the lines
 */
GPtrArray *rst_mailbox_lines_build (GPtrArray *accounts, GPtrArray *counts);

G_END_DECLS
