/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-store-private.h"

#include <glib/gi18n-lib.h>

#include "base/rst-error.h"

/* What is asked of the ledger. */
typedef struct
{
  const char *account;
  GPtrArray *entries;
} LedgerRequest;

RstLedgerEntry *
rst_store_read_ledger_entry (RstStatement *statement)
{
  RstLedgerEntry *entry = rst_ledger_entry_new (rst_statement_get_text (statement, 0),
                                                (guint) rst_statement_get_int64 (statement, 1),
                                                (guint64) rst_statement_get_int64 (statement, 2));

  entry->state = (RstLedgerState) rst_statement_get_int64 (statement, 3);
  entry->message = rst_statement_get_int64 (statement, 4);
  entry->stored = rst_statement_get_int64 (statement, 5);
  entry->vanished = rst_statement_get_int64 (statement, 6);
  entry->aged = rst_statement_get_int64 (statement, 7);
  entry->removal_asked = rst_statement_get_int64 (statement, 8);
  entry->removed = rst_statement_get_int64 (statement, 9);
  entry->attempts = (guint) rst_statement_get_int64 (statement, 10);
  entry->proven = rst_statement_get_int64 (statement, 11);
  entry->wanted = rst_statement_get_int64 (statement, 12) != 0;
  entry->part_deleted = rst_statement_get_int64 (statement, 13) != 0;
  return entry;
}

void
rst_store_bind_name (RstStatement *statement, gint64 account, const char *unique_id, guint ordinal)
{
  rst_statement_bind_int64 (statement, 1, account);
  rst_statement_bind_text (statement, 2, unique_id);
  rst_statement_bind_int64 (statement, 3, ordinal);
}

int
rst_store_step_to (RstStatement *statement, const RstLedgerEntry *entry, GError **error)
{
  rst_statement_bind_text (statement, 2, entry->unique_id);
  rst_statement_bind_int64 (statement, 3, entry->ordinal);
  return rst_statement_step (statement, error);
}

static gboolean
load_entry (RstStatement *statement, const RstLedgerEntry *key, RstLedger *ledger, GError **error)
{
  int step = rst_store_step_to (statement, key, error);

  if (step > 0)
    rst_ledger_take (ledger, rst_store_read_ledger_entry (statement));
  return step >= 0;
}

static gboolean
load_entries (RstDatabase *database, LedgerRequest *request, RstLedger *ledger, GError **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database,
                          "SELECT " RST_LEDGER_COLUMNS " FROM ledger WHERE " RST_LEDGER_ASKED,
                          error);

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_text (statement, 1, request->account);
  for (guint i = 0; i < request->entries->len; i++)
    {
      if (!load_entry (statement, request->entries->pdata[i], ledger, error))
        return FALSE;
      rst_statement_reset (statement);
    }
  return TRUE;
}

/* In one transaction: not each row needs a look at the log for what is new. */
static gpointer
load_ledger (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  g_autoptr (RstLedger) ledger = rst_ledger_new ();
  gboolean loaded;

  if (!rst_database_exec (self->read_database, "BEGIN", error))
    return NULL;
  loaded = load_entries (self->read_database, request, ledger, error);
  if (!rst_database_exec (self->read_database, "COMMIT", loaded ? error : NULL) || !loaded)
    return NULL;
  return g_steal_pointer (&ledger);
}

static const RstStoreOperation load_ledger_operation = { .func = load_ledger };

RstLedger *
rst_store_load_ledger (RstStore        *self,
                       const char      *account,
                       GPtrArray       *entries,
                       GCancellable    *cancellable,
                       GError         **error)
{
  LedgerRequest request = { account, entries };

  g_return_val_if_fail (RST_IS_STORE (self), NULL);
  g_return_val_if_fail (account != NULL && entries != NULL, NULL);

  return rst_store_call (self, self->reader, &load_ledger_operation, &request, cancellable, error);
}

/* One step of many rows. */
typedef struct
{
  const char *account;
  GPtrArray *entries;
  RstLedgerState state;
  gint64 account_key;
  gint64 now;
} Advance;

/* Announcing adds a row; what is known already stays as it is. */
static const char announce_sql[] =
  "INSERT INTO ledger (account, unique_id, ordinal, octets, state, announced)"
  " VALUES (?1, ?2, ?3, ?4, 0, ?5) ON CONFLICT DO NOTHING";

/* The others go forward, and one step back from asked to stored; a row that is
 * further already stays there.
 */
