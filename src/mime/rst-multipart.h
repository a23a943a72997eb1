/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mime/rst-span.h"

G_BEGIN_DECLS

/**
 * RstMultipart:
 *
 * Goes over the parts of a multipart body (RFC 2046 §5.1.1). It keeps no list,
 * so a body with more parts than make sense costs nothing.
 */
typedef struct
{
  /*< private >*/
  RstSpan rest;
  const char *boundary;
  char line_end;
  gboolean found;
} RstMultipart;

/**
 * rst_multipart_init:
 * @self: (out caller-allocates): an iterator
 * @body: the body of a multipart
 * @line_end: LF or CR
 * @boundary: what its header names; kept by reference
 *
 * Goes to the first part. The preamble before it is no part of the message.
 */
void rst_multipart_init (RstMultipart *self,
                         RstSpan       body,
                         char          line_end,
                         const char   *boundary);

/**
 * rst_multipart_next:
 * @self: an iterator
 * @part: (out): a part with its header; the line end before the boundary
 *   belongs to the boundary
 *
 * A part that no boundary ends goes on to the end of the body.
 *
 * Returns: whether there was another part
 */
gboolean rst_multipart_next (RstMultipart *self, RstSpan *part);

/**
 * rst_multipart_take_rest:
 * @self: an iterator
 * @part: (out): all that is left
 *
 * Returns: whether something was left
 */
gboolean rst_multipart_take_rest (RstMultipart *self, RstSpan *part);

G_END_DECLS
