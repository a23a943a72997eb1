/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A profile of an older version with many messages: how far its migration is, and
 * that it is whole however that ends.
 */

#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>

#include "base/rst-error.h"
#include "store/rst-database.h"
#include "store/rst-schema.h"
#include "store-fixture.h"

#define OLD_VERSION 5
#define N_MESSAGES 20000

/* Every tenth answers the one before. */
#define FILL \
  "INSERT INTO account VALUES (1, 'work', '{\"name\":\"Work\"}', 1, 0, NULL);" \
  "INSERT INTO content (id, sha256, octets, stored)" \
  "  VALUES (1, x'7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed', 3, 1700000000);" \
  "INSERT INTO chunk VALUES (65536, 3, 0, x'6f6e65');" \
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " G_STRINGIFY (N_MESSAGES) ")" \
  "INSERT INTO message SELECT (1700000000 + i) << 20, i, 1, 1, 1, 1, 1700000000 + i, 1700000000 + i, 3, 0," \
  "  'Sender ' || i % 97, 'sender' || i % 97 || '@example.org', '', 'Subject ' || i % 1009, 'one'," \
  "  i || '@x', CASE WHEN i % 10 = 0 THEN i - 1 || '@x' END, NULL, 0 FROM n;" \
  "UPDATE profile SET value = " G_STRINGIFY (N_MESSAGES) " WHERE key = 'serial';"

static void
write_old (const char *path)
{
  store_fixture_write_old (path, OLD_VERSION, "BEGIN;" FILL "COMMIT");
}

static void
set_up (StoreFixture *fixture, gconstpointer data)
{
  store_fixture_set_up (fixture, data);
  g_clear_object (&fixture->store);
  g_unlink (fixture->mail_db);
  write_old (fixture->mail_db);
}

static gint64
ask (const char *path, const char *sql)
{
  g_autoptr (RstDatabase) database = rst_database_open (path, NULL);
  g_autoptr (GError) error = NULL;
  gint64 value;

  rst_database_get_int64 (database, sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

/* Nothing of the migration is there, and all of the mail. */
static void
assert_old (const char *path)
{
  g_assert_cmpint (ask (path, "PRAGMA user_version"), ==, OLD_VERSION);
  g_assert_cmpint (ask (path, "SELECT count (*) FROM message"), ==, N_MESSAGES);
  g_assert_cmpint (ask (path, "SELECT count (*) FROM pragma_table_info ('message') WHERE name = 'thread'"), ==, 0);
  g_assert_cmpint (ask (path, "SELECT count (*) FROM sqlite_schema WHERE name = 'message_name'"), ==, 0);
}

static void
assert_migrates (StoreFixture *fixture)
{
  g_autoptr (GArray) ids = NULL;
  g_autoptr (RstStoreReport) report = NULL;
  g_autoptr (GError) error = NULL;

  fixture->store = rst_store_open (fixture->folder, &error);
  g_assert_no_error (error);
  ids = store_fixture_list (fixture->store, "work", "inbox");
  g_assert_cmpuint (ids->len, ==, N_MESSAGES);
  report = rst_store_check (fixture->store, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->findings->len, ==, 0);
}

/* What was told, and what to do when work is under way. */
typedef struct
{
  guint n_told;
  guint64 done;
  GThread *thread;
  GCancellable *cancellable;
} Watch;

static void
watch_cb (guint64 done, guint64 total, gpointer user_data)
{
  Watch *watch = user_data;

  g_assert_cmpuint (total, ==, N_MESSAGES);
  g_assert_cmpuint (done, >=, watch->done);
  g_assert_cmpuint (done, <=, total);
  watch->done = done;
  watch->n_told++;
  watch->thread = g_thread_self ();
  if (done > 0)
    g_cancellable_cancel (watch->cancellable);
}

/* It is told of the beginning and of more, and never goes back. */
static void
test_progress (StoreFixture *fixture, gconstpointer data)
{
  Watch watch = { 0 };
  g_autoptr (GError) error = NULL;

  fixture->store = rst_store_open_watched (fixture->folder, watch_cb, &watch, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (watch.n_told, >, 1);
  g_assert_cmpuint (watch.done, >, 0);
  g_assert_true (watch.thread != g_thread_self ());

  /* Nobody waits for what is up to date. */
  watch.n_told = 0;
  g_clear_object (&fixture->store);
  fixture->store = rst_store_open_watched (fixture->folder, watch_cb, &watch, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (watch.n_told, ==, 0);
}

/* Who waits without blocking is told in its own thread. */
static void
test_async (StoreFixture *fixture, gconstpointer data)
{
  Watch watch = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_told;

  rst_store_open_async (fixture->folder, watch_cb, &watch, NULL, store_fixture_keep_result_cb, &result);
  fixture->store = rst_store_open_finish (store_fixture_wait_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (watch.n_told, >, 1);
  g_assert_true (watch.thread == g_thread_self ());

  n_told = watch.n_told;
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (watch.n_told, ==, n_told);
}

/* A migration that is cancelled leaves the version before as it was. */
static void
test_cancelled (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Watch watch = { .cancellable = cancellable };
  g_autoptr (GError) error = NULL;

  g_assert_null (rst_store_open_watched (fixture->folder, watch_cb, &watch, cancellable, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_CANCELLED);
  g_assert_cmpuint (watch.done, <, N_MESSAGES);
  assert_old (fixture->mail_db);
  assert_migrates (fixture);
}

static void
kill_cb (guint64 done, guint64 total, gpointer user_data)
{
  if (done > total / 4)
    raise (SIGKILL);
}

static void
test_killed_subprocess (void)
{
  rst_store_open_watched (g_getenv ("RST_TEST_FOLDER"), kill_cb, NULL, NULL, NULL);
}

/* So does one whose process was killed, with what it wrote in the log. */
static void
test_killed (StoreFixture *fixture, gconstpointer data)
{
  g_setenv ("RST_TEST_FOLDER", fixture->folder, TRUE);
  g_test_trap_subprocess ("/store-migration/killed/subprocess", 0, 0);
  g_assert_false (g_test_trap_has_passed ());
  assert_old (fixture->mail_db);
  assert_migrates (fixture);
}

#define ADD(path, func) \
  g_test_add ("/store-migration/" path, StoreFixture, NULL, set_up, func, store_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("progress", test_progress);
  ADD ("async", test_async);
  ADD ("cancelled", test_cancelled);
  ADD ("killed", test_killed);
  g_test_add_func ("/store-migration/killed/subprocess", test_killed_subprocess);
  return g_test_run ();
}
