/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-store-private.h"

#include <glib/gi18n-lib.h>

#include "base/rst-error.h"
#include "store/rst-content.h"

gboolean
rst_store_no_message (gint64 id, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  g_set_error (error, RST_ERROR, RST_ERROR_USAGE, _("There is no message %s"), name);
  return FALSE;
}

gboolean
rst_store_find_content (RstDatabase *database, gint64 id, gint64 *content, GError **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database, "SELECT content FROM message WHERE id = ?", error);
  int step;

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_int64 (statement, 1, id);
  step = rst_statement_step (statement, error);
  if (step == 0)
    return rst_store_no_message (id, error);
  *content = step > 0 ? rst_statement_get_int64 (statement, 0) : 0;
  return step > 0;
}

/* Says which message it was. */
static void
name_message (gint64 id, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  if (error != NULL && g_error_matches (*error, RST_ERROR, RST_ERROR_DAMAGED))
    g_prefix_error (error, _("Message %s cannot be read: "), name);
}

/* A beginning may be as it came, and the rest would be lost. */
static gboolean
refuse_part (RstDatabase *database, gint64 id, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database, "SELECT 1 FROM message WHERE id = ? AND partial", error);
  int step;

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_int64 (statement, 1, id);
  step = rst_statement_step (statement, error);
  if (step > 0)
    g_set_error (error, RST_ERROR, RST_ERROR_DAMAGED, _("Only the beginning of message %s is here"), name);
  return step == 0;
}

static gpointer
verify (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  GArray *ids = request;

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      gint64 content;

      if (!refuse_part (self->read_database, id, error) ||
          !rst_store_find_content (self->read_database, id, &content, error))
        return NULL;
      if (!rst_content_verify (self->read_database, content, cancellable, error))
        {
          name_message (id, error);
          return NULL;
        }
    }
  return self;
}

static const RstStoreOperation verify_operation = { .func = verify };

gboolean
rst_store_verify (RstStore *self, GArray *ids, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), FALSE);
  g_return_val_if_fail (ids != NULL, FALSE);

  return rst_store_call (self, self->reader, &verify_operation, ids, cancellable, error) != NULL;
}

static GBytes *
load_content (RstStore *self, gint64 id, GCancellable *cancellable, GError **error)
{
  gint64 content;
  GBytes *raw;

  if (!rst_store_find_content (self->read_database, id, &content, error))
    return NULL;

  raw = rst_content_load (self->read_database, content, self->folder, cancellable, error);
  if (raw == NULL)
    name_message (id, error);
  return raw;
}

/* In one transaction: the content of a partial message goes when it comes whole. */
static gpointer
load_raw (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) raw = NULL;

  if (!rst_database_exec (self->read_database, "BEGIN", error))
    return NULL;
  raw = load_content (self, *(gint64 *) request, cancellable, error);
  if (!rst_database_exec (self->read_database, "COMMIT", raw != NULL ? error : NULL))
    return NULL;
  return g_steal_pointer (&raw);
}

static const RstStoreOperation load_raw_operation = { .func = load_raw };

GBytes *
rst_store_load_raw (RstStore *self, gint64 id, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), NULL);

  return rst_store_call (self, self->reader, &load_raw_operation, &id, cancellable, error);
}

static gpointer
load_message (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) raw = load_raw (self, request, cancellable, error);

  return raw != NULL ? rst_message_new (raw) : NULL;
}

static const RstStoreOperation load_message_operation = {
  .func = load_message,
  .request_free = g_free,
  .answer_free = g_object_unref,
};

RstMessage *
rst_store_load_message (RstStore *self, gint64 id, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), NULL);

  return rst_store_call (self, self->reader, &load_message_operation, &id, cancellable, error);
}

void
rst_store_load_message_async (RstStore            *self,
                              gint64               id,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (RST_IS_STORE (self));

  rst_store_call_async (self,
                        self->reader,
                        &load_message_operation,
                        g_memdup2 (&id, sizeof id),
                        cancellable,
                        callback,
                        user_data);
}

RstMessage *
rst_store_load_message_finish (RstStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), NULL);

  return rst_store_call_finish (self, &load_message_operation, result, error);
}
