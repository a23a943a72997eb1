/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-store-private.h"

#include <glib/gi18n-lib.h>

#include "base/rst-error.h"

/* A message that was too large is here as a part: the row of the message says
 * so, and its row of the ledger stays announced, since nothing that is not whole
 * here may ever be removed there. The two know each other as stored ones do.
 */

gboolean
rst_store_find_part (RstDatabase *database, gint64 account, const RstArrival *arrival, gint64 *message, GError **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database,
                          "UPDATE ledger SET octets = ?5 WHERE " RST_LEDGER_NAMED
                          " AND state = 0 AND message IS NOT NULL AND header_hash = ?4 RETURNING message",
                          error);
  int step;

  *message = 0;
  if (statement == NULL || arrival->header_digest == NULL)
    return statement != NULL;

  rst_store_bind_name (statement, account, arrival->unique_id, arrival->ordinal);
  rst_statement_bind_bytes (statement, 4, arrival->header_digest);
  rst_statement_bind_int64 (statement, 5, (gint64) arrival->octets);
  step = rst_statement_step (statement, error);
  if (step > 0)
    *message = rst_statement_get_int64 (statement, 0);
  return step >= 0;
}

gboolean
rst_store_note_part (RstDatabase *database, gint64 account, const RstArrival *arrival, gint64 message, gint64 now, GError **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database,
                          "INSERT INTO ledger (account, unique_id, ordinal, octets, state, announced, message,"
                          " header_hash) VALUES (?1, ?2, ?3, ?4, 0, ?5, ?6, ?7)"
                          " ON CONFLICT DO UPDATE SET octets = excluded.octets, message = excluded.message,"
                          " header_hash = excluded.header_hash",
                          error);

  if (statement == NULL)
    return FALSE;

  rst_store_bind_name (statement, account, arrival->unique_id, arrival->ordinal);
  rst_statement_bind_int64 (statement, 4, (gint64) arrival->octets);
  rst_statement_bind_int64 (statement, 5, now);
  rst_statement_bind_int64 (statement, 6, message);
  rst_statement_bind_bytes (statement, 7, arrival->header_digest);
  return rst_statement_run (statement, error);
}

static gboolean
run_on_content (RstDatabase *database, const char *sql, gint64 content, GError **error)
{
  g_autoptr (RstStatement) statement = rst_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_int64 (statement, 1, content);
  return rst_statement_run (statement, error);
}

gboolean
rst_store_drop_content (RstDatabase *database, gint64 content, GError **error)
{
  return run_on_content (database,
                         "DELETE FROM content WHERE id = ?1"
                         " AND NOT EXISTS (SELECT 1 FROM message WHERE content = ?1)",
                         content, error) &&
         run_on_content (database,
                         "DELETE FROM chunk WHERE id BETWEEN ?1 << 16 AND (?1 << 16) + 65535"
                         " AND NOT EXISTS (SELECT 1 FROM content WHERE id = ?1)",
                         content, error);
}

/* Asking for the rest */

/* Why there is nothing to ask for. */
static gboolean
not_wanted (RstDatabase *database, gint64 id, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database, "SELECT partial FROM message WHERE id = ?", error);
  int step;

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_int64 (statement, 1, id);
  step = rst_statement_step (statement, error);
  if (step == 0)
    return rst_store_no_message (id, error);
  if (step > 0 && rst_statement_get_int64 (statement, 0) == 0)
    g_set_error (error, RST_ERROR, RST_ERROR_USAGE, _("Message %s is here whole already"), name);
  else if (step > 0)
    g_set_error (error, RST_ERROR, RST_ERROR_USAGE,
                 _("Where the rest of message %s is was forgotten with the rest of its account’s ledger"), name);
  return FALSE;
}

static gboolean
want_in_transaction (RstDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  GArray *ids = data;
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database,
                          "UPDATE ledger SET wanted = 1 WHERE message = ? AND state = 0 RETURNING 1", error);

  if (statement == NULL)
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      int step;

      rst_statement_bind_int64 (statement, 1, id);
      step = rst_statement_step (statement, error);
      if (step == 0)
        return not_wanted (database, id, error);
      if (step < 0 || rst_statement_step (statement, error) < 0)
        return FALSE;
      rst_statement_reset (statement);
    }
  return TRUE;
}

