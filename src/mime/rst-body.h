/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mime/rst-entity.h"

G_BEGIN_DECLS

/**
 * RstBody:
 *
 * A message's structure, and the choice which of its leaves are read: as plain
 * text, and as HTML.
 */
typedef struct _RstBody RstBody;

/**
 * rst_body_new:
 * @raw: a message
 *
 * Returns: (transfer full): its structure; keeps @raw
 */
RstBody *rst_body_new (GBytes *raw);

/**
 * rst_body_set_charset:
 * @self: a body that nothing was asked of yet
 * @charset: (nullable): what to read its texts in, whatever they say of
 *   themselves
 */
void rst_body_set_charset (RstBody *self, const char *charset);

/**
 * rst_body_free:
 * @self: (transfer full): a body
 */
void rst_body_free (RstBody *self);

/**
 * rst_body_get_root:
 * @self: a body
 *
 * Returns: (transfer none): the message's own entity
 */
const RstEntity *rst_body_get_root (RstBody *self);

/**
 * rst_body_get_leaves:
 * @self: a body
 *
 * Returns: (transfer none) (element-type RstEntity): all leaves, in order
 */
GPtrArray *rst_body_get_leaves (RstBody *self);

/**
 * rst_body_is_attachment:
 * @self: a body
 * @leaf: one of its leaves
 *
 * Returns: whether it is for saving: neither read nor shown inline
 */
gboolean rst_body_is_attachment (RstBody *self, const RstEntity *leaf);

/**
 * rst_body_dup_text:
 * @self: a body
 * @max: how many octets of it are enough
 *
 * Returns: (transfer full): the text to read, maybe ""; more than @max octets of
 *   one that is longer, but maybe not all
 */
char *rst_body_dup_text (RstBody *self, gsize max);

/**
 * rst_body_dup_html:
 * @self: a body
 *
 * Returns: (transfer full) (nullable): the HTML to read; plain text that stands
 *   beside it is added to it
 */
char *rst_body_dup_html (RstBody *self);

/**
 * rst_body_dup_html_beginning:
 * @self: a body
 * @cut: (out): whether that is not all of it
 *
 * Reads no more of the message than that takes.
 *
 * Returns: (transfer full) (nullable): as rst_body_dup_html(), but only as much as
 *   rst_html_cut_find() gives
 */
char *rst_body_dup_html_beginning (RstBody *self, gboolean *cut);

/**
 * rst_body_dup_opening:
 * @self: a body
 *
 * Reads no more of the message than that takes.
 *
 * Returns: (transfer full): the beginning of the text, without link targets
 */
char *rst_body_dup_opening (RstBody *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstBody, rst_body_free)

G_END_DECLS
