/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-store-private.h"

/* What is looked for, and what was found. */
typedef struct
{
  const char *sql;
  const char *account;
  GBytes *header_digest; /* NULL for any */
  const char *unique_id; /* NULL for none */
  guint ordinal;
  guint64 octets;
  guint skip;
  RstLedgerEntry *found;
} Search;

#define SELECT "SELECT " RST_LEDGER_COLUMNS " FROM ledger" \
               " WHERE account = (SELECT id FROM account WHERE name = ?1) AND state > 0"

static const char any_sql[] =
  SELECT " AND header_hash IS NOT NULL LIMIT 1";

static const char alike_sql[] =
  SELECT " AND header_hash = ?2 AND octets = ?3 ORDER BY unique_id, ordinal LIMIT 1 OFFSET ?4";

static const char named_sql[] =
  SELECT " AND header_hash = ?2 AND unique_id = ?3 AND ordinal = ?4";

static void
bind (RstStatement *statement, const Search *search)
{
  rst_statement_bind_text (statement, 1, search->account);
  if (search->header_digest == NULL)
    return;

  rst_statement_bind_octets (statement, 2,
                             g_bytes_get_data (search->header_digest, NULL),
                             g_bytes_get_size (search->header_digest));
  if (search->unique_id != NULL)
    {
      rst_statement_bind_text (statement, 3, search->unique_id);
      rst_statement_bind_int64 (statement, 4, search->ordinal);
    }
  else
    {
      rst_statement_bind_int64 (statement, 3, (gint64) search->octets);
      rst_statement_bind_int64 (statement, 4, search->skip);
    }
}

static gpointer
recognise (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  Search *search = request;
  g_autoptr (RstStatement) statement = rst_database_prepare (self->read_database, search->sql, error);
  int step;

  if (statement == NULL)
    return NULL;

  bind (statement, search);
  step = rst_statement_step (statement, error);
  if (step > 0)
    search->found = rst_store_read_ledger_entry (statement);
  return step < 0 ? NULL : search;
}

static const RstStoreOperation recognise_operation = { .func = recognise };

static gboolean
run (RstStore *self, Search *search, GCancellable *cancellable, GError **error)
{
  return rst_store_call (self, self->reader, &recognise_operation, search, cancellable, error) != NULL;
}

gboolean
rst_store_can_recognise (RstStore      *self,
                         const char    *account,
                         gboolean      *can,
                         GCancellable  *cancellable,
                         GError       **error)
{
  Search search = { .sql = any_sql, .account = account };

  g_return_val_if_fail (RST_IS_STORE (self), FALSE);
  g_return_val_if_fail (account != NULL && can != NULL, FALSE);

  if (!run (self, &search, cancellable, error))
    return FALSE;
  *can = search.found != NULL;
  g_clear_pointer (&search.found, rst_ledger_entry_free);
  return TRUE;
}

gboolean
rst_store_recognise (RstStore        *self,
                     const char      *account,
                     GBytes          *header_digest,
                     guint64          octets,
                     guint            skip,
                     RstLedgerEntry **found,
                     GCancellable    *cancellable,
                     GError         **error)
{
  Search search = {
    .sql = alike_sql,
    .account = account,
    .header_digest = header_digest,
    .octets = octets,
    .skip = skip,
  };

  g_return_val_if_fail (RST_IS_STORE (self), FALSE);
  g_return_val_if_fail (account != NULL && header_digest != NULL && found != NULL, FALSE);

  if (!run (self, &search, cancellable, error))
    return FALSE;
  *found = search.found;
  return TRUE;
}

gboolean
rst_store_recognise_named (RstStore        *self,
                           const char      *account,
                           GBytes          *header_digest,
                           const char      *unique_id,
                           guint            ordinal,
                           RstLedgerEntry **found,
                           GCancellable    *cancellable,
                           GError         **error)
{
  Search search = {
    .sql = named_sql,
    .account = account,
    .header_digest = header_digest,
    .unique_id = unique_id,
    .ordinal = ordinal,
  };

  g_return_val_if_fail (RST_IS_STORE (self), FALSE);
  g_return_val_if_fail (account != NULL && header_digest != NULL, FALSE);
  g_return_val_if_fail (unique_id != NULL && found != NULL, FALSE);

  if (!run (self, &search, cancellable, error))
    return FALSE;
  *found = search.found;
  return TRUE;
}
