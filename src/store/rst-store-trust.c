/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-store-private.h"

/* Anybody can write any sender into a message. What was sorted out as junk, by
 * whomever, stays out.
 */
static const char trusted_sql[] =
  "SELECT 1 FROM message m JOIN mailbox b ON b.id = m.mailbox"
  " JOIN trusted_sender t ON t.address = m.from_address"
  " WHERE m.id = ? AND b.name NOT IN ('" RST_MAILBOX_JUNK "', '" RST_MAILBOX_TRASH "')";

static gpointer
is_trusted (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  g_autoptr (RstStatement) statement = rst_database_prepare (self->read_database, trusted_sql, error);
  gboolean *trusted;
  int step;

  if (statement == NULL)
    return NULL;

  rst_statement_bind_int64 (statement, 1, *(gint64 *) request);
  step = rst_statement_step (statement, error);
  if (step < 0)
    return NULL;
  trusted = g_new (gboolean, 1);
  *trusted = step > 0;
  return trusted;
}

static const RstStoreOperation is_trusted_operation = {
  .func = is_trusted,
  .request_free = g_free,
  .answer_free = g_free,
};

gboolean
rst_store_is_sender_trusted (RstStore *self, gint64 id, gboolean *trusted, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), FALSE);
  g_return_val_if_fail (trusted != NULL, FALSE);

  return rst_store_take_answer (rst_store_call (self, self->reader, &is_trusted_operation, &id, cancellable, error),
                                trusted, sizeof *trusted);
}

void
rst_store_is_sender_trusted_async (RstStore            *self,
                                   gint64               id,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_return_if_fail (RST_IS_STORE (self));

  rst_store_call_async (self, self->reader, &is_trusted_operation, g_memdup2 (&id, sizeof id),
                        cancellable, callback, user_data);
}

gboolean
rst_store_is_sender_trusted_finish (RstStore *self, GAsyncResult *result, gboolean *trusted, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), FALSE);
  g_return_val_if_fail (trusted != NULL, FALSE);

  return rst_store_take_answer (rst_store_call_finish (self, &is_trusted_operation, result, error),
                                trusted, sizeof *trusted);
}

typedef struct
{
  char *address;
  gboolean trusted;
} Trust;

static void
trust_free (gpointer data)
{
  Trust *trust = data;

  g_free (trust->address);
  g_free (trust);
}

static gboolean
set_in_transaction (RstDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  Trust *trust = data;
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database,
                          trust->trusted ? "INSERT OR IGNORE INTO trusted_sender VALUES (?)"
                                         : "DELETE FROM trusted_sender WHERE address = ?",
                          error);

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_text (statement, 1, trust->address);
  return rst_statement_run (statement, error);
}

static gpointer
set_trusted (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  return rst_store_write (self, set_in_transaction, request, FALSE, cancellable, error);
}

static const RstStoreOperation set_trusted_operation = {
  .func = set_trusted,
  .request_free = trust_free,
};

gboolean
rst_store_set_sender_trusted (RstStore      *self,
                              const char    *address,
                              gboolean       trusted,
                              GCancellable  *cancellable,
                              GError       **error)
{
  Trust trust = { (char *) address, trusted };

  g_return_val_if_fail (RST_IS_STORE (self), FALSE);
  g_return_val_if_fail (address != NULL && *address != '\0', FALSE);

  return rst_store_call (self, self->writer, &set_trusted_operation, &trust, cancellable, error) != NULL;
}

void
rst_store_set_sender_trusted_async (RstStore            *self,
                                    const char          *address,
                                    gboolean             trusted,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  Trust *trust;

  g_return_if_fail (RST_IS_STORE (self));
  g_return_if_fail (address != NULL && *address != '\0');

  trust = g_new0 (Trust, 1);
  trust->address = g_strdup (address);
  trust->trusted = trusted;
  rst_store_call_async (self, self->writer, &set_trusted_operation, trust, cancellable, callback, user_data);
}

gboolean
rst_store_set_sender_trusted_finish (RstStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), FALSE);

  return rst_store_call_finish (self, &set_trusted_operation, result, error) != NULL;
}

static gpointer
load_trusted (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  g_autoptr (GStrvBuilder) addresses = g_strv_builder_new ();
  g_autoptr (RstStatement) statement =
    rst_database_prepare (self->read_database, "SELECT address FROM trusted_sender ORDER BY address", error);
  int step;

  if (statement == NULL)
    return NULL;

  while ((step = rst_statement_step (statement, error)) > 0)
    g_strv_builder_add (addresses, rst_statement_get_text (statement, 0));
  return step == 0 ? g_strv_builder_end (addresses) : NULL;
}

static const RstStoreOperation load_trusted_operation = {
  .func = load_trusted,
  .answer_free = (GDestroyNotify) g_strfreev,
};

GStrv
rst_store_load_trusted_senders (RstStore *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), NULL);

  return rst_store_call (self, self->reader, &load_trusted_operation, NULL, cancellable, error);
}

void
rst_store_load_trusted_senders_async (RstStore            *self,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_return_if_fail (RST_IS_STORE (self));

  rst_store_call_async (self, self->reader, &load_trusted_operation, NULL, cancellable, callback, user_data);
}

GStrv
rst_store_load_trusted_senders_finish (RstStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), NULL);

  return rst_store_call_finish (self, &load_trusted_operation, result, error);
}
