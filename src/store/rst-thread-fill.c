/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-thread.h"

#include "store/rst-sort-key.h"
#include "store/rst-statement.h"
#include "store/rst-thread-private.h"

/* What a step of the schema does to each message that was there before. */
typedef gboolean (*Fill) (RstDatabase *database, RstStatement *row, GError **error);

/* Text of a damaged file may be anything. */
static char *
dup_valid (RstStatement *row, int column)
{
  const char *text = rst_statement_get_text (row, column);

  return g_utf8_make_valid (text != NULL ? text : "", -1);
}

static RstThreadClues *
read_clues (RstStatement *row)
{
  g_autofree char *subject = dup_valid (row, 4);

  return rst_thread_clues_new (rst_statement_get_text (row, 1),
                               rst_statement_get_text (row, 2),
                               rst_statement_get_text (row, 3),
                               subject);
}

static gboolean
write_row (RstDatabase *database, RstStatement *row, const char *subject_key, gint64 thread, GError **error)
{
  g_autofree char *name = dup_valid (row, 6);
  g_autofree char *address = dup_valid (row, 7);
  g_autofree char *sender_key = rst_sort_key_from_sender (name, address);
  g_autoptr (RstStatement) statement =
    rst_database_prepare (database, "UPDATE message SET thread = ?2, sender_key = ?3, subject_key = ?4 WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_int64 (statement, 1, rst_statement_get_int64 (row, 0));
  rst_statement_bind_int64 (statement, 2, thread);
  rst_statement_bind_text (statement, 3, sender_key);
  rst_statement_bind_text (statement, 4, subject_key);
  return rst_statement_run (statement, error);
}

/* The serial by which it arrived is a number that no other thread has. */
static gboolean
fill_row (RstDatabase *database, RstStatement *row, GError **error)
{
  g_autoptr (RstThreadClues) clues = read_clues (row);
  gint64 thread = 0;

  return rst_thread_find_by_names (database, TRUE, clues, rst_statement_get_int64 (row, 5), &thread, error) &&
         write_row (database, row, clues->subject_key, thread, error);
}

static gboolean
join_row (RstDatabase *database, RstStatement *row, GError **error)
{
  g_autoptr (RstThreadClues) clues = read_clues (row);
  gint64 thread;

  if (!clues->lost)
    return TRUE;
  thread = rst_statement_get_int64 (row, 5);
  return rst_thread_join_before (database, clues, rst_statement_get_int64 (row, 0), &thread, error);
}

/* The statement that called says what went wrong. */
static void
fill_each (sqlite3_context *context, const char *sql, Fill fill)
{
  RstMigration *migration = sqlite3_user_data (context);
  RstDatabase *database = migration->database;
  g_autoptr (RstStatement) rows = rst_database_prepare_once (database, sql, NULL);
  int step = rows != NULL ? 1 : -1;

  while (step > 0)
    {
      step = rst_statement_step (rows, NULL);
      if (step > 0 && !fill (database, rows, NULL))
        step = -1;
      rst_migration_note_row (migration);
    }
  if (step < 0)
    sqlite3_result_error_code (context, sqlite3_extended_errcode (rst_database_get_handle (database)));
}

static void
fill_threads_cb (sqlite3_context *context, int n, sqlite3_value **values)
{
  fill_each (context,
             "SELECT id, message_id, in_reply_to, refs, subject, serial, from_name, from_address"
             " FROM message NOT INDEXED",
             fill_row);
}

static void
join_subjects_cb (sqlite3_context *context, int n, sqlite3_value **values)
{
  fill_each (context,
             "SELECT id, NULL, NULL, NULL, subject, thread FROM message NOT INDEXED"
             " WHERE in_reply_to IS NULL AND coalesce (refs, '') = ''",
             join_row);
}

static void
name_cb (sqlite3_context *context, int n, sqlite3_value **values)
{
  const char *id = (const char *) sqlite3_value_text (values[0]);

  if (id != NULL)
    sqlite3_result_int64 (context, rst_thread_clues_hash (id));
}

gboolean
rst_thread_register (RstDatabase *database, GError **error)
{
  const int flags = SQLITE_UTF8 | SQLITE_DIRECTONLY | SQLITE_DETERMINISTIC;

  g_return_val_if_fail (database != NULL, FALSE);

  if (sqlite3_create_function_v2 (rst_database_get_handle (database), "rst_name", 1, flags,
                                  NULL, name_cb, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  rst_database_set_error (database, error);
  return FALSE;
}

/* Without a migration there is no such function. */
static gboolean
set_fill (RstDatabase *database, RstMigration *migration)
{
  sqlite3 *handle = rst_database_get_handle (database);
  const int flags = SQLITE_UTF8 | SQLITE_DIRECTONLY;

  return sqlite3_create_function_v2 (handle, "rst_fill_threads", 0, flags, migration,
                                     migration != NULL ? fill_threads_cb : NULL, NULL, NULL, NULL) == SQLITE_OK &&
         sqlite3_create_function_v2 (handle, "rst_join_subjects", 0, flags, migration,
                                     migration != NULL ? join_subjects_cb : NULL, NULL, NULL, NULL) == SQLITE_OK;
}

gboolean
rst_thread_begin_fill (RstDatabase *database, RstMigration *migration, GError **error)
{
  g_return_val_if_fail (database != NULL && migration != NULL, FALSE);

  if (set_fill (database, migration))
    return TRUE;

  rst_database_set_error (database, error);
  return FALSE;
}

void
rst_thread_end_fill (RstDatabase *database)
{
  g_return_if_fail (database != NULL);

  set_fill (database, NULL);
}
