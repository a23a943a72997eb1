/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mailboxes/rst-mailbox-item.h"

G_BEGIN_DECLS

#define RST_TYPE_MAILBOX_ROW (rst_mailbox_row_get_type ())

/**
 * RstMailboxRow:
 *
 * A mailbox, tag or saved search with the number of its unread messages. Tags and
 * searches have a context menu.
 */
G_DECLARE_FINAL_TYPE (RstMailboxRow, rst_mailbox_row, RST, MAILBOX_ROW, GtkListBoxRow)

/**
 * rst_mailbox_row_new:
 * @item: a mailbox
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *rst_mailbox_row_new (RstMailboxItem *item);

/**
 * rst_mailbox_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none): its mailbox
 */
RstMailboxItem *rst_mailbox_row_get_item (RstMailboxRow *self);

G_END_DECLS
