/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-schema.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/rst-error.h"
#include "store/rst-migration.h"
#include "store/rst-statement.h"
#include "store/rst-thread.h"

/* What leads from version n to n + 1. A step that was released never changes.
 *
 * An id is the sorting date << 20 | a counter, so the primary key alone gives
 * the newest first, here and in the search index. The serial grows with each
 * arrival: the index lane finds what is new behind the last one it saw.
 *
 * An index ends with the row's id by itself: (mailbox) is (mailbox, id).
 */
static const char *const mail_steps[] = {
  "CREATE TABLE profile ("
  "  key TEXT PRIMARY KEY,"
  "  value ANY NOT NULL"
  ") STRICT, WITHOUT ROWID;"
  "INSERT INTO profile VALUES ('uuid', lower (hex (randomblob (16)))), ('serial', 0);"

  "CREATE TABLE account ("
  "  id INTEGER PRIMARY KEY,"
  "  name TEXT NOT NULL UNIQUE,"
  "  settings TEXT NOT NULL,"
  "  position INTEGER NOT NULL,"
  "  removed INTEGER NOT NULL"
  ") STRICT;"

  "CREATE TABLE mailbox ("
  "  id INTEGER PRIMARY KEY,"
  "  name TEXT NOT NULL UNIQUE"
  ") STRICT;"
  "INSERT INTO mailbox VALUES (1, 'inbox'), (2, 'archive'), (3, 'trash');"

  "CREATE TABLE content ("
  "  id INTEGER PRIMARY KEY,"
  "  sha256 BLOB NOT NULL UNIQUE CHECK (length (sha256) = 32),"
  "  octets INTEGER NOT NULL,"
  "  stored INTEGER NOT NULL"
  ") STRICT;"

  /* id = content << 16 | sequence; codec 0 plain, 1 zstd */
  "CREATE TABLE chunk ("
  "  id INTEGER PRIMARY KEY,"
  "  octets INTEGER NOT NULL,"
  "  codec INTEGER NOT NULL CHECK (codec IN (0, 1)),"
  "  data BLOB NOT NULL"
  ") STRICT;"

  "CREATE TABLE message ("
  "  id INTEGER PRIMARY KEY,"
  "  serial INTEGER NOT NULL UNIQUE,"
  "  account INTEGER NOT NULL REFERENCES account (id),"
  "  mailbox INTEGER NOT NULL REFERENCES mailbox (id),"
  "  content INTEGER NOT NULL REFERENCES content (id),"
  "  flags INTEGER NOT NULL,"
  "  date INTEGER NOT NULL,"
  "  arrived INTEGER NOT NULL,"
  "  octets INTEGER NOT NULL,"
  "  attachments INTEGER NOT NULL,"
  "  from_name TEXT NOT NULL,"
  "  from_address TEXT NOT NULL,"
  "  recipients TEXT NOT NULL,"
  "  subject TEXT NOT NULL,"
  "  snippet TEXT NOT NULL,"
  "  message_id TEXT,"
  "  in_reply_to TEXT,"
  "  refs TEXT"
  ") STRICT;"
  "CREATE INDEX message_order ON message (id, mailbox, account);"
  "CREATE INDEX message_mailbox ON message (mailbox);"
  "CREATE INDEX message_account_mailbox ON message (account, mailbox);"
  "CREATE INDEX message_unread ON message (mailbox) WHERE flags & 1 = 0;"
  "CREATE INDEX message_content ON message (content);"

  /* state as in RstLedgerState, each with its time; content is a SHA-256 and
   * stays when the message is deleted for good */
  "CREATE TABLE ledger ("
  "  account INTEGER NOT NULL REFERENCES account (id),"
  "  unique_id TEXT NOT NULL,"
  "  ordinal INTEGER NOT NULL,"
  "  octets INTEGER NOT NULL,"
  "  state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 3),"
  "  announced INTEGER NOT NULL,"
  "  stored INTEGER,"
  "  removal_asked INTEGER,"
  "  removed INTEGER,"
  "  attempts INTEGER NOT NULL DEFAULT 0,"
  "  message INTEGER REFERENCES message (id) ON DELETE SET NULL,"
  "  content BLOB,"
  "  header_hash BLOB,"
  "  PRIMARY KEY (account, unique_id, ordinal),"
  "  CHECK (state = 0 OR (stored IS NOT NULL AND content IS NOT NULL))"
  ") STRICT, WITHOUT ROWID;"
  "CREATE INDEX ledger_message ON ledger (message) WHERE message IS NOT NULL;"

  "CREATE TABLE counter ("
  "  account INTEGER NOT NULL REFERENCES account (id),"
  "  mailbox INTEGER NOT NULL REFERENCES mailbox (id),"
  "  total INTEGER NOT NULL,"
  "  unread INTEGER NOT NULL,"
  "  PRIMARY KEY (account, mailbox)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TRIGGER message_counted AFTER INSERT ON message BEGIN"
  "  INSERT INTO counter VALUES (new.account, new.mailbox, 1, new.flags & 1 = 0)"
  "    ON CONFLICT DO UPDATE SET total = total + 1, unread = unread + excluded.unread;"
  "END;"
  "CREATE TRIGGER message_uncounted AFTER DELETE ON message BEGIN"
  "  UPDATE counter SET total = total - 1, unread = unread - (old.flags & 1 = 0)"
  "    WHERE account = old.account AND mailbox = old.mailbox;"
  "END;"
  "CREATE TRIGGER message_recounted AFTER UPDATE OF account, mailbox, flags ON message BEGIN"
  "  UPDATE counter SET total = total - 1, unread = unread - (old.flags & 1 = 0)"
  "    WHERE account = old.account AND mailbox = old.mailbox;"
  "  INSERT INTO counter VALUES (new.account, new.mailbox, 1, new.flags & 1 = 0)"
  "    ON CONFLICT DO UPDATE SET total = total + 1, unread = unread + excluded.unread;"
  "END;",

  /* What was learned of an account's server, apart from what the person set. */
  "ALTER TABLE account ADD COLUMN state TEXT;",

  /* By which a message is known again that has no name, or another size. */
  "CREATE INDEX ledger_header ON ledger (account, header_hash) WHERE header_hash IS NOT NULL;",

  /* Since when the server no longer lists it; the account's own clock when it
   * was stored; whether the rest of a message that was too large is asked for.
   * Of a content, when a proven backup held it last. Of a message, whether only
   * its beginning is here; octets is then what the server announced, and its row
   * of the ledger stays announced.
   */
  "ALTER TABLE ledger ADD COLUMN vanished INTEGER;"
  "ALTER TABLE ledger ADD COLUMN aged INTEGER;"
  "ALTER TABLE ledger ADD COLUMN wanted INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE content ADD COLUMN proven INTEGER;"
  "CREATE INDEX content_proven ON content (sha256, proven) WHERE proven IS NOT NULL;"
  "ALTER TABLE message ADD COLUMN partial INTEGER NOT NULL DEFAULT 0;"
  "CREATE INDEX ledger_part ON ledger (account) WHERE state = 0 AND message IS NOT NULL;"

  /* What the server should list: RST_LEDGER_LISTED. And what it no longer does,
   * to be known again by content, or by size and header.
   */
  "CREATE INDEX ledger_listed ON ledger (account)"
  "  WHERE vanished IS NULL AND state < 3 AND (state > 0 OR message IS NOT NULL);"
  "CREATE INDEX ledger_vanished ON ledger (account, content) WHERE vanished IS NOT NULL;"
  "CREATE INDEX ledger_vanished_octets ON ledger (account, octets) WHERE vanished IS NOT NULL;",

  /* What was deleted for good, in the same order as what arrives, so that the
   * index lane comes by and drops its words. An index of any age can catch up.
   */
  "CREATE TABLE deleted ("
  "  serial INTEGER PRIMARY KEY,"
  "  id INTEGER NOT NULL"
  ") STRICT;"
  "CREATE TRIGGER message_deleted AFTER DELETE ON message BEGIN"
  "  UPDATE profile SET value = value + 1 WHERE key = 'serial';"
  "  INSERT INTO deleted VALUES ((SELECT value FROM profile WHERE key = 'serial'), old.id);"
  "END;"

  /* With message_unread, what a list can be filtered by. */
  "CREATE INDEX message_flagged ON message (mailbox) WHERE flags & 2 <> 0;"
  "CREATE INDEX message_attached ON message (mailbox) WHERE attachments > 0;",

  /* Threads and orders. A thread has the serial of a message that began it. All
   * Message-IDs that a thread names are kept as 64 bits; where two threads turned
   * out to be one, the smaller one's names go on meaning it, and thread_joined
   * says what became of it, in one step.
   */
  "ALTER TABLE message ADD COLUMN thread INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE message ADD COLUMN sender_key TEXT NOT NULL DEFAULT '';"
  "ALTER TABLE message ADD COLUMN subject_key TEXT NOT NULL DEFAULT '';"
  "CREATE TABLE message_name ("
  "  name INTEGER PRIMARY KEY,"
  "  thread INTEGER NOT NULL"
  ") STRICT;"
  "CREATE TABLE thread_joined ("
  "  thread INTEGER PRIMARY KEY,"
  "  target INTEGER NOT NULL"
  ") STRICT;"
  "CREATE INDEX thread_joined_target ON thread_joined (target);"
  "SELECT rst_fill_threads ();"
  "UPDATE message SET thread = (SELECT target FROM thread_joined j WHERE j.thread = message.thread)"
  "  WHERE thread IN (SELECT thread FROM thread_joined);"

  /* Each holds all that its list is made of, so that the rows stay unread. */
  "DROP INDEX message_order;"
  "DROP INDEX message_mailbox;"
  "DROP INDEX message_account_mailbox;"
  "CREATE INDEX message_order ON message (id, mailbox, account, thread);"
  "CREATE INDEX message_mailbox ON message (mailbox, id, account, thread);"
  "CREATE INDEX message_account_mailbox ON message (account, mailbox, id, thread);"
  "CREATE INDEX message_sender ON message (sender_key, id DESC, mailbox, account, thread);"
  "CREATE INDEX message_subject ON message (subject_key, id DESC, mailbox, account, thread);"
  "CREATE INDEX message_size ON message (octets DESC, id DESC, mailbox, account, thread);"
  "CREATE INDEX message_thread ON message (thread, id, mailbox, account);"
  "CREATE INDEX message_thread_unread ON message (thread, mailbox, flags) WHERE flags & 1 = 0;"
  "SELECT rst_join_subjects ();",

  /* What people sort mail by: junk, tags and searches that were kept. Names that
   * differ in case alone are one. The rows of a tag go before its message does,
   * since what is counted depends on that.
   */
  "INSERT INTO mailbox VALUES (4, 'junk');"

  "CREATE TABLE tag ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  name TEXT NOT NULL,"
  "  folded TEXT NOT NULL UNIQUE,"
  "  color INTEGER NOT NULL CHECK (color >= 0)"
  ") STRICT;"
  "CREATE TABLE message_tag ("
  "  tag INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE,"
  "  message INTEGER NOT NULL REFERENCES message (id),"
  "  PRIMARY KEY (tag, message)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE INDEX message_tag_message ON message_tag (message);"
  "CREATE TABLE tag_counter ("
  "  tag INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE,"
  "  mailbox INTEGER NOT NULL REFERENCES mailbox (id),"
  "  total INTEGER NOT NULL,"
  "  unread INTEGER NOT NULL,"
  "  PRIMARY KEY (tag, mailbox)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TRIGGER message_tagged AFTER INSERT ON message_tag BEGIN"
  "  INSERT INTO tag_counter"
  "    SELECT new.tag, mailbox, 1, flags & 1 = 0 FROM message WHERE id = new.message"
  "    ON CONFLICT DO UPDATE SET total = total + 1, unread = unread + excluded.unread;"
  "END;"
  "CREATE TRIGGER message_untagged AFTER DELETE ON message_tag BEGIN"
  "  UPDATE tag_counter SET total = total - 1,"
  "    unread = unread - (SELECT flags & 1 = 0 FROM message WHERE id = old.message)"
  "    WHERE tag = old.tag AND mailbox = (SELECT mailbox FROM message WHERE id = old.message);"
  "END;"
  "CREATE TRIGGER message_tags_recounted AFTER UPDATE OF mailbox, flags ON message"
  "  WHEN EXISTS (SELECT 1 FROM message_tag WHERE message = new.id) BEGIN"
  "  UPDATE tag_counter SET total = total - 1, unread = unread - (old.flags & 1 = 0)"
  "    WHERE mailbox = old.mailbox AND tag IN (SELECT tag FROM message_tag WHERE message = new.id);"
  "  INSERT INTO tag_counter"
  "    SELECT tag, new.mailbox, 1, new.flags & 1 = 0 FROM message_tag WHERE message = new.id"
  "    ON CONFLICT DO UPDATE SET total = total + 1, unread = unread + excluded.unread;"
  "END;"
  "CREATE TRIGGER message_tags_deleted BEFORE DELETE ON message BEGIN"
  "  DELETE FROM message_tag WHERE message = old.id;"
  "END;"

  "CREATE TABLE saved_search ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  name TEXT NOT NULL,"
  "  folded TEXT NOT NULL UNIQUE,"
  "  query TEXT NOT NULL"
  ") STRICT;"

  /* Whose images are fetched from elsewhere without asking. */
  "CREATE TABLE trusted_sender ("
  "  address TEXT PRIMARY KEY"
  ") STRICT, WITHOUT ROWID;",
};

