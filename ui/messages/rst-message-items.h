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
 * message has one object for as long as anybody holds it. They are made in
 * pages of 64 around the one that is asked for, and read by the store's reader
 * lane. It is for the main loop.
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
 * @query: (nullable): what was searched for, which snippets are made of
 *
 * Cancels what is being read, whose answers do not count any more.
 */
void rst_message_items_set_source (RstMessageItems *self,
                                   RstStore        *store,
                                   const char      *query);

/**
 * rst_message_items_dup:
 * @self: the items
 * @ids: (element-type gint64): the list's messages
 * @position: one of them
 *
 * Gives an item; when there is none yet, makes and reads those around it.
 *
 * Returns: (transfer full): the item
 */
RstMessageItem *rst_message_items_dup (RstMessageItems *self,
                                       GArray          *ids,
                                       guint            position);

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
