/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-store-private.h"

#include <string.h>

#include "base/rst-error.h"
#include "store/rst-content.h"
#include "store/rst-index-schema.h"

/* A batch holds the lane and the write lock for a moment only: a search that
 * came meanwhile waits for it.
 */
#define BATCH_MESSAGES 64
#define BATCH_TEXT (4 * 1024 * 1024)

/* Indexing takes as much of a processor as downloading does: it waits until
 * nothing has arrived for a moment, but not for ever.
 */
#define CALM G_USEC_PER_SEC
#define PATIENCE (30 * G_USEC_PER_SEC)

/* How much of one message is read for its text, and how much text is taken. */
#define MAX_RAW (16 * 1024 * 1024)
#define MAX_TEXT (1024 * 1024)

void
rst_store_drop_index (RstStore *self)
{
  g_autofree char *path = rst_store_dup_path (self, "search.db");

  g_assert (rst_lane_is_current (self->indexer));

  g_debug ("%s is made again", path);
  g_clear_pointer (&self->index_database, rst_database_free);
  rst_index_schema_delete (path);
}

RstDatabase *
rst_store_use_index (RstStore *self, GError **error)
{
  g_autofree char *path = rst_store_dup_path (self, "search.db");
  g_autofree char *mail_path = rst_store_dup_path (self, "mail.db");
  g_autoptr (GError) why = NULL;

  g_assert (rst_lane_is_current (self->indexer));

  if (self->index_database != NULL)
    return self->index_database;

  self->index_database = rst_index_schema_open (path, mail_path, &why);
  if (g_error_matches (why, RST_ERROR, RST_ERROR_DAMAGED))
    {
      g_clear_error (&why);
      rst_store_drop_index (self);
      self->index_database = rst_index_schema_open (path, mail_path, &why);
    }
  if (why != NULL)
    g_propagate_error (error, g_steal_pointer (&why));
  return self->index_database;
}

/* One message's columns in the index; none of one that was deleted. */
typedef struct
{
  gint64 id;
  gboolean deleted;
  char *subject;
  char *sender;
  char *recipients;
  char *body;
  char *attachments;
} Text;

static void
text_free (gpointer data)
{
  Text *text = data;

  g_free (text->subject);
  g_free (text->sender);
  g_free (text->recipients);
  g_free (text->body);
  g_free (text->attachments);
  g_free (text);
}

/* Some messages that follow each other. */
typedef struct
{
  gint64 from;  /* the cursor before */
  gint64 until; /* and behind them */
  GPtrArray *texts;
  gsize size;
} Batch;

static char *
dup_attachment_names (RstMessage *message)
{
  GListModel *parts = rst_message_get_parts (message);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (parts); i++)
    {
      g_autoptr (RstPart) part = g_list_model_get_item (parts, i);

      if (rst_part_is_attachment (part))
        g_string_append_printf (names, "%s\n", rst_part_get_name (part));
    }
  return g_string_free (names, FALSE);
}

/* Bounded, and without the two characters that mark a match in a snippet. */
static char *
dup_body (RstMessage *message)
{
  const char *text = rst_message_get_text (message);
  gsize length = strlen (text);

  if (length > MAX_TEXT)
    length = (gsize) (g_utf8_find_prev_char (text, text + MAX_TEXT) - text);
  return g_strdelimit (g_strndup (text, length), "\001\002", ' ');
}

/* A message whose octets cannot be read is found by its headers at least;
 * rst_store_check () is what tells of it.
 */
