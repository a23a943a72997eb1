/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/**
 * rst_picture_process_is_wanted:
 * @argc: how many arguments the program has
 * @argv: its arguments
 *
 * For main(), before anything else. A program that does not ask this cannot be
 * started anew, and decodes nothing apart.
 *
 * Returns: whether this process is one that was started to decode a picture, so
 *   that rst_picture_process_run() is all that it is to do
 */
gboolean rst_picture_process_is_wanted (int argc, char *argv[]);

/**
 * rst_picture_process_run:
 * @size: the argument that says how large the picture may be
 *
 * Decodes the file that is its input, writes the pixels, and ends the process.
 *
 * Returns: never
 */
int rst_picture_process_run (const char *size) G_GNUC_NORETURN;

/**
 * rst_picture_process_decode:
 * @content: what may be a picture
 * @size: how many pixels the longer side has at most
 * @cancellable: (nullable): stops the decoding
 *
 * Does what [func@Rst.picture_decode] does, in a process of its own: neither a
 * fault of a decoder nor a picture that takes for ever harms this one. Blocks.
 *
 * Returns: (transfer full) (nullable): the picture; %NULL where there is none
 */
GdkPixbuf *rst_picture_process_decode (GBytes *content, int size, GCancellable *cancellable);

G_END_DECLS
