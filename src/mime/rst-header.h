/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mime/rst-span.h"

G_BEGIN_DECLS

/**
 * rst_header_skip_envelope:
 * @octets: a whole message
 * @line_end: LF or CR
 *
 * Returns: the message without what programs put before the header that is
 *   not part of it: a byte order mark, an mbox "From " line, blank lines
 */
RstSpan rst_header_skip_envelope (RstSpan octets, char line_end);

/**
 * rst_header_split:
 * @octets: a message or a part of one
 * @line_end: LF or CR
 * @header: (out): the lines up to the first empty one
 * @body: (out): those behind it
 *
 * Parts a header from a body (RFC 5322 §2.1). Where the first line is no
 * header field, all is body.
 */
void rst_header_split (RstSpan  octets,
                       char     line_end,
                       RstSpan *header,
                       RstSpan *body);

/**
 * rst_header_dup:
 * @header: a header
 * @line_end: LF or CR
 * @name: a field's name
 *
 * Finds the first field of a name; of doubled fields the first counts, as in
 * most programs.
 *
 * Returns: (transfer full) (nullable): its value, unfolded, valid UTF-8, with
 *   encoded words left alone
 */
char *rst_header_dup (RstSpan header, char line_end, const char *name);

/**
 * rst_header_dup_text:
 * @header: a header
 * @line_end: LF or CR
 * @name: the name of an unstructured field, such as Subject
 *
 * Returns: (transfer full): its text, decoded, fit for one line, maybe ""
 */
char *rst_header_dup_text (RstSpan header, char line_end, const char *name);

/**
 * rst_header_dup_all:
 * @header: a header
 * @line_end: LF or CR
 *
 * Returns: (transfer full): all of it, valid UTF-8, lines ended by LF
 */
char *rst_header_dup_all (RstSpan header, char line_end);

G_END_DECLS
