/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstQuery:
 *
 * A search, understood: `invoice "annual report" from:anna -spam is:unread`.
 *
 * Words are ANDed; `OR`, parentheses, `"phrases"`, `-`, `term*` and the
 * operators of the search language work. Whatever cannot be understood so is
 * searched as plain words; there is no malformed query. Pure: knows neither
 * files nor threads.
 */
typedef struct _RstQuery RstQuery;

/**
 * RST_QUERY_MAX:
 *
 * So many octets of a text are read: nobody types more, and time grows with
 * them.
 */
#define RST_QUERY_MAX 4000

/**
 * rst_query_new:
 * @text: what a person typed, maybe longer than %RST_QUERY_MAX
 *
 * Returns: (transfer full): the query
 */
RstQuery *rst_query_new (const char *text);

/**
 * rst_query_free:
 * @self: (transfer full): a query
 */
void rst_query_free (RstQuery *self);

/**
 * rst_query_get_match:
 * @self: a query
 *
 * Returns: (transfer none) (nullable): an FTS5 expression that every message
 *   found must match; %NULL where the condition says it all
 */
const char *rst_query_get_match (RstQuery *self);

/**
 * rst_query_get_condition:
 * @self: a query
 *
 * Returns: (transfer none): an SQL expression on `message m`, with a `?` for
 *   each of [method@Query.get_texts]
 */
const char *rst_query_get_condition (RstQuery *self);

/**
 * rst_query_get_texts:
 * @self: a query
 *
 * Returns: (transfer none) (element-type utf8): what to bind in the condition
 */
GPtrArray *rst_query_get_texts (RstQuery *self);

/**
 * rst_query_get_phrases:
 * @self: a query
 *
 * Returns: (transfer none) (element-type utf8): what is looked for everywhere
 *   and not only in a header field, for showing where it is: FTS5 phrases
 */
GPtrArray *rst_query_get_phrases (RstQuery *self);

/**
 * rst_query_names_mailbox:
 * @self: a query
 *
 * Returns: whether it says itself in which mailboxes to look
 */
gboolean rst_query_names_mailbox (RstQuery *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstQuery, rst_query_free)

G_END_DECLS
