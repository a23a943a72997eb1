/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a rule about what stays on a server asks of the store: the messages that
 * are there, how young they are, and which of them a backup is proven to hold.
 */

#include "config.h"

#include "base/rst-sha256.h"
#include "store/rst-store-private.h"

/* Who looks at which rows. */
typedef struct
{
  const char *account;
  RstStoreLedgerFunc func;
  gpointer user_data;
} Visit;

/* An id begins with its message's date; what was deleted has none any more. */
static const char visit_sql[] =
  "SELECT " RST_LEDGER_COLUMNS " FROM ledger"
  " WHERE account = (SELECT id FROM account WHERE name = ?1)"
  " AND state IN (1, 2) AND vanished IS NULL"
  " ORDER BY coalesce (message >> " G_STRINGIFY (RST_STORE_COUNTER_BITS) ", stored) DESC, message DESC";

static gpointer
visit_ledger (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  Visit *visit = request;
  g_autoptr (RstStatement) statement = rst_database_prepare (self->read_database, visit_sql, error);
  int step;

  if (statement == NULL)
    return NULL;

  rst_statement_bind_text (statement, 1, visit->account);
  while ((step = rst_statement_step (statement, error)) > 0)
    {
      g_autoptr (RstLedgerEntry) entry = rst_store_read_ledger_entry (statement);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      visit->func (entry, visit->user_data);
    }
  return step == 0 ? visit : NULL;
}

static const RstStoreOperation visit_ledger_operation = { .func = visit_ledger };

gboolean
rst_store_visit_ledger (RstStore          *self,
                        const char        *account,
                        RstStoreLedgerFunc func,
                        gpointer           user_data,
                        GCancellable      *cancellable,
                        GError           **error)
{
  Visit visit = { account, func, user_data };

  g_return_val_if_fail (RST_IS_STORE (self), FALSE);
  g_return_val_if_fail (account != NULL && func != NULL, FALSE);

  return rst_store_call (self, self->reader, &visit_ledger_operation, &visit, cancellable, error) != NULL;
}

/* How young the youngest is. */
typedef struct
{
  const char *account;
  gint64 aged;
} Youngest;

static gpointer
load_youngest (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  Youngest *youngest = request;
  g_autoptr (RstStatement) statement =
    rst_database_prepare (self->read_database,
                          "SELECT max (coalesce (aged, stored)) FROM ledger"
                          " WHERE account = (SELECT id FROM account WHERE name = ?)",
                          error);

  if (statement == NULL)
    return NULL;

  rst_statement_bind_text (statement, 1, youngest->account);
  if (rst_statement_step (statement, error) < 0)
    return NULL;
  youngest->aged = rst_statement_get_int64 (statement, 0);
  return youngest;
}

static const RstStoreOperation load_youngest_operation = { .func = load_youngest };

gboolean
rst_store_load_youngest (RstStore      *self,
                         const char    *account,
                         gint64        *aged,
                         GCancellable  *cancellable,
                         GError       **error)
{
  Youngest youngest = { .account = account };

  g_return_val_if_fail (RST_IS_STORE (self), FALSE);
  g_return_val_if_fail (account != NULL && aged != NULL, FALSE);

  if (rst_store_call (self, self->reader, &load_youngest_operation, &youngest, cancellable, error) == NULL)
    return FALSE;
  *aged = youngest.aged;
  return TRUE;
}

/* What is proven, and since when. */
typedef struct
{
  GPtrArray *contents;
  gint64 time;
} Proof;

/* What is no hash names no content. */
static gboolean
prove_one (RstDatabase *database, const char *content, gint64 time, GError **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database,
                          "UPDATE content SET proven = ?2 WHERE sha256 = ?1 AND coalesce (proven, 0) < ?2",
                          error);
  guint8 sha256[RST_SHA256_SIZE];

  if (statement == NULL)
    return FALSE;
  if (!rst_sha256_parse (content, sha256))
    return TRUE;

  rst_statement_bind_octets (statement, 1, sha256, sizeof sha256);
  rst_statement_bind_int64 (statement, 2, time);
  return rst_statement_run (statement, error);
}

static gboolean
prove_in_transaction (RstDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  Proof *proof = data;

  for (guint i = 0; i < proof->contents->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !prove_one (database, proof->contents->pdata[i], proof->time, error))
      return FALSE;
  return TRUE;
}

static gpointer
note_proven (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  return rst_store_write (self, prove_in_transaction, request, FALSE, cancellable, error);
}

static const RstStoreOperation note_proven_operation = { .func = note_proven };

gboolean
rst_store_note_proven (RstStore      *self,
                       GPtrArray     *contents,
                       gint64         time,
                       GCancellable  *cancellable,
                       GError       **error)
{
  Proof proof = { contents, time };

  g_return_val_if_fail (RST_IS_STORE (self), FALSE);
  g_return_val_if_fail (contents != NULL && time > 0, FALSE);

  return rst_store_call (self, self->writer, &note_proven_operation, &proof, cancellable, error) != NULL;
}
