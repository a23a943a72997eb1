/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rst_query_term_is_field:
 * @name: a name in lower case
 *
 * Returns: whether the search language knows it, as in `from:anna`
 */
gboolean rst_query_term_is_field (const char *name);

/**
 * rst_query_term_test:
 * @field: the name before the colon
 * @value: what is behind it
 * @text: (out) (nullable): what the `?` in the answer stands for
 *
 * Returns: (transfer full) (nullable): an SQL condition on `message m`; %NULL
 *   where @field asks for words, or @value makes no sense for it
 */
char *rst_query_term_test (const char *field, const char *value, char **text);

/**
 * rst_query_term_match:
 * @field: (nullable): the name before the colon
 * @value: a word or phrase
 * @quoted: whether it stood in quotes: then a `*` at its end is no prefix
 *
 * Returns: (transfer full) (nullable): an FTS5 phrase; %NULL where @value has
 *   nothing that is indexed
 */
char *rst_query_term_match (const char *field, const char *value, gboolean quoted);

G_END_DECLS
