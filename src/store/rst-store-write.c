/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-store-private.h"

#include <glib/gi18n-lib.h>

#include "base/rst-error.h"

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

/* What is to be done to which messages; @mailbox or the flags. */
typedef struct
{
  GArray *ids;
  RstFlags set;
  RstFlags clear;
  char *mailbox;
} Change;

static Change *
change_new (const gint64 *ids, gsize n_ids)
{
  Change *change = g_new0 (Change, 1);

  change->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), (guint) n_ids);
  g_array_append_vals (change->ids, ids, (guint) n_ids);
  return change;
}

static void
change_free (gpointer data)
{
  Change *change = data;

  g_array_unref (change->ids);
  g_free (change->mailbox);
  g_free (change);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, change_free)

/* Runs an update whose first parameter is an id and which returns a row where
 * there is such a message.
 */
static gboolean
update_each (RstStatement *statement, GArray *ids, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      int step;

      rst_statement_bind_int64 (statement, 1, id);
      step = rst_statement_step (statement, error);
      if (step < 0)
        return FALSE;
      if (step == 0)
        return rst_store_no_message (id, error);
      if (rst_statement_step (statement, error) < 0)
        return FALSE;
      rst_statement_reset (statement);
    }
  return TRUE;
}

static gboolean
set_flags_in_transaction (RstDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  Change *change = data;
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database,
                          "UPDATE message SET flags = (flags & ~?2) | ?3 WHERE id = ?1 RETURNING 1",
                          error);

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_int64 (statement, 2, change->clear);
  rst_statement_bind_int64 (statement, 3, change->set);
  return update_each (statement, change->ids, error);
}

static gpointer
set_flags (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  return rst_store_write (self, set_flags_in_transaction, request, TRUE, cancellable, error);
}

static const RstStoreOperation set_flags_operation = { .func = set_flags, .request_free = change_free };

gboolean
rst_store_set_flags (RstStore      *self,
                     const gint64  *ids,
                     gsize          n_ids,
                     RstFlags       set,
                     RstFlags       clear,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr (Change) change = change_new (ids, n_ids);

  g_return_val_if_fail (RST_IS_STORE (self), FALSE);

  change->set = set;
  change->clear = clear;
  return rst_store_call (self, self->writer, &set_flags_operation, change, cancellable, error) != NULL;
}

void
rst_store_set_flags_async (RstStore            *self,
                           const gint64        *ids,
                           gsize                n_ids,
                           RstFlags             set,
                           RstFlags             clear,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  Change *change;

  g_return_if_fail (RST_IS_STORE (self));

  change = change_new (ids, n_ids);
  change->set = set;
  change->clear = clear;
  rst_store_call_async (self, self->writer, &set_flags_operation, change, cancellable, callback, user_data);
}

gboolean
rst_store_set_flags_finish (RstStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), FALSE);

  return rst_store_call_finish (self, &set_flags_operation, result, error) != NULL;
}

static gboolean
find_mailbox (RstDatabase *database, const char *name, gint64 *key, GError **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database, "SELECT id FROM mailbox WHERE name = ?", error);
  int step;

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_text (statement, 1, name);
  step = rst_statement_step (statement, error);
  if (step == 0)
    g_set_error (error, RST_ERROR, RST_ERROR_USAGE, _("There is no mailbox “%s”"), name);
  *key = step > 0 ? rst_statement_get_int64 (statement, 0) : 0;
  return step > 0;
}

static gboolean
move_in_transaction (RstDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  Change *change = data;
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database, "UPDATE message SET mailbox = ?2 WHERE id = ?1 RETURNING 1", error);
  gint64 mailbox;

  if (statement == NULL || !find_mailbox (database, change->mailbox, &mailbox, error))
    return FALSE;

  rst_statement_bind_int64 (statement, 2, mailbox);
  return update_each (statement, change->ids, error);
}

static gpointer
move (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  return rst_store_write (self, move_in_transaction, request, TRUE, cancellable, error);
}

static const RstStoreOperation move_operation = { .func = move, .request_free = change_free };

gboolean
rst_store_move (RstStore      *self,
                const gint64  *ids,
                gsize          n_ids,
                const char    *mailbox,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autoptr (Change) change = change_new (ids, n_ids);

  g_return_val_if_fail (RST_IS_STORE (self), FALSE);
  g_return_val_if_fail (mailbox != NULL, FALSE);

  change->mailbox = g_strdup (mailbox);
  return rst_store_call (self, self->writer, &move_operation, change, cancellable, error) != NULL;
}

void
rst_store_move_async (RstStore            *self,
                      const gint64        *ids,
                      gsize                n_ids,
                      const char          *mailbox,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  Change *change;

  g_return_if_fail (RST_IS_STORE (self));
  g_return_if_fail (mailbox != NULL);

  change = change_new (ids, n_ids);
  change->mailbox = g_strdup (mailbox);
  rst_store_call_async (self, self->writer, &move_operation, change, cancellable, callback, user_data);
}

gboolean
rst_store_move_finish (RstStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), FALSE);

  return rst_store_call_finish (self, &move_operation, result, error) != NULL;
}
