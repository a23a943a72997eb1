/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rst_snippet_find:
 * @text: what was indexed
 * @phrases: (element-type utf8): FTS5 phrases without a column, each in quotes,
 *   with `*` behind the quotes where the last word may go on
 *
 * Finds the words around the first place where most of the phrases are close to
 * each other. What a word is and which are the same is as in the index:
 * unicode61 without diacritics.
 *
 * Returns: (transfer full) (nullable): some words, fit for one line; %NULL where
 *   none of the phrases is near the beginning of @text
 */
char *rst_snippet_find (const char *text, GPtrArray *phrases);

G_END_DECLS