static const char *const tables[] = {
  "profile", "account", "mailbox", "content", "chunk", "message", "ledger", "counter", "deleted",
  "message_name", "thread_joined",
  "tag", "message_tag", "tag_counter", "saved_search", "trusted_sender",
};

typedef struct
{
  const char *const *steps;
  guint n_steps;
  RstProgressFunc progress;
  gpointer user_data;
} Steps;

const char *const *
rst_schema_get_mail_steps (guint *n_steps)
{
  g_return_val_if_fail (n_steps != NULL, NULL);

  *n_steps = G_N_ELEMENTS (mail_steps);
  return mail_steps;
}

static gboolean
newer (RstDatabase *database, GError **error)
{
  g_set_error (error, RST_ERROR, RST_ERROR_NEWER,
               _("“%s” was written by a newer version of Restante"), rst_database_get_path (database));
  return FALSE;
}

static gboolean
run_from (RstDatabase *database, const Steps *steps, guint version, GError **error)
{
  RstMigration migration;
  gboolean done = TRUE;

  rst_migration_init (&migration, database, steps->steps + version, steps->n_steps - version,
                      steps->progress, steps->user_data);
  if (!rst_thread_begin_fill (database, &migration, error))
    return FALSE;
  for (guint i = version; done && i < steps->n_steps; i++)
    done = rst_migration_run (&migration, steps->steps[i], error);
  rst_thread_end_fill (database);
  return done;
}

