/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-store-private.h"

#include <glib/gi18n-lib.h>

#include "base/rst-error.h"

/* A change on its way through the writer lane. */
typedef struct
{
  GArray *ids;
  RstChange change;
  char *mailbox;
  gint64 mailbox_key; /* 0: they stay where they are */
  GStrv add_names;
  GStrv remove_names;
  GArray *add;        /* the keys of these tags */
  GArray *remove;
  RstUndo *undo;
} Request;

static Request *
request_new (const gint64 *ids, gsize n_ids, const RstChange *change)
{
  Request *request = g_new0 (Request, 1);

  request->ids = rst_store_copy_ids (ids, n_ids);
  request->change = *change;
  request->mailbox = g_strdup (change->mailbox);
  request->change.mailbox = request->mailbox;
  request->add_names = g_strdupv ((char **) change->add_tags);
  request->remove_names = g_strdupv ((char **) change->remove_tags);
  return request;
}

static void
request_free (gpointer data)
{
  Request *request = data;

  g_array_unref (request->ids);
  g_free (request->mailbox);
  g_strfreev (request->add_names);
  g_strfreev (request->remove_names);
  g_clear_pointer (&request->add, g_array_unref);
  g_clear_pointer (&request->remove, g_array_unref);
  g_clear_pointer (&request->undo, rst_undo_unref);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static gboolean
find_mailbox (RstDatabase *database, const char *name, gint64 *key, GError **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database, "SELECT id FROM mailbox WHERE name = ?", error);
  int step;

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_text (statement, 1, name);
  step = rst_statement_step (statement, error);
  if (step == 0)
    g_set_error (error, RST_ERROR, RST_ERROR_USAGE, _("There is no mailbox “%s”"), name);
  *key = step > 0 ? rst_statement_get_int64 (statement, 0) : 0;
  return step > 0;
}

static gboolean
read_formers (RstDatabase *database, GArray *ids, GArray *formers, GError **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database, "SELECT mailbox, flags FROM message WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      RstFormer former = { .id = g_array_index (ids, gint64, i) };
      int step;

      rst_statement_bind_int64 (statement, 1, former.id);
      step = rst_statement_step (statement, error);
      if (step < 0)
        return FALSE;
      if (step == 0)
        return rst_store_no_message (former.id, error);
      former.mailbox = rst_statement_get_int64 (statement, 0);
      former.flags = (RstFlags) rst_statement_get_int64 (statement, 1);
      g_array_append_val (formers, former);
      rst_statement_reset (statement);
    }
  return TRUE;
}

/* What all have is taken from all; else those get it that lack it. */
static void
settle_toggle (RstChange *change, GArray *formers)
{
  RstFlags common = change->toggle;

  for (guint i = 0; i < formers->len; i++)
    common &= g_array_index (formers, RstFormer, i).flags;
  change->set |= change->toggle & ~common;
  change->clear |= common;
}

/* Whether the row of a message is not yet as it should be: then it is written.
 * An id that was named twice is by now.
 */
static gboolean
write_row (RstDatabase *database, const Request *request, const RstFormer *former, gboolean *changed, GError **error)
{
  const RstChange *change = &request->change;
  gint64 mailbox = request->mailbox_key != 0 ? request->mailbox_key : former->mailbox;
  RstFlags flags = (former->flags & ~change->clear) | change->set;
  g_autoptr (RstStatement) statement = NULL;

  *changed = mailbox != former->mailbox || flags != former->flags;
  if (!*changed)
    return TRUE;

  statement =
    rst_database_prepare (database,
                          "UPDATE message SET mailbox = ?2, flags = ?3"
                          " WHERE id = ?1 AND (mailbox <> ?2 OR flags <> ?3)",
                          error);
  if (statement == NULL)
    return FALSE;
  rst_statement_bind_int64 (statement, 1, former->id);
  rst_statement_bind_int64 (statement, 2, mailbox);
  rst_statement_bind_int64 (statement, 3, flags);
  if (!rst_statement_run (statement, error))
    return FALSE;
  *changed = sqlite3_changes (rst_database_get_handle (database)) > 0;
  return TRUE;
}

static gboolean
write_tags (RstDatabase *database, Request *request, gint64 message, gboolean *changed, GError **error)
{
  GArray *taggings = request->undo->taggings;
  guint n = taggings->len;

  if (!rst_store_tag (database, message, request->add, TRUE, taggings, error) ||
      !rst_store_tag (database, message, request->remove, FALSE, taggings, error))
    return FALSE;
  *changed |= taggings->len > n;
  return TRUE;
}

