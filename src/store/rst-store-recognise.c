/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-store-private.h"

#include <string.h>

/* What is looked for, and what was found. */
typedef struct
{
  const char *sql;
  const char *account;
  GBytes *header_digest; /* NULL for any */
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

static void
bind (RstStatement *statement, const Search *search)
{
  rst_statement_bind_text (statement, 1, search->account);
  if (search->header_digest == NULL)
    return;

  rst_statement_bind_bytes (statement, 2, search->header_digest);
  rst_statement_bind_int64 (statement, 3, (gint64) search->octets);
  rst_statement_bind_int64 (statement, 4, search->skip);
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

/* Names whose messages' ids are looked up. */
typedef struct
{
  const char *account;
  GPtrArray *entries;
} Names;

static gpointer
load_message_ids (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  Names *names = request;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (RstStatement) statement =
    rst_database_prepare (self->read_database,
                          "SELECT message_id FROM ledger JOIN message ON message.id = ledger.message"
                          " WHERE " RST_LEDGER_ASKED " AND state > 0",
                          error);

  if (statement == NULL)
    return NULL;

  rst_statement_bind_text (statement, 1, names->account);
  for (guint i = 0; i < names->entries->len; i++)
    {
      int step = rst_store_step_to (statement, names->entries->pdata[i], error);

      if (step < 0)
        return NULL;
      g_ptr_array_add (ids, step > 0 ? g_strdup (rst_statement_get_text (statement, 0)) : NULL);
      rst_statement_reset (statement);
    }
  return g_steal_pointer (&ids);
}

static const RstStoreOperation load_message_ids_operation = { .func = load_message_ids };

GPtrArray *
rst_store_load_message_ids (RstStore      *self,
                            const char    *account,
                            GPtrArray     *entries,
                            GCancellable  *cancellable,
                            GError       **error)
{
  Names names = { account, entries };

  g_return_val_if_fail (RST_IS_STORE (self), NULL);
  g_return_val_if_fail (account != NULL && entries != NULL, NULL);

  return rst_store_call (self, self->reader, &load_message_ids_operation, &names, cancellable, error);
}

/* What is compared with the ledger. */
typedef struct
{
  const char *account;
  GPtrArray *entries;
  GPtrArray *digests;
} Comparison;

static gboolean
compare_one (RstStatement *statement, const RstLedgerEntry *entry, GBytes *digest, RstMatch *match, GError **error)
{
  const guint8 *known;
  gsize size;
  int step;

  *match = RST_MATCH_UNKNOWN;
  if (digest == NULL)
    return TRUE;

  step = rst_store_step_to (statement, entry, error);
  if (step <= 0)
    return step == 0;
  known = rst_statement_get_octets (statement, 0, &size);
  *match = size == g_bytes_get_size (digest) && memcmp (known, g_bytes_get_data (digest, NULL), size) == 0
           ? RST_MATCH_SAME
           : RST_MATCH_OTHER;
  return TRUE;
}

static gpointer
compare (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  Comparison *comparison = request;
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (RstMatch));
  g_autoptr (RstStatement) statement =
    rst_database_prepare (self->read_database,
                          "SELECT header_hash FROM ledger"
                          " WHERE " RST_LEDGER_ASKED " AND state > 0 AND header_hash IS NOT NULL",
                          error);

  if (statement == NULL)
    return NULL;

  rst_statement_bind_text (statement, 1, comparison->account);
  for (guint i = 0; i < comparison->entries->len; i++)
    {
      RstMatch match;

      if (!compare_one (statement, comparison->entries->pdata[i], comparison->digests->pdata[i], &match, error))
        return NULL;
      rst_statement_reset (statement);
      g_array_append_val (matches, match);
    }
  return g_steal_pointer (&matches);
}

static const RstStoreOperation compare_operation = { .func = compare };

GArray *
rst_store_compare (RstStore      *self,
                   const char    *account,
                   GPtrArray     *entries,
                   GPtrArray     *digests,
                   GCancellable  *cancellable,
                   GError       **error)
{
  Comparison comparison = { account, entries, digests };

  g_return_val_if_fail (RST_IS_STORE (self), NULL);
  g_return_val_if_fail (account != NULL && entries != NULL, NULL);
  g_return_val_if_fail (digests != NULL && digests->len == entries->len, NULL);

  return rst_store_call (self, self->reader, &compare_operation, &comparison, cancellable, error);
}
