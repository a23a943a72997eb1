/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/rst-error.h"
#include "mime/rst-address.h"
#include "base/rst-sha256.h"
#include "store/rst-content.h"
#include "store/rst-sort-key.h"
#include "store/rst-store-private.h"
#include "store/rst-thread.h"

/* A date may lie this far ahead of the arrival: clocks and time zones err. */
#define DATE_TOLERANCE (24 * 60 * 60)

/* Dates beyond would make ids of more than 53 bits. */
#define DATE_MAX (((gint64) 1 << 33) - 1)

/* How many octets of a batch are compressed before the transaction begins;
 * what is beyond is compressed inside it, so that memory stays bounded.
 */
#define COMPRESSION_BUDGET (8 * 1024 * 1024)

void
rst_arrival_free (RstArrival *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->unique_id);
  g_clear_pointer (&self->raw, g_bytes_unref);
  g_free (self->sha256);
  g_clear_pointer (&self->summary, rst_summary_free);
  g_clear_pointer (&self->header_digest, g_bytes_unref);
  g_free (self);
}

char *
rst_arrival_dup_content_name (const char *sha256)
{
  g_return_val_if_fail (sha256 != NULL, NULL);

  return g_strconcat ("sha256:", sha256, NULL);
}

gboolean
rst_arrival_is_nameless (const RstArrival *self)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  name = rst_arrival_dup_content_name (self->sha256);
  return g_str_equal (self->unique_id, name);
}

gint64
rst_store_sorting_date (gint64 date, gint64 arrived)
{
  if (date <= 0 || date > arrived + DATE_TOLERANCE)
    date = arrived;
  return CLAMP (date, 0, DATE_MAX);
}

/* A batch on its way into the store. */
typedef struct
{
  const char *account;
  GPtrArray *arrivals;
  GPtrArray *contents; /* of RstContent, one for each arrival */
  gint64 account_key;
  gint64 now;
} Batch;

/* In the caller's thread: the writer has enough to do. */
static gboolean
prepare (Batch *batch, GCancellable *cancellable, GError **error)
{
  gsize budget = COMPRESSION_BUDGET;

  for (guint i = 0; i < batch->arrivals->len; i++)
    {
      RstArrival *arrival = batch->arrivals->pdata[i];

      g_ptr_array_add (batch->contents, rst_content_new (arrival->raw, arrival->sha256, &budget));
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* Whether the ledger says that just these octets came under this name; the size
 * that was announced with them this time is the one to expect, and the server
 * has them, whatever was believed. Other octets under a name that the server
 * used before are another message.
 */
static gboolean
is_stored (RstDatabase *database, Batch *batch, guint index, gboolean *stored, GError **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database,
                          "UPDATE ledger SET octets = ?5, vanished = NULL,"
                          " state = iif (state = 3, 2, state), removed = NULL"
                          " WHERE " RST_LEDGER_NAMED
                          " AND state > 0 AND content = ?4 RETURNING 1",
                          error);
  RstArrival *arrival = batch->arrivals->pdata[index];
  int step;

  if (statement == NULL)
    return FALSE;

  rst_store_bind_name (statement, batch->account_key, arrival->unique_id, arrival->ordinal);
  rst_statement_bind_octets (statement, 4, rst_content_get_sha256 (batch->contents->pdata[index]), RST_SHA256_SIZE);
  rst_statement_bind_int64 (statement, 5, (gint64) arrival->octets);
  step = rst_statement_step (statement, error);
  *stored = step > 0;
  return step >= 0;
}

/* The next free id of that second, or of one after it should a million
 * messages share it.
 */
static gboolean
choose_id (RstDatabase *database, gint64 date, gint64 *id, GError **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database, "SELECT max (id) FROM message WHERE id BETWEEN ? AND ?", error);
  const gint64 span = (gint64) 1 << RST_STORE_COUNTER_BITS;

  if (statement == NULL)
    return FALSE;

  for (gint64 first = date * span;; first += span)
    {
      gint64 last = first + span - 1;

      rst_statement_bind_int64 (statement, 1, first);
      rst_statement_bind_int64 (statement, 2, last);
      if (rst_statement_step (statement, error) < 0)
        return FALSE;
      *id = MAX (first, rst_statement_get_int64 (statement, 0) + 1);
      if (*id <= last)
        return TRUE;
      rst_statement_reset (statement);
    }
}

