/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "messages/rst-message-item.h"

G_BEGIN_DECLS

#define RST_TYPE_MESSAGE_CELL (rst_message_cell_get_type ())

/**
 * RstMessageCell:
 *
 * The place of a row in the message list. A list view has about two hundred of
 * them, of which a dozen are in sight: a cell gets its [class@MessageRow] when it
 * is seen for the first time, and until then is as large as the others.
 */
G_DECLARE_FINAL_TYPE (RstMessageCell, rst_message_cell, RST, MESSAGE_CELL, GtkWidget)

/**
 * rst_message_cell_new:
 *
 * Returns: (transfer floating): a cell that shows nothing
 */
GtkWidget *rst_message_cell_new (void);

/**
 * rst_message_cell_set_item:
 * @self: a cell
 * @item: (nullable): a message
 *
 * Shows @item as soon as the cell is in sight.
 */
void rst_message_cell_set_item (RstMessageCell *self, RstMessageItem *item);

/**
 * rst_message_cell_get_item:
 * @self: a cell
 *
 * Returns: (transfer none) (nullable): what was set
 */
RstMessageItem *rst_message_cell_get_item (RstMessageCell *self);

G_END_DECLS