static gboolean
run_steps (RstDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  const Steps *steps = data;
  g_autofree char *pragma = g_strdup_printf ("PRAGMA user_version = %u", steps->n_steps);
  gint64 version;

  /* Read inside the transaction: another process may have been faster. */
  if (!rst_database_get_int64 (database, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version < 0 || version > steps->n_steps)
    return newer (database, error);
  return run_from (database, steps, (guint) version, error) && rst_database_exec (database, pragma, error);
}

static gboolean
migrate (RstDatabase *database, Steps *steps, GError **error)
{
  gint64 version;

  if (!rst_database_get_int64 (database, "PRAGMA user_version", &version, error))
    return FALSE;
  return version == steps->n_steps || rst_database_transact (database, run_steps, steps, NULL, error);
}

gboolean
rst_schema_migrate (RstDatabase        *database,
                    const char *const  *steps,
                    guint               n_steps,
                    GError            **error)
{
  Steps all = { .steps = steps, .n_steps = n_steps };

  g_return_val_if_fail (database != NULL, FALSE);

  return migrate (database, &all, error);
}

/* It may take minutes, and can be stopped as long as nothing is committed. */
static gboolean
migrate_mail (RstDatabase      *database,
              RstProgressFunc   progress,
              gpointer          user_data,
              GCancellable     *cancellable,
              GError          **error)
{
  Steps steps = { mail_steps, G_N_ELEMENTS (mail_steps), progress, user_data };
  gboolean done;

  rst_database_set_cancellable (database, cancellable);
  done = migrate (database, &steps, error);
  rst_database_set_cancellable (database, NULL);
  return done;
}

static gboolean
fill_new (RstDatabase *database, GError **error)
{
  return rst_database_exec (database,
                            "PRAGMA page_size = 8192;"
                            "PRAGMA synchronous = FULL;"
                            "PRAGMA application_id = " G_STRINGIFY (RST_SCHEMA_APPLICATION_ID) ";",
                            error) &&
         rst_schema_migrate (database, mail_steps, G_N_ELEMENTS (mail_steps), error) &&
         rst_database_exec (database, "PRAGMA journal_mode = WAL", error);
}

static gboolean
write_new (const char *path, GError **error)
{
  g_autoptr (RstDatabase) database = rst_database_open (path, error);

  return database != NULL && fill_new (database, error);
}

static gboolean
cannot_create (const char *path, GError **error)
{
  RstError code = errno == ENOSPC || errno == EDQUOT || errno == EIO ? RST_ERROR_DISK : RST_ERROR_CANNOT_CREATE;

  g_set_error (error, RST_ERROR, code, _("“%s” could not be created: %s"), path, g_strerror (errno));
  return FALSE;
}

/* Gives @from its final name unless there is such a file already. */
static gboolean
publish (const char *from, const char *to, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (to);
  gboolean synced;
  int fd;

  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) != 0 &&
      errno != EEXIST &&
      (errno != EINVAL || (link (from, to) != 0 && errno != EEXIST)))
    return cannot_create (to, error);

  fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  synced = fd >= 0 && fsync (fd) == 0;
  if (!synced)
    cannot_create (to, error);
  if (fd >= 0)
    close (fd);
  return synced;
}

