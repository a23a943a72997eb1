/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * RST_DATABASE_HEADER_SIZE:
 *
 * Octets of a database file's header ("Database File Format", section 1.3).
 */
#define RST_DATABASE_HEADER_SIZE 100

/**
 * RstDatabase:
 *
 * One connection to an SQLite file, for one thread at a time. It turns SQLite's
 * results into [error@Rst.Error] with the file named, keeps prepared statements
 * and runs transactions.
 */
typedef struct _RstDatabase RstDatabase;

/**
 * RstStatement:
 *
 * A prepared statement of a [struct@Database]. Taken with
 * [method@Database.prepare], bound, stepped, and given back with
 * [method@Statement.release]: `g_autoptr (RstStatement)` does that, so that no
 * statement keeps a snapshot of the database open longer than its block.
 */
typedef struct _RstStatement RstStatement;

/**
 * RstDatabaseFunc:
 * @self: a database inside a transaction
 * @data: what was given to [method@Database.transact]
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * What a transaction does.
 *
 * Returns: whether it is to be committed
 */
typedef gboolean (*RstDatabaseFunc) (RstDatabase *self,
                                     gpointer data,
                                     GCancellable *cancellable,
                                     GError **error);

/**
 * rst_database_open:
 * @path: a file that exists
 * @error: where to say why it failed
 *
 * Opens a connection. Nothing is read or written yet.
 *
 * Returns: (transfer full): the connection
 */
RstDatabase *rst_database_open (const char *path, GError **error);

/**
 * rst_database_free:
 * @self: (transfer full): a database without statements in use
 *
 * Closes the connection.
 */
void rst_database_free (RstDatabase *self);

/**
 * rst_database_get_path:
 * @self: a database
 *
 * Returns: (transfer none): its file
 */
const char *rst_database_get_path (RstDatabase *self);

/**
 * rst_database_get_handle:
 * @self: a database
 *
 * Returns: (transfer none): SQLite's own
 */
sqlite3 *rst_database_get_handle (RstDatabase *self);

/**
 * rst_database_read_header:
 * @self: a database
 * @header: (out caller-allocates): %RST_DATABASE_HEADER_SIZE octets
 * @size: (out): the size of the file
 * @error: where to say why it failed
 *
 * Reads the first octets of the file as they are, before SQLite looks at them
 * or at the log. A file shorter than that gives zeros.
 *
 * Returns: whether @header is filled
 */
gboolean rst_database_read_header (RstDatabase *self,
                                   guint8 *header,
                                   gint64 *size,
                                   GError **error);

/**
 * rst_database_set_cancellable:
 * @self: a database
 * @cancellable: (nullable): what stops long statements from now on
 */
void rst_database_set_cancellable (RstDatabase *self, GCancellable *cancellable);

/**
 * rst_database_exec:
 * @self: a database
 * @sql: statements
 * @error: where to say why it failed
 *
 * Returns: whether all of them ran
 */
gboolean rst_database_exec (RstDatabase *self, const char *sql, GError **error);

/**
 * rst_database_prepare:
 * @self: a database
 * @sql: a statement of the program's own text; it is prepared once and kept
 * @error: where to say why it failed
 *
 * Returns: (transfer full): the statement, with nothing bound
 */
RstStatement *rst_database_prepare (RstDatabase *self, const char *sql, GError **error);

/**
 * rst_database_prepare_once:
 * @self: a database
 * @sql: a statement that was put together for one use
 * @error: where to say why it failed
 *
 * Returns: (transfer full): the statement, with nothing bound
 */
RstStatement *rst_database_prepare_once (RstDatabase *self, const char *sql, GError **error);

/**
 * rst_database_get_int64:
 * @self: a database
 * @sql: a statement of the program's own text
 * @value: (out): the first column of its first row; 0 where there is none
 * @error: where to say why it failed
 *
 * Returns: whether @value is set
 */
gboolean rst_database_get_int64 (RstDatabase *self,
                                 const char *sql,
                                 gint64 *value,
                                 GError **error);

/**
 * rst_database_transact:
 * @self: a database
 * @func: (scope call): what to do
 * @data: for @func
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Runs @func in a transaction that may write from its first moment on, and
 * commits it; where anything fails, nothing of it is left.
 *
 * Returns: whether it is committed
 */
gboolean rst_database_transact (RstDatabase *self,
                                RstDatabaseFunc func,
                                gpointer data,
                                GCancellable *cancellable,
                                GError **error);

/**
 * rst_database_set_error:
 * @self: a database
 * @error: where to say what SQLite said last
 */
void rst_database_set_error (RstDatabase *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstDatabase, rst_database_free)

G_END_DECLS