static gboolean
next_serial (RstDatabase *database, gint64 *serial, GError **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database,
                          "UPDATE profile SET value = value + 1 WHERE key = 'serial' RETURNING value",
                          error);

  if (statement == NULL || rst_statement_step (statement, error) < 0)
    return FALSE;

  *serial = rst_statement_get_int64 (statement, 0);
  return rst_statement_step (statement, error) >= 0;
}

/* The columns that come from the summary. */
typedef struct
{
  const char *from_name;
  const char *from_address;
  char *recipients;
  char *parents;
  char *references;
  char *sender_key;
  RstThreadClues *clues;
  gint64 thread;
} Columns;

static void
columns_init (Columns *columns, const RstSummary *summary)
{
  g_autofree char *to = rst_address_format_list (summary->to);
  g_autofree char *cc = rst_address_format_list (summary->cc);
  RstAddress *from = summary->from->len > 0 ? summary->from->pdata[0] : NULL;

  columns->from_name = from != NULL ? from->name : "";
  columns->from_address = from != NULL ? from->address : "";
  columns->recipients = g_strconcat (to, *to != '\0' && *cc != '\0' ? ", " : "", cc, NULL);
  columns->parents = summary->in_reply_to != NULL ? g_strjoinv (" ", summary->parents) : NULL;
  columns->references = summary->references != NULL ? g_strjoinv (" ", summary->references) : NULL;
  columns->sender_key = rst_sort_key_from_sender (columns->from_name, columns->from_address);
  columns->clues = rst_thread_clues_new (summary->message_id, columns->parents, columns->references, summary->subject);
}

