/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/rst-sha256.h"
#include "store/rst-store-private.h"

/* A row that was removed did not vanish: it went as it should. */
gboolean
rst_store_set_row_aside (RstDatabase  *database,
                         gint64        account,
                         const char   *unique_id,
                         guint         ordinal,
                         gint64        now,
                         GError      **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database,
                          "UPDATE ledger SET unique_id = " RST_LEDGER_FORMER_NAME ", ordinal = 0,"
                          " vanished = iif (state = 3, vanished, coalesce (vanished, ?4))"
                          " WHERE " RST_LEDGER_NAMED " AND state > 0",
                          error);

  if (statement == NULL)
    return FALSE;

  rst_store_bind_name (statement, account, unique_id, ordinal);
  rst_statement_bind_int64 (statement, 4, now);
  return rst_statement_run (statement, error);
}

/* The name and ordinal of the row that a statement finds; NULL in @name for
 * none.
 */
static gboolean
find_row (RstStatement *statement, char **name, guint *ordinal, GError **error)
{
  int step = rst_statement_step (statement, error);

  *name = NULL;
  if (step > 0)
    {
      *name = rst_statement_dup_text (statement, 0);
      *ordinal = (guint) rst_statement_get_int64 (statement, 1);
    }
  return step >= 0;
}

/* What was only announced under a name gives way to what has it. */
static gboolean
clear_name (RstDatabase *database, gint64 account, const char *unique_id, guint ordinal, GError **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database,
                          "DELETE FROM ledger WHERE " RST_LEDGER_NAMED
                          " AND state = 0 AND message IS NULL",
                          error);

  if (statement == NULL)
    return FALSE;

  rst_store_bind_name (statement, account, unique_id, ordinal);
  return rst_statement_run (statement, error);
}

/* Gives the row @name, @ordinal the name and size of @to. A name that a stored
 * message has is not taken from it: then nothing is rebound.
 */
static gboolean
rename_row (RstDatabase           *database,
            gint64                 account,
            const char            *name,
            guint                  ordinal,
            const RstLedgerEntry  *to,
            RstLedgerEntry       **rebound,
            GError               **error)
{
  g_autoptr (RstStatement) statement = NULL;
  int step;

  if (!clear_name (database, account, to->unique_id, to->ordinal, error))
    return FALSE;
  statement = rst_database_prepare (database,
                                    "UPDATE OR IGNORE ledger SET unique_id = ?4, ordinal = ?5, octets = ?6,"
                                    " vanished = NULL, state = iif (state = 3, 2, state), removed = NULL"
                                    " WHERE " RST_LEDGER_NAMED
                                    " RETURNING " RST_LEDGER_COLUMNS,
                                    error);
  if (statement == NULL)
    return FALSE;

  rst_store_bind_name (statement, account, name, ordinal);
  rst_statement_bind_text (statement, 4, to->unique_id);
  rst_statement_bind_int64 (statement, 5, to->ordinal);
  rst_statement_bind_int64 (statement, 6, (gint64) to->octets);
  step = rst_statement_step (statement, error);
  *rebound = step > 0 ? rst_store_read_ledger_entry (statement) : NULL;
  return step == 0 || (step > 0 && rst_statement_step (statement, error) == 0);
}

/* Of messages that came whole. Also what was removed at our wish is known again
 * by its octets, as when a server is restored from a backup; but what was
 * deleted here after that would not come back then, so it counts only while the
 * message is here.
 */
static const char *const content_sql[] = {
  "SELECT unique_id, ordinal FROM ledger INDEXED BY ledger_vanished"
  " WHERE account = ?1 AND content = ?2 AND vanished IS NOT NULL ORDER BY unique_id, ordinal LIMIT 1",

  "SELECT unique_id, ordinal FROM content JOIN message ON message.content = content.id"
  " JOIN ledger ON ledger.message = message.id"
  " WHERE sha256 = ?2 AND ledger.account = ?1 AND state = 3 LIMIT 1",

  /* Of a message without unique-id, which is named by its content: nobody knows
   * what the server no longer lists, so that any other name may be its former
   * one.
   */
  "SELECT unique_id, ordinal FROM content JOIN message ON message.content = content.id"
  " JOIN ledger ON ledger.message = message.id"
  " WHERE sha256 = ?2 AND ledger.account = ?1 AND unique_id <> 'sha256:' || lower (hex (?2))"
  " ORDER BY unique_id, ordinal LIMIT 1",
};

#define N_NAMED_SQL 2

static gboolean
find_content (RstDatabase   *database,
              const char    *sql,
              gint64         account,
              const guint8  *sha256,
              char         **name,
              guint         *ordinal,
              GError       **error)
{
  g_autoptr (RstStatement) statement = rst_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_int64 (statement, 1, account);
  rst_statement_bind_octets (statement, 2, sha256, RST_SHA256_SIZE);
  return find_row (statement, name, ordinal, error);
}

/* Gives the row @name, @ordinal, if there is one, to @arrival. */
static gboolean
bind_arrival (RstDatabase *database, gint64 account, RstArrival *arrival, const char *name, guint ordinal, GError **error)
{
  RstLedgerEntry to = { .unique_id = arrival->unique_id, .ordinal = arrival->ordinal, .octets = arrival->octets };
  g_autoptr (RstLedgerEntry) rebound = NULL;

  if (name != NULL && !rename_row (database, account, name, ordinal, &to, &rebound, error))
    return FALSE;
  arrival->rebound = rebound != NULL;
  return TRUE;
}

