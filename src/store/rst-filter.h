/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RstOrder:
 * @RST_ORDER_NEWEST: by date, the newest first
 * @RST_ORDER_OLDEST: by date, the oldest first
 * @RST_ORDER_SENDER: by the name shown, else the address, of who wrote it
 * @RST_ORDER_SUBJECT: by subject without what replies put before it
 * @RST_ORDER_SIZE: by size, the largest first
 *
 * In which order messages are listed. What is equal comes newest first. Case and
 * accents do not count.
 */
typedef enum
{
  RST_ORDER_NEWEST,
  RST_ORDER_OLDEST,
  RST_ORDER_SENDER,
  RST_ORDER_SUBJECT,
  RST_ORDER_SIZE,
} RstOrder;

/**
 * RstFilter:
 * @account: (nullable): only this account's messages
 * @mailbox: (nullable): only this mailbox; %NULL for all but junk and trash
 * @query: (nullable): only what this search finds (DESIGN section 7)
 * @unread: only what was not read
 * @flagged: only what has a star
 * @attachments: only what has attachments
 * @tag: only what has this tag ([struct@Tag].id); 0 for all
 * @thread: only this thread's messages ([struct@Row].thread); 0 for all
 * @order: in which order
 * @threads: whether the messages of a thread are to be neighbours
 * @keep: a message that stays listed although it is no longer as @unread,
 *   @flagged and @attachments ask; 0 for none
 * @before: only ids below this one; 0 for all; goes with %RST_ORDER_NEWEST
 *   alone
 * @limit: at most so many messages; with @threads, at most so many threads, each
 *   of which may be short of messages that come later in the order; 0 for all
 *
 * Which messages a list is of, and in which order.
 */
typedef struct
{
  char *account;
  char *mailbox;
  char *query;
  gboolean unread;
  gboolean flagged;
  gboolean attachments;
  gint64 tag;
  gint64 thread;
  RstOrder order;
  gboolean threads;
  gint64 keep;
  gint64 before;
  guint limit;
} RstFilter;

/**
 * rst_order_parse:
 * @name: what people or settings call an order: `newest`, `oldest`, `sender`,
 *   `subject` or `size`
 * @order: (out): which one that is; %RST_ORDER_NEWEST where it is none
 *
 * Returns: whether it is one
 */
gboolean rst_order_parse (const char *name, RstOrder *order);

/**
 * rst_filter_new:
 * @account: (nullable): see [struct@Filter]
 * @mailbox: (nullable): see [struct@Filter]
 * @query: (nullable): see [struct@Filter]
 *
 * Returns: (transfer full): a filter with these alone
 */
RstFilter *rst_filter_new (const char *account, const char *mailbox, const char *query);

/**
 * rst_filter_copy:
 * @self: a filter
 *
 * Returns: (transfer full): the same
 */
RstFilter *rst_filter_copy (const RstFilter *self);

/**
 * rst_filter_asks_state:
 * @self: a filter
 *
 * Returns: whether it asks for unread, flagged or attachments
 */
gboolean rst_filter_asks_state (const RstFilter *self);

/**
 * rst_filter_free:
 * @self: (transfer full): a filter
 */
void rst_filter_free (RstFilter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstFilter, rst_filter_free)

G_END_DECLS
