/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "messages/rst-message-item.h"

G_BEGIN_DECLS

#define RST_TYPE_MESSAGE_ROW (rst_message_row_get_type ())

/**
 * RstMessageRow:
 *
 * Shows an item of the message list. Its height is the same whatever it shows,
 * also while the item waits for its row: a list view guesses the height of rows
 * that it has not made.
 */
G_DECLARE_FINAL_TYPE (RstMessageRow, rst_message_row, RST, MESSAGE_ROW, AdwBin)

/**
 * rst_message_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing
 */
GtkWidget *rst_message_row_new (void);

/**
 * rst_message_row_set_item:
 * @self: a row
 * @item: (nullable): a message
 *
 * Shows @item and follows its changes.
 */
void rst_message_row_set_item (RstMessageRow *self, RstMessageItem *item);

/**
 * rst_message_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what was set
 */
RstMessageItem *rst_message_row_get_item (RstMessageRow *self);

G_END_DECLS
