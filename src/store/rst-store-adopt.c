/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/rst-error.h"
#include "mime/rst-header-digest.h"
#include "base/rst-sha256.h"
#include "store/rst-content.h"
#include "store/rst-store-private.h"

/* So many messages get their rows in one transaction. */
#define PIECE 500

/* So much of a message is read for its header. */
#define HEADER_MAX (1024 * 1024)

/* A row for a message that the server does not list; ?1 the account, ?2 the
 * time, ?3 the header's digest. The size that a server announced is not known:
 * most announce the exact one. What is here in part was only announced.
 */
#define ADOPT \
  "INSERT INTO ledger (account, unique_id, ordinal, octets, state, announced, stored," \
  " vanished, message, content, header_hash)" \
  " SELECT ?1, " RST_LEDGER_FORMER_NAME ", 0, message.octets, NOT partial, arrived," \
  " iif (partial, NULL, arrived), ?2, message.id, iif (partial, NULL, sha256), ?3" \
  " FROM content JOIN message ON message.content = content.id" \
  " WHERE NOT EXISTS (SELECT 1 FROM ledger WHERE ledger.message = message.id)"

/* A message that no row of the ledger names. */
typedef struct
{
  gint64 id;
  GBytes *header_digest;
} Orphan;

static void
orphan_clear (gpointer data)
{
  Orphan *orphan = data;

  g_clear_pointer (&orphan->header_digest, g_bytes_unref);
}

/* A piece of what is to be adopted. */
typedef struct
{
  const char *account;
  gint64 after; /* the last message of the piece before */
  GArray *orphans;
  gint64 account_key;
  gint64 now;
} Adoption;

static gboolean
find_orphans (RstDatabase *database, Adoption *adoption, GError **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database,
                          "SELECT id FROM message INDEXED BY message_order"
                          " WHERE id > ?2 AND account = (SELECT id FROM account WHERE name = ?1)"
                          " AND NOT EXISTS (SELECT 1 FROM ledger WHERE ledger.message = message.id)"
                          " ORDER BY id LIMIT ?3",
                          error);
  int step;

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_text (statement, 1, adoption->account);
  rst_statement_bind_int64 (statement, 2, adoption->after);
  rst_statement_bind_int64 (statement, 3, PIECE);
  while ((step = rst_statement_step (statement, error)) > 0)
    {
      Orphan orphan = { .id = rst_statement_get_int64 (statement, 0) };

      g_array_append_val (adoption->orphans, orphan);
    }
  return step == 0;
}

/* A message that is damaged cannot be known by its header; that is for a check
 * of the store to say, and keeps no mail away.
 */
static gboolean
read_header (RstDatabase *database, Orphan *orphan, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) start = NULL;
  GError *local_error = NULL;
  gint64 content;

  if (!rst_store_find_content (database, orphan->id, &content, error))
    return FALSE;
  start = rst_content_load_start (database, content, HEADER_MAX, cancellable, &local_error);
  if (start != NULL)
    orphan->header_digest = rst_header_digest (start, NULL);
  else if (!g_error_matches (local_error, RST_ERROR, RST_ERROR_DAMAGED))
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  g_clear_error (&local_error);
  return TRUE;
}

static gpointer
load_orphans (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  Adoption *adoption = request;

  if (!find_orphans (self->read_database, adoption, error))
    return NULL;
  for (guint i = 0; i < adoption->orphans->len; i++)
    if (!read_header (self->read_database, &g_array_index (adoption->orphans, Orphan, i), cancellable, error))
      return NULL;
  return adoption;
}

static const RstStoreOperation load_operation = { .func = load_orphans };

static void
bind_row (RstStatement *statement, gint64 account, gint64 now, GBytes *header_digest)
{
  rst_statement_bind_int64 (statement, 1, account);
  rst_statement_bind_int64 (statement, 2, now);
  rst_statement_bind_bytes (statement, 3, header_digest);
}

static gboolean
adopt_one (RstDatabase *database, Adoption *adoption, const Orphan *orphan, GError **error)
{
  g_autoptr (RstStatement) statement = rst_database_prepare (database, ADOPT " AND message.id = ?4", error);

  if (statement == NULL)
    return FALSE;

  bind_row (statement, adoption->account_key, adoption->now, orphan->header_digest);
  rst_statement_bind_int64 (statement, 4, orphan->id);
  return rst_statement_run (statement, error);
}

gboolean
rst_store_adopt_like (RstDatabase       *database,
                      gint64             account,
                      const RstArrival  *arrival,
                      const guint8      *sha256,
                      gint64             now,
                      GError           **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database, ADOPT " AND sha256 = ?4 AND message.account = ?1", error);

  if (statement == NULL)
    return FALSE;

  bind_row (statement, account, now, arrival->header_digest);
  rst_statement_bind_octets (statement, 4, sha256, RST_SHA256_SIZE);
  return rst_statement_run (statement, error);
}

static gboolean
adopt_in_transaction (RstDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  Adoption *adoption = data;

  if (!rst_store_find_account (database, adoption->account, &adoption->account_key, error))
    return FALSE;
  for (guint i = 0; i < adoption->orphans->len; i++)
    if (!adopt_one (database, adoption, &g_array_index (adoption->orphans, Orphan, i), error))
      return FALSE;
  return TRUE;
}

static gpointer
adopt_orphans (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  return rst_store_write (self, adopt_in_transaction, request, FALSE, cancellable, error);
}

static const RstStoreOperation adopt_operation = { .func = adopt_orphans };

/* @more: whether there may be others behind these */
static gboolean
adopt_piece (RstStore *self, Adoption *adoption, gboolean *more, GCancellable *cancellable, GError **error)
{
  guint n;

  g_array_set_size (adoption->orphans, 0);
  if (rst_store_call (self, self->reader, &load_operation, adoption, cancellable, error) == NULL)
    return FALSE;

  n = adoption->orphans->len;
  *more = n == PIECE;
  if (n == 0)
    return TRUE;
  adoption->after = g_array_index (adoption->orphans, Orphan, n - 1).id;
  return rst_store_call (self, self->writer, &adopt_operation, adoption, cancellable, error) != NULL;
}

gboolean
rst_store_adopt (RstStore *self, const char *account, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) orphans = g_array_new (FALSE, FALSE, sizeof (Orphan));
  Adoption adoption = {
    .account = account,
    .after = -1,
    .orphans = orphans,
    .now = g_get_real_time () / G_USEC_PER_SEC,
  };
  gboolean more = TRUE;

  g_return_val_if_fail (RST_IS_STORE (self), FALSE);
  g_return_val_if_fail (account != NULL, FALSE);

  g_array_set_clear_func (orphans, orphan_clear);
  while (more)
    if (!adopt_piece (self, &adoption, &more, cancellable, error))
      return FALSE;
  return TRUE;
}