/* Changes those that are not yet as they should be, and keeps only them. */
static gboolean
write_change (RstDatabase *database, Request *request, GError **error)
{
  GArray *formers = request->undo->formers;
  guint n = 0;

  for (guint i = 0; i < formers->len; i++)
    {
      RstFormer former = g_array_index (formers, RstFormer, i);
      gboolean changed;

      if (!write_row (database, request, &former, &changed, error) ||
          !write_tags (database, request, former.id, &changed, error))
        return FALSE;
      if (changed)
        g_array_index (formers, RstFormer, n++) = former;
    }
  g_array_set_size (formers, n);
  return TRUE;
}

static gboolean
find_tags (RstDatabase *database, Request *request, GError **error)
{
  request->add = rst_store_find_tags (database, (const char *const *) request->add_names, TRUE, error);
  if (request->add == NULL)
    return FALSE;
  request->remove = rst_store_find_tags (database, (const char *const *) request->remove_names, FALSE, error);
  return request->remove != NULL;
}

static gboolean
change_in_transaction (RstDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  RstUndo *undo = request->undo;

  if (request->mailbox != NULL && !find_mailbox (database, request->mailbox, &request->mailbox_key, error))
    return FALSE;
  if (!read_formers (database, request->ids, undo->formers, error) || !find_tags (database, request, error))
    return FALSE;

  settle_toggle (&request->change, undo->formers);
  undo->moved = request->mailbox_key != 0;
  undo->set = request->change.set;
  undo->touched = request->change.set | request->change.clear;
  return write_change (database, request, error);
}

static gpointer
change (RstStore *self, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;

  request->undo = rst_undo_new ();
  if (rst_store_write (self, change_in_transaction, request, TRUE, cancellable, error) == NULL)
    return NULL;
  return g_steal_pointer (&request->undo);
}

static const RstStoreOperation change_operation = {
  .func = change,
  .request_free = request_free,
  .answer_free = (GDestroyNotify) rst_undo_unref,
};

RstUndo *
rst_store_change (RstStore         *self,
                  const gint64     *ids,
                  gsize             n_ids,
                  const RstChange  *wanted,
                  GCancellable     *cancellable,
                  GError          **error)
{
  g_autoptr (Request) request = NULL;

  g_return_val_if_fail (RST_IS_STORE (self), NULL);
  g_return_val_if_fail (wanted != NULL, NULL);

  request = request_new (ids, n_ids, wanted);
  return rst_store_call (self, self->writer, &change_operation, request, cancellable, error);
}

void
rst_store_change_async (RstStore            *self,
                        const gint64        *ids,
                        gsize                n_ids,
                        const RstChange     *wanted,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_return_if_fail (RST_IS_STORE (self));
  g_return_if_fail (wanted != NULL);

  rst_store_call_async (self, self->writer, &change_operation, request_new (ids, n_ids, wanted),
                        cancellable, callback, user_data);
}

RstUndo *
rst_store_change_finish (RstStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), NULL);

  return rst_store_call_finish (self, &change_operation, result, error);
}

/* Undoing: what the change left alone may have been changed since, and stays. */

static gboolean
undo_in_transaction (RstDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  RstUndo *undo = data;
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database,
                          "UPDATE message SET mailbox = iif (?2, ?3, mailbox), flags = (flags & ~?4) | ?5"
                          " WHERE id = ?1",
                          error);

  if (statement == NULL)
    return FALSE;

  for (guint i = 0; i < undo->formers->len; i++)
    {
      const RstFormer *former = &g_array_index (undo->formers, RstFormer, i);

      rst_statement_bind_int64 (statement, 1, former->id);
      rst_statement_bind_int64 (statement, 2, undo->moved);
      rst_statement_bind_int64 (statement, 3, former->mailbox);
      rst_statement_bind_int64 (statement, 4, undo->touched);
      rst_statement_bind_int64 (statement, 5, former->flags & undo->touched);
      if (!rst_statement_run (statement, error))
        return FALSE;
    }
  return rst_store_undo_taggings (database, undo->taggings, error);
}

static gpointer
undo (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  return rst_store_write (self, undo_in_transaction, request, TRUE, cancellable, error);
}

static const RstStoreOperation undo_operation = {
  .func = undo,
  .request_free = (GDestroyNotify) rst_undo_unref,
};

gboolean
rst_store_undo (RstStore *self, RstUndo *former, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), FALSE);
  g_return_val_if_fail (former != NULL, FALSE);

  return rst_store_call (self, self->writer, &undo_operation, former, cancellable, error) != NULL;
}

void
rst_store_undo_async (RstStore            *self,
                      RstUndo             *former,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_return_if_fail (RST_IS_STORE (self));
  g_return_if_fail (former != NULL);

  rst_store_call_async (self, self->writer, &undo_operation, rst_undo_ref (former), cancellable, callback, user_data);
}

gboolean
rst_store_undo_finish (RstStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), FALSE);

  return rst_store_call_finish (self, &undo_operation, result, error) != NULL;
}
