/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening a profile: what is made, what is taken, what is refused. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/rst-error.h"
#include "store/rst-database.h"
#include "store/rst-schema.h"
#include "store-fixture.h"

/* Opening fails with this code and leaves the file as it is. */
static void
assert_refused (StoreFixture *fixture, RstError code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize size_before;
  gsize size_after;

  g_file_get_contents (fixture->mail_db, &before, &size_before, NULL);
  g_assert_null (rst_store_open (fixture->folder, &error));
  g_assert_error (error, RST_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, "mail.db"));
  g_file_get_contents (fixture->mail_db, &after, &size_after, NULL);
  g_assert_cmpmem (before, size_before, after, size_after);
}

static guint
file_mode (const char *path)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return info.st_mode & 0777;
}

/* Only the owner may read a profile, and what was stored is there again. */
static void
test_create_and_reopen (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "a", "profile", NULL);
  g_autofree char *mail_db = g_build_filename (folder, "mail.db", NULL);
  g_autofree char *search_db = g_build_filename (folder, "search.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RstStore) store = rst_store_open (folder, &error);
  g_autoptr (GArray) ids = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (rst_store_get_folder (store), ==, folder);
  g_assert_cmpuint (file_mode (folder), ==, 0700);
  g_assert_cmpuint (file_mode (mail_db), ==, 0600);
  store_fixture_add_dated (store, "work", "one", 1000000000);
  g_assert_true (rst_store_index (store, NULL, &error));
  g_assert_cmpuint (file_mode (search_db), ==, 0600);

  g_clear_object (&store);
  store = rst_store_open (folder, &error);
  g_assert_no_error (error);
  ids = store_fixture_list (store, NULL, NULL);
  g_assert_cmpuint (ids->len, ==, 1);
}

static gpointer
open_thread (gpointer folder)
{
  return rst_store_open (folder, NULL);
}

/* Two processes that begin a profile at once share it. */
static void
test_create_twice_at_once (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "both", NULL);
  RstStore *stores[4];
  GThread *threads[4];

  for (int i = 0; i < 4; i++)
    threads[i] = g_thread_new ("open", open_thread, folder);
  for (int i = 0; i < 4; i++)
    {
      stores[i] = g_thread_join (threads[i]);
      g_assert_nonnull (stores[i]);
    }
  store_fixture_add_dated (stores[0], "work", "one", 0);
  for (int i = 0; i < 4; i++)
    {
      g_autoptr (GArray) ids = store_fixture_list (stores[i], NULL, NULL);

      g_assert_cmpuint (ids->len, ==, 1);
    }
  for (int i = 0; i < 4; i++)
    g_object_unref (stores[i]);
}

/* What a newer version wrote is not touched. */
static void
test_newer (StoreFixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->store);
  store_fixture_tamper (fixture->mail_db, "PRAGMA user_version = 99");
  assert_refused (fixture, RST_ERROR_NEWER);
}

/* Another program's database is not written to. */
static void
test_foreign (StoreFixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->store);
  g_unlink (fixture->mail_db);
  g_assert_true (g_file_set_contents (fixture->mail_db, "", 0, NULL));
  assert_refused (fixture, RST_ERROR_DAMAGED);
  store_fixture_tamper (fixture->mail_db, "CREATE TABLE other (x)");
  assert_refused (fixture, RST_ERROR_DAMAGED);
}

/* A file whose first octets changed is refused, and so is any text. */
static void
test_damaged_header (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *octets = NULL;
  gsize size;

  store_fixture_add_dated (fixture->store, "work", "one", 0);
  g_clear_object (&fixture->store);
  g_file_get_contents (fixture->mail_db, &octets, &size, NULL);
  octets[3] ^= 1;
  g_assert_true (g_file_set_contents (fixture->mail_db, octets, (gssize) size, NULL));
  assert_refused (fixture, RST_ERROR_DAMAGED);
  g_assert_true (g_file_set_contents (fixture->mail_db, "not a database", -1, NULL));
  assert_refused (fixture, RST_ERROR_DAMAGED);
}