static gpointer
want (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  return rst_store_write (self, want_in_transaction, request, FALSE, cancellable, error);
}

static const RstStoreOperation want_operation = {
  .func = want,
  .request_free = (GDestroyNotify) g_array_unref,
};

gboolean
rst_store_want_rest (RstStore *self, const gint64 *ids, gsize n_ids, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) request = NULL;

  g_return_val_if_fail (RST_IS_STORE (self), FALSE);

  request = rst_store_copy_ids (ids, n_ids);
  return rst_store_call (self, self->writer, &want_operation, request, cancellable, error) != NULL;
}

void
rst_store_want_rest_async (RstStore            *self,
                           const gint64        *ids,
                           gsize                n_ids,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (RST_IS_STORE (self));

  rst_store_call_async (self, self->writer, &want_operation, rst_store_copy_ids (ids, n_ids), cancellable, callback, user_data);
}

gboolean
rst_store_want_rest_finish (RstStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), FALSE);

  return rst_store_call_finish (self, &want_operation, result, error) != NULL;
}

/* What is asked of an account's parts, and the answer. */
typedef struct
{
  const char *account;
  guint64 limit;
  guint n;
} Rests;

static gpointer
find_due (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  Rests *rests = request;
  g_autoptr (RstStatement) statement =
    rst_database_prepare (self->read_database,
                          "SELECT 1 FROM ledger WHERE account = (SELECT id FROM account WHERE name = ?1)"
                          " AND state = 0 AND message IS NOT NULL"
                          " AND (wanted OR (vanished IS NULL AND (octets <= ?2 OR ?2 = 0))) LIMIT 1",
                          error);
  int step;

  if (statement == NULL)
    return NULL;

  rst_statement_bind_text (statement, 1, rests->account);
  rst_statement_bind_int64 (statement, 2, (gint64) rests->limit);
  step = rst_statement_step (statement, error);
  rests->n = step > 0;
  return step < 0 ? NULL : self;
}

static const RstStoreOperation find_due_operation = { .func = find_due };

gboolean
rst_store_has_due_rest (RstStore      *self,
                        const char    *account,
                        guint64        limit,
                        gboolean      *has,
                        GCancellable  *cancellable,
                        GError       **error)
{
  Rests rests = { .account = account, .limit = limit };

  g_return_val_if_fail (RST_IS_STORE (self), FALSE);
  g_return_val_if_fail (account != NULL && has != NULL, FALSE);

  if (rst_store_call (self, self->reader, &find_due_operation, &rests, cancellable, error) == NULL)
    return FALSE;
  *has = rests.n > 0;
  return TRUE;
}

static gboolean
forget_in_transaction (RstDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  Rests *rests = data;
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database,
                          "UPDATE ledger SET wanted = 0 WHERE account = (SELECT id FROM account WHERE name = ?)"
                          " AND state = 0 AND message IS NOT NULL AND wanted AND vanished IS NOT NULL RETURNING 1",
                          error);
  int step;

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_text (statement, 1, rests->account);
  while ((step = rst_statement_step (statement, error)) > 0)
    rests->n++;
  return step == 0;
}

static gpointer
forget (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  return rst_store_write (self, forget_in_transaction, request, FALSE, cancellable, error);
}

static const RstStoreOperation forget_operation = { .func = forget };

gboolean
rst_store_forget_rests (RstStore *self, const char *account, guint *n, GCancellable *cancellable, GError **error)
{
  Rests rests = { .account = account };

  g_return_val_if_fail (RST_IS_STORE (self), FALSE);
  g_return_val_if_fail (account != NULL && n != NULL, FALSE);

  if (rst_store_call (self, self->writer, &forget_operation, &rests, cancellable, error) == NULL)
    return FALSE;
  *n = rests.n;
  return TRUE;
}
