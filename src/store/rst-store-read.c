/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/rst-error.h"
#include "store/rst-natural-order.h"

void
rst_mailbox_count_free (RstMailboxCount *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->account);
  g_free (self->mailbox);
  g_free (self);
}

static gpointer
count (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) counts = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_mailbox_count_free);
  g_autoptr (RstStatement) statement =
    rst_database_prepare (self->read_database,
                          "SELECT a.name, b.name, c.total, c.unread FROM counter c"
                          " JOIN account a ON a.id = c.account JOIN mailbox b ON b.id = c.mailbox"
                          " WHERE c.total > 0 ORDER BY a.position, a.id, b.id",
                          error);
  int step;

  if (statement == NULL)
    return NULL;

  while ((step = rst_statement_step (statement, error)) > 0)
    {
      RstMailboxCount *item = g_new0 (RstMailboxCount, 1);

      item->account = rst_statement_dup_text (statement, 0);
      item->mailbox = rst_statement_dup_text (statement, 1);
      item->total = (guint) rst_statement_get_int64 (statement, 2);
      item->unread = (guint) rst_statement_get_int64 (statement, 3);
      g_ptr_array_add (counts, item);
    }
  return step == 0 ? g_steal_pointer (&counts) : NULL;
}

static const RstStoreOperation count_operation = {
  .func = count,
  .answer_free = (GDestroyNotify) g_ptr_array_unref,
};

GPtrArray *
rst_store_count (RstStore *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), NULL);

  return rst_store_call (self, self->reader, &count_operation, NULL, cancellable, error);
}

void
rst_store_count_async (RstStore            *self,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_return_if_fail (RST_IS_STORE (self));

  rst_store_call_async (self, self->reader, &count_operation, NULL, cancellable, callback, user_data);
}

GPtrArray *
rst_store_count_finish (RstStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), NULL);

  return rst_store_call_finish (self, &count_operation, result, error);
}

/* In the words of the indexes on them, each of which is on the mailbox. */
void
rst_store_append_states (GString *sql, const RstFilter *filter)
{
  if (filter->unread)
    g_string_append (sql, " AND m.flags & 1 = 0");
  if (filter->flagged)
    g_string_append (sql, " AND m.flags & 2 <> 0");
  if (filter->attachments)
    g_string_append (sql, " AND m.attachments > 0");
}

/* A unary plus keeps a condition from choosing an index that would need a sort:
 * without a mailbox, message_order gives the ids as they are wanted. Where a
 * state is asked for, its index is the shortest. The messages of a tag are found
 * by their ids.
 */
void
rst_store_append_filter (GString *sql, GPtrArray *texts, const RstFilter *filter, gboolean trash)
{
  if (filter->account != NULL)
    {
      g_string_append_printf (sql,
                              " AND %sm.account = (SELECT id FROM account WHERE name = ?)",
                              filter->mailbox != NULL && !rst_filter_asks_state (filter) ? "" : "+");
      g_ptr_array_add (texts, g_strdup (filter->account));
    }
  if (filter->mailbox != NULL)
    {
      g_string_append (sql, " AND m.mailbox = (SELECT id FROM mailbox WHERE name = ?)");
      g_ptr_array_add (texts, g_strdup (filter->mailbox));
    }
  else if (!trash)
    g_string_append (sql, " AND +m.mailbox <> (SELECT id FROM mailbox WHERE name = '" RST_MAILBOX_TRASH "')"
                          " AND +m.mailbox <> (SELECT id FROM mailbox WHERE name = '" RST_MAILBOX_JUNK "')");
  rst_store_append_states (sql, filter);
  if (filter->tag > 0)
    g_string_append_printf (sql, " AND m.id IN (SELECT message FROM message_tag WHERE tag = %" G_GINT64_FORMAT ")", filter->tag);
  if (filter->thread > 0)
    g_string_append_printf (sql, " AND m.thread = %" G_GINT64_FORMAT, filter->thread);
  if (filter->before > 0)
    g_string_append_printf (sql, " AND m.id < %" G_GINT64_FORMAT, filter->before);
}

static gpointer
list (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  return rst_store_walk (self->read_database, request, rst_store_select_all, error);
}

static gpointer
search (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  return rst_store_search (self, request, cancellable, error);
}

static const RstStoreOperation list_operation = {
  .func = list,
  .request_free = (GDestroyNotify) rst_filter_free,
  .answer_free = (GDestroyNotify) rst_listing_unref,
};

