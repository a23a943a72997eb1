/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-index-schema.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "base/rst-error.h"
#include "store/rst-statement.h"

/* "RSTS"; raised together with the schema below, an index of another version is
 * made again.
 */
#define APPLICATION_ID 0x52535453
#define VERSION 1

/* The rowid is the message's id. All messages up to the serial in the cursor
 * are in.
 */
static const char schema[] =
  "PRAGMA application_id = " G_STRINGIFY (APPLICATION_ID) ";"
  "PRAGMA user_version = " G_STRINGIFY (VERSION) ";"
  "CREATE VIRTUAL TABLE words USING fts5 (subject, sender, recipients, body, attachments,"
  "  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');"
  "CREATE TABLE progress (uuid TEXT NOT NULL, cursor INTEGER NOT NULL) STRICT;"
  "INSERT INTO progress SELECT value, 0 FROM mail.profile WHERE key = 'uuid';";

static gboolean
create_schema (RstDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 version;

  /* Another process may have been faster. */
  if (!rst_database_get_int64 (database, "PRAGMA main.user_version", &version, error))
    return FALSE;
  return version != 0 || rst_database_exec (database, schema, error);
}

/* Whether the index is of this version, of this mail.db and not ahead of it. */
static gboolean
check_schema (RstDatabase *database, GError **error)
{
  gint64 version;
  gint64 fits = FALSE;

  if (!rst_database_get_int64 (database, "PRAGMA main.user_version", &version, error))
    return FALSE;
  if (version == VERSION &&
      !rst_database_get_int64 (database,
                               "SELECT EXISTS (SELECT 1 FROM progress"
                               " WHERE uuid = (SELECT value FROM mail.profile WHERE key = 'uuid')"
                               " AND cursor <= (SELECT value FROM mail.profile WHERE key = 'serial'))"
                               " AND NOT EXISTS (SELECT rowid FROM words WHERE rowid = 0)",
                               &fits,
                               error))
    return FALSE;
  if (!fits)
    g_set_error (error, RST_ERROR, RST_ERROR_DAMAGED, _("“%s” does not belong to this store"),
                 rst_database_get_path (database));
  return fits;
}

static gboolean
attach_mail (RstDatabase *database, const char *mail_path, GError **error)
{
  g_autofree char *uri = g_filename_to_uri (mail_path, NULL, NULL);
  g_autofree char *read_only = g_strconcat (uri, "?mode=ro", NULL);
  g_autoptr (RstStatement) statement = rst_database_prepare_once (database, "ATTACH ? AS mail", error);

  if (statement == NULL)
    return FALSE;

  rst_statement_bind_text (statement, 1, read_only);
  return rst_statement_run (statement, error);
}

/* A file that is there is not opened here: closing it again would drop the
 * locks of another connection in this process.
 */
static gboolean
make_file (const char *path, GError **error)
{
  int fd = g_open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);

  if (fd >= 0)
    close (fd);
  if (fd >= 0 || errno == EEXIST)
    return TRUE;

  g_set_error (error, RST_ERROR, RST_ERROR_CANNOT_CREATE, _("“%s” could not be created: %s"), path, g_strerror (errno));
  return FALSE;
}

RstDatabase *
rst_index_schema_open (const char *path, const char *mail_path, GError **error)
{
  g_autoptr (RstDatabase) database = NULL;

  g_return_val_if_fail (path != NULL && mail_path != NULL, NULL);

  if (!make_file (path, error))
    return NULL;
  database = rst_database_open (path, error);
  if (database == NULL ||
      !rst_database_exec (database,
                          "PRAGMA journal_mode = WAL;"
                          "PRAGMA synchronous = NORMAL;"
                          "PRAGMA temp_store = MEMORY;"
                          "PRAGMA cache_size = -4000;"
                          "PRAGMA journal_size_limit = 67108864;",
                          error) ||
      !attach_mail (database, mail_path, error) ||
      !rst_database_transact (database, create_schema, NULL, NULL, error) ||
      !check_schema (database, error))
    return NULL;
  return g_steal_pointer (&database);
}

void
rst_index_schema_delete (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *shared = g_strconcat (path, "-shm", NULL);

  g_return_if_fail (path != NULL);

  g_unlink (path);
  g_unlink (log);
  g_unlink (shared);
}
