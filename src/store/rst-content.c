/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-content.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <zstd.h>

#include "base/rst-error.h"
#include "base/rst-mapping.h"
#include "base/rst-sha256.h"
#include "base/rst-spool.h"
#include "store/rst-statement.h"

/* Mail is mostly base64 of what is compressed already: higher levels cost time
 * and win nothing.
 */
#define ZSTD_LEVEL 1

/* A chunk's key is content << SEQUENCE_BITS | sequence: one tree, in the order
 * in which it is read. 65,536 chunks make 64 GiB.
 */
#define SEQUENCE_BITS 16

typedef enum
{
  CODEC_PLAIN,
  CODEC_ZSTD,
} Codec;

struct _RstContent
{
  GBytes *raw;
  guint8 sha256[RST_SHA256_SIZE];
  GPtrArray *chunks; /* of GBytes, compressed or plain; NULL: not yet */
};

/* What a thread compresses with. To make it takes longer than to compress a
 * small message.
 */
typedef struct
{
  ZSTD_CCtx *context;
  guint8 *buffer;
  gsize size;
} Compressor;

static void
compressor_free (gpointer data)
{
  Compressor *self = data;

  ZSTD_freeCCtx (self->context);
  g_free (self->buffer);
  g_free (self);
}

static Compressor *
get_compressor (void)
{
  static GPrivate compressors = G_PRIVATE_INIT (compressor_free);
  Compressor *self = g_private_get (&compressors);

  if (self != NULL)
    return self;

  self = g_new (Compressor, 1);
  self->context = ZSTD_createCCtx ();
  self->size = ZSTD_compressBound (RST_CHUNK_SIZE);
  self->buffer = g_malloc (self->size);
  g_private_set (&compressors, self);
  return self;
}

/* A chunk that zstd cannot make smaller stays as it is. */
static GBytes *
compress_chunk (GBytes *raw)
{
  Compressor *compressor = get_compressor ();
  gsize size;
  gconstpointer data = g_bytes_get_data (raw, &size);
  gsize result = ZSTD_compressCCtx (compressor->context, compressor->buffer, compressor->size,
                                    data, size, ZSTD_LEVEL);

  if (ZSTD_isError (result) || result >= size)
    return g_bytes_ref (raw);
  return g_bytes_new (compressor->buffer, result);
}

static GBytes *
slice_chunk (GBytes *raw, gsize sequence)
{
  gsize offset = sequence * RST_CHUNK_SIZE;

  return g_bytes_new_from_bytes (raw, offset, MIN (RST_CHUNK_SIZE, g_bytes_get_size (raw) - offset));
}

/* A large message is not in memory whole, however it is read. */
static void
forget_chunk (GBytes *slice)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (slice, &size);

  rst_mapping_forget (data, size);
}

static gsize
count_chunks (GBytes *raw)
{
  return (g_bytes_get_size (raw) + RST_CHUNK_SIZE - 1) / RST_CHUNK_SIZE;
}

static void
compress_all (RstContent *self)
{
  gsize n_chunks = count_chunks (self->raw);

  self->chunks = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  for (gsize i = 0; i < n_chunks; i++)
    {
      g_autoptr (GBytes) slice = slice_chunk (self->raw, i);

      g_ptr_array_add (self->chunks, compress_chunk (slice));
      forget_chunk (slice);
    }
}

RstContent *
rst_content_new (GBytes *raw, const char *sha256, gsize *budget)
{
  RstContent *self;

  g_return_val_if_fail (raw != NULL && sha256 != NULL && budget != NULL, NULL);

  self = g_new0 (RstContent, 1);
  self->raw = g_bytes_ref (raw);
  if (!rst_sha256_parse (sha256, self->sha256))
    g_assert_not_reached ();
  if (g_bytes_get_size (raw) <= *budget)
    {
      *budget -= g_bytes_get_size (raw);
      compress_all (self);
    }
  return self;
}

void
rst_content_free (RstContent *self)
{
  g_clear_pointer (&self->chunks, g_ptr_array_unref);
  g_clear_pointer (&self->raw, g_bytes_unref);
  g_free (self);
}

const guint8 *
rst_content_get_sha256 (RstContent *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->sha256;
}

/* 0 where it is not there. */
static gboolean
find_content (RstContent *self, RstDatabase *database, gint64 *id, GError **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database, "SELECT id FROM content WHERE sha256 = ?", error);
  int step;

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_octets (statement, 1, self->sha256, RST_SHA256_SIZE);
  step = rst_statement_step (statement, error);
  *id = step > 0 ? rst_statement_get_int64 (statement, 0) : 0;
  return step >= 0;
}