static const RstStoreOperation search_operation = {
  .func = search,
  .request_free = (GDestroyNotify) rst_filter_free,
  .answer_free = (GDestroyNotify) rst_listing_unref,
};

RstListing *
rst_store_list (RstStore *self, const RstFilter *filter, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), NULL);
  g_return_val_if_fail (filter != NULL, NULL);

  if (filter->query != NULL)
    return rst_store_call (self, self->indexer, &search_operation, (gpointer) filter, cancellable, error);
  return rst_store_call (self, self->reader, &list_operation, (gpointer) filter, cancellable, error);
}

void
rst_store_list_async (RstStore            *self,
                      const RstFilter     *filter,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_return_if_fail (RST_IS_STORE (self));
  g_return_if_fail (filter != NULL);

  rst_store_call_async (self,
                        filter->query != NULL ? self->indexer : self->reader,
                        filter->query != NULL ? &search_operation : &list_operation,
                        rst_filter_copy (filter),
                        cancellable,
                        callback,
                        user_data);
}

RstListing *
rst_store_list_finish (RstStore *self, GAsyncResult *result, GError **error)
{
  gboolean searched;

  g_return_val_if_fail (RST_IS_STORE (self), NULL);

  searched = g_async_result_is_tagged (result, (gpointer) &search_operation);
  return rst_store_call_finish (self, searched ? &search_operation : &list_operation, result, error);
}

/* One a line: its colour, a blank and its name. A damaged file may have lines in
 * a name.
 */
static void
take_tags (RstRow *row, const char *text)
{
  guint n = 0;

  row->tags = g_strsplit (text != NULL ? text : "", "\n", -1);
  row->tag_colors = g_new0 (guint, g_strv_length (row->tags) + 1);
  for (char **tag = row->tags; *tag != NULL; tag++)
    {
      char *name;

      row->tag_colors[n++] = (guint) g_ascii_strtoull (*tag, &name, 10);
      name += *name == ' ';
      memmove (*tag, name, strlen (name) + 1);
    }
}

static RstRow *
row_from_statement (RstStatement *statement)
{
  RstRow *row = g_new0 (RstRow, 1);

  row->id = rst_statement_get_int64 (statement, 0);
  row->account = rst_statement_dup_text (statement, 1);
  row->mailbox = rst_statement_dup_text (statement, 2);
  row->from_name = rst_statement_dup_text (statement, 3);
  row->from_address = rst_statement_dup_text (statement, 4);
  row->subject = rst_statement_dup_text (statement, 5);
  row->snippet = rst_statement_dup_text (statement, 6);
  row->date = rst_store_sorting_date (rst_statement_get_int64 (statement, 7),
                                      rst_statement_get_int64 (statement, 8));
  row->size = (guint64) rst_statement_get_int64 (statement, 9);
  row->partial = rst_statement_get_int64 (statement, 14) != 0;
  row->sha256 = row->partial ? NULL : rst_statement_dup_text (statement, 10);
  row->unique_id = g_strdup (rst_statement_get_text (statement, 11));
  row->flags = (RstFlags) rst_statement_get_int64 (statement, 12);
  row->n_attachments = (guint) rst_statement_get_int64 (statement, 13);
  row->thread = rst_statement_get_int64 (statement, 15);
  row->thread_unread = rst_statement_get_int64 (statement, 16) != 0;
  take_tags (row, rst_statement_get_text (statement, 17));
  return row;
}