/* A log without its database: SQLite would pour it into a new one. */
static gboolean
refuse_orphan_log (const char *path, GError **error)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf info;

  if (g_stat (log, &info) != 0 || info.st_size == 0)
    return TRUE;

  g_set_error (error, RST_ERROR, RST_ERROR_DAMAGED, _("“%s” is gone, but its log “%s” is there"), path, log);
  return FALSE;
}

/* Made under another name and then renamed: whoever sees mail.db sees all of
 * it, and an empty one can only be a damaged one.
 */
static gboolean
create_mail (const char *path, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".new-XXXXXX", NULL);
  gboolean done;
  int fd;

  if (!refuse_orphan_log (path, error))
    return FALSE;

  fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    return cannot_create (path, error);
  close (fd);
  done = write_new (temporary, error) && publish (temporary, path, error);
  g_unlink (temporary);
  return done;
}

static guint32
get_big_endian (const guint8 *data)
{
  return (guint32) data[0] << 24 | (guint32) data[1] << 16 | (guint32) data[2] << 8 | data[3];
}

static gboolean
damaged (RstDatabase *database, const char *why, GError **error)
{
  g_set_error (error, RST_ERROR, RST_ERROR_DAMAGED, _("“%s” is damaged: %s"), rst_database_get_path (database), why);
  return FALSE;
}

