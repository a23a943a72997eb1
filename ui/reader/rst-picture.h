/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/**
 * rst_picture_is_known:
 * @mime_type: what an attachment says it is
 *
 * Returns: whether it is PNG, JPEG, GIF, WebP or SVG
 */
gboolean rst_picture_is_known (const char *mime_type);

/**
 * rst_picture_is_apart:
 * @content: what may be a picture
 *
 * Returns: whether it is one whose decoder can be kept busy or may have faults, so
 *   that it is to be decoded by [func@Rst.picture_process_decode]
 */
gboolean rst_picture_is_apart (GBytes *content);

/**
 * rst_picture_decode:
 * @content: what may be a picture
 * @size: how many pixels the longer side has at most
 * @cancellable: (nullable): stops the decoding
 *
 * Decodes a picture, the first one if it moves. What it is, its first octets say.
 * A picture that says it has more pixels than a camera gives is not decoded. Blocks.
 *
 * Returns: (transfer full) (nullable): the picture; %NULL where there is none
 */
GdkPixbuf *rst_picture_decode (GBytes *content, int size, GCancellable *cancellable);

G_END_DECLS
