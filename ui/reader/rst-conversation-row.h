/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "messages/rst-message-item.h"

G_BEGIN_DECLS

#define RST_TYPE_CONVERSATION_ROW (rst_conversation_row_get_type ())

/**
 * RstConversationRow:
 *
 * A message of a thread in one line: who wrote it, its first words, and when.
 */
G_DECLARE_FINAL_TYPE (RstConversationRow, rst_conversation_row, RST, CONVERSATION_ROW, GtkListBoxRow)

/**
 * rst_conversation_row_new:
 * @item: a message
 *
 * Returns: (transfer floating): its line
 */
GtkWidget *rst_conversation_row_new (RstMessageItem *item);

/**
 * rst_conversation_row_get_item:
 * @self: a line
 *
 * Returns: (transfer none): the message
 */
RstMessageItem *rst_conversation_row_get_item (RstConversationRow *self);

G_END_DECLS
