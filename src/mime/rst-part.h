/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mime/rst-summary.h"

G_BEGIN_DECLS

#define RST_TYPE_PART (rst_part_get_type ())

/**
 * RstPart:
 *
 * A leaf of a message: something to save, open or show inline. Made by
 * [class@Message], immutable, may be read on any thread.
 */
G_DECLARE_FINAL_TYPE (RstPart, rst_part, RST, PART, GObject)

/**
 * rst_part_get_name:
 * @self: a part
 *
 * Returns: (transfer none): a file name without folders, control characters or
 *   a leading dot, safe to save under; made from the type where the sender gave
 *   none
 */
const char *rst_part_get_name (RstPart *self);

/**
 * rst_part_get_content_type:
 * @self: a part
 *
 * Returns: (transfer none): a MIME type in lower case, such as "image/png"
 */
const char *rst_part_get_content_type (RstPart *self);

/**
 * rst_part_get_content_id:
 * @self: a part
 *
 * Returns: (transfer none) (nullable): what a `cid:` URI names (RFC 2392)
 */
const char *rst_part_get_content_id (RstPart *self);

/**
 * rst_part_get_content:
 * @self: a part
 *
 * Returns: (transfer none): the decoded octets
 */
GBytes *rst_part_get_content (RstPart *self);

/**
 * rst_part_get_size:
 * @self: a part
 *
 * Returns: how many octets [method@Part.get_content] has, or would have: known
 *   without decoding it, and off by a few where the encoding is broken
 */
gsize rst_part_get_size (RstPart *self);

/**
 * rst_part_is_attachment:
 * @self: a part
 *
 * Returns: whether it is listed for saving: all but the shown text and what
 *   that text shows inline
 */
gboolean rst_part_is_attachment (RstPart *self);

/**
 * rst_part_get_summary:
 * @self: a part
 *
 * Returns: (transfer none) (nullable): who, when, about what, where the part is
 *   a message of its own (RFC 2046 §5.2.1, RFC 6532 §3.7) that
 *   [ctor@Message.new] reads; its header alone was read for it. %NULL for other
 *   parts
 */
const RstSummary *rst_part_get_summary (RstPart *self);

G_END_DECLS
