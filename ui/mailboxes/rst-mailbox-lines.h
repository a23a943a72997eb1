/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rst_mailbox_lines_build:
 * @accounts: (element-type RstAccount): the accounts
 * @counts: (element-type RstMailboxCount): what is in their mailboxes
 * @tags: (element-type RstTag): the tags
 * @searches: (element-type RstSavedSearch): the saved searches
 *
 * Puts together what the sidebar lists: the mailboxes of all accounts, the saved
 * searches and the tags, both in the order of the language, then each account with its own, then accounts that were removed and have mail.
 *
 * Returns: (transfer full) (element-type RstMailboxItem): the lines
 */
GPtrArray *rst_mailbox_lines_build (GPtrArray *accounts,
                                    GPtrArray *counts,
                                    GPtrArray *tags,
                                    GPtrArray *searches);

G_END_DECLS
