/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who reads a mapping from one end to the other lets go of it after each piece
 * of this size.
 */
#define RST_MAPPING_PIECE (1024 * 1024)

/**
 * rst_mapping_new:
 * @fd: a file that does not change any more; it may be closed afterwards
 * @error: where to say why it cannot be mapped, as an error of #GFileError
 *
 * Maps a file as octets, of which [func@mapping_forget] can let go.
 *
 * Returns: (transfer full): the octets of the file
 */
GBytes *rst_mapping_new (int fd, GError **error);

/**
 * rst_mapping_forget:
 * @octets: some octets, of a mapping or not
 * @size: how many
 *
 * Lets go of the memory of octets that were read and are not needed soon, so
 * that reading all of a large mapping does not fill memory with it. They stay
 * valid: what is needed again comes from the file. Octets that no file stands
 * behind stay as they are. Any thread may call it.
 */
void rst_mapping_forget (gconstpointer octets, gsize size);

G_END_DECLS
