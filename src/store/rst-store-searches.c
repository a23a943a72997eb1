/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/rst-error.h"
#include "base/rst-text.h"
#include "store/rst-natural-order.h"
#include "store/rst-query.h"

/* As much of a name as fits a sidebar with room to spare. */
#define MAX_NAME 100

/* Reading */

static gpointer
load (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) searches = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_saved_search_free);
  g_autoptr (RstStatement) statement =
    rst_database_prepare (self->read_database, "SELECT id, name, query FROM saved_search ORDER BY folded" RST_NATURAL_ORDER, error);
  int step;

  if (statement == NULL)
    return NULL;

  while ((step = rst_statement_step (statement, error)) > 0)
    {
      RstSavedSearch *search = g_new0 (RstSavedSearch, 1);

      search->id = rst_statement_get_int64 (statement, 0);
      search->name = rst_statement_dup_text (statement, 1);
      search->query = rst_statement_dup_text (statement, 2);
      g_ptr_array_add (searches, search);
    }
  return step == 0 ? g_steal_pointer (&searches) : NULL;
}

static const RstStoreOperation load_operation = {
  .func = load,
  .answer_free = (GDestroyNotify) g_ptr_array_unref,
};

GPtrArray *
rst_store_load_searches (RstStore *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), NULL);

  return rst_store_call (self, self->reader, &load_operation, NULL, cancellable, error);
}

void
rst_store_load_searches_async (RstStore            *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (RST_IS_STORE (self));

  rst_store_call_async (self, self->reader, &load_operation, NULL, cancellable, callback, user_data);
}

GPtrArray *
rst_store_load_searches_finish (RstStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), NULL);

  return rst_store_call_finish (self, &load_operation, result, error);
}

/* Writing */

/* What is left out of a query is what no search reads. */
static RstSavedSearch *
search_new (gint64 id, const char *name, const char *query)
{
  RstSavedSearch *search = g_new0 (RstSavedSearch, 1);
  g_autofree char *line = rst_text_dup_line (name, -1);

  search->id = id;
  search->name = rst_text_dup_short (line, MAX_NAME);
  search->query = rst_text_dup_line (query, (gssize) strnlen (query, RST_QUERY_MAX));
  return search;
}

static gboolean
check (RstDatabase *database, const RstSavedSearch *search, const char *folded, GError **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database, "SELECT 1 FROM saved_search WHERE folded = ?1 AND id <> ?2", error);
  int step;

  if (statement == NULL)
    return FALSE;
  if (*search->name == '\0' || *search->query == '\0')
    {
      g_set_error_literal (error, RST_ERROR, RST_ERROR_USAGE, _("A saved search needs a name and words to look for"));
      return FALSE;
    }

  rst_statement_bind_text (statement, 1, folded);
  rst_statement_bind_int64 (statement, 2, search->id);
  step = rst_statement_step (statement, error);
  if (step > 0)
    g_set_error (error, RST_ERROR, RST_ERROR_USAGE, _("There is a saved search “%s” already"), search->name);
  return step == 0;
}

static gboolean
save_in_transaction (RstDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  const RstSavedSearch *search = data;
  g_autofree char *folded = rst_tag_dup_folded (search->name);
  g_autoptr (RstStatement) statement = NULL;

  if (!check (database, search, folded, error))
    return FALSE;
  statement =
    rst_database_prepare (database,
                          search->id != 0 ? "UPDATE saved_search SET name = ?1, folded = ?2, query = ?3 WHERE id = ?4"
                                          : "INSERT INTO saved_search (name, folded, query) VALUES (?1, ?2, ?3)",
                          error);
  if (statement == NULL)
    return FALSE;

  rst_statement_bind_text (statement, 1, search->name);
  rst_statement_bind_text (statement, 2, folded);
  rst_statement_bind_text (statement, 3, search->query);
  if (search->id != 0)
    rst_statement_bind_int64 (statement, 4, search->id);
  if (!rst_statement_run (statement, error))
    return FALSE;
  if (sqlite3_changes (rst_database_get_handle (database)) > 0)
    return TRUE;
  g_set_error (error, RST_ERROR, RST_ERROR_USAGE, _("The saved search “%s” is gone"), search->name);
  return FALSE;
}

static gpointer
save (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  return rst_store_write (self, save_in_transaction, request, TRUE, cancellable, error);
}

static const RstStoreOperation save_operation = {
  .func = save,
  .request_free = (GDestroyNotify) rst_saved_search_free,
};

gboolean
rst_store_save_search (RstStore      *self,
                       gint64         id,
                       const char    *name,
                       const char    *query,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr (RstSavedSearch) request = NULL;

  g_return_val_if_fail (RST_IS_STORE (self), FALSE);
  g_return_val_if_fail (name != NULL && query != NULL, FALSE);

  request = search_new (id, name, query);
  return rst_store_call (self, self->writer, &save_operation, request, cancellable, error) != NULL;
}

void
rst_store_save_search_async (RstStore            *self,
                             gint64               id,
                             const char          *name,
                             const char          *query,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (RST_IS_STORE (self));
  g_return_if_fail (name != NULL && query != NULL);

  rst_store_call_async (self, self->writer, &save_operation, search_new (id, name, query),
                        cancellable, callback, user_data);
}

gboolean
rst_store_save_search_finish (RstStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), FALSE);

  return rst_store_call_finish (self, &save_operation, result, error) != NULL;
}

/* Deleting */

static const char delete_sql[] = "DELETE FROM saved_search WHERE id = ?";

gboolean
rst_store_delete_search (RstStore *self, gint64 id, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), FALSE);

  return rst_store_delete_row (self, delete_sql, id, cancellable, error);
}

void
rst_store_delete_search_async (RstStore            *self,
                               gint64               id,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (RST_IS_STORE (self));

  rst_store_delete_row_async (self, delete_sql, id, cancellable, callback, user_data);
}

gboolean
rst_store_delete_search_finish (RstStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), FALSE);

  return rst_store_delete_row_finish (self, result, error);
}
