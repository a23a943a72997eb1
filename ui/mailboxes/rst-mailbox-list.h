/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "accounts/rst-accounts.h"
#include "mailboxes/rst-mailbox-item.h"
#include "store/rst-store.h"

G_BEGIN_DECLS

#define RST_TYPE_MAILBOX_LIST (rst_mailbox_list_get_type ())

/**
 * RstMailboxList:
 *
 * All accounts and their mailboxes as a list model of [class@MailboxItem]: the
 * mailboxes of all accounts together, saved searches, tags, then each account with
 * its own mailboxes. Accounts
 * that were removed are there as long as mail of theirs is.
 */
G_DECLARE_FINAL_TYPE (RstMailboxList, rst_mailbox_list, RST, MAILBOX_LIST, GObject)

/**
 * RstMailboxList:ready:
 *
 * Whether the accounts and counts were read once.
 */

/**
 * RstMailboxList:vacant:
 *
 * Whether there is neither an account nor mail.
 */

/**
 * RstMailboxList:error:
 *
 * Why the last reading failed, or %NULL.
 */

/**
 * rst_mailbox_list_new:
 *
 * Returns: (transfer full): an empty list
 */
RstMailboxList *rst_mailbox_list_new (void);

/**
 * rst_mailbox_list_set_profile:
 * @self: a list
 * @store: (nullable): where messages are counted
 * @accounts: (nullable): the accounts
 *
 * Shows a profile and follows its changes.
 */
void rst_mailbox_list_set_profile (RstMailboxList *self, RstStore *store, RstAccounts *accounts);

/**
 * rst_mailbox_list_set_status:
 * @self: a list
 * @account: an account's id
 * @status: (nullable): how far its fetch is
 * @problem: (nullable): why its last fetch failed
 */
void rst_mailbox_list_set_status (RstMailboxList *self,
                                  const char     *account,
                                  const char     *status,
                                  const char     *problem);

/**
 * rst_mailbox_list_is_ready:
 * @self: a list
 *
 * Returns: see [property@MailboxList:ready]
 */
gboolean rst_mailbox_list_is_ready (RstMailboxList *self);

/**
 * rst_mailbox_list_is_vacant:
 * @self: a list
 *
 * Returns: see [property@MailboxList:vacant]
 */
gboolean rst_mailbox_list_is_vacant (RstMailboxList *self);

/**
 * rst_mailbox_list_get_error:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): see [property@MailboxList:error]
 */
const GError *rst_mailbox_list_get_error (RstMailboxList *self);

G_END_DECLS