static void
columns_clear (Columns *columns)
{
  g_free (columns->recipients);
  g_free (columns->parents);
  g_free (columns->references);
  g_free (columns->sender_key);
  g_clear_pointer (&columns->clues, rst_thread_clues_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Columns, columns_clear)

static void
bind_summary (RstStatement *statement, int first, const RstSummary *summary, const Columns *columns)
{
  rst_statement_bind_int64 (statement, first, summary->date);
  rst_statement_bind_int64 (statement, first + 1, summary->n_attachments);
  rst_statement_bind_text (statement, first + 2, columns->from_name);
  rst_statement_bind_text (statement, first + 3, columns->from_address);
  rst_statement_bind_text (statement, first + 4, columns->recipients);
  rst_statement_bind_text (statement, first + 5, summary->subject);
  rst_statement_bind_text (statement, first + 6, summary->snippet);
  rst_statement_bind_text (statement, first + 7, summary->message_id);
  rst_statement_bind_text (statement, first + 8, columns->parents);
  rst_statement_bind_text (statement, first + 9, columns->references);
  rst_statement_bind_text (statement, first + 10, columns->sender_key);
  rst_statement_bind_text (statement, first + 11, columns->clues->subject_key);
  rst_statement_bind_int64 (statement, first + 12, columns->thread);
}

static guint64
get_size (const RstArrival *arrival)
{
  return arrival->partial ? arrival->octets : g_bytes_get_size (arrival->raw);
}

static gboolean
insert_message (RstDatabase *database, Batch *batch, guint index, gint64 content, gint64 id, GError **error)
{
  RstArrival *arrival = batch->arrivals->pdata[index];
  g_auto (Columns) columns = { NULL };
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database,
                          "INSERT INTO message (id, serial, account, mailbox, content, flags, arrived, octets,"
                          " date, attachments, from_name, from_address, recipients, subject, snippet,"
                          " message_id, in_reply_to, refs, sender_key, subject_key, thread, partial)"
                          " VALUES (?, ?, ?, (SELECT id FROM mailbox WHERE name = 'inbox'), ?, 0, ?, ?,"
                          " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                          error);
  gint64 serial;

  if (statement == NULL || !next_serial (database, &serial, error))
    return FALSE;

  columns_init (&columns, arrival->summary);
  if (!rst_thread_find (database, columns.clues, id, serial, &columns.thread, error))
    return FALSE;

  rst_statement_bind_int64 (statement, 1, id);
  rst_statement_bind_int64 (statement, 2, serial);
  rst_statement_bind_int64 (statement, 3, batch->account_key);
  rst_statement_bind_int64 (statement, 4, content);
  rst_statement_bind_int64 (statement, 5, batch->now);
  rst_statement_bind_int64 (statement, 6, (gint64) get_size (arrival));
  bind_summary (statement, 7, arrival->summary, &columns);
  rst_statement_bind_int64 (statement, 20, arrival->partial);
  return rst_statement_run (statement, error);
}

static gboolean
find_thread (RstDatabase *database, gint64 id, gint64 *thread, GError **error)
{
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database, "SELECT thread FROM message WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_int64 (statement, 1, id);
  if (rst_statement_step (statement, error) < 0)
    return FALSE;
  *thread = rst_statement_get_int64 (statement, 0);
  return TRUE;
}

/* The whole message in place of its beginning. The new serial lets the search
 * index see it.
 */
static gboolean
complete_message (RstDatabase *database, Batch *batch, guint index, gint64 content, gint64 id, GError **error)
{
  RstArrival *arrival = batch->arrivals->pdata[index];
  g_auto (Columns) columns = { NULL };
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database,
                          "UPDATE message SET serial = ?2, content = ?3, octets = ?4, partial = 0,"
                          " date = ?5, attachments = ?6, from_name = ?7, from_address = ?8, recipients = ?9,"
                          " subject = ?10, snippet = ?11, message_id = ?12, in_reply_to = ?13, refs = ?14,"
                          " sender_key = ?15, subject_key = ?16, thread = ?17"
                          " WHERE id = ?1",
                          error);
  gint64 beginning;
  gint64 serial;

  if (statement == NULL ||
      !rst_store_find_content (database, id, &beginning, error) ||
      !find_thread (database, id, &columns.thread, error) ||
      !next_serial (database, &serial, error))
    return FALSE;

  columns_init (&columns, arrival->summary);
  if (!rst_thread_find (database, columns.clues, id, serial, &columns.thread, error))
    return FALSE;

  rst_statement_bind_int64 (statement, 1, id);
  rst_statement_bind_int64 (statement, 2, serial);
  rst_statement_bind_int64 (statement, 3, content);
  rst_statement_bind_int64 (statement, 4, (gint64) get_size (arrival));
  bind_summary (statement, 5, arrival->summary, &columns);
  return rst_statement_run (statement, error) && rst_store_drop_content (database, beginning, error);
}

