/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RstFilter:
 * @account: (nullable): only this account's messages
 * @mailbox: (nullable): only this mailbox; %NULL for all but the trash
 * @query: (nullable): only what this search finds (DESIGN section 7)
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
  gint64 before;
  guint limit;
} RstFilter;

/**
 * rst_filter_new:
 * @account: (nullable): see [struct@Filter]
 * @mailbox: (nullable): see [struct@Filter]
 * @query: (nullable): see [struct@Filter]
 *
 * Returns: (transfer full): a filter without @before and @limit
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
 * rst_filter_free:
 * @self: (transfer full): a filter
 */
void rst_filter_free (RstFilter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstFilter, rst_filter_free)

G_END_DECLS
