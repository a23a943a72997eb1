/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mime/rst-part.h"
#include "mime/rst-summary.h"

G_BEGIN_DECLS

#define RST_TYPE_MESSAGE (rst_message_get_type ())

/**
 * RstMessage:
 *
 * A message, parsed for reading: what the reader pane, `show` and the search
 * index take from it. It is made in one go on a worker thread and never
 * changes, so it may be handed to any thread.
 */
G_DECLARE_FINAL_TYPE (RstMessage, rst_message, RST, MESSAGE, GObject)

/**
 * rst_message_new:
 * @raw: a message, exactly as it arrived; kept
 *
 * Parses a message. Any octets give one: where the structure is broken, what
 * can be read is shown as text. Blocks; may run on any thread.
 *
 * Returns: (transfer full): the message
 */
RstMessage *rst_message_new (GBytes *raw);

/**
 * rst_message_new_in_charset:
 * @raw: a message, exactly as it arrived; kept
 * @charset: (nullable): what its texts are read in, whatever they say of
 *   themselves; %NULL for what they say
 *
 * The same for a message that names a wrong charset. Headers, and what the
 * parts are, stay as they would be. Blocks; may run on any thread.
 *
 * Returns: (transfer full): the message
 */
RstMessage *rst_message_new_in_charset (GBytes *raw, const char *charset);

/**
 * rst_message_new_whole:
 * @self: a message
 *
 * The same with all of its HTML, up to 16 MiB, where [method@Message.get_html] has
 * only the beginning. Blocks; may run on any thread.
 *
 * Returns: (transfer full): the message; @self where nothing is missing
 */
RstMessage *rst_message_new_whole (RstMessage *self);

/**
 * rst_message_get_raw:
 * @self: a message
 *
 * Returns: (transfer none): the exact octets
 */
GBytes *rst_message_get_raw (RstMessage *self);

/**
 * rst_message_get_summary:
 * @self: a message
 *
 * Returns: (transfer none): who, to whom, when, about what
 */
const RstSummary *rst_message_get_summary (RstMessage *self);

/**
 * rst_message_dup_headers:
 * @self: a message
 *
 * Returns: (transfer full): the header block as it arrived, made valid UTF-8,
 *   lines ended by LF
 */
char *rst_message_dup_headers (RstMessage *self);

/**
 * rst_message_get_text:
 * @self: a message
 *
 * Of a text longer than 1 MiB this is the beginning, and longer than 1 MiB too.
 *
 * Returns: (transfer none): the text to read, UTF-8, lines ended by LF: the
 *   plain-text body, or the HTML one turned into text; maybe ""
 */
const char *rst_message_get_text (RstMessage *self);

/**
 * rst_message_dup_whole_text:
 * @self: a message
 *
 * Makes all of the text anew, which may take seconds: not for the main loop.
 *
 * Returns: (transfer full): as rst_message_get_text(), but up to 16 MiB
 */
char *rst_message_dup_whole_text (RstMessage *self);

/**
 * rst_message_get_html:
 * @self: a message
 *
 * Of a page that would take long to lay out this is the beginning: see
 * rst_message_is_cut().
 *
 * Returns: (transfer none) (nullable): the HTML body as UTF-8, exactly as
 *   decoded: hostile until it is shown behind every layer of the reader's web
 *   view; %NULL where there is none
 */
const char *rst_message_get_html (RstMessage *self);

/**
 * rst_message_is_cut:
 * @self: a message
 *
 * Returns: whether rst_message_get_html() is only the beginning of the HTML body,
 *   of which rst_message_new_whole() has more; the text is never cut by this
 */
gboolean rst_message_is_cut (RstMessage *self);

/**
 * rst_message_has_remote_content:
 * @self: a message
 *
 * Returns: whether rst_message_get_html() names something that showing it would fetch
 */
gboolean rst_message_has_remote_content (RstMessage *self);

/**
 * rst_message_has_colors:
 * @self: a message
 *
 * Returns: whether the HTML body, as far as it is given, brings colours of its own, so that it can only
 *   be read on the white page that it was written for
 */
gboolean rst_message_has_colors (RstMessage *self);

/**
 * rst_message_get_parts:
 * @self: a message
 *
 * Returns: (transfer none): a list of [class@Part]: every leaf of the message in
 *   its order, the body texts too; `show --part N` counts them from 1
 */
GListModel *rst_message_get_parts (RstMessage *self);

/**
 * rst_message_lookup_content_id:
 * @self: a message
 * @content_id: what follows `cid:`, decoded
 *
 * Returns: (transfer none) (nullable): the part of that name
 */
RstPart *rst_message_lookup_content_id (RstMessage *self, const char *content_id);

G_END_DECLS
