/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rst-marker.h"
#include "store/rst-row.h"

G_BEGIN_DECLS

#define RST_TYPE_MESSAGE_ITEM (rst_message_item_get_type ())

/**
 * RstMessageItem:
 *
 * A message in a list on the screen. It knows its id from the start; what it
 * shows is empty until its row was read, and then its properties notify.
 */
G_DECLARE_FINAL_TYPE (RstMessageItem, rst_message_item, RST, MESSAGE_ITEM, GObject)

/**
 * rst_message_item_new:
 * @id: a message
 *
 * Returns: (transfer full): an item that waits for its row
 */
RstMessageItem *rst_message_item_new (gint64 id);

/**
 * rst_message_item_get_id:
 * @self: an item
 *
 * Returns: its message
 */
gint64 rst_message_item_get_id (RstMessageItem *self);

/**
 * rst_message_item_get_row:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): what was read, valid until the next
 *   [method@MessageItem.take_row]
 */
const RstRow *rst_message_item_get_row (RstMessageItem *self);

/**
 * rst_message_item_take_row:
 * @self: an item
 * @row: (transfer full): what was read of its message
 *
 * Shows @row. Notifies only of what differs from before.
 */
void rst_message_item_take_row (RstMessageItem *self, RstRow *row);

/**
 * rst_message_item_set_thread:
 * @self: an item
 * @n_messages: how many messages its thread has in the list, if it is the first
 *   of them; else 1
 * @child: whether another message of the list is the first of its thread
 * @open: whether it is the first, and the others are listed below it
 *
 * Says what its row stands for.
 */
void rst_message_item_set_thread (RstMessageItem *self,
                                  guint           n_messages,
                                  gboolean        child,
                                  gboolean        open);

/**
 * rst_message_item_set_match:
 * @self: an item
 * @match: (nullable): what the search of its list looks for
 *
 * Says what is to be marked where the item is shown.
 */
void rst_message_item_set_match (RstMessageItem *self, RstMarker *match);

/**
 * rst_message_item_get_match:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): what was set, valid until the next
 *   [method@MessageItem.set_match]
 */
RstMarker *rst_message_item_get_match (RstMessageItem *self);

/**
 * rst_message_item_refresh_date:
 * @self: an item
 *
 * Notifies of what is said in words of today.
 */
void rst_message_item_refresh_date (RstMessageItem *self);

G_END_DECLS
