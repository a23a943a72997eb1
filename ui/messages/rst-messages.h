/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "messages/rst-message-item.h"
#include "store/rst-store.h"

G_BEGIN_DECLS

#define RST_TYPE_MESSAGES (rst_messages_get_type ())

/**
 * RstMessages:
 *
 * The pane that lists a mailbox's messages and searches in it.
 */
G_DECLARE_FINAL_TYPE (RstMessages, rst_messages, RST, MESSAGES, AdwBin)

/**
 * RstMessages:selected:
 *
 * The selected [class@MessageItem], or %NULL.
 */

/**
 * RstMessages:search-mode:
 *
 * Whether the search bar is open.
 */

/**
 * RstMessages::opened:
 * @self: the pane
 *
 * A message was clicked or activated: where the reader is not on the screen, it
 * should come.
 */

/**
 * rst_messages_set_mailbox:
 * @self: the pane
 * @store: (nullable): where messages are
 * @account: (nullable): whose; %NULL for everybody's
 * @mailbox: (nullable): a local mailbox's name; %NULL for none at all
 *
 * Lists another mailbox and ends the search.
 */
void rst_messages_set_mailbox (RstMessages *self,
                               RstStore    *store,
                               const char  *account,
                               const char  *mailbox);

/**
 * rst_messages_get_selected:
 * @self: the pane
 *
 * Returns: (transfer none) (nullable): see [property@Messages:selected]
 */
RstMessageItem *rst_messages_get_selected (RstMessages *self);

/**
 * rst_messages_step:
 * @self: the pane
 * @by: 1 for the next message down the list, -1 for the one before
 *
 * Selects a neighbour of the selected message and scrolls to it; with nothing
 * selected, the first message.
 *
 * Returns: whether there was one
 */
gboolean rst_messages_step (RstMessages *self, int by);

/**
 * rst_messages_leave_selected:
 * @self: the pane
 *
 * Selects what to read next when the selected message is about to go away: the
 * next one, or at the end of the list the one before, else none.
 */
void rst_messages_leave_selected (RstMessages *self);

/**
 * rst_messages_focus_list:
 * @self: the pane
 *
 * Gives the keyboard to the list.
 */
void rst_messages_focus_list (RstMessages *self);

G_END_DECLS
