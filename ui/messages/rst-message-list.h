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
 * The messages that a filter lets through, in its order, as a list model of
 * [class@MessageItem]: one row for each thread, and one for each further message
 * of those that are open.
 *
 * It holds a [struct@Listing], eight octets a message and four a thread; items
 * are made when they are asked for, and those in sight are read, in pages of 64,
 * by the store's reader lane, so that nothing waits and the cost follows what is
 * on the screen. It is for the main loop.
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
 * RstMessageList::refreshing:
 * @self: a list
 *
 * The messages were listed again, or threads are opened or closed, and the
 * changes follow. A row that moved goes at one place and comes at another.
 */

/**
 * RstMessageList::refreshed:
 * @self: a list
 * @whole: whether all messages are listed now, not only the first ones
 *
 * The rows are as they shall be.
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
 * The first 200 come before the others were looked for.
 */
void rst_message_list_set_filter (RstMessageList *self,
                                  RstStore *store,
                                  const RstFilter *filter,
                                  gboolean replace);

/**
 * rst_message_list_get_match:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): what the filter's query looks for, which
 *   every item carries, too
 */
RstMarker *rst_message_list_get_match (RstMessageList *self);

/**
 * rst_message_list_set_sight:
 * @self: a list
 * @first: the first row in sight
 * @last: the last row in sight; what is beyond the list is no row
 *
 * Says which rows are in sight. They are read before all others, and after them
 * those around. A list whose rows are replaced begins with its first row.
 */
void rst_message_list_set_sight (RstMessageList *self, guint first, guint last);

/**
 * rst_message_list_read:
 * @self: a list
 * @position: a row
 *
 * Reads a row that may be out of sight.
 */
void rst_message_list_read (RstMessageList *self, guint position);

/**
 * rst_message_list_find:
 * @self: a list
 * @id: a message
 * @position: (out) (optional): where it is
 *
 * Returns: whether the message has a row in the list
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
 * rst_message_list_get_ids:
 * @self: a list
 * @position: where
 * @n_ids: (out): how many
 *
 * Says which messages a row stands for: a closed thread for all that are listed
 * of it.
 *
 * Returns: (transfer none) (array length=n_ids): the messages
 */
const gint64 *rst_message_list_get_ids (RstMessageList *self, guint position, guint *n_ids);

/**
 * rst_message_list_get_listing:
 * @self: a list
 *
 * Returns: (transfer none): all messages, those of closed threads included
 */
RstListing *rst_message_list_get_listing (RstMessageList *self);

/**
 * rst_message_list_count_messages:
 * @self: a list
 *
 * Returns: how many messages are listed, those of closed threads included
 */
guint rst_message_list_count_messages (RstMessageList *self);

/**
 * rst_message_list_get_parent:
 * @self: a list
 * @position: where
 *
 * Returns: the place of the first message of the thread
 */
guint rst_message_list_get_parent (RstMessageList *self, guint position);

/**
 * rst_message_list_is_open:
 * @self: a list
 * @position: where
 *
 * Returns: whether the thread is open
 */
gboolean rst_message_list_is_open (RstMessageList *self, guint position);

/**
 * rst_message_list_set_open:
 * @self: a list
 * @position: any message of a thread
 * @open: whether to list all messages of the thread
 *
 * A thread stays open while it is listed, whatever comes and goes.
 *
 * Returns: whether that is another state than before
 */
gboolean rst_message_list_set_open (RstMessageList *self, guint position, gboolean open);

/**
 * rst_message_list_set_all_open:
 * @self: a list
 * @open: whether to list all messages of all threads
 */
void rst_message_list_set_all_open (RstMessageList *self, gboolean open);

/**
 * rst_message_list_reveal:
 * @self: a list
 * @id: a message
 * @position: (out): where it is
 *
 * Opens the thread of a message that has no row of its own.
 *
 * Returns: whether the message is listed
 */
gboolean rst_message_list_reveal (RstMessageList *self, gint64 id, guint *position);

/**
 * rst_message_list_keep:
 * @self: a list
 * @id: a message; 0 for none
 *
 * Keeps a message listed though it is no longer as the filter asks, instead of
 * the one that was kept before; see [struct@Filter]. Its thread is opened when
 * new mail would hide it.
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
