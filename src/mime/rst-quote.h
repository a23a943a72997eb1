/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstQuoteRun:
 * @start: where it begins, in octets
 * @length: its octets, with the end of its last line
 * @n_lines: how many lines it has
 *
 * Some whole lines of a text that belong together.
 */
typedef struct
{
  gsize start;
  gsize length;
  guint n_lines;
} RstQuoteRun;

/**
 * rst_quote_get_depth:
 * @line: a line of a text; it ends with LF or the text
 * @length: (out) (optional): octets of the marks, with the space behind them
 *
 * Returns: how often the line is quoted: `> > so` and `>> so` are twice
 */
guint rst_quote_get_depth (const char *line, gsize *length);

/**
 * rst_quote_find_folds:
 * @text: a text, lines ended by LF
 *
 * Finds the quotes that one who reads the answer does not need in sight: more
 * than a few lines, after words of the sender's own. What introduces a quote,
 * "Anna wrote:", is no words of one's own, nor is a signature, so that a message
 * that is nothing but a quote has none.
 *
 * Returns: (transfer full) (element-type RstQuoteRun): the quotes, in their
 *   order; maybe empty
 */
GArray *rst_quote_find_folds (const char *text);

/**
 * rst_quote_find_signatures:
 * @text: a text, lines ended by LF
 *
 * Finds what follows the line `-- ` (RFC 3676 §4.3), with that line, to the next
 * quote or the end. What is longer than any signature is none.
 *
 * Returns: (transfer full) (element-type RstQuoteRun): the signatures
 */
GArray *rst_quote_find_signatures (const char *text);

G_END_DECLS