static gboolean
fill_body (RstDatabase *database, gint64 content, Text *text, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (GBytes) raw = rst_content_load_start (database, content, MAX_RAW, cancellable, &why);
  g_autoptr (RstMessage) message = raw != NULL ? rst_message_new (raw) : NULL;

  if (message != NULL)
    {
      text->body = dup_body (message);
      text->attachments = dup_attachment_names (message);
      return TRUE;
    }
  if (g_error_matches (why, RST_ERROR, RST_ERROR_DAMAGED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

static gboolean
read_text (RstDatabase *database, RstStatement *row, Batch *batch, GCancellable *cancellable, GError **error)
{
  Text *text = g_new0 (Text, 1);

  g_ptr_array_add (batch->texts, text);
  batch->until = rst_statement_get_int64 (row, 0);
  text->id = rst_statement_get_int64 (row, 1);
  text->deleted = rst_statement_get_int64 (row, 2) == 0;
  if (text->deleted)
    return TRUE;
  text->subject = rst_statement_dup_text (row, 3);
  text->sender = rst_statement_dup_text (row, 4);
  text->recipients = rst_statement_dup_text (row, 5);
  if (!fill_body (database, rst_statement_get_int64 (row, 2), text, cancellable, error))
    return FALSE;
  batch->size += text->body != NULL ? strlen (text->body) : 0;
  return TRUE;
}

/* What arrived and what was deleted, as it happened: an id may be given again. */
static gboolean
read_batch (RstDatabase *database, Batch *batch, GCancellable *cancellable, GError **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database,
                          "SELECT serial, id, content, subject, from_name || ' ' || from_address, recipients"
                          " FROM message WHERE serial > ?1"
                          " UNION ALL SELECT serial, id, NULL, NULL, NULL, NULL FROM deleted WHERE serial > ?1"
                          " ORDER BY serial LIMIT " G_STRINGIFY (BATCH_MESSAGES),
                          error);
  int step = 1;

  if (statement == NULL ||
      !rst_database_get_int64 (database, "SELECT cursor FROM progress", &batch->from, error))
    return FALSE;

  batch->until = batch->from;
  rst_statement_bind_int64 (statement, 1, batch->from);
  while (batch->size < BATCH_TEXT && (step = rst_statement_step (statement, error)) > 0)
    if (!read_text (database, statement, batch, cancellable, error))
      return FALSE;
  return step >= 0;
}

static gboolean
insert_text (RstDatabase *database, const Text *text, GError **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database,
                          "INSERT OR REPLACE INTO words (rowid, subject, sender, recipients, body, attachments)"
                          " VALUES (?, ?, ?, ?, ?, ?)",
                          error);

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_int64 (statement, 1, text->id);
  rst_statement_bind_text (statement, 2, text->subject);
  rst_statement_bind_text (statement, 3, text->sender);
  rst_statement_bind_text (statement, 4, text->recipients);
  rst_statement_bind_text (statement, 5, text->body);
  rst_statement_bind_text (statement, 6, text->attachments);
  return rst_statement_run (statement, error);
}

static gboolean
delete_text (RstDatabase *database, const Text *text, GError **error)
{
  g_autoptr (RstStatement) statement = rst_database_prepare (database, "DELETE FROM words WHERE rowid = ?", error);

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_int64 (statement, 1, text->id);
  return rst_statement_run (statement, error);
}

static gboolean
write_text (RstDatabase *database, const Text *text, GError **error)
{
  return text->deleted ? delete_text (database, text, error) : insert_text (database, text, error);
}

static gboolean
move_cursor (RstDatabase *database, gint64 cursor, GError **error)
{
  g_autoptr (RstStatement) statement = rst_database_prepare (database, "UPDATE progress SET cursor = ?", error);

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_int64 (statement, 1, cursor);
  return rst_statement_run (statement, error);
}

/* Where another process has indexed the same messages meanwhile, there is
 * nothing left to write.
 */
static gboolean
write_batch (RstDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  Batch *batch = data;
  gint64 cursor;

  if (!rst_database_get_int64 (database, "SELECT cursor FROM progress", &cursor, error))
    return FALSE;
  if (cursor != batch->from)
    return TRUE;

  for (guint i = 0; i < batch->texts->len; i++)
    if (!write_text (database, batch->texts->pdata[i], error))
      return FALSE;
  return move_cursor (database, batch->until, error);
}

static gboolean
index_batch (RstDatabase *database, gboolean *more, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (text_free);
  Batch batch = { .texts = texts };

  if (!read_batch (database, &batch, cancellable, error))
    return FALSE;

  *more = texts->len > 0;
  return texts->len == 0 || rst_database_transact (database, write_batch, &batch, NULL, error);
}

/* An index that turns out to be damaged is dropped and begun again. */
static gpointer
index_some (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) why = NULL;
  RstDatabase *database = rst_store_use_index (self, error);

  if (database == NULL)
    return NULL;
  if (index_batch (database, request, cancellable, &why))
    return self;
  if (g_error_matches (why, RST_ERROR, RST_ERROR_DAMAGED))
    {
      g_clear_error (&why);
      rst_store_drop_index (self);
      database = rst_store_use_index (self, error);
      return database != NULL && index_batch (database, request, cancellable, error) ? self : NULL;
    }
  g_propagate_error (error, g_steal_pointer (&why));
  return NULL;
}

