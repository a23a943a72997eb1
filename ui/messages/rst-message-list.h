/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "messages/rst-message-item.h"
#include "store/rst-store.h"

G_BEGIN_DECLS

#define RST_TYPE_MESSAGE_LIST (rst_message_list_get_type ())

/**
 * RstMessageList:
 *
 * The messages that a filter lets through, newest first, as a list model of
 * [class@MessageItem].
 *
 * It holds eight octets a message, the ids; items are made when they are asked
 * for and read in pages of 64 by the store's reader lane, so that nothing waits
 * and the cost follows what is on the screen. It is for the main loop.
 */
G_DECLARE_FINAL_TYPE (RstMessageList, rst_message_list, RST, MESSAGE_LIST, GObject)

/**
 * RstMessageList:loading:
 *
 * Whether the ids of a new filter are being read.
 */

/**
 * RstMessageList:error:
 *
 * Why the last reading failed, or %NULL.
 */

/**
 * rst_message_list_new:
 *
 * Returns: (transfer full): an empty list
 */
RstMessageList *rst_message_list_new (void);

/**
 * rst_message_list_set_filter:
 * @self: a list
 * @store: (nullable): where messages are
 * @filter: (nullable): which ones; copied
 * @replace: whether all rows are other rows from here on; else those that the
 *   old and the new filter share stay what they are, selection included
 *
 * Lists other messages. What was being read for the former filter is cancelled.
 */
void rst_message_list_set_filter (RstMessageList *self,
                                  RstStore *store,
                                  const RstFilter *filter,
                                  gboolean replace);

/**
 * rst_message_list_find:
 * @self: a list
 * @id: a message
 * @position: (out) (optional): where it is
 *
 * Returns: whether the message is in the list
 */
gboolean rst_message_list_find (RstMessageList *self, gint64 id, guint *position);

/**
 * rst_message_list_get_id:
 * @self: a list
 * @position: where
 *
 * Says which message it is without making an item of it.
 *
 * Returns: the message that is there
 */
gint64 rst_message_list_get_id (RstMessageList *self, guint position);

/**
 * rst_message_list_keep:
 * @self: a list
 * @id: a message; 0 for none
 *
 * Keeps a message listed though it is no longer as the filter asks, instead of
 * the one that was kept before; see [struct@Filter].
 */
void rst_message_list_keep (RstMessageList *self, gint64 id);

/**
 * rst_message_list_is_loading:
 * @self: a list
 *
 * Returns: see [property@MessageList:loading]
 */
gboolean rst_message_list_is_loading (RstMessageList *self);

/**
 * rst_message_list_get_error:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): see [property@MessageList:error]
 */
const GError *rst_message_list_get_error (RstMessageList *self);

G_END_DECLS
