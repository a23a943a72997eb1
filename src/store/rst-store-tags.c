/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-store-private.h"

#include <glib/gi18n-lib.h>

#include "base/rst-error.h"
#include "store/rst-natural-order.h"

/* Reading */

static RstTag *
tag_from_statement (RstStatement *statement)
{
  RstTag *tag = g_new0 (RstTag, 1);

  tag->id = rst_statement_get_int64 (statement, 0);
  tag->name = rst_statement_dup_text (statement, 1);
  tag->color = (guint) rst_statement_get_int64 (statement, 2);
  tag->total = (guint) rst_statement_get_int64 (statement, 3);
  tag->unread = (guint) rst_statement_get_int64 (statement, 4);
  tag->n_chosen = (guint) rst_statement_get_int64 (statement, 5);
  return tag;
}

static gpointer
load (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  GArray *ids = request;
  g_autofree char *json = rst_store_format_ids ((const gint64 *) (gpointer) ids->data, ids->len);
  g_autoptr (GPtrArray) tags = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_tag_free);
  g_autoptr (RstStatement) statement =
    rst_database_prepare (self->read_database,
                          "WITH chosen AS (SELECT tag, count (*) AS n FROM json_each (?) i"
                          "  JOIN message_tag ON message = i.value GROUP BY tag),"
                          " counted AS (SELECT tag, sum (total) AS total, sum (unread) AS unread FROM tag_counter"
                          "  WHERE mailbox NOT IN (SELECT id FROM mailbox"
                          "   WHERE name IN ('" RST_MAILBOX_JUNK "', '" RST_MAILBOX_TRASH "')) GROUP BY tag)"
                          " SELECT tag.id, tag.name, color, counted.total, counted.unread, chosen.n FROM tag"
                          " LEFT JOIN counted ON counted.tag = tag.id LEFT JOIN chosen ON chosen.tag = tag.id"
                          " ORDER BY folded" RST_NATURAL_ORDER,
                          error);
  int step;

  if (statement == NULL)
    return NULL;

  rst_statement_bind_text (statement, 1, json);
  while ((step = rst_statement_step (statement, error)) > 0)
    g_ptr_array_add (tags, tag_from_statement (statement));
  return step == 0 ? g_steal_pointer (&tags) : NULL;
}

static const RstStoreOperation load_operation = {
  .func = load,
  .request_free = (GDestroyNotify) g_array_unref,
  .answer_free = (GDestroyNotify) g_ptr_array_unref,
};

GPtrArray *
rst_store_load_tags (RstStore *self, const gint64 *ids, gsize n_ids, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) request = NULL;

  g_return_val_if_fail (RST_IS_STORE (self), NULL);

  request = rst_store_copy_ids (ids, n_ids);
  return rst_store_call (self, self->reader, &load_operation, request, cancellable, error);
}

void
rst_store_load_tags_async (RstStore            *self,
                           const gint64        *ids,
                           gsize                n_ids,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (RST_IS_STORE (self));

  rst_store_call_async (self, self->reader, &load_operation, rst_store_copy_ids (ids, n_ids),
                        cancellable, callback, user_data);
}

GPtrArray *
rst_store_load_tags_finish (RstStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), NULL);

  return rst_store_call_finish (self, &load_operation, result, error);
}

/* Writing */

/* A tag as it is to be. */
typedef struct
{
  gint64 id; /* 0: a new one */
  char *name;
  int color; /* RST_TAG_ANY_COLOR: as it is */
} Save;

static Save *
save_new (gint64 id, const char *name, int color)
{
  Save *request = g_new0 (Save, 1);

  request->id = id;
  request->name = g_strdup (name);
  request->color = color;
  return request;
}

static void
save_free (gpointer data)
{
  Save *request = data;

  g_free (request->name);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Save, save_free)

/* Whether no other tag than @id has the name. */
static gboolean
check_name (RstDatabase *database, const char *name, gint64 id, GError **error)
{
  g_autofree char *folded = rst_tag_dup_folded (name);
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database, "SELECT 1 FROM tag WHERE folded = ?1 AND id <> ?2", error);
  int step;

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_text (statement, 1, folded);
  rst_statement_bind_int64 (statement, 2, id);
  step = rst_statement_step (statement, error);
  if (step > 0)
    g_set_error (error, RST_ERROR, RST_ERROR_USAGE, _("There is a tag “%s” already"), name);
  return step == 0;
}

static gboolean
update (RstDatabase *database, gint64 id, const char *name, int color, GError **error)
{
  g_autofree char *folded = rst_tag_dup_folded (name);
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database,
                          "UPDATE tag SET name = ?2, folded = ?3, color = iif (?4 >= 0, ?4, color)"
                          " WHERE id = ?1",
                          error);

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_int64 (statement, 1, id);
  rst_statement_bind_text (statement, 2, name);
  rst_statement_bind_text (statement, 3, folded);
  rst_statement_bind_int64 (statement, 4, color);
  if (!rst_statement_run (statement, error))
    return FALSE;
  if (sqlite3_changes (rst_database_get_handle (database)) > 0)
    return TRUE;
  g_set_error (error, RST_ERROR, RST_ERROR_USAGE, _("The tag “%s” is gone"), name);
  return FALSE;
}

static gboolean
save_in_transaction (RstDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  const Save *request = data;
  g_autofree char *name = rst_store_dup_tag_name (request->name, error);
  gint64 id = request->id;

  return name != NULL &&
         check_name (database, name, id, error) &&
         (id != 0 || rst_store_make_tag (database, name, &id, error)) &&
         update (database, id, name, request->color, error);
}

static gpointer
save (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  return rst_store_write (self, save_in_transaction, request, TRUE, cancellable, error);
}

static const RstStoreOperation save_operation = { .func = save, .request_free = save_free };

gboolean
rst_store_save_tag (RstStore *self, gint64 id, const char *name, int color, GCancellable *cancellable, GError **error)
{
  g_autoptr (Save) request = NULL;

  g_return_val_if_fail (RST_IS_STORE (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (color < RST_TAG_N_COLORS, FALSE);

  request = save_new (id, name, color);
  return rst_store_call (self, self->writer, &save_operation, request, cancellable, error) != NULL;
}

void
rst_store_save_tag_async (RstStore            *self,
                          gint64               id,
                          const char          *name,
                          int                  color,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (RST_IS_STORE (self));
  g_return_if_fail (name != NULL);
  g_return_if_fail (color < RST_TAG_N_COLORS);

  rst_store_call_async (self, self->writer, &save_operation, save_new (id, name, color),
                        cancellable, callback, user_data);
}

gboolean
rst_store_save_tag_finish (RstStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), FALSE);

  return rst_store_call_finish (self, &save_operation, result, error) != NULL;
}

/* Deleting */

static const char delete_sql[] = "DELETE FROM tag WHERE id = ?";

gboolean
rst_store_delete_tag (RstStore *self, gint64 id, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), FALSE);

  return rst_store_delete_row (self, delete_sql, id, cancellable, error);
}

void
rst_store_delete_tag_async (RstStore            *self,
                            gint64               id,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (RST_IS_STORE (self));

  rst_store_delete_row_async (self, delete_sql, id, cancellable, callback, user_data);
}

gboolean
rst_store_delete_tag_finish (RstStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), FALSE);

  return rst_store_delete_row_finish (self, result, error);
}