gboolean
rst_store_rebind_arrival (RstDatabase   *database,
                          gint64         account,
                          RstArrival    *arrival,
                          const guint8  *sha256,
                          gint64         now,
                          GError       **error)
{
  guint n_sql = rst_arrival_is_nameless (arrival) ? G_N_ELEMENTS (content_sql) : N_NAMED_SQL;
  g_autofree char *alike = NULL;
  guint ordinal;

  arrival->rebound = FALSE;
  if (!rst_store_adopt_like (database, account, arrival, sha256, now, error))
    return FALSE;
  for (guint i = 0; i < n_sql && !arrival->rebound; i++)
    {
      g_autofree char *name = NULL;

      if (!find_content (database, content_sql[i], account, sha256, &name, &ordinal, error) ||
          !bind_arrival (database, account, arrival, name, ordinal, error))
        return FALSE;
    }
  return arrival->rebound ||
         (rst_store_find_alike (database, account, arrival, &alike, &ordinal, error) &&
          bind_arrival (database, account, arrival, alike, ordinal, error));
}

/* What is looked for among the rows that vanished, and what was found. */
typedef struct
{
  const char *account;
  GPtrArray *entries;
  GPtrArray *digests;
  RstLedger *found;
  gint64 account_key;
} Rebinding;

static gboolean
find_header (RstDatabase           *database,
             gint64                 account,
             const RstLedgerEntry  *entry,
             GBytes                *digest,
             char                 **name,
             guint                 *ordinal,
             GError               **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database,
                          "SELECT unique_id, ordinal FROM ledger INDEXED BY ledger_header"
                          " WHERE account = ?1 AND header_hash = ?2 AND octets = ?3 AND vanished IS NOT NULL"
                          " ORDER BY unique_id, ordinal LIMIT 1",
                          error);

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_int64 (statement, 1, account);
  rst_statement_bind_bytes (statement, 2, digest);
  rst_statement_bind_int64 (statement, 3, (gint64) entry->octets);
  return find_row (statement, name, ordinal, error);
}

static gboolean
rebind_one (RstDatabase *database, Rebinding *rebinding, guint index, GError **error)
{
  const RstLedgerEntry *entry = rebinding->entries->pdata[index];
  g_autofree char *name = NULL;
  RstLedgerEntry *rebound = NULL;
  guint ordinal;

  if (rebinding->digests->pdata[index] == NULL)
    return TRUE;
  if (!find_header (database, rebinding->account_key, entry, rebinding->digests->pdata[index], &name, &ordinal, error))
    return FALSE;
  if (name != NULL && !rename_row (database, rebinding->account_key, name, ordinal, entry, &rebound, error))
    return FALSE;
  if (rebound != NULL)
    rst_ledger_take (rebinding->found, rebound);
  return TRUE;
}

static gboolean
rebind_in_transaction (RstDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  Rebinding *rebinding = data;

  if (!rst_store_find_account (database, rebinding->account, &rebinding->account_key, error))
    return FALSE;
  for (guint i = 0; i < rebinding->entries->len; i++)
    if (!rebind_one (database, rebinding, i, error))
      return FALSE;
  return TRUE;
}

static gpointer
rebind (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  return rst_store_write (self, rebind_in_transaction, request, FALSE, cancellable, error);
}

static const RstStoreOperation rebind_operation = { .func = rebind };

RstLedger *
rst_store_rebind (RstStore      *self,
                  const char    *account,
                  GPtrArray     *entries,
                  GPtrArray     *digests,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr (RstLedger) found = rst_ledger_new ();
  Rebinding rebinding = { account, entries, digests, found, 0 };

  g_return_val_if_fail (RST_IS_STORE (self), NULL);
  g_return_val_if_fail (account != NULL && entries != NULL, NULL);
  g_return_val_if_fail (digests != NULL && digests->len == entries->len, NULL);

  if (rst_store_call (self, self->writer, &rebind_operation, &rebinding, cancellable, error) == NULL)
    return NULL;
  return g_steal_pointer (&found);
}

/* Sizes that are looked for. */
typedef struct
{
  const char *account;
  GArray *sizes;
} Sizes;

static gpointer
match_sizes (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  Sizes *sizes = request;
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (gboolean));
  g_autoptr (RstStatement) statement =
    rst_database_prepare (self->read_database,
                          "SELECT 1 FROM ledger INDEXED BY ledger_vanished_octets"
                          " WHERE account = (SELECT id FROM account WHERE name = ?1)"
                          " AND octets = ?2 AND vanished IS NOT NULL LIMIT 1",
                          error);

  if (statement == NULL)
    return NULL;

  rst_statement_bind_text (statement, 1, sizes->account);
  for (guint i = 0; i < sizes->sizes->len; i++)
    {
      gboolean match;
      int step;

      rst_statement_bind_int64 (statement, 2, (gint64) g_array_index (sizes->sizes, guint64, i));
      step = rst_statement_step (statement, error);
      if (step < 0)
        return NULL;
      match = step > 0;
      g_array_append_val (matches, match);
      rst_statement_reset (statement);
    }
  return g_steal_pointer (&matches);
}

static const RstStoreOperation match_sizes_operation = { .func = match_sizes };

GArray *
rst_store_match_sizes (RstStore      *self,
                       const char    *account,
                       GArray        *sizes,
                       GCancellable  *cancellable,
                       GError       **error)
{
  Sizes request = { account, sizes };

  g_return_val_if_fail (RST_IS_STORE (self), NULL);
  g_return_val_if_fail (account != NULL && sizes != NULL, NULL);

  return rst_store_call (self, self->reader, &match_sizes_operation, &request, cancellable, error);
}