/* Whether the file ends before its last page. With a log beside it, SQLite has
 * to judge: the log may hold the pages.
 */
static gboolean
is_cut_short (const char *path, const guint8 *header, gint64 size)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  gint64 page_size = header[16] << 8 | header[17];
  GStatBuf info;

  if (g_stat (log, &info) == 0 && info.st_size > 0)
    return FALSE;
  if (get_big_endian (header + 24) != get_big_endian (header + 92))
    return FALSE;
  if (page_size == 1)
    page_size = 65536;
  return size < page_size * get_big_endian (header + 28);
}

/* Looks at the header before SQLite does: opening may already change a file
 * that has a log, and this one may not be ours.
 */
static gboolean
check_header (RstDatabase *database, GError **error)
{
  guint8 header[RST_DATABASE_HEADER_SIZE];
  gint64 size;

  if (!rst_database_read_header (database, header, &size, error))
    return FALSE;
  if (memcmp (header, "SQLite format 3", 16) != 0)
    return damaged (database, _("it is not a database"), error);
  if (size < RST_DATABASE_HEADER_SIZE)
    return damaged (database, _("its end is missing"), error);
  if (get_big_endian (header + 68) != RST_SCHEMA_APPLICATION_ID)
    return damaged (database, _("it belongs to another program"), error);
  if (get_big_endian (header + 60) > G_N_ELEMENTS (mail_steps))
    return newer (database, error);
  if (get_big_endian (header + 60) == 0)
    return damaged (database, _("it has no version"), error);
  if (is_cut_short (rst_database_get_path (database), header, size))
    return damaged (database, _("its end is missing"), error);
  return TRUE;
}

