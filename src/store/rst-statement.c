/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-statement.h"

struct _RstStatement
{
  RstDatabase *database;
  sqlite3_stmt *handle;
  gboolean kept;
  gboolean in_use;
};

RstStatement *
rst_statement_new (RstDatabase *database, const char *sql, gboolean kept, GError **error)
{
  unsigned flags = kept ? SQLITE_PREPARE_PERSISTENT : 0;
  RstStatement *self;
  sqlite3_stmt *handle;

  g_return_val_if_fail (database != NULL && sql != NULL, NULL);

  if (sqlite3_prepare_v3 (rst_database_get_handle (database), sql, -1, flags, &handle, NULL) != SQLITE_OK)
    {
      rst_database_set_error (database, error);
      return NULL;
    }

  self = g_new0 (RstStatement, 1);
  self->database = database;
  self->handle = handle;
  self->kept = kept;
  self->in_use = TRUE;
  return self;
}

void
rst_statement_take (RstStatement *self)
{
  g_return_if_fail (self != NULL && !self->in_use);
  self->in_use = TRUE;
}

void
rst_statement_release (RstStatement *self)
{
  g_return_if_fail (self != NULL);

  if (!self->kept)
    {
      rst_statement_destroy (self);
      return;
    }
  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);
  self->in_use = FALSE;
}

void
rst_statement_destroy (RstStatement *self)
{
  g_return_if_fail (self != NULL);

  sqlite3_finalize (self->handle);
  g_free (self);
}

void
rst_statement_bind_int64 (RstStatement *self, int index, gint64 value)
{
  g_return_if_fail (self != NULL);
  sqlite3_bind_int64 (self->handle, index, value);
}

void
rst_statement_bind_text (RstStatement *self, int index, const char *value)
{
  g_return_if_fail (self != NULL);
  sqlite3_bind_text (self->handle, index, value, -1, SQLITE_STATIC);
}

void
rst_statement_bind_octets (RstStatement *self, int index, gconstpointer data, gsize size)
{
  g_return_if_fail (self != NULL);

  /* A null pointer would be NULL, not no octets. */
  sqlite3_bind_blob64 (self->handle, index, data != NULL ? data : "", size, SQLITE_STATIC);
}

void
rst_statement_bind_bytes (RstStatement *self, int index, GBytes *value)
{
  g_return_if_fail (self != NULL);
  if (value != NULL)
    rst_statement_bind_octets (self, index, g_bytes_get_data (value, NULL), g_bytes_get_size (value));
  else
    sqlite3_bind_null (self->handle, index);
}

int
rst_statement_step (RstStatement *self, GError **error)
{
  int result;

  g_return_val_if_fail (self != NULL, -1);

  result = sqlite3_step (self->handle);
  if (result == SQLITE_ROW)
    return 1;
  if (result == SQLITE_DONE)
    return 0;

  rst_database_set_error (self->database, error);
  return -1;
}

gboolean
rst_statement_run (RstStatement *self, GError **error)
{
  int step;

  do
    step = rst_statement_step (self, error);
  while (step > 0);
  rst_statement_reset (self);
  return step == 0;
}

GArray *
rst_statement_collect_ids (RstStatement *self, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  int step;

  while ((step = rst_statement_step (self, error)) > 0)
    {
      gint64 id = rst_statement_get_int64 (self, 0);

      g_array_append_val (ids, id);
    }
  return step == 0 ? g_steal_pointer (&ids) : NULL;
}

void
rst_statement_reset (RstStatement *self)
{
  g_return_if_fail (self != NULL);
  sqlite3_reset (self->handle);
}

gint64
rst_statement_get_int64 (RstStatement *self, int column)
{
  g_return_val_if_fail (self != NULL, 0);
  return sqlite3_column_int64 (self->handle, column);
}

const char *
rst_statement_get_text (RstStatement *self, int column)
{
  g_return_val_if_fail (self != NULL, NULL);
  return (const char *) sqlite3_column_text (self->handle, column);
}

char *
rst_statement_dup_text (RstStatement *self, int column)
{
  const char *text = rst_statement_get_text (self, column);

  return g_strdup (text != NULL ? text : "");
}

const guint8 *
rst_statement_get_octets (RstStatement *self, int column, gsize *size)
{
  const guint8 *data;

  g_return_val_if_fail (self != NULL && size != NULL, NULL);

  data = sqlite3_column_blob (self->handle, column);
  *size = (gsize) sqlite3_column_bytes (self->handle, column);
  return data;
}