static gboolean
insert_content (RstContent *self, RstDatabase *database, gint64 *id, GError **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database, "INSERT INTO content (sha256, octets, stored) VALUES (?, ?, 0)", error);

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_octets (statement, 1, self->sha256, RST_SHA256_SIZE);
  rst_statement_bind_int64 (statement, 2, (gint64) g_bytes_get_size (self->raw));
  if (!rst_statement_run (statement, error))
    return FALSE;
  *id = sqlite3_last_insert_rowid (rst_database_get_handle (database));
  return TRUE;
}

static gboolean
insert_chunk (RstDatabase *database, gint64 key, gsize octets, GBytes *data, GError **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database, "INSERT INTO chunk (id, octets, codec, data) VALUES (?, ?, ?, ?)", error);

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_int64 (statement, 1, key);
  rst_statement_bind_int64 (statement, 2, (gint64) octets);
  rst_statement_bind_int64 (statement, 3, g_bytes_get_size (data) < octets ? CODEC_ZSTD : CODEC_PLAIN);
  rst_statement_bind_bytes (statement, 4, data);
  return rst_statement_run (statement, error);
}

static gboolean
insert_chunks (RstContent *self, RstDatabase *database, gint64 id, gint64 *stored, GError **error)
{
  gsize n_chunks = count_chunks (self->raw);

  *stored = 0;
  for (gsize i = 0; i < n_chunks; i++)
    {
      g_autoptr (GBytes) slice = slice_chunk (self->raw, i);
      g_autoptr (GBytes) data = self->chunks != NULL
                                  ? g_bytes_ref (self->chunks->pdata[i])
                                  : compress_chunk (slice);

      if (!insert_chunk (database, id << SEQUENCE_BITS | (gint64) i, g_bytes_get_size (slice), data, error))
        return FALSE;
      forget_chunk (slice);
      *stored += (gint64) g_bytes_get_size (data);
    }
  return TRUE;
}

static gboolean
note_stored (RstDatabase *database, gint64 id, gint64 stored, GError **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database, "UPDATE content SET stored = ? WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_int64 (statement, 1, stored);
  rst_statement_bind_int64 (statement, 2, id);
  return rst_statement_run (statement, error);
}

gboolean
rst_content_write (RstContent *self, RstDatabase *database, gint64 *id, GError **error)
{
  gint64 stored;

  g_return_val_if_fail (self != NULL && database != NULL && id != NULL, FALSE);

  if (!find_content (self, database, id, error))
    return FALSE;
  if (*id != 0)
    return TRUE;

  if (count_chunks (self->raw) > 1 << SEQUENCE_BITS)
    {
      g_set_error_literal (error, RST_ERROR, RST_ERROR_DISK, _("A message is larger than 64 GiB"));
      return FALSE;
    }
  return insert_content (self, database, id, error) &&
         insert_chunks (self, database, *id, &stored, error) &&
         note_stored (database, *id, stored, error);
}

/* What a content's own row says about it. */
typedef struct
{
  guint8 sha256[RST_SHA256_SIZE];
  gsize size;
} Label;

static gboolean
damaged (RstDatabase *database, const char *what, GError **error)
{
  g_set_error (error, RST_ERROR, RST_ERROR_DAMAGED, _("“%s” is damaged: %s"), rst_database_get_path (database), what);
  return FALSE;
}

static gboolean
read_label (RstDatabase *database, gint64 id, Label *label, GError **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database, "SELECT octets, sha256 FROM content WHERE id = ?", error);
  const guint8 *sha256;
  gsize size;
  int step;

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_int64 (statement, 1, id);
  step = rst_statement_step (statement, error);
  if (step < 0)
    return FALSE;
  sha256 = step > 0 ? rst_statement_get_octets (statement, 1, &size) : NULL;
  if (sha256 == NULL || size != RST_SHA256_SIZE)
    return damaged (database, _("the entry of its content is missing"), error);

  memcpy (label->sha256, sha256, RST_SHA256_SIZE);
  label->size = (gsize) rst_statement_get_int64 (statement, 0);
  return TRUE;
}

/* The chunk at which @statement is, in @buffer or where SQLite has it. */
static const guint8 *
open_chunk (RstStatement *statement, guint8 *buffer, gsize *octets)
{
  gsize size;
  const guint8 *data = rst_statement_get_octets (statement, 3, &size);
  gint64 expected = rst_statement_get_int64 (statement, 1);
  Codec codec = (Codec) rst_statement_get_int64 (statement, 2);

  if (data == NULL || expected < 1 || expected > RST_CHUNK_SIZE)
    return NULL;

  *octets = (gsize) expected;
  if (codec == CODEC_PLAIN)
    return size == *octets ? data : NULL;
  return ZSTD_decompress (buffer, RST_CHUNK_SIZE, data, size) == *octets ? buffer : NULL;
}

