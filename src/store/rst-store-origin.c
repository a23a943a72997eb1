/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-store-private.h"

/* Behind the columns of an entry: the account, and what an entry leaves out. */
#define SELECT_LEDGER \
  "SELECT " RST_LEDGER_COLUMNS "," \
  " (SELECT name FROM account WHERE id = ledger.account)," \
  " announced, nullif (lower (hex (content)), '')" \
  " FROM ledger"

/* A message has one row at most that still counts; should it have more, the one
 * that the server lists says the most.
 */
static const char of_message_sql[] =
  SELECT_LEDGER " WHERE message = ?1 ORDER BY vanished IS NOT NULL, state, unique_id, ordinal LIMIT 1";

static const char on_server_sql[] =
  SELECT_LEDGER " WHERE account = (SELECT id FROM account WHERE name = ?1)"
  " AND (unique_id, ordinal) > (?2, ?3) AND state < 3 AND vanished IS NULL"
  " ORDER BY unique_id, ordinal LIMIT ?4";

static const char message_sql[] =
  "SELECT a.name, b.name, m.subject, m.message_id, m.arrived, m.octets, lower (hex (c.sha256)), c.proven"
  " FROM message m JOIN account a ON a.id = m.account JOIN mailbox b ON b.id = m.mailbox"
  " LEFT JOIN content c ON c.id = m.content WHERE m.id = ?1";

static void
take_ledger (RstOrigin *origin, RstStatement *statement)
{
  origin->entry = rst_store_read_ledger_entry (statement);
  origin->message = origin->entry->message;
  origin->proven = origin->entry->proven;
  origin->account = rst_statement_dup_text (statement, RST_LEDGER_N_COLUMNS);
  origin->announced = rst_statement_get_int64 (statement, RST_LEDGER_N_COLUMNS + 1);
  origin->sha256 = g_strdup (rst_statement_get_text (statement, RST_LEDGER_N_COLUMNS + 2));
}

/* What is here counts more than what the ledger noted. */
static void
take_message (RstOrigin *origin, RstStatement *statement)
{
  g_free (origin->account);
  g_free (origin->sha256);
  origin->account = rst_statement_dup_text (statement, 0);
  origin->mailbox = rst_statement_dup_text (statement, 1);
  origin->subject = rst_statement_dup_text (statement, 2);
  origin->message_id = g_strdup (rst_statement_get_text (statement, 3));
  origin->arrived = rst_statement_get_int64 (statement, 4);
  origin->size = (guint64) rst_statement_get_int64 (statement, 5);
  origin->sha256 = rst_statement_dup_text (statement, 6);
  origin->proven = rst_statement_get_int64 (statement, 7);
}

static gboolean
read_ledger (RstDatabase *database, RstOrigin *origin, GError **error)
{
  g_autoptr (RstStatement) statement = rst_database_prepare (database, of_message_sql, error);
  int step;

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_int64 (statement, 1, origin->message);
  step = rst_statement_step (statement, error);
  if (step > 0)
    take_ledger (origin, statement);
  return step >= 0;
}

static gboolean
read_message (RstDatabase *database, RstOrigin *origin, GError **error)
{
  g_autoptr (RstStatement) statement = rst_database_prepare (database, message_sql, error);
  int step;

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_int64 (statement, 1, origin->message);
  step = rst_statement_step (statement, error);
  if (step == 0)
    return rst_store_no_message (origin->message, error);
  if (step > 0)
    take_message (origin, statement);
  return step > 0;
}

static gpointer
load_origin (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  g_autoptr (RstOrigin) origin = g_new0 (RstOrigin, 1);

  origin->message = *(gint64 *) request;
  if (!read_ledger (self->read_database, origin, error) ||
      !read_message (self->read_database, origin, error))
    return NULL;
  return g_steal_pointer (&origin);
}

static const RstStoreOperation load_origin_operation = { .func = load_origin };

RstOrigin *
rst_store_load_origin (RstStore *self, gint64 id, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), NULL);

  return rst_store_call (self, self->reader, &load_origin_operation, &id, cancellable, error);
}

/* A piece of the ledger of an account. */
typedef struct
{
  const char *account;
  const RstLedgerEntry *after;
  guint limit;
} Piece;

static void
bind_piece (RstStatement *statement, const Piece *piece)
{
  rst_statement_bind_text (statement, 1, piece->account);
  rst_statement_bind_text (statement, 2, piece->after != NULL ? piece->after->unique_id : "");
  rst_statement_bind_int64 (statement, 3, piece->after != NULL ? (gint64) piece->after->ordinal : -1);
  rst_statement_bind_int64 (statement, 4, piece->limit);
}

static GPtrArray *
read_piece (RstDatabase *database, const Piece *piece, GError **error)
{
  g_autoptr (GPtrArray) origins = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_origin_free);
  g_autoptr (RstStatement) statement = rst_database_prepare (database, on_server_sql, error);
  int step;

  if (statement == NULL)
    return NULL;

  bind_piece (statement, piece);
  while ((step = rst_statement_step (statement, error)) > 0)
    {
      RstOrigin *origin = g_new0 (RstOrigin, 1);

      take_ledger (origin, statement);
      g_ptr_array_add (origins, origin);
    }
  return step == 0 ? g_steal_pointer (&origins) : NULL;
}

static gboolean
read_messages (RstDatabase *database, GPtrArray *origins, GError **error)
{
  for (guint i = 0; i < origins->len; i++)
    {
      RstOrigin *origin = origins->pdata[i];

      if (origin->message != 0 && !read_message (database, origin, error))
        return FALSE;
    }
  return TRUE;
}

/* In one transaction: a message of the piece is not deleted meanwhile. */
static gpointer
load_on_server (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) origins = NULL;
  gboolean loaded;

  if (!rst_database_exec (self->read_database, "BEGIN", error))
    return NULL;
  origins = read_piece (self->read_database, request, error);
  loaded = origins != NULL && read_messages (self->read_database, origins, error);
  if (!rst_database_exec (self->read_database, "COMMIT", loaded ? error : NULL) || !loaded)
    return NULL;
  return g_steal_pointer (&origins);
}

static const RstStoreOperation load_on_server_operation = { .func = load_on_server };

GPtrArray *
rst_store_load_on_server (RstStore              *self,
                          const char            *account,
                          const RstLedgerEntry  *after,
                          guint                  limit,
                          GCancellable          *cancellable,
                          GError               **error)
{
  Piece piece = { account, after, limit };

  g_return_val_if_fail (RST_IS_STORE (self), NULL);
  g_return_val_if_fail (account != NULL, NULL);
  g_return_val_if_fail (limit > 0, NULL);

  return rst_store_call (self, self->reader, &load_on_server_operation, &piece, cancellable, error);
}
