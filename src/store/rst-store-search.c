/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/rst-error.h"
#include "store/rst-query.h"
#include "store/rst-snippet.h"
#include "store/rst-store-private.h"

static void
append_texts (GPtrArray *texts, GPtrArray *more)
{
  for (guint i = 0; i < more->len; i++)
    g_ptr_array_add (texts, g_strdup (more->pdata[i]));
}

/* The index goes first and gives its rowids newest first; CROSS JOIN keeps
 * SQLite from turning that round. In which mailbox a message is, it finds in
 * message_order, which is far smaller than the table.
 */
static void
select_found (GString *sql, GPtrArray *texts, const RstFilter *filter, const char *columns, gint64 only)
{
  g_autoptr (RstQuery) query = rst_query_new (filter->query);
  const char *match = rst_query_get_match (query);
  const char *id = match != NULL ? "words.rowid" : "m.id";

  g_string_append_printf (sql, "SELECT %s%s FROM ", id, columns);
  if (match != NULL)
    {
      g_string_append (sql, "words CROSS JOIN message m INDEXED BY message_order ON m.id = words.rowid"
                            " WHERE words MATCH ?");
      g_ptr_array_add (texts, g_strdup (match));
    }
  else
    g_string_append (sql, "message m WHERE TRUE");
  if (only > 0)
    g_string_append_printf (sql, " AND %s = %" G_GINT64_FORMAT, id, only);
  if (match != NULL && filter->before > 0)
    g_string_append_printf (sql, " AND words.rowid < %" G_GINT64_FORMAT, filter->before);
  g_string_append_printf (sql, " AND (%s)", rst_query_get_condition (query));
  append_texts (texts, rst_query_get_texts (query));
  rst_store_append_filter (sql, texts, filter, rst_query_names_mailbox (query));
}

/* Whether an index that turned out to be damaged was dropped, so that a second
 * try is worth while.
 */
static gboolean
recover (RstStore *self, GError **why, GError **error)
{
  if (!g_error_matches (*why, RST_ERROR, RST_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (why));
      return FALSE;
    }
  g_clear_error (why);
  rst_store_drop_index (self);
  rst_store_wake (self);
  return TRUE;
}

static RstListing *
search_once (RstStore *self, const RstFilter *filter, GCancellable *cancellable, GError **error)
{
  RstDatabase *database = rst_store_use_index (self, error);
  RstListing *listing;

  if (database == NULL)
    return NULL;

  rst_database_set_cancellable (database, cancellable);
  listing = rst_store_walk (database, filter, select_found, error);
  rst_database_set_cancellable (database, NULL);
  return listing;
}

RstListing *
rst_store_search (RstStore *self, const RstFilter *filter, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) why = NULL;
  RstListing *listing = search_once (self, filter, cancellable, &why);

  if (listing == NULL && recover (self, &why, error))
    listing = search_once (self, filter, cancellable, error);
  return listing;
}

/* Without a match in its text it is elsewhere, and the row's own snippet says
 * more.
 */
static void
show_match (const char *body, GPtrArray *phrases, RstRow *row)
{
  char *snippet = body != NULL ? rst_snippet_find (body, phrases) : NULL;

  if (snippet == NULL)
    return;

  g_free (row->snippet);
  row->snippet = snippet;
}

static char *
format_row_ids (GPtrArray *rows)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < rows->len; i++)
    g_array_append_val (ids, ((RstRow *) rows->pdata[i])->id);
  return rst_store_format_ids ((const gint64 *) (gpointer) ids->data, ids->len);
}

/* FTS5's own snippet() asks the index anew for each row, which takes longer than
 * to look through the text.
 */
static gboolean
show_matches (RstDatabase *database, GPtrArray *rows, const char *text, GError **error)
{
  g_autoptr (RstQuery) query = rst_query_new (text);
  GPtrArray *phrases = rst_query_get_phrases (query);
  g_autofree char *ids = format_row_ids (rows);
  g_autoptr (RstStatement) statement = NULL;
  int step;

  if (phrases->len == 0)
    return TRUE;

  statement = rst_database_prepare (database,
                                    "SELECT i.key, words.body"
                                    " FROM json_each (?) i CROSS JOIN words ON words.rowid = i.value",
                                    error);
  if (statement == NULL)
    return FALSE;

  rst_statement_bind_text (statement, 1, ids);
  while ((step = rst_statement_step (statement, error)) > 0)
    show_match (rst_statement_get_text (statement, 1), phrases, rows->pdata[rst_statement_get_int64 (statement, 0)]);
  return step == 0;
}

static GPtrArray *
rows_once (RstStore *self, GArray *ids, const char *query, gboolean whole, GError **error)
{
  RstDatabase *database = rst_store_use_index (self, error);
  g_autoptr (GPtrArray) rows = NULL;

  if (database == NULL)
    return NULL;

  rows = rst_store_read_rows (database, (const gint64 *) (gpointer) ids->data, ids->len, whole, error);
  if (rows == NULL || !show_matches (database, rows, query, error))
    return NULL;
  return g_steal_pointer (&rows);
}

GPtrArray *
rst_store_search_rows (RstStore      *self,
                       GArray        *ids,
                       const char    *query,
                       gboolean       whole,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr (GError) why = NULL;
  GPtrArray *rows = rows_once (self, ids, query, whole, &why);

  if (rows == NULL && recover (self, &why, error))
    rows = rows_once (self, ids, query, whole, error);
  return rows;
}