/* Takes the octets of a content as they are read. */
typedef gboolean (*Sink) (const guint8 *data, gsize size, gpointer user_data, GError **error);

/* Every chunk in turn, as long as they follow each other. */
static gboolean
read_chunks (RstDatabase     *database,
             gint64           id,
             gsize            limit,
             Sink             sink,
             gpointer         user_data,
             GCancellable    *cancellable,
             GError         **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database,
                          "SELECT id, octets, codec, data FROM chunk WHERE id BETWEEN ? AND ? ORDER BY id",
                          error);
  g_autofree guint8 *buffer = g_malloc (RST_CHUNK_SIZE);
  gint64 key = id << SEQUENCE_BITS;
  gsize total = 0;
  int step;

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_int64 (statement, 1, key);
  rst_statement_bind_int64 (statement, 2, key | ((1 << SEQUENCE_BITS) - 1));
  while (total < limit && (step = rst_statement_step (statement, error)) != 0)
    {
      gsize octets;
      const guint8 *data;

      if (step < 0 || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (rst_statement_get_int64 (statement, 0) != key++)
        return damaged (database, _("a part of its content is missing"), error);
      data = open_chunk (statement, buffer, &octets);
      if (data == NULL)
        return damaged (database, _("a part of its content cannot be decompressed"), error);
      if (!sink (data, octets, user_data, error))
        return FALSE;
      total += octets;
    }
  return TRUE;
}

/* Whether what was read is what was stored. */
static gboolean
compare (RstDatabase *database, const Label *label, gsize size, const guint8 *sha256, GError **error)
{
  if (size == label->size && memcmp (label->sha256, sha256, RST_SHA256_SIZE) == 0)
    return TRUE;
  return damaged (database, _("its content is not what it was when it was stored"), error);
}

typedef struct
{
  RstSha256 *hash;
  gsize size;
} Verifier;

static gboolean
verify_sink (const guint8 *data, gsize size, gpointer user_data, GError **error)
{
  Verifier *verifier = user_data;

  rst_sha256_update (verifier->hash, data, size);
  verifier->size += size;
  return TRUE;
}

gboolean
rst_content_verify (RstDatabase *database, gint64 id, GCancellable *cancellable, GError **error)
{
  g_autoptr (RstSha256) hash = rst_sha256_new ();
  Verifier verifier = { .hash = hash };
  guint8 digest[RST_SHA256_SIZE];
  Label label;

  g_return_val_if_fail (database != NULL, FALSE);

  if (!read_label (database, id, &label, error) ||
      !read_chunks (database, id, G_MAXSIZE, verify_sink, &verifier, cancellable, error))
    return FALSE;
  rst_sha256_finish (hash, digest);
  return compare (database, &label, verifier.size, digest, error);
}

static gboolean
spool_sink (const guint8 *data, gsize size, gpointer user_data, GError **error)
{
  return rst_spool_write (user_data, (const char *) data, size, error);
}

GBytes *
rst_content_load (RstDatabase   *database,
                  gint64         id,
                  const char    *folder,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr (RstSpool) spool = rst_spool_new (folder, 0);
  g_autoptr (GBytes) octets = NULL;
  g_autofree char *sha256 = NULL;
  guint8 digest[RST_SHA256_SIZE];
  Label label;

  g_return_val_if_fail (database != NULL && folder != NULL, NULL);

  if (!read_label (database, id, &label, error) ||
      !read_chunks (database, id, G_MAXSIZE, spool_sink, spool, cancellable, error))
    return NULL;

  octets = rst_spool_finish (g_steal_pointer (&spool), &sha256, error);
  if (octets == NULL ||
      !rst_sha256_parse (sha256, digest) ||
      !compare (database, &label, g_bytes_get_size (octets), digest, error))
    return NULL;
  return g_steal_pointer (&octets);
}

static gboolean
memory_sink (const guint8 *data, gsize size, gpointer user_data, GError **error)
{
  g_byte_array_append (user_data, data, (guint) size);
  return TRUE;
}

GBytes *
rst_content_load_start (RstDatabase   *database,
                        gint64         id,
                        gsize          limit,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr (GByteArray) octets = g_byte_array_new ();

  g_return_val_if_fail (database != NULL, NULL);

  if (!read_chunks (database, id, limit, memory_sink, octets, cancellable, error))
    return NULL;
  g_byte_array_set_size (octets, (guint) MIN (octets->len, limit));
  return g_byte_array_free_to_bytes (g_steal_pointer (&octets));
}