/* An index of a million messages is sorted in a file while it is made: temporary
 * tables are in memory only afterwards.
 *
 * Pages that are not in the cache of a connection are in the system's; four times
 * as many made no fetch faster.
 */
static gboolean
configure (RstDatabase *database, GError **error)
{
  return rst_database_exec (database,
                            "PRAGMA foreign_keys = ON;"
                            "PRAGMA cell_size_check = ON;"
                            "PRAGMA cache_size = -4000;"
                            "PRAGMA journal_mode = WAL;"
                            "PRAGMA synchronous = FULL;"
                            "PRAGMA wal_autocheckpoint = 2000;"
                            "PRAGMA journal_size_limit = 67108864;",
                            error);
}

/* That every table is there and its first page can be read. */
static gboolean
check_tables (RstDatabase *database, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s LIMIT 1", tables[i]);
      g_autoptr (RstStatement) statement = rst_database_prepare_once (database, sql, error);

      if (statement == NULL || rst_statement_step (statement, error) < 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
cannot_read (const char *path, const char *reason, GError **error)
{
  g_set_error (error, RST_ERROR, RST_ERROR_DISK, _("“%s” cannot be read: %s"), path, reason);
  return FALSE;
}

/* SQLite opens a file that may only be read for reading: one that it cannot
 * open at all cannot be read.
 */
static RstDatabase *
open_existing (const char *path, GError **error)
{
  RstDatabase *database;
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    {
      cannot_read (path, g_strerror (errno), error);
      return NULL;
    }
  database = S_ISREG (info.st_mode) ? rst_database_open (path, NULL) : NULL;
  if (database == NULL)
    cannot_read (path, S_ISREG (info.st_mode) ? g_strerror (EACCES) : _("it is not a file"), error);
  return database;
}

RstDatabase *
rst_schema_open_mail (const char       *path,
                      RstProgressFunc   progress,
                      gpointer          user_data,
                      GCancellable     *cancellable,
                      GError          **error)
{
  g_autoptr (RstDatabase) database = NULL;
  GStatBuf info;

  g_return_val_if_fail (path != NULL, NULL);

  if (g_lstat (path, &info) != 0 && errno == ENOENT && !create_mail (path, error))
    return NULL;

  database = open_existing (path, error);
  if (database == NULL ||
      !check_header (database, error) ||
      !configure (database, error) ||
      !migrate_mail (database, progress, user_data, cancellable, error) ||
      !rst_database_exec (database, "PRAGMA temp_store = MEMORY", error) ||
      !check_tables (database, error))
    return NULL;
  return g_steal_pointer (&database);
}

RstDatabase *
rst_schema_open_reader (const char *path, GError **error)
{
  g_autoptr (RstDatabase) database = rst_database_open (path, error);

  if (database == NULL ||
      !configure (database, error) ||
      !rst_database_exec (database, "PRAGMA temp_store = MEMORY; PRAGMA query_only = ON", error))
    return NULL;
  return g_steal_pointer (&database);
}