static const RstStoreOperation index_operation = { .func = index_some };

gboolean
rst_store_index (RstStore *self, GCancellable *cancellable, GError **error)
{
  gboolean more = TRUE;

  g_return_val_if_fail (RST_IS_STORE (self), FALSE);

  while (more)
    if (rst_store_call (self, self->indexer, &index_operation, &more, cancellable, error) == NULL)
      return FALSE;
  return TRUE;
}

/* The store is known weakly between two batches, so that indexing a million
 * messages keeps nobody from closing it.
 */
static void
weak_ref_free (gpointer data)
{
  GWeakRef *store = data;

  g_weak_ref_clear (store);
  g_free (store);
}

static void
index_task (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (RstStore) self = g_weak_ref_get (task_data);
  GError *error = NULL;
  gboolean more = FALSE;

  if (self != NULL && index_some (self, &more, NULL, &error) == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, more);
}

static void
index_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstStore) self = g_weak_ref_get (g_task_get_task_data (G_TASK (result)));
  g_autoptr (GError) error = NULL;
  gboolean more = g_task_propagate_boolean (G_TASK (result), &error);

  if (error != NULL)
    g_message ("The search index is not up to date: %s", error->message);
  if (self == NULL)
    return;

  self->indexing = FALSE;
  if (more || self->index_again)
    rst_store_index_soon (self);
  else if (error == NULL)
    g_signal_emit_by_name (self, "indexed");
}

static GWeakRef *
weak_ref_new (RstStore *self)
{
  GWeakRef *store = g_new0 (GWeakRef, 1);

  g_weak_ref_init (store, self);
  return store;
}

static void
index_now (RstStore *self)
{
  GTask *task;

  self->index_again = self->indexing;
  if (self->indexing)
    return;

  self->indexing = TRUE;
  self->unindexed_since = 0;
  task = g_task_new (NULL, NULL, index_cb, NULL);
  g_task_set_task_data (task, weak_ref_new (self), weak_ref_free);
  rst_lane_push (self->indexer, task, index_task);
}

void
rst_store_stop_index (RstStore *self)
{
  if (self->calm != NULL)
    g_source_destroy (self->calm);
  g_clear_pointer (&self->calm, g_source_unref);
}

static gboolean
calm_cb (gpointer user_data)
{
  g_autoptr (RstStore) self = g_weak_ref_get (user_data);

  if (self != NULL)
    {
      rst_store_stop_index (self);
      rst_store_index_soon (self);
    }
  return G_SOURCE_REMOVE;
}

static void
wait_for_calm (RstStore *self, gint64 until)
{
  if (self->calm != NULL)
    return;

  self->calm = g_timeout_source_new (1);
  g_source_set_ready_time (self->calm, until);
  g_source_set_callback (self->calm, calm_cb, weak_ref_new (self), weak_ref_free);
  g_source_attach (self->calm, g_source_get_context (self->notifier));
}

void
rst_store_keep_indexed (RstStore *self)
{
  g_return_if_fail (RST_IS_STORE (self));

  g_atomic_int_set (&self->keep_indexed, TRUE);
  rst_store_wake (self);
}

void
rst_store_index_soon (RstStore *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 until;

  g_assert (RST_IS_STORE (self));

  if (!g_atomic_int_get (&self->keep_indexed))
    return;
  if (self->unindexed_since == 0)
    self->unindexed_since = now;
  until = MIN (self->last_commit + CALM, self->unindexed_since + PATIENCE);
  if (now < until)
    wait_for_calm (self, until);
  else
    index_now (self);
}