static const char *const advance_sql[] = {
  [RST_LEDGER_STORED] =
    "UPDATE ledger SET state = iif (state = 2, 1, state), octets = ?4"
    " WHERE " RST_LEDGER_NAMED " AND state > 0 RETURNING 1",
  [RST_LEDGER_REMOVAL_ASKED] =
    "UPDATE ledger SET state = max (state, 2), removal_asked = iif (state = 3, removal_asked, ?5),"
    " attempts = attempts + (state < 3)"
    " WHERE " RST_LEDGER_NAMED " AND state > 0 RETURNING 1",
  [RST_LEDGER_REMOVED] =
    "UPDATE ledger SET state = 3, removed = coalesce (removed, ?5)"
    " WHERE " RST_LEDGER_NAMED " AND state > 0 RETURNING 1",
};

/* To ask for the removal of what is not stored would lose it. */
static gboolean
not_stored (const RstLedgerEntry *entry, GError **error)
{
  g_set_error (error, RST_ERROR, RST_ERROR_USAGE,
               _("The message “%s” is not stored and may not be removed from the server"), entry->unique_id);
  return FALSE;
}

static gboolean
advance_one (RstDatabase *database, Advance *advance, const RstLedgerEntry *entry, GError **error)
{
  gboolean announce = advance->state == RST_LEDGER_ANNOUNCED;
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database, announce ? announce_sql : advance_sql[advance->state], error);
  int step;

  if (statement == NULL)
    return FALSE;

  rst_store_bind_name (statement, advance->account_key, entry->unique_id, entry->ordinal);
  rst_statement_bind_int64 (statement, 4, (gint64) entry->octets);
  rst_statement_bind_int64 (statement, 5, advance->now);
  step = rst_statement_step (statement, error);
  if (step < 0)
    return FALSE;
  if (step == 0 && !announce)
    return not_stored (entry, error);
  return step == 0 || rst_statement_step (statement, error) == 0;
}

static gboolean
advance_in_transaction (RstDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  Advance *advance = data;

  if (!rst_store_ensure_account (database, advance->account, &advance->account_key, error))
    return FALSE;
  for (guint i = 0; i < advance->entries->len; i++)
    if (!advance_one (database, advance, advance->entries->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gpointer
advance_ledger (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  return rst_store_write (self, advance_in_transaction, request, FALSE, cancellable, error);
}

static const RstStoreOperation advance_operation = { .func = advance_ledger };

gboolean
rst_store_advance (RstStore        *self,
                   const char      *account,
                   GPtrArray       *entries,
                   RstLedgerState   state,
                   GCancellable    *cancellable,
                   GError         **error)
{
  Advance advance = { .account = account, .entries = entries, .state = state };

  g_return_val_if_fail (RST_IS_STORE (self), FALSE);
  g_return_val_if_fail (account != NULL && entries != NULL, FALSE);
  g_return_val_if_fail (state <= RST_LEDGER_REMOVED, FALSE);

  advance.now = g_get_real_time () / G_USEC_PER_SEC;
  return rst_store_call (self, self->writer, &advance_operation, &advance, cancellable, error) != NULL;
}

/* Whether there is a row. */
typedef struct
{
  const char *account;
  gboolean found;
} AnyRequest;

static gpointer
find_any (RstStore *self, gpointer data, GCancellable *cancellable, GError **error)
{
  AnyRequest *request = data;
  g_autoptr (RstStatement) statement =
    rst_database_prepare (self->read_database,
                          "SELECT 1 FROM ledger WHERE account = (SELECT id FROM account WHERE name = ?1) LIMIT 1",
                          error);
  int step;

  if (statement == NULL)
    return NULL;

  rst_statement_bind_text (statement, 1, request->account);
  step = rst_statement_step (statement, error);
  request->found = step > 0;
  return step < 0 ? NULL : self;
}

static const RstStoreOperation find_any_operation = { .func = find_any };

gboolean
rst_store_has_ledger (RstStore *self, const char *account, gboolean *has, GCancellable *cancellable, GError **error)
{
  AnyRequest request = { .account = account };

  g_return_val_if_fail (RST_IS_STORE (self), FALSE);
  g_return_val_if_fail (account != NULL && has != NULL, FALSE);

  if (rst_store_call (self, self->reader, &find_any_operation, &request, cancellable, error) == NULL)
    return FALSE;
  *has = request.found;
  return TRUE;
}
