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
