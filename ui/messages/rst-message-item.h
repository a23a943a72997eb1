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
 * shows is empty until its row was read.
 *
 * Whoever shows it shows all of it anew on [signal@MessageItem::changed]. It has
 * no properties: a screen of rows would then be told a dozen things of each.
 */
G_DECLARE_FINAL_TYPE (RstMessageItem, rst_message_item, RST, MESSAGE_ITEM, GObject)

/**
 * RstMessageItem::changed:
 *
 * What it shows is not what it showed before.
 */

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
 * rst_message_item_get_sender:
 * @self: an item
 *
 * Returns: who sent it, for people, valid until the next
 *   [method@MessageItem.take_row]
 */
const char *rst_message_item_get_sender (RstMessageItem *self);

/**
 * rst_message_item_get_subject:
 * @self: an item
 *
 * Returns: its subject, or that it has none, valid until the next
 *   [method@MessageItem.take_row]
 */
const char *rst_message_item_get_subject (RstMessageItem *self);

/**
 * rst_message_item_get_snippet:
 * @self: an item
 *
 * Returns: its first words, or those around what was searched, valid until the
 *   next [method@MessageItem.take_row]
 */
const char *rst_message_item_get_snippet (RstMessageItem *self);

/**
 * rst_message_item_dup_date:
 * @self: an item
 *
 * Returns: (transfer full): when it was, in as few words as today allows
 */
char *rst_message_item_dup_date (RstMessageItem *self);

/**
 * rst_message_item_dup_rest:
 * @self: an item
 *
 * Returns: (transfer full) (nullable): how large it is, if only its beginning
 *   was downloaded
 */
char *rst_message_item_dup_rest (RstMessageItem *self);

/**
 * rst_message_item_dup_description:
 * @self: an item
 *
 * Returns: (transfer full): what a screen reader says of it
 */
char *rst_message_item_dup_description (RstMessageItem *self);

/**
 * rst_message_item_is_unread:
 * @self: an item
 *
 * Returns: whether it is unread, or, of a closed thread, any message in it
 */
gboolean rst_message_item_is_unread (RstMessageItem *self);

/**
 * rst_message_item_is_flagged:
 * @self: an item
 *
 * Returns: whether it has a star
 */
gboolean rst_message_item_is_flagged (RstMessageItem *self);

/**
 * rst_message_item_get_n_messages:
 * @self: an item
 *
 * Returns: what was set by [method@MessageItem.set_thread]
 */
guint rst_message_item_get_n_messages (RstMessageItem *self);

/**
 * rst_message_item_is_child:
 * @self: an item
 *
 * Returns: what was set by [method@MessageItem.set_thread]
 */
gboolean rst_message_item_is_child (RstMessageItem *self);

/**
 * rst_message_item_is_open:
 * @self: an item
 *
 * Returns: what was set by [method@MessageItem.set_thread]
 */
gboolean rst_message_item_is_open (RstMessageItem *self);

/**
 * rst_message_item_take_row:
 * @self: an item
 * @row: (transfer full): what was read of its message
 *
 * Shows @row, which is told if it differs from what was shown.
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
 * Tells that what is said in words of today is another.
 */
void rst_message_item_refresh_date (RstMessageItem *self);

G_END_DECLS
