/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-database.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "base/rst-error.h"
#include "store/rst-natural-order.h"
#include "store/rst-statement.h"

/* How long another process may hold the file before one says so. */
#define BUSY_TIMEOUT_MS 10000

/* How many steps of SQLite's machine pass between two looks at the
 * cancellable: well below a millisecond.
 */
#define STEPS_PER_LOOK 4000

struct _RstDatabase
{
  sqlite3 *handle;
  char *path;
  GHashTable *statements; /* sql → RstStatement, both owned */
  GCancellable *cancellable;
};

static int
progress_cb (void *data)
{
  RstDatabase *self = data;

  return g_cancellable_is_cancelled (self->cancellable);
}

RstDatabase *
rst_database_open (const char *path, GError **error)
{
  g_autoptr (RstDatabase) self = g_new0 (RstDatabase, 1);

  g_return_val_if_fail (path != NULL, NULL);

  self->path = g_strdup (path);
  self->statements = g_hash_table_new_full (g_str_hash,
                                            g_str_equal,
                                            g_free,
                                            (GDestroyNotify) rst_statement_destroy);
  /* One thread at a time: SQLite need not see to that. */
  if (sqlite3_open_v2 (path, &self->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK ||
      rst_natural_order_register (self->handle) != SQLITE_OK)
    {
      rst_database_set_error (self, error);
      return NULL;
    }
  sqlite3_extended_result_codes (self->handle, TRUE);
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  return g_steal_pointer (&self);
}

void
rst_database_free (RstDatabase *self)
{
  g_hash_table_unref (self->statements);
  sqlite3_close_v2 (self->handle);
  g_clear_object (&self->cancellable);
  g_free (self->path);
  g_free (self);
}

const char *
rst_database_get_path (RstDatabase *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->path;
}

sqlite3 *
rst_database_get_handle (RstDatabase *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->handle;
}

/* Through SQLite's own file: to open and close the file a second time would
 * drop the locks that this process holds on it ("How To Corrupt An SQLite
 * Database File", section 2.2).
 */
gboolean
rst_database_read_header (RstDatabase *self, guint8 *header, gint64 *size, GError **error)
{
  sqlite3_file *file = NULL;
  sqlite3_int64 file_size = 0;
  int result;

  g_return_val_if_fail (self != NULL && header != NULL && size != NULL, FALSE);

  sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  memset (header, 0, RST_DATABASE_HEADER_SIZE);
  result = file->pMethods->xFileSize (file, &file_size);
  if (result == SQLITE_OK)
    result = file->pMethods->xRead (file, header, RST_DATABASE_HEADER_SIZE, 0);
  *size = file_size;
  if (result == SQLITE_OK || result == SQLITE_IOERR_SHORT_READ)
    return TRUE;

  g_set_error (error, RST_ERROR, RST_ERROR_DISK, _("“%s” cannot be read"), self->path);
  return FALSE;
}

void
rst_database_set_cancellable (RstDatabase *self, GCancellable *cancellable)
{
  g_return_if_fail (self != NULL);

  g_set_object (&self->cancellable, cancellable);
  sqlite3_progress_handler (self->handle,
                            STEPS_PER_LOOK,
                            cancellable != NULL ? progress_cb : NULL,
                            self);
}

gboolean
rst_database_exec (RstDatabase *self, const char *sql, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  rst_database_set_error (self, error);
  return FALSE;
}

RstStatement *
rst_database_prepare (RstDatabase *self, const char *sql, GError **error)
{
  RstStatement *statement;

  g_return_val_if_fail (self != NULL, NULL);

  statement = g_hash_table_lookup (self->statements, sql);
  if (statement != NULL)
    {
      rst_statement_take (statement);
      return statement;
    }

  statement = rst_statement_new (self, sql, TRUE, error);
  if (statement != NULL)
    g_hash_table_insert (self->statements, g_strdup (sql), statement);
  return statement;
}

RstStatement *
rst_database_prepare_once (RstDatabase *self, const char *sql, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);
  return rst_statement_new (self, sql, FALSE, error);
}

gboolean
rst_database_get_int64 (RstDatabase *self, const char *sql, gint64 *value, GError **error)
{
  g_autoptr (RstStatement) statement = rst_database_prepare (self, sql, error);
  int step;

  if (statement == NULL)
    return FALSE;

  step = rst_statement_step (statement, error);
  *value = step > 0 ? rst_statement_get_int64 (statement, 0) : 0;
  return step >= 0;
}

gboolean
rst_database_transact (RstDatabase      *self,
                       RstDatabaseFunc   func,
                       gpointer          data,
                       GCancellable     *cancellable,
                       GError          **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!rst_database_exec (self, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (func (self, data, cancellable, error) && rst_database_exec (self, "COMMIT", error))
    return TRUE;

  /* Some failures, such as a full disk, have rolled back already. */
  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

static RstError
error_code (int result)
{
  switch (result & 0xFF)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return RST_ERROR_BUSY;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_NOMEM:
    case SQLITE_TOOBIG:
      return RST_ERROR_DISK;
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return RST_ERROR_CANNOT_CREATE;
    case SQLITE_INTERRUPT:
      return RST_ERROR_CANCELLED;
    default:
      return RST_ERROR_DAMAGED;
    }
}

/* What SQLite says last of a folder that may not be written is that its
 * shared memory is not there.
 */
static int
why_not_writable (RstDatabase *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  return g_access (folder, W_OK) != 0 ? errno : sqlite3_system_errno (self->handle);
}

void
rst_database_set_error (RstDatabase *self, GError **error)
{
  int result = sqlite3_extended_errcode (self->handle);
  const char *reason = sqlite3_errmsg (self->handle);
  int system = sqlite3_system_errno (self->handle);
  RstError code = error_code (result);

  g_debug ("%s: SQLite result %d: %s", self->path, result, reason);
  if (code == RST_ERROR_BUSY)
    g_set_error (error, RST_ERROR, code, _("Another program keeps “%s” busy"), self->path);
  else if (code == RST_ERROR_CANCELLED)
    g_set_error_literal (error, RST_ERROR, code, _("Stopped on request"));
  else if ((result & 0xFF) == SQLITE_FULL)
    g_set_error (error, RST_ERROR, code, _("The disk is full: “%s” could not be written"), self->path);
  else if (code == RST_ERROR_DISK)
    g_set_error (error, RST_ERROR, code, _("“%s” could not be read or written: %s"), self->path,
                 system != 0 ? g_strerror (system) : reason);
  else if (code == RST_ERROR_CANNOT_CREATE)
    {
      system = why_not_writable (self);
      g_set_error (error, RST_ERROR, code, _("“%s” could not be opened for writing: %s"), self->path,
                   system != 0 ? g_strerror (system) : reason);
    }
  else
    g_set_error (error, RST_ERROR, code, _("“%s” is damaged: %s"), self->path, reason);
}