/* The step to RST_LEDGER_STORED, from whatever was known. */
static gboolean
note_stored (RstDatabase *database, Batch *batch, guint index, gint64 id, GError **error)
{
  RstArrival *arrival = batch->arrivals->pdata[index];
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database,
                          "INSERT INTO ledger (account, unique_id, ordinal, octets, state, announced, stored,"
                          " message, content, header_hash, aged)"
                          " VALUES (?1, ?2, ?3, ?4, 1, ?5, ?5, ?6, ?7, ?8, nullif (?9, 0))"
                          " ON CONFLICT DO UPDATE SET octets = excluded.octets, state = 1,"
                          " stored = excluded.stored, removal_asked = NULL, removed = NULL,"
                          " message = excluded.message, content = excluded.content,"
                          " header_hash = excluded.header_hash, aged = excluded.aged, wanted = 0",
                          error);

  if (statement == NULL)
    return FALSE;

  rst_store_bind_name (statement, batch->account_key, arrival->unique_id, arrival->ordinal);
  rst_statement_bind_int64 (statement, 4, (gint64) arrival->octets);
  rst_statement_bind_int64 (statement, 5, batch->now);
  rst_statement_bind_int64 (statement, 6, id);
  rst_statement_bind_octets (statement, 7, rst_content_get_sha256 (batch->contents->pdata[index]), RST_SHA256_SIZE);
  rst_statement_bind_bytes (statement, 8, arrival->header_digest);
  rst_statement_bind_int64 (statement, 9, arrival->aged);
  return rst_statement_run (statement, error);
}

static gboolean
note_arrived (RstDatabase *database, Batch *batch, guint index, gint64 id, GError **error)
{
  RstArrival *arrival = batch->arrivals->pdata[index];

  if (arrival->partial)
    return rst_store_note_part (database, batch->account_key, arrival, id, batch->now, error);
  return note_stored (database, batch, index, id, error);
}

static gboolean
add_one (RstDatabase *database, Batch *batch, guint index, GError **error)
{
  RstArrival *arrival = batch->arrivals->pdata[index];
  gint64 date = rst_store_sorting_date (arrival->summary->date, batch->now);
  const guint8 *sha256 = rst_content_get_sha256 (batch->contents->pdata[index]);
  gboolean stored;
  gint64 content;
  gint64 id;

  if (!is_stored (database, batch, index, &stored, error) ||
      !rst_store_find_part (database, batch->account_key, arrival, &id, error))
    return FALSE;
  if (stored || (arrival->partial && id != 0))
    return TRUE;
  /* A beginning may be the whole of another message: it is nobody's octets. */
  if (id == 0 && !arrival->partial &&
      (!rst_store_set_row_aside (database, batch->account_key, arrival->unique_id, arrival->ordinal, batch->now, error) ||
       !rst_store_rebind_arrival (database, batch->account_key, arrival, sha256, batch->now, error)))
    return FALSE;
  if (arrival->rebound)
    return TRUE;
  if (!rst_content_write (batch->contents->pdata[index], database, &content, error))
    return FALSE;
  if (id != 0)
    return complete_message (database, batch, index, content, id, error) &&
           note_stored (database, batch, index, id, error);
  return choose_id (database, date, &id, error) &&
         insert_message (database, batch, index, content, id, error) &&
         note_arrived (database, batch, index, id, error);
}

static gboolean
add_in_transaction (RstDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  Batch *batch = data;

  if (!rst_store_ensure_account (database, batch->account, &batch->account_key, error))
    return FALSE;
  for (guint i = 0; i < batch->arrivals->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) || !add_one (database, batch, i, error))
      return FALSE;
  return TRUE;
}

static gpointer
add (RstStore *self, gpointer request, GCancellable *cancellable, GError **error)
{
  return rst_store_write (self, add_in_transaction, request, TRUE, cancellable, error);
}

static const RstStoreOperation add_operation = { .func = add };

gboolean
rst_store_add (RstStore      *self,
               const char    *account,
               GPtrArray     *arrivals,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr (GPtrArray) contents = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_content_free);
  Batch batch = { .account = account, .arrivals = arrivals, .contents = contents };

  g_return_val_if_fail (RST_IS_STORE (self), FALSE);
  g_return_val_if_fail (account != NULL && arrivals != NULL, FALSE);

  batch.now = g_get_real_time () / G_USEC_PER_SEC;
  if (!prepare (&batch, cancellable, error))
    {
      rst_error_adopt_file (error);
      return FALSE;
    }
  return rst_store_call (self, self->writer, &add_operation, &batch, cancellable, error) != NULL;
}
