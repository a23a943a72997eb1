/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstQueryKind:
 * @RST_QUERY_AND: all children
 * @RST_QUERY_OR: one of the children
 * @RST_QUERY_NOT: not the only child
 * @RST_QUERY_TEXT: an FTS5 phrase
 * @RST_QUERY_TEST: an SQL condition on `message m`
 * @RST_QUERY_NOTHING: a word without a letter or digit: there is nothing to
 *   look for
 *
 * What a node of a query says.
 */
typedef enum
{
  RST_QUERY_AND,
  RST_QUERY_OR,
  RST_QUERY_NOT,
  RST_QUERY_TEXT,
  RST_QUERY_TEST,
  RST_QUERY_NOTHING,
} RstQueryKind;

/**
 * RstQueryNode:
 * @kind: what it says
 * @children: (element-type RstQueryNode): of AND, OR and NOT
 * @expression: of TEXT and TEST
 * @text: (nullable): what a `?` in a TEST stands for
 *
 * A search as a tree.
 */
typedef struct
{
  RstQueryKind kind;
  GPtrArray *children;
  char *expression;
  char *text;
} RstQueryNode;

/**
 * rst_query_node_parse:
 * @text: a search, valid UTF-8
 *
 * Reads the search language; a text that does not keep to it is read as plain
 * words.
 *
 * Returns: (transfer full): its tree
 */
RstQueryNode *rst_query_node_parse (const char *text);

/**
 * rst_query_node_free:
 * @self: (transfer full): a node
 *
 * Frees a node and those below it.
 */
void rst_query_node_free (RstQueryNode *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstQueryNode, rst_query_node_free)

G_END_DECLS
