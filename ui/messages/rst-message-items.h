/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "messages/rst-message-item.h"
#include "store/rst-store.h"

G_BEGIN_DECLS

#define RST_TYPE_MESSAGE_ITEMS (rst_message_items_get_type ())

/**
 * RstMessageItems:
 *
 * The items of a message list that are alive, each found by its id, so that a
 * message has one object for as long as anybody holds it. They are made a page
 * at a time, and read by the store's reader lane. It is for the main loop.
 */
G_DECLARE_FINAL_TYPE (RstMessageItems, rst_message_items, RST, MESSAGE_ITEMS, GObject)

/**
 * RstMessageItems::failed:
 * @self: the items
 * @error: why rows could not be read
 */

/**
 * rst_message_items_new:
 *
 * Returns: (transfer full): no items
 */
RstMessageItems *rst_message_items_new (void);

/**
 * rst_message_items_set_source:
 * @self: the items
 * @store: (nullable): where rows are read
 * @query: (nullable): what was searched for, which snippets are made of, and
 *   which every item carries to be marked
 *
 * Cancels what is being read, whose answers do not count any more.
 */
void rst_message_items_set_source (RstMessageItems *self,
                                   RstStore        *store,
                                   const char      *query);

/**
 * rst_message_items_get_match:
 * @self: the items
 *
 * Returns: (transfer none) (nullable): what the query of the source looks for
 */
RstMarker *rst_message_items_get_match (RstMessageItems *self);

/**
 * RstMessageItemsFunc:
 * @item: an item
 * @position: its row
 * @user_data: what was handed over
 */
typedef void (*RstMessageItemsFunc) (RstMessageItem *item, guint position, gpointer user_data);

/**
 * rst_message_items_dup:
 * @self: the items
 * @id: a message
 * @position: its row
 *
 * Returns: (transfer full): the message's only item, which may wait for
 *   [method@MessageItems.load]
 */
RstMessageItem *rst_message_items_dup (RstMessageItems *self, gint64 id, guint position);

/**
 * rst_message_items_take:
 * @self: the items
 * @rows: (element-type RstRow): rows that were read; they are taken out of it
 *
 * Fills the items of these messages, and holds them for a while.
 */
void rst_message_items_take (RstMessageItems *self, GPtrArray *rows);

/**
 * rst_message_items_load:
 * @self: the items
 * @ids: (array length=n_ids): messages
 * @n_ids: how many
 *
 * Reads the items that were not read yet, and holds all for a while.
 */
void rst_message_items_load (RstMessageItems *self, const gint64 *ids, guint n_ids);

/**
 * rst_message_items_shift:
 * @self: the items
 * @position: where
 * @n_removed: how many rows went there
 * @n_added: how many came in their place
 *
 * Keeps up which row each item is.
 */
void rst_message_items_shift (RstMessageItems *self,
                              guint            position,
                              guint            n_removed,
                              guint            n_added);

/**
 * rst_message_items_foreach:
 * @self: the items
 * @func: what to do with each whose row is known; it makes no items
 * @user_data: for @func
 */
void rst_message_items_foreach (RstMessageItems     *self,
                                RstMessageItemsFunc  func,
                                gpointer             user_data);

/**
 * rst_message_items_reload:
 * @self: the items
 *
 * Reads again the rows of items that somebody holds: flags may have changed.
 */
void rst_message_items_reload (RstMessageItems *self);

/**
 * rst_message_items_forget:
 * @self: the items
 *
 * Makes new items for all that is asked for from here on.
 */
void rst_message_items_forget (RstMessageItems *self);

/**
 * rst_message_items_refresh_dates:
 * @self: the items
 *
 * Lets every item say its date anew, on another day.
 */
void rst_message_items_refresh_dates (RstMessageItems *self);

G_END_DECLS