/* A file that was cut anywhere is refused. */
static void
test_truncated (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *octets = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  store_fixture_add_dated (fixture->store, "work", "one", 0);
  g_clear_object (&fixture->store);
  g_file_get_contents (fixture->mail_db, &octets, &size, NULL);
  for (gsize cut = 0; cut < size; cut += size / 7)
    {
      g_assert_true (g_file_set_contents (fixture->mail_db, octets, (gssize) cut, NULL));
      assert_refused (fixture, RST_ERROR_DAMAGED);
    }
  /* The beginning of a header is not another program's. */
  g_assert_true (g_file_set_contents (fixture->mail_db, octets, 50, NULL));
  g_assert_null (rst_store_open (fixture->folder, &error));
  g_assert_nonnull (strstr (error->message, "its end is missing"));
}

/* A database without one of its tables is refused. */
static void
test_missing_table (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->store);
  store_fixture_tamper (fixture->mail_db, "DROP TABLE ledger");
  g_assert_null (rst_store_open (fixture->folder, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_DAMAGED);
}

/* A log whose database is gone is not poured into a new one. */
static void
test_orphan_log (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *log = g_strconcat (fixture->mail_db, "-wal", NULL);
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->store);
  g_unlink (fixture->mail_db);
  g_assert_true (g_file_set_contents (log, "frames", -1, NULL));
  g_assert_null (rst_store_open (fixture->folder, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_DAMAGED);
  g_assert_false (g_file_test (fixture->mail_db, G_FILE_TEST_EXISTS));
}

