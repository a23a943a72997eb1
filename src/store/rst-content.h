/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rst-database.h"

G_BEGIN_DECLS

/**
 * RST_CHUNK_SIZE:
 *
 * How many exact octets a chunk holds at most.
 */
#define RST_CHUNK_SIZE (1024 * 1024)

/**
 * RstContent:
 *
 * The exact octets of a message on their way into a store, where they are not
 * too many already compressed, so that the transaction has only to
 * write. The database keeps contents by their SHA-256, each once, in chunks of
 * %RST_CHUNK_SIZE which are compressed with zstd or, where that does not help,
 * plain.
 */
typedef struct _RstContent RstContent;

/**
 * rst_content_new:
 * @raw: exact octets
 * @sha256: their hash, taken when they came, in hexadecimal digits
 * @budget: (inout): how many octets may be compressed beforehand; what is taken
 *   is subtracted
 *
 * Compresses. May run on any thread.
 *
 * Returns: (transfer full): the content
 */
RstContent *rst_content_new (GBytes *raw, const char *sha256, gsize *budget);

/**
 * rst_content_free:
 * @self: (transfer full): a content
 */
void rst_content_free (RstContent *self);

/**
 * rst_content_get_sha256:
 * @self: a content
 *
 * Returns: (transfer none): 32 octets
 */
const guint8 *rst_content_get_sha256 (RstContent *self);

/**
 * rst_content_write:
 * @self: a content
 * @database: where to, inside a transaction
 * @id: (out): its key there
 * @error: where to say why it failed
 *
 * Writes a content, unless the database has it.
 *
 * Returns: whether it is there now
 */
gboolean rst_content_write (RstContent *self, RstDatabase *database, gint64 *id, GError **error);

/**
 * rst_content_verify:
 * @database: where from
 * @id: the content's key
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Reads a content chunk by chunk and compares its size and hash with what they
 * were.
 *
 * Returns: whether it is whole
 */
gboolean rst_content_verify (RstDatabase *database,
                             gint64 id,
                             GCancellable *cancellable,
                             GError **error);

/**
 * rst_content_load:
 * @database: where from
 * @id: the content's key
 * @folder: where a large content may be spooled
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Reads a content and compares it as [func@content_verify] does; a large one
 * is mapped from a file without a name.
 *
 * Returns: (transfer full): the exact octets
 */
GBytes *rst_content_load (RstDatabase *database,
                          gint64 id,
                          const char *folder,
                          GCancellable *cancellable,
                          GError **error);

/**
 * rst_content_load_start:
 * @database: where from
 * @id: the content's key
 * @limit: how many octets at most
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Reads the first octets of a content into memory, without comparing them.
 *
 * Returns: (transfer full): the octets
 */
GBytes *rst_content_load_start (RstDatabase *database,
                                gint64 id,
                                gsize limit,
                                GCancellable *cancellable,
                                GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstContent, rst_content_free)

G_END_DECLS
