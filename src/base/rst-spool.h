/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RstSpool:
 *
 * Gathers the octets of one message while it comes in, and hashes them on the
 * way: in memory up to 1 MiB, above that in a file without a name, so that a
 * message of any size costs the same memory. Belongs to one thread.
 */
typedef struct _RstSpool RstSpool;

/**
 * rst_spool_new:
 * @folder: where a large message's file is made
 * @expected: how many octets will come, as far as one knows
 *
 * Returns: (transfer full): an empty spool
 */
RstSpool *rst_spool_new (const char *folder, guint64 expected);

/**
 * rst_spool_free:
 * @self: (transfer full): a spool
 */
void rst_spool_free (RstSpool *self);

/**
 * rst_spool_write:
 * @self: a spool
 * @octets: what comes next
 * @length: how many
 * @error: where to say that the disk does not take it
 *
 * Returns: whether it was taken
 */
gboolean rst_spool_write (RstSpool *self,
                          const char *octets,
                          gsize length,
                          GError **error);

/**
 * rst_spool_finish:
 * @self: (transfer full): a spool
 * @sha256: (out) (optional) (transfer full): the hash of the octets, 64
 *   lower-case hexadecimal digits
 * @error: where to say why they cannot be had back
 *
 * Ends the gathering. Large content is mapped from its file, which goes when
 * the last reference does.
 *
 * Returns: (transfer full): the octets
 */
GBytes *rst_spool_finish (RstSpool *self, char **sha256, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstSpool, rst_spool_free)

G_END_DECLS