/* A profile that is a file, below a file, or may not be read, is said so. */
static void
test_folder (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *below = g_build_filename (fixture->mail_db, "profile", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (rst_store_open (fixture->mail_db, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_CANNOT_CREATE);
  g_clear_error (&error);
  g_assert_null (rst_store_open (below, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_CANNOT_CREATE);
}

/* In a process of its own: becomes nobody and tells by which error the opening
 * of the profile in RST_TEST_FOLDER fails.
 */
static void
test_unreadable_subprocess (void)
{
  g_autoptr (GError) error = NULL;

  if (geteuid () == 0)
    g_assert_cmpint (seteuid (65534), ==, 0);
  g_assert_null (rst_store_open (g_getenv ("RST_TEST_FOLDER"), &error));
  g_assert_error (error, RST_ERROR, (int) g_ascii_strtoll (g_getenv ("RST_TEST_CODE"), NULL, 10));
  if (geteuid () != getuid ())
    g_assert_cmpint (seteuid (getuid ()), ==, 0);
}

static void
assert_nobody_gets (const char *folder, RstError code)
{
  g_autofree char *number = g_strdup_printf ("%d", (int) code);

  g_setenv ("RST_TEST_FOLDER", folder, TRUE);
  g_setenv ("RST_TEST_CODE", number, TRUE);
  g_test_trap_subprocess ("/store-open/unreadable/subprocess", 0, 0);
  g_test_trap_assert_passed ();
}

/* What may not be read is no reason to begin anew, nor damage. */
static void
test_unreadable (StoreFixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->store);
  g_chmod (fixture->folder, 0755);
  g_chmod (fixture->mail_db, 0000);
  assert_nobody_gets (fixture->folder, RST_ERROR_DISK);
  g_chmod (fixture->mail_db, 0444);
  g_chmod (fixture->folder, 0555);
  assert_nobody_gets (fixture->folder, RST_ERROR_CANNOT_CREATE);
  g_chmod (fixture->folder, 0000);
  assert_nobody_gets (fixture->folder, RST_ERROR_DISK);
  g_chmod (fixture->folder, 0700);
}

/* Every asynchronous face answers on the main context, what was cancelled says
 * so.
 */
static void
test_async_open (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) refused = NULL;
  g_autoptr (RstStore) store = NULL;
  g_autoptr (GError) error = NULL;

  rst_store_open_async (fixture->folder, NULL, NULL, NULL, store_fixture_keep_result_cb, &opened);
  store = rst_store_open_finish (store_fixture_wait_result (&opened), &error);
  g_assert_no_error (error);
  g_assert_true (RST_IS_STORE (store));

  rst_store_open_async (fixture->mail_db, NULL, NULL, NULL, store_fixture_keep_result_cb, &refused);
  g_assert_null (rst_store_open_finish (store_fixture_wait_result (&refused), &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_CANNOT_CREATE);
}

/* Steps that a database lacks are run, all or none; one from the future is
 * refused.
 */
static void
test_migration (StoreFixture *fixture, gconstpointer data)
{
  static const char *const good[] = { "CREATE TABLE t (x)", "ALTER TABLE t ADD COLUMN y", "INSERT INTO t VALUES (1, 2)" };
  static const char *const bad[] = { "", "", "", "CREATE TABLE u (x)", "nonsense" };
  g_autofree char *path = g_build_filename (fixture->folder, "other.db", NULL);
  g_autoptr (RstDatabase) database = NULL;
  g_autoptr (GError) error = NULL;
  gint64 value;

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  database = rst_database_open (path, &error);
  g_assert_true (rst_schema_migrate (database, good, 1, &error));
  g_assert_true (rst_schema_migrate (database, good, 3, &error));
  g_assert_true (rst_schema_migrate (database, good, 3, &error));
  g_assert_true (rst_database_get_int64 (database, "SELECT sum (y) FROM t", &value, &error));
  g_assert_cmpint (value, ==, 2);

  g_assert_false (rst_schema_migrate (database, bad, 5, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_true (rst_database_get_int64 (database, "PRAGMA user_version", &value, &error));
  g_assert_cmpint (value, ==, 3);
  g_assert_true (rst_database_get_int64 (database, "SELECT count (*) FROM sqlite_schema", &value, &error));
  g_assert_cmpint (value, ==, 1);

  g_assert_false (rst_schema_migrate (database, good, 2, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_NEWER);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

/* What was released, and is on people's disks: a step never changes. */
#define STEP_1_SHA256 "6b06c52819946c5629d25af6bac7e750f4056b2ee4028f836256b817a272af9a"

/* One account, one message that is stored and known under its unique-id. */
#define FILL_1 \
  "INSERT INTO account VALUES (1, 'work', '{\"name\":\"Work\"}', 1, 0);" \
  "INSERT INTO content VALUES (1, x'" ONE_SHA256 "', 3, 1700000000);" \
  "INSERT INTO chunk VALUES (65536, 3, 0, x'6f6e65');" \
  "INSERT INTO message VALUES (1782579200000000, 1, 1, 1, 1, 1, 1700000000, 1700000000, 3, 0," \
  "                            'Anna', 'anna@example.org', '', 'One', '', NULL, NULL, NULL);" \
  "INSERT INTO ledger VALUES (1, 'uid-1', 0, 3, 1, 1700000000, 1700000000, NULL, NULL, 0," \
  "                           1782579200000000, x'" ONE_SHA256 "', NULL);" \
  "UPDATE profile SET value = 1 WHERE key = 'serial';"
#define ONE_SHA256 "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed"

/* mail.db as version 1 of its schema made and filled it, and as later ones up to
 * @version left it.
 */
static void
write_version (const char *path, guint version)
{
  guint n_steps;
  const char *const *steps = rst_schema_get_mail_steps (&n_steps);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, steps[0], -1);
  g_autoptr (RstDatabase) database = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (sha256, ==, STEP_1_SHA256);
  g_unlink (path);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  database = rst_database_open (path, &error);
  g_assert_no_error (error);
  rst_database_exec (database, "PRAGMA application_id = " G_STRINGIFY (RST_SCHEMA_APPLICATION_ID), &error);
  g_assert_no_error (error);
  rst_schema_migrate (database, steps, 1, &error);
  g_assert_no_error (error);
  rst_database_exec (database, FILL_1, &error);
  g_assert_no_error (error);
  rst_schema_migrate (database, steps, version, &error);
  g_assert_no_error (error);
}

/* A profile of the first release opens, everything is there, and what came since
 * can be used.
 */
static void
test_version_1 (StoreFixture *fixture, gconstpointer data)
{
  static const char *const tags[] = { "new", NULL };
  const RstChange junk = { .mailbox = RST_MAILBOX_JUNK, .add_tags = tags };
  g_autoptr (RstUndo) change = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (RstLedger) ledger = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (RstStoreReport) report = NULL;
  g_autofree char *state = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->store);
  write_version (fixture->mail_db, 1);
  fixture->store = rst_store_open (fixture->folder, &error);
  g_assert_no_error (error);

  accounts = rst_store_load_accounts (fixture->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (accounts->len, ==, 2);
  g_assert_cmpstr (accounts->pdata[1], ==, "{\"name\":\"Work\"}");
  ledger = store_fixture_load_ledger (fixture->store, "work", "uid-1");
  g_assert_cmpint (rst_ledger_lookup (ledger, "uid-1", 0)->state, ==, RST_LEDGER_STORED);
  ids = store_fixture_list (fixture->store, "work", "inbox");
  g_assert_cmpuint (ids->len, ==, 1);
  change = rst_store_change (fixture->store, &g_array_index (ids, gint64, 0), 1, &junk, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rst_undo_get_count (change), ==, 1);
  report = rst_store_check (fixture->store, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->findings->len, ==, 0);
  state = rst_store_load_account_state (fixture->store, "work", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (state, ==, "");
}

/* So does one of each version between. */
static void
test_every_version (StoreFixture *fixture, gconstpointer data)
{
  guint n_steps;

  rst_schema_get_mail_steps (&n_steps);
  for (guint version = 1; version < n_steps; version++)
    {
      g_autoptr (GArray) ids = NULL;
      g_autoptr (RstStoreReport) report = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("version %u", version);
      g_clear_object (&fixture->store);
      write_version (fixture->mail_db, version);
      fixture->store = rst_store_open (fixture->folder, &error);
      g_assert_no_error (error);
      ids = store_fixture_list (fixture->store, "work", "inbox");
      g_assert_cmpuint (ids->len, ==, 1);
      report = rst_store_check (fixture->store, TRUE, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (report->findings->len, ==, 0);
    }
}

/* An account's state is kept apart from its settings, goes with the account,
 * and is nothing that a list would have to be drawn again for.
 */
static void
test_account_state (StoreFixture *fixture, gconstpointer data)
{
  static const char *const kept[] = { "{}", NULL, "{\"auth\":\"plain\"}" };
  RstStore *store = fixture->store;
  guint n_changes = 0;

  g_assert_true (rst_store_save_account (store, "work", "{}", NULL, NULL));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_connect_swapped (store, "changed", G_CALLBACK (count_cb), &n_changes);
  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autofree char *state = NULL;

      g_assert_true (rst_store_save_account_state (store, "work", kept[i], NULL, NULL));
      state = rst_store_load_account_state (store, "work", NULL, NULL);
      g_assert_cmpstr (state, ==, kept[i] != NULL ? kept[i] : "");
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (n_changes, ==, 0);
  g_signal_handlers_disconnect_by_data (store, &n_changes);

  g_assert_true (rst_store_remove_account (store, "work", NULL, NULL));
  g_assert_true (rst_store_save_account_state (store, "work", "{}", NULL, NULL));
  g_assert_true (rst_store_save_account (store, "work", "{}", NULL, NULL));
  {
    g_autofree char *state = rst_store_load_account_state (store, "work", NULL, NULL);

    g_assert_cmpstr (state, ==, "");
  }
}

#define ADD(path, func) \
  g_test_add ("/store-open/" path, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("create-and-reopen", test_create_and_reopen);
  ADD ("create-twice-at-once", test_create_twice_at_once);
  ADD ("newer", test_newer);
  ADD ("foreign", test_foreign);
  ADD ("damaged-header", test_damaged_header);
  ADD ("truncated", test_truncated);
  ADD ("missing-table", test_missing_table);
  ADD ("orphan-log", test_orphan_log);
  ADD ("folder", test_folder);
  ADD ("unreadable", test_unreadable);
  ADD ("async-open", test_async_open);
  ADD ("migration", test_migration);
  ADD ("version-1", test_version_1);
  ADD ("every-version", test_every_version);
  ADD ("account-state", test_account_state);
  g_test_add_func ("/store-open/unreadable/subprocess", test_unreadable_subprocess);
  return g_test_run ();
}
