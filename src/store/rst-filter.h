/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RstFilter:
 * @account: (nullable): only this account's messages
 * @mailbox: (nullable): only this mailbox; %NULL for all but the trash
 * @query: (nullable): only what this search finds (DESIGN section 7)
 * @unread: only what was not read
 * @flagged: only what has a star
 * @attachments: only what has attachments
 * @keep: a message that stays listed although it is no longer as @unread,
 *   @flagged and @attachments ask; 0 for none
 * @before: only ids below this one; 0 for all
 * @limit: at most so many; 0 for all
 *
 * Which messages a list is of. The answer is always newest first.
 */
typedef struct
{
  char *account;
  char *mailbox;
  char *query;
  gboolean unread;
  gboolean flagged;
  gboolean attachments;
  gint64 keep;
  gint64 before;
  guint limit;
} RstFilter;

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
