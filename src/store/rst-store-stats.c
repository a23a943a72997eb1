/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-store-private.h"

#include <glib/gstdio.h>

static guint64
file_size (RstStore *self, const char *name)
{
  g_autofree char *path = rst_store_dup_path (self, name);
  GStatBuf info;

  return g_stat (path, &info) == 0 ? (guint64) info.st_size : 0;
}

static gboolean
read_count (RstDatabase *database, const char *sql, guint64 *count, GError **error)
{
  gint64 value;

  if (!rst_database_get_int64 (database, sql, &value, error))
    return FALSE;

  *count = (guint64) value;
  return TRUE;
}

static gpointer
count_mail (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  RstDatabase *database = self->read_database;
  RstStoreStats *stats = request;

  if (!read_count (database, "SELECT count (*) FROM account WHERE NOT removed", &stats->accounts, error) ||
      !read_count (database, "SELECT sum (total) FROM counter", &stats->messages, error) ||
      !read_count (database, "SELECT sum (unread) FROM counter", &stats->unread, error) ||
      !read_count (database, "SELECT count (*) FROM content", &stats->contents, error) ||
      !read_count (database, "SELECT sum (octets) FROM content", &stats->octets, error) ||
      !read_count (database, "SELECT sum (stored) FROM content", &stats->stored_octets, error))
    return NULL;
  return self;
}

static gpointer
count_indexed (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  RstDatabase *database = rst_store_use_index (self, error);
  RstStoreStats *stats = request;

  if (database == NULL ||
      !read_count (database,
                   "SELECT count (*) FROM message WHERE serial <= (SELECT cursor FROM progress)",
                   &stats->indexed,
                   error))
    return NULL;
  return self;
}

static const RstStoreOperation count_mail_operation = { .func = count_mail };
static const RstStoreOperation count_indexed_operation = { .func = count_indexed };

gboolean
rst_store_get_stats (RstStore *self, RstStoreStats *stats, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), FALSE);
  g_return_val_if_fail (stats != NULL, FALSE);

  *stats = (RstStoreStats) { 0 };
  if (rst_store_call (self, self->reader, &count_mail_operation, stats, cancellable, error) == NULL ||
      rst_store_call (self, self->indexer, &count_indexed_operation, stats, cancellable, error) == NULL)
    return FALSE;

  stats->mail_db = file_size (self, "mail.db") + file_size (self, "mail.db-wal");
  stats->search_db = file_size (self, "search.db") + file_size (self, "search.db-wal");
  return TRUE;
}
