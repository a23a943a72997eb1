/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-store-private.h"
#include "store/rst-thread.h"

/* Other writers, and the log, get their turn after so many messages. */
#define PIECE 256

/* Some of the ids that are to go. */
typedef struct
{
  const gint64 *ids;
  guint n_ids;
} Piece;

/* What only a message that is gone had named. */
static gboolean
forget_names (RstDatabase *database, RstStatement *row, GError **error)
{
  g_autoptr (RstThreadClues) clues =
    rst_thread_clues_new (rst_statement_get_text (row, 2),
                          rst_statement_get_text (row, 3),
                          rst_statement_get_text (row, 4),
                          "");
  gint64 thread = rst_statement_get_int64 (row, 1);

  if (rst_statement_step (row, error) < 0)
    return FALSE;
  return rst_thread_forget (database, thread, clues, error);
}

/* Which content a message had; 0 where there is no such message. */
static gboolean
take_message (RstDatabase *database, gint64 id, gint64 *content, GError **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database, "DELETE FROM message WHERE id = ?"
                                    " RETURNING content, thread, message_id, in_reply_to, refs", error);
  int step;

  *content = 0;
  if (statement == NULL)
    return FALSE;

  rst_statement_bind_int64 (statement, 1, id);
  step = rst_statement_step (statement, error);
  if (step <= 0)
    return step == 0;

  *content = rst_statement_get_int64 (statement, 0);
  return forget_names (database, statement, error);
}

static gboolean
delete_in_transaction (RstDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  const Piece *piece = data;

  for (guint i = 0; i < piece->n_ids; i++)
    {
      gint64 content;

      if (!take_message (database, piece->ids[i], &content, error) ||
          (content != 0 && !rst_store_drop_content (database, content, error)))
        return FALSE;
    }
  return TRUE;
}

static gpointer
delete (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  GArray *ids = request;

  for (guint i = 0; i < ids->len; i += PIECE)
    {
      Piece piece = { &g_array_index (ids, gint64, i), MIN (PIECE, ids->len - i) };

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          rst_store_write (self, delete_in_transaction, &piece, TRUE, cancellable, error) == NULL)
        return NULL;
    }
  return self;
}

static const RstStoreOperation delete_operation = {
  .func = delete,
  .request_free = (GDestroyNotify) g_array_unref,
};

gboolean
rst_store_delete (RstStore *self, const gint64 *ids, gsize n_ids, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) request = NULL;

  g_return_val_if_fail (RST_IS_STORE (self), FALSE);

  request = rst_store_copy_ids (ids, n_ids);
  return rst_store_call (self, self->writer, &delete_operation, request, cancellable, error) != NULL;
}

void
rst_store_delete_async (RstStore            *self,
                        const gint64        *ids,
                        gsize                n_ids,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_return_if_fail (RST_IS_STORE (self));

  rst_store_call_async (self, self->writer, &delete_operation, rst_store_copy_ids (ids, n_ids), cancellable, callback, user_data);
}

gboolean
rst_store_delete_finish (RstStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), FALSE);

  return rst_store_call_finish (self, &delete_operation, result, error) != NULL;
}
