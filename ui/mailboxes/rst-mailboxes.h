/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mailboxes/rst-mailbox-list.h"

G_BEGIN_DECLS

#define RST_TYPE_MAILBOXES (rst_mailboxes_get_type ())

/**
 * RstMailboxes:
 *
 * The sidebar: accounts and their mailboxes, one of which is selected.
 */
G_DECLARE_FINAL_TYPE (RstMailboxes, rst_mailboxes, RST, MAILBOXES, AdwBin)

/**
 * RstMailboxes:selected:
 *
 * The selected [class@MailboxItem], or %NULL.
 */

/**
 * RstMailboxes::opened:
 * @self: the sidebar
 *
 * A mailbox was clicked or activated: where its messages are not on the screen,
 * they should come.
 */

/**
 * rst_mailboxes_set_list:
 * @self: the sidebar
 * @list: (nullable): what to show
 *
 * Shows a list and selects the inbox of all accounts.
 */
void rst_mailboxes_set_list (RstMailboxes *self, RstMailboxList *list);

/**
 * rst_mailboxes_prefer:
 * @self: the sidebar
 * @account: (nullable): whose; %NULL for everybody's
 * @mailbox: a local mailbox's name
 *
 * Selects another mailbox than the first where that is free to choose, if there
 * is such a one.
 */
void rst_mailboxes_prefer (RstMailboxes *self, const char *account, const char *mailbox);

/**
 * rst_mailboxes_get_selected:
 * @self: the sidebar
 *
 * Returns: (transfer none) (nullable): see [property@Mailboxes:selected]
 */
RstMailboxItem *rst_mailboxes_get_selected (RstMailboxes *self);

G_END_DECLS
