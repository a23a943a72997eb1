/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-store-private.h"

/* What is asked of the rows that the server should list. */
typedef struct
{
  const char *account;
  const RstLedgerEntry *after;
  guint limit;
  guint count;
} Question;

static gpointer
count_listed (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  Question *question = request;
  g_autoptr (RstStatement) statement =
    rst_database_prepare (self->read_database,
                          "SELECT count(*) FROM ledger"
                          " WHERE account = (SELECT id FROM account WHERE name = ?1) AND " RST_LEDGER_LISTED,
                          error);

  if (statement == NULL)
    return NULL;

  rst_statement_bind_text (statement, 1, question->account);
  if (rst_statement_step (statement, error) < 0)
    return NULL;
  question->count = (guint) rst_statement_get_int64 (statement, 0);
  return question;
}

static const RstStoreOperation count_listed_operation = { .func = count_listed };

gboolean
rst_store_count_listed (RstStore      *self,
                        const char    *account,
                        guint         *count,
                        GCancellable  *cancellable,
                        GError       **error)
{
  Question question = { .account = account };

  g_return_val_if_fail (RST_IS_STORE (self), FALSE);
  g_return_val_if_fail (account != NULL && count != NULL, FALSE);

  if (rst_store_call (self, self->reader, &count_listed_operation, &question, cancellable, error) == NULL)
    return FALSE;
  *count = question.count;
  return TRUE;
}

static gpointer
load_listed (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  Question *question = request;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_ledger_entry_free);
  g_autoptr (RstStatement) statement =
    rst_database_prepare (self->read_database,
                          "SELECT " RST_LEDGER_COLUMNS " FROM ledger"
                          " WHERE account = (SELECT id FROM account WHERE name = ?1) AND " RST_LEDGER_LISTED
                          " AND (unique_id, ordinal) > (?2, ?3) ORDER BY unique_id, ordinal LIMIT ?4",
                          error);
  int step;

  if (statement == NULL)
    return NULL;

  rst_statement_bind_text (statement, 1, question->account);
  rst_statement_bind_text (statement, 2, question->after != NULL ? question->after->unique_id : "");
  rst_statement_bind_int64 (statement, 3, question->after != NULL ? (gint64) question->after->ordinal : -1);
  rst_statement_bind_int64 (statement, 4, question->limit);
  while ((step = rst_statement_step (statement, error)) > 0)
    g_ptr_array_add (rows, rst_store_read_ledger_entry (statement));
  return step == 0 ? g_steal_pointer (&rows) : NULL;
}

static const RstStoreOperation load_listed_operation = { .func = load_listed };

GPtrArray *
rst_store_load_listed (RstStore              *self,
                       const char            *account,
                       const RstLedgerEntry  *after,
                       guint                  limit,
                       GCancellable          *cancellable,
                       GError               **error)
{
  Question question = { .account = account, .after = after, .limit = limit };

  g_return_val_if_fail (RST_IS_STORE (self), NULL);
  g_return_val_if_fail (account != NULL && limit > 0, NULL);

  return rst_store_call (self, self->reader, &load_listed_operation, &question, cancellable, error);
}

/* What is noted of many rows. */
typedef struct
{
  const char *account;
  GPtrArray *entries;
  const char *sql; /* NULL to set them aside */
  gint64 account_key;
  gint64 now;
} Note;

static const char vanished_sql[] =
  "UPDATE ledger SET vanished = coalesce (vanished, ?5)"
  " WHERE " RST_LEDGER_NAMED;

/* What was removed and is there, was not removed. */
static const char listed_sql[] =
  "UPDATE ledger SET vanished = NULL, octets = ?4, state = iif (state = 3, 2, state), removed = NULL"
  " WHERE " RST_LEDGER_NAMED;

static gboolean
note_one (RstDatabase *database, Note *note, const RstLedgerEntry *entry, GError **error)
{
  g_autoptr (RstStatement) statement = NULL;

  if (note->sql == NULL)
    return rst_store_set_row_aside (database, note->account_key, entry->unique_id, entry->ordinal, note->now, error);

  statement = rst_database_prepare (database, note->sql, error);
  if (statement == NULL)
    return FALSE;
  rst_store_bind_name (statement, note->account_key, entry->unique_id, entry->ordinal);
  if (note->sql == listed_sql)
    rst_statement_bind_int64 (statement, 4, (gint64) entry->octets);
  else
    rst_statement_bind_int64 (statement, 5, note->now);
  return rst_statement_run (statement, error);
}

static gboolean
note_in_transaction (RstDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  Note *note = data;

  if (!rst_store_find_account (database, note->account, &note->account_key, error))
    return FALSE;
  for (guint i = 0; i < note->entries->len; i++)
    if (!note_one (database, note, note->entries->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gpointer
note_rows (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  return rst_store_write (self, note_in_transaction, request, FALSE, cancellable, error);
}

static const RstStoreOperation note_operation = { .func = note_rows };

static gboolean
note_all (RstStore      *self,
          const char    *account,
          GPtrArray     *entries,
          const char    *sql,
          GCancellable  *cancellable,
          GError       **error)
{
  Note note = {
    .account = account,
    .entries = entries,
    .sql = sql,
    .now = g_get_real_time () / G_USEC_PER_SEC,
  };

  g_return_val_if_fail (RST_IS_STORE (self), FALSE);
  g_return_val_if_fail (account != NULL && entries != NULL, FALSE);

  return entries->len == 0 ||
         rst_store_call (self, self->writer, &note_operation, &note, cancellable, error) != NULL;
}

gboolean
rst_store_note_vanished (RstStore      *self,
                         const char    *account,
                         GPtrArray     *entries,
                         GCancellable  *cancellable,
                         GError       **error)
{
  return note_all (self, account, entries, vanished_sql, cancellable, error);
}

gboolean
rst_store_note_listed (RstStore      *self,
                       const char    *account,
                       GPtrArray     *entries,
                       GCancellable  *cancellable,
                       GError       **error)
{
  return note_all (self, account, entries, listed_sql, cancellable, error);
}

gboolean
rst_store_set_aside (RstStore      *self,
                     const char    *account,
                     GPtrArray     *entries,
                     GCancellable  *cancellable,
                     GError       **error)
{
  return note_all (self, account, entries, NULL, cancellable, error);
}
