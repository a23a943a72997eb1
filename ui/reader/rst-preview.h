/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mime/rst-part.h"

G_BEGIN_DECLS

/**
 * rst_preview_can:
 * @part: an attachment
 *
 * Returns: whether a preview is worth trying
 */
gboolean rst_preview_can (RstPart *part);

/**
 * rst_preview_load_async:
 * @part: an attachment
 * @size: how many pixels the longer side has at most
 * @cancellable: (nullable): stops the decoding
 * @callback: called on the main loop
 * @user_data: for @callback
 *
 * Makes a small picture of a picture, on another thread: PNG and JPEG, and in a
 * process of its own GIF, WebP and SVG. No other format is decoded. A picture that
 * says it has more pixels than a camera gives is not decoded either.
 */
void rst_preview_load_async (RstPart            *part,
                             int                 size,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data);

/**
 * rst_preview_load_octets_async:
 * @content: what may be a picture
 * @size: how many pixels the longer side has at most
 * @cancellable: (nullable): stops the decoding
 * @callback: called on the main loop
 * @user_data: for @callback
 *
 * The same for a picture that is no attachment itself.
 */
void rst_preview_load_octets_async (GBytes             *content,
                                    int                 size,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);

/**
 * rst_preview_load_finish:
 * @result: what the callback was given
 *
 * Returns: (transfer full) (nullable): the picture; %NULL where there is none
 */
GdkTexture *rst_preview_load_finish (GAsyncResult *result);

G_END_DECLS
