/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-store-private.h"

gboolean
rst_store_find_account (RstDatabase *database, const char *id, gint64 *key, GError **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database, "SELECT id FROM account WHERE name = ?", error);
  int step;

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_text (statement, 1, id);
  step = rst_statement_step (statement, error);
  *key = step > 0 ? rst_statement_get_int64 (statement, 0) : 0;
  return step >= 0;
}

gboolean
rst_store_ensure_account (RstDatabase *database, const char *id, gint64 *key, GError **error)
{
  g_autoptr (RstStatement) statement = NULL;

  if (!rst_store_find_account (database, id, key, error))
    return FALSE;
  if (*key != 0)
    return TRUE;

  statement = rst_database_prepare (database,
                                    "INSERT INTO account (name, settings, position, removed)"
                                    " VALUES (?, '{}', 0, 1)",
                                    error);
  if (statement == NULL)
    return FALSE;
  rst_statement_bind_text (statement, 1, id);
  if (!rst_statement_run (statement, error))
    return FALSE;
  *key = sqlite3_last_insert_rowid (rst_database_get_handle (database));
  return TRUE;
}

static gpointer
load_accounts (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (RstStatement) statement =
    rst_database_prepare (self->read_database,
                          "SELECT name, settings FROM account WHERE NOT removed ORDER BY position",
                          error);
  int step;

  if (statement == NULL)
    return NULL;

  while ((step = rst_statement_step (statement, error)) > 0)
    {
      g_ptr_array_add (accounts, rst_statement_dup_text (statement, 0));
      g_ptr_array_add (accounts, rst_statement_dup_text (statement, 1));
    }
  return step == 0 ? g_steal_pointer (&accounts) : NULL;
}

static const RstStoreOperation load_accounts_operation = { .func = load_accounts };

GPtrArray *
rst_store_load_accounts (RstStore *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), NULL);

  return rst_store_call (self, self->reader, &load_accounts_operation, NULL, cancellable, error);
}

/* What saving and removing are told; @text is settings or state. */
typedef struct
{
  const char *id;
  const char *text;
} Account;

/* An account that comes back takes its place at the end, as a new one does. */
static gboolean
save_in_transaction (RstDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  Account *account = data;
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database,
                          "INSERT INTO account (name, settings, position, removed)"
                          " VALUES (?, ?, (SELECT coalesce (max (position), 0) + 1 FROM account), 0)"
                          " ON CONFLICT (name) DO UPDATE SET settings = excluded.settings,"
                          " position = iif (removed, excluded.position, position), removed = 0",
                          error);

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_text (statement, 1, account->id);
  rst_statement_bind_text (statement, 2, account->text);
  return rst_statement_run (statement, error);
}

static gpointer
save_account (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  return rst_store_write (self, save_in_transaction, request, TRUE, cancellable, error);
}

static const RstStoreOperation save_account_operation = { .func = save_account };

gboolean
rst_store_save_account (RstStore      *self,
                        const char    *id,
                        const char    *settings,
                        GCancellable  *cancellable,
                        GError       **error)
{
  Account account = { id, settings };

  g_return_val_if_fail (RST_IS_STORE (self), FALSE);
  g_return_val_if_fail (id != NULL && settings != NULL, FALSE);

  return rst_store_call (self, self->writer, &save_account_operation, &account, cancellable, error) != NULL;
}

static gboolean
remove_in_transaction (RstDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  Account *account = data;
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database, "UPDATE account SET settings = '{}', state = NULL, removed = 1 WHERE name = ?",
                          error);

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_text (statement, 1, account->id);
  return rst_statement_run (statement, error);
}

static gpointer
remove_account (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  return rst_store_write (self, remove_in_transaction, request, TRUE, cancellable, error);
}

static const RstStoreOperation remove_account_operation = { .func = remove_account };

gboolean
rst_store_remove_account (RstStore *self, const char *id, GCancellable *cancellable, GError **error)
{
  Account account = { .id = id };

  g_return_val_if_fail (RST_IS_STORE (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  return rst_store_call (self, self->writer, &remove_account_operation, &account, cancellable, error) != NULL;
}

static gpointer
load_state (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (self->read_database,
                          "SELECT state FROM account WHERE name = ? AND state IS NOT NULL", error);
  int step;

  if (statement == NULL)
    return NULL;

  rst_statement_bind_text (statement, 1, request);
  step = rst_statement_step (statement, error);
  if (step < 0)
    return NULL;
  return step > 0 ? rst_statement_dup_text (statement, 0) : g_strdup ("");
}

static const RstStoreOperation load_state_operation = { .func = load_state };

char *
rst_store_load_account_state (RstStore      *self,
                              const char    *id,
                              GCancellable  *cancellable,
                              GError       **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return rst_store_call (self, self->reader, &load_state_operation, (gpointer) id, cancellable, error);
}

static gboolean
save_state_in_transaction (RstDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  Account *account = data;
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database, "UPDATE account SET state = ? WHERE name = ? AND NOT removed", error);

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_text (statement, 1, account->text);
  rst_statement_bind_text (statement, 2, account->id);
  return rst_statement_run (statement, error);
}

static gpointer
save_state (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  return rst_store_write (self, save_state_in_transaction, request, FALSE, cancellable, error);
}

static const RstStoreOperation save_state_operation = { .func = save_state };

gboolean
rst_store_save_account_state (RstStore      *self,
                              const char    *id,
                              const char    *state,
                              GCancellable  *cancellable,
                              GError       **error)
{
  Account account = { id, state };

  g_return_val_if_fail (RST_IS_STORE (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  return rst_store_call (self, self->writer, &save_state_operation, &account, cancellable, error) != NULL;
}
