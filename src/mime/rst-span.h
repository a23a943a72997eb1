/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstSpan:
 * @start: the first octet
 * @end: behind the last octet
 *
 * Some octets of a message, left where they are: a message may be far larger
 * than memory, so its structure is found without copying it.
 */
typedef struct
{
  const char *start;
  const char *end;
} RstSpan;

/**
 * rst_span_of_bytes:
 * @bytes: octets, which must outlive the span
 *
 * Returns: all of them
 */
RstSpan rst_span_of_bytes (GBytes *bytes);

/**
 * rst_span_get_length:
 * @self: a span
 *
 * Returns: how many octets it has
 */
gsize rst_span_get_length (RstSpan self);

/**
 * rst_span_truncate:
 * @self: a span
 * @length: how many octets are wanted at most
 *
 * Returns: its beginning
 */
RstSpan rst_span_truncate (RstSpan self, gsize length);

/**
 * rst_span_guess_line_end:
 * @self: a message
 *
 * Returns: the octet that ends its lines: LF, with a CR before it or not, or CR
 *   where there is no LF at all
 */
char rst_span_guess_line_end (RstSpan self);

/**
 * rst_span_next_line:
 * @self: (inout): what is left; the line is taken off
 * @line_end: LF or CR
 * @line: (out): the line without its end
 *
 * Returns: whether there was a line
 */
gboolean rst_span_next_line (RstSpan *self, char line_end, RstSpan *line);

/**
 * rst_span_has_prefix:
 * @self: a span
 * @prefix: ASCII
 *
 * Returns: whether it begins with @prefix, whatever the case of its letters
 */
gboolean rst_span_has_prefix (RstSpan self, const char *prefix);

G_END_DECLS