char *
rst_store_format_ids (const gint64 *ids, gsize n_ids)
{
  GString *json = g_string_new ("[");

  for (gsize i = 0; i < n_ids; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", ids[i]);
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

#define SELECT_ROWS(source, join) \
  "SELECT m.id, a.name, b.name, m.from_name, m.from_address, m.subject, m.snippet," \
  " m.date, m.arrived, m.octets, " source "," \
  " m.flags, m.attachments, m.partial, m.thread," \
  " EXISTS (SELECT 1 FROM message t INDEXED BY message_thread_unread" \
  "  WHERE t.thread = m.thread AND t.mailbox = m.mailbox AND t.flags & 1 = 0)," \
  " (SELECT group_concat (line, char (10)) FROM" \
  "   (SELECT color || ' ' || tag.name AS line FROM message_tag JOIN tag ON tag.id = tag" \
  "    WHERE message = m.id ORDER BY folded" RST_NATURAL_ORDER "))" \
  " FROM json_each (?) i CROSS JOIN message m ON m.id = i.value" \
  " JOIN account a ON a.id = m.account" \
  " JOIN mailbox b ON b.id = m.mailbox" join \
  " ORDER BY i.key"

/* Rows lie far apart in every table: what comes from two more of them takes longer
 * than all the rest.
 */
static const char select_rows[] = SELECT_ROWS ("NULL, NULL", "");
static const char select_whole_rows[] =
  SELECT_ROWS ("lower (hex (c.sha256)), (SELECT unique_id FROM ledger WHERE message = m.id LIMIT 1)",
               " LEFT JOIN content c ON c.id = m.content");

/* One statement for all of them: each by itself would begin and end a
 * transaction, which takes longer than to read the row.
 */
GPtrArray *
rst_store_read_rows (RstDatabase *database, const gint64 *ids, gsize n_ids, gboolean whole, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_row_free);
  g_autofree char *json = rst_store_format_ids (ids, n_ids);
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database, whole ? select_whole_rows : select_rows, error);
  int step;

  if (statement == NULL)
    return NULL;

  rst_statement_bind_text (statement, 1, json);
  while ((step = rst_statement_step (statement, error)) > 0)
    g_ptr_array_add (rows, row_from_statement (statement));
  return step == 0 ? g_steal_pointer (&rows) : NULL;
}

/* Which rows, and whose words their snippets should show. */
typedef struct
{
  GArray *ids;
  char *query;
  gboolean whole;
} LoadRows;

static LoadRows *
load_rows_new (const gint64 *ids, gsize n_ids, const char *query, gboolean whole)
{
  LoadRows *request = g_new0 (LoadRows, 1);

  request->ids = rst_store_copy_ids (ids, n_ids);
  request->query = g_strdup (query);
  request->whole = whole;
  return request;
}

static void
load_rows_free (gpointer data)
{
  LoadRows *request = data;

  g_array_unref (request->ids);
  g_free (request->query);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LoadRows, load_rows_free)

static gpointer
load_rows (RstStore *self, gpointer data, GCancellable *cancellable, GError **error)
{
  LoadRows *request = data;

  if (request->query != NULL)
    return rst_store_search_rows (self, request->ids, request->query, request->whole, cancellable, error);
  return rst_store_read_rows (self->read_database,
                              (const gint64 *) (gpointer) request->ids->data,
                              request->ids->len,
                              request->whole,
                              error);
}

static const RstStoreOperation load_rows_operation = {
  .func = load_rows,
  .request_free = load_rows_free,
  .answer_free = (GDestroyNotify) g_ptr_array_unref,
};

static GPtrArray *
call_load_rows (RstStore *self, LoadRows *request, GCancellable *cancellable, GError **error)
{
  return rst_store_call (self,
                         request->query != NULL ? self->indexer : self->reader,
                         &load_rows_operation,
                         request,
                         cancellable,
                         error);
}

GPtrArray *
rst_store_load_rows (RstStore      *self,
                     const gint64  *ids,
                     gsize          n_ids,
                     const char    *query,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr (LoadRows) request = NULL;

  g_return_val_if_fail (RST_IS_STORE (self), NULL);

  request = load_rows_new (ids, n_ids, query, FALSE);
  return call_load_rows (self, request, cancellable, error);
}

GPtrArray *
rst_store_load_whole_rows (RstStore      *self,
                           const gint64  *ids,
                           gsize          n_ids,
                           const char    *query,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_autoptr (LoadRows) request = NULL;

  g_return_val_if_fail (RST_IS_STORE (self), NULL);

  request = load_rows_new (ids, n_ids, query, TRUE);
  return call_load_rows (self, request, cancellable, error);
}

void
rst_store_load_rows_async (RstStore            *self,
                           const gint64        *ids,
                           gsize                n_ids,
                           const char          *query,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (RST_IS_STORE (self));

  rst_store_call_async (self,
                        query != NULL ? self->indexer : self->reader,
                        &load_rows_operation,
                        load_rows_new (ids, n_ids, query, FALSE),
                        cancellable,
                        callback,
                        user_data);
}

GPtrArray *
rst_store_load_rows_finish (RstStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (RST_IS_STORE (self), NULL);

  return rst_store_call_finish (self, &load_rows_operation, result, error);
}
