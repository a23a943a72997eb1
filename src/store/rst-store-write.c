/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-store-private.h"

gpointer
rst_store_write (RstStore         *self,
                 RstDatabaseFunc   func,
                 gpointer          data,
                 gboolean          listed,
                 GCancellable     *cancellable,
                 GError          **error)
{
  sqlite3 *handle = rst_database_get_handle (self->write_database);
  gint64 n_changes = sqlite3_total_changes64 (handle);

  g_assert (rst_lane_is_current (self->writer));

  if (!rst_database_transact (self->write_database, func, data, cancellable, error))
    return NULL;
  if (listed && sqlite3_total_changes64 (handle) != n_changes)
    rst_store_note_commit (self);
  return self;
}

/* Deleting a row */

typedef struct
{
  const char *sql;
  gint64 id;
} RowDeletion;

static gboolean
delete_row_in_transaction (RstDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  const RowDeletion *deletion = data;
  g_autoptr (RstStatement) statement = rst_database_prepare (database, deletion->sql, error);

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_int64 (statement, 1, deletion->id);
  return rst_statement_run (statement, error);
}

static gpointer
delete_row (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  return rst_store_write (self, delete_row_in_transaction, request, TRUE, cancellable, error);
}

static const RstStoreOperation delete_row_operation = { .func = delete_row, .request_free = g_free };

gboolean
rst_store_delete_row (RstStore *self, const char *sql, gint64 id, GCancellable *cancellable, GError **error)
{
  RowDeletion deletion = { sql, id };

  return rst_store_call (self, self->writer, &delete_row_operation, &deletion, cancellable, error) != NULL;
}

void
rst_store_delete_row_async (RstStore            *self,
                            const char          *sql,
                            gint64               id,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  const RowDeletion deletion = { sql, id };

  rst_store_call_async (self, self->writer, &delete_row_operation, g_memdup2 (&deletion, sizeof deletion),
                        cancellable, callback, user_data);
}

gboolean
rst_store_delete_row_finish (RstStore *self, GAsyncResult *result, GError **error)
{
  return rst_store_call_finish (self, &delete_row_operation, result, error) != NULL;
}

/* Changes of which nobody wants to know what was before. */

gboolean
rst_store_set_flags (RstStore      *self,
                     const gint64  *ids,
                     gsize          n_ids,
                     RstFlags       set,
                     RstFlags       clear,
                     GCancellable  *cancellable,
                     GError       **error)
{
  const RstChange change = { .set = set, .clear = clear };
  g_autoptr (RstUndo) undo = rst_store_change (self, ids, n_ids, &change, cancellable, error);

  return undo != NULL;
}

gboolean
rst_store_move (RstStore      *self,
                const gint64  *ids,
                gsize          n_ids,
                const char    *mailbox,
                GCancellable  *cancellable,
                GError       **error)
{
  const RstChange change = { .mailbox = mailbox };
  g_autoptr (RstUndo) undo = NULL;

  g_return_val_if_fail (mailbox != NULL, FALSE);

  undo = rst_store_change (self, ids, n_ids, &change, cancellable, error);
  return undo != NULL;
}
