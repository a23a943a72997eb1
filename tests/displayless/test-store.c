/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/rst-error.h"
#include "store/rst-content.h"
#include "store/rst-schema.h"
#include "store/rst-store-private.h"
#include "store/rst-store.h"

/* A profile of its own for each test. */
typedef struct
{
  char *folder;
  char *mail_db;
  RstStore *store;
} Fixture;

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("rst-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->mail_db = g_build_filename (fixture->folder, "mail.db", NULL);
  fixture->store = rst_store_open (fixture->folder, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->store);
  remove_tree (fixture->folder);
  g_free (fixture->mail_db);
  g_free (fixture->folder);
}

static RstArrival *
arrival_new (const char *unique_id, const char *octets, gsize size)
{
  RstArrival *arrival = g_new0 (RstArrival, 1);

  arrival->unique_id = g_strdup (unique_id);
  arrival->octets = size;
  arrival->raw = g_bytes_new (octets, size);
  arrival->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, arrival->raw);
  arrival->summary = rst_summary_parse (arrival->raw);
  return arrival;
}

static gboolean
add_octets (RstStore *store, const char *unique_id, const char *octets, gsize size, GError **error)
{
  g_autoptr (GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_arrival_free);

  g_ptr_array_add (arrivals, arrival_new (unique_id, octets, size));
  return rst_store_add (store, "work", arrivals, NULL, error);
}

/* A small message of a given date; date 0 for none. */
static void
add_dated (RstStore *store, const char *account, const char *unique_id, gint64 date)
{
  g_autoptr (GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_arrival_free);
  g_autofree char *octets = g_strdup_printf ("Subject: %s\r\n\r\nText\r\n", unique_id);
  g_autoptr (GError) error = NULL;
  RstArrival *arrival = arrival_new (unique_id, octets, strlen (octets));

  arrival->summary->date = date;
  g_ptr_array_add (arrivals, arrival);
  rst_store_add (store, account, arrivals, NULL, &error);
  g_assert_no_error (error);
}

static GArray *
list_all (RstStore *store, const char *account, const char *mailbox)
{
  g_autoptr (RstFilter) filter = rst_filter_new (account, mailbox, NULL);
  g_autoptr (GError) error = NULL;
  GArray *ids = rst_store_list (store, filter, NULL, &error);

  g_assert_no_error (error);
  return ids;
}

static gint64
newest (RstStore *store)
{
  g_autoptr (GArray) ids = list_all (store, NULL, NULL);

  g_assert_cmpuint (ids->len, >, 0);
  return g_array_index (ids, gint64, 0);
}

/* Runs SQL on the file behind the store's back. */
static void
tamper (const char *path, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RstDatabase) database = rst_database_open (path, &error);

  g_assert_no_error (error);
  rst_database_exec (database, sql, &error);
  g_assert_no_error (error);
}

/* Opening fails with this code and leaves the file as it is. */
static void
assert_refused (Fixture *fixture, RstError code)
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
test_create_and_reopen (Fixture *fixture, gconstpointer data)
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
  add_dated (store, "work", "one", 1000000000);
  g_assert_true (rst_store_index (store, NULL, &error));
  g_assert_cmpuint (file_mode (search_db), ==, 0600);

  g_clear_object (&store);
  store = rst_store_open (folder, &error);
  g_assert_no_error (error);
  ids = list_all (store, NULL, NULL);
  g_assert_cmpuint (ids->len, ==, 1);
}

static gpointer
open_thread (gpointer folder)
{
  return rst_store_open (folder, NULL);
}

/* Two processes that begin a profile at once share it. */
static void
test_create_twice_at_once (Fixture *fixture, gconstpointer data)
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
  add_dated (stores[0], "work", "one", 0);
  for (int i = 0; i < 4; i++)
    {
      g_autoptr (GArray) ids = list_all (stores[i], NULL, NULL);

      g_assert_cmpuint (ids->len, ==, 1);
    }
  for (int i = 0; i < 4; i++)
    g_object_unref (stores[i]);
}

/* What a newer version wrote is not touched. */
static void
test_newer (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->store);
  tamper (fixture->mail_db, "PRAGMA user_version = 99");
  assert_refused (fixture, RST_ERROR_NEWER);
}

/* Another program's database is not written to. */
static void
test_foreign (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->store);
  g_unlink (fixture->mail_db);
  g_assert_true (g_file_set_contents (fixture->mail_db, "", 0, NULL));
  assert_refused (fixture, RST_ERROR_DAMAGED);
  tamper (fixture->mail_db, "CREATE TABLE other (x)");
  assert_refused (fixture, RST_ERROR_DAMAGED);
}

/* A file whose first octets changed is refused, and so is any text. */
static void
test_damaged_header (Fixture *fixture, gconstpointer data)
{
  g_autofree char *octets = NULL;
  gsize size;

  add_dated (fixture->store, "work", "one", 0);
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
test_truncated (Fixture *fixture, gconstpointer data)
{
  g_autofree char *octets = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  add_dated (fixture->store, "work", "one", 0);
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
test_missing_table (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->store);
  tamper (fixture->mail_db, "DROP TABLE ledger");
  g_assert_null (rst_store_open (fixture->folder, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_DAMAGED);
}

/* A log whose database is gone is not poured into a new one. */
static void
test_orphan_log (Fixture *fixture, gconstpointer data)
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
test_folder (Fixture *fixture, gconstpointer data)
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
  g_test_trap_subprocess ("/store/unreadable/subprocess", 0, 0);
  g_test_trap_assert_passed ();
}

/* What may not be read is no reason to begin anew, nor damage. */
static void
test_unreadable (Fixture *fixture, gconstpointer data)
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

static void
assert_round_trip (RstStore *store, const char *unique_id, const char *octets, gsize size)
{
  g_autoptr (GBytes) raw = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) octets, size);
  g_autoptr (RstLedger) ledger = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  add_octets (store, unique_id, octets, size, &error);
  g_assert_no_error (error);
  ledger = rst_store_load_ledger (store, "work", NULL, &error);
  g_assert_no_error (error);
  id = rst_ledger_lookup (ledger, unique_id, 0)->message;
  raw = rst_store_load_raw (store, id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (raw), ==, size);
  g_assert_true (size == 0 || memcmp (g_bytes_get_data (raw, NULL), octets, size) == 0);

  rows = rst_store_load_rows (store, &id, 1, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (((RstRow *) rows->pdata[0])->sha256, ==, sha256);
  g_assert_cmpstr (((RstRow *) rows->pdata[0])->unique_id, ==, unique_id);
  g_assert_cmpuint (((RstRow *) rows->pdata[0])->size, ==, size);
}

/* What is read is octet for octet what was stored. */
static void
test_exact (Fixture *fixture, gconstpointer data)
{
  static const char nul[] = "Subject: nul\r\n\r\na\0b\0\r\n";
  static const char eight_bit[] = "Subject: \xE4\xF6\xFF\r\n\r\n\x80\x81\xFE\xFF\r\n";

  assert_round_trip (fixture->store, "crlf", "Subject: a\r\n\r\nb\r\n", 17);
  assert_round_trip (fixture->store, "lf", "Subject: a\n\nb\n", 14);
  assert_round_trip (fixture->store, "nul", nul, sizeof nul - 1);
  assert_round_trip (fixture->store, "8bit", eight_bit, sizeof eight_bit - 1);
  assert_round_trip (fixture->store, "no newline", "Subject: a\r\n\r\nb", 15);
  assert_round_trip (fixture->store, "empty", "", 0);
}

static char *
make_noise (gsize size)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  char *noise = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    noise[i] = (char) g_rand_int (random);
  return noise;
}

/* So is what takes several chunks, ends on their edge, or cannot be made
 * smaller.
 */
static void
test_exact_large (Fixture *fixture, gconstpointer data)
{
  const gsize size = 3 * RST_CHUNK_SIZE + 17;
  g_autofree char *noise = make_noise (size);
  g_autofree char *text = g_strnfill (size, 'x');
  RstStoreStats stats;
  g_autoptr (GError) error = NULL;

  memcpy (text, "Subject: x\r\n\r\n", 14);
  assert_round_trip (fixture->store, "noise", noise, size);
  assert_round_trip (fixture->store, "chunk", noise, RST_CHUNK_SIZE);
  assert_round_trip (fixture->store, "two chunks", noise, 2 * RST_CHUNK_SIZE);
  assert_round_trip (fixture->store, "text", text, size);

  rst_store_get_stats (fixture->store, &stats, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stats.octets, ==, 2 * size + 3 * RST_CHUNK_SIZE);
  g_assert_cmpuint (stats.stored_octets, <, size + 3 * RST_CHUNK_SIZE + 10000);
  g_assert_cmpuint (stats.messages, ==, 4);
  g_assert_cmpuint (stats.unread, ==, 4);
}

/* Octets that are not those that were hashed on arrival are refused. */
static void
test_wrong_hash (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_arrival_free);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (arrivals, arrival_new ("good", "Subject: a\r\n\r\n", 14));
  g_ptr_array_add (arrivals, arrival_new ("bad", "Subject: b\r\n\r\n", 14));
  ((RstArrival *) arrivals->pdata[1])->sha256[5] ^= 1;
  g_assert_false (rst_store_add (fixture->store, "work", arrivals, NULL, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_DAMAGED);
  ids = list_all (fixture->store, NULL, NULL);
  g_assert_cmpuint (ids->len, ==, 0);
}

/* One content serves many messages; one name is stored once. */
static void
test_once (Fixture *fixture, gconstpointer data)
{
  RstStoreStats stats;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 3; i++)
    g_assert_true (add_octets (fixture->store, "same", "Subject: a\r\n\r\n", 14, &error));
  g_assert_true (add_octets (fixture->store, "other", "Subject: a\r\n\r\n", 14, &error));
  g_assert_true (rst_store_get_stats (fixture->store, &stats, NULL, &error));
  g_assert_cmpuint (stats.messages, ==, 2);
  g_assert_cmpuint (stats.contents, ==, 1);

  /* The server uses a name again for other octets: they are not lost. */
  g_assert_true (add_octets (fixture->store, "same", "Subject: b\r\n\r\n", 14, &error));
  g_assert_true (rst_store_get_stats (fixture->store, &stats, NULL, &error));
  g_assert_cmpuint (stats.messages, ==, 3);
  g_assert_cmpuint (stats.contents, ==, 2);
}

/* Newest first by the message's own date; where that makes no sense, by its
 * arrival; of one second the later arrival first.
 */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  const gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const char *order[] = { "future", "none", "new", "twin b", "twin a", "old" };
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  add_dated (fixture->store, "work", "old", 100);
  add_dated (fixture->store, "work", "twin a", 1000000);
  add_dated (fixture->store, "work", "none", 0);
  add_dated (fixture->store, "work", "new", 2000000);
  add_dated (fixture->store, "work", "twin b", 1000000);
  add_dated (fixture->store, "work", "future", now + 400 * 24 * 60 * 60);

  ids = list_all (fixture->store, NULL, NULL);
  rows = rst_store_load_rows (fixture->store, &g_array_index (ids, gint64, 0), ids->len, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < rows->len; i++)
    {
      RstRow *row = rows->pdata[i];

      g_assert_cmpstr (row->subject, ==, order[i]);
      g_assert_cmpint (row->id, <, (gint64) 1 << 53);
      g_assert_cmpint (row->date, ==, row->id >> 20);
      g_assert_cmpint (row->date, <=, now + 60);
    }
}

/* A list is paged by limit and the last id. */
static void
test_paging (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) all = NULL;
  g_autoptr (RstFilter) filter = rst_filter_new (NULL, NULL, NULL);
  guint n = 0;

  for (int i = 1; i <= 25; i++)
    {
      g_autofree char *name = g_strdup_printf ("m%d", i);

      add_dated (fixture->store, i % 2 ? "work" : "home", name, i * 1000);
    }
  all = list_all (fixture->store, NULL, NULL);
  filter->limit = 10;
  do
    {
      g_autoptr (GArray) page = rst_store_list (fixture->store, filter, NULL, NULL);

      if (page->len == 0)
        break;
      g_assert_cmpmem (page->data, page->len * sizeof (gint64),
                       &g_array_index (all, gint64, n), MIN (10, all->len - n) * sizeof (gint64));
      n += page->len;
      filter->before = g_array_index (page, gint64, page->len - 1);
    }
  while (TRUE);
  g_assert_cmpuint (n, ==, 25);
}

static void
assert_count (RstStore *store, const char *account, const char *mailbox, guint total, guint unread)
{
  g_autoptr (GPtrArray) counts = rst_store_count (store, NULL, NULL);

  for (guint i = 0; i < counts->len; i++)
    {
      RstMailboxCount *count = counts->pdata[i];

      if (g_str_equal (count->account, account) && g_str_equal (count->mailbox, mailbox))
        {
          g_assert_cmpuint (count->total, ==, total);
          g_assert_cmpuint (count->unread, ==, unread);
          return;
        }
    }
  g_assert_cmpuint (total, ==, 0);
}

/* Flags and mailboxes change for all ids or for none, and are counted. */
static void
test_flags_and_moves (Fixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GArray) rest = NULL;
  g_autoptr (GArray) trash = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  gint64 wrong[2] = { 0, 12345 };

  for (int i = 1; i <= 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("m%d", i);

      add_dated (store, "work", name, i);
    }
  ids = list_all (store, NULL, NULL);
  assert_count (store, "work", "inbox", 4, 4);

  g_assert_true (rst_store_set_flags (store, &g_array_index (ids, gint64, 0), 2, RST_FLAG_SEEN | RST_FLAG_FLAGGED, 0, NULL, &error));
  assert_count (store, "work", "inbox", 4, 2);
  g_assert_true (rst_store_set_flags (store, &g_array_index (ids, gint64, 0), 1, 0, RST_FLAG_SEEN, NULL, &error));
  assert_count (store, "work", "inbox", 4, 3);
  rows = rst_store_load_rows (store, &g_array_index (ids, gint64, 0), 3, NULL, NULL, &error);
  g_assert_cmpint (((RstRow *) rows->pdata[0])->flags, ==, RST_FLAG_FLAGGED);
  g_assert_cmpint (((RstRow *) rows->pdata[1])->flags, ==, RST_FLAG_SEEN | RST_FLAG_FLAGGED);
  g_assert_cmpint (((RstRow *) rows->pdata[2])->flags, ==, 0);

  g_assert_true (rst_store_move (store, &g_array_index (ids, gint64, 0), 1, "trash", NULL, &error));
  assert_count (store, "work", "inbox", 3, 2);
  assert_count (store, "work", "trash", 1, 1);
  rest = list_all (store, "work", NULL);
  trash = list_all (store, NULL, "trash");
  g_assert_cmpuint (rest->len, ==, 3);
  g_assert_cmpuint (trash->len, ==, 1);

  wrong[0] = g_array_index (ids, gint64, 3);
  g_assert_false (rst_store_move (store, wrong, 2, "archive", NULL, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_false (rst_store_move (store, wrong, 1, "nowhere", NULL, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_USAGE);
  assert_count (store, "work", "archive", 0, 0);
}

static void
assert_accounts (RstStore *store, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = rst_store_load_accounts (store, NULL, &error);
  g_autofree char *joined = NULL;

  g_assert_no_error (error);
  g_ptr_array_add (accounts, NULL);
  joined = g_strjoinv (" ", (char **) accounts->pdata);
  g_assert_cmpstr (joined, ==, expected);
}

/* Accounts come in the order in which they were added; a removed one keeps its
 * mail and its ledger.
 */
static void
test_accounts (Fixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;
  g_autoptr (RstLedger) ledger = NULL;

  add_dated (store, "b", "mail", 0);
  assert_accounts (store, "");
  g_assert_true (rst_store_save_account (store, "b", "{1}", NULL, NULL));
  g_assert_true (rst_store_save_account (store, "a", "{2}", NULL, NULL));
  g_assert_true (rst_store_save_account (store, "b", "{3}", NULL, NULL));
  assert_accounts (store, "b {3} a {2}");
  g_assert_true (rst_store_remove_account (store, "b", NULL, NULL));
  assert_accounts (store, "a {2}");
  assert_count (store, "b", "inbox", 1, 1);
  g_assert_true (rst_store_save_account (store, "b", "{4}", NULL, NULL));
  assert_accounts (store, "a {2} b {4}");
  ledger = rst_store_load_ledger (store, "b", NULL, NULL);
  g_assert_cmpuint (rst_ledger_get_size (ledger), ==, 1);
}

/* A full disk is named as such, and nothing of the batch is there. */
static void
assert_disk_full (RstStore *store)
{
  g_autofree char *noise = make_noise (4 * RST_CHUNK_SIZE);
  g_autoptr (GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_arrival_free);
  g_autoptr (RstLedger) ledger = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (RstStoreReport) report = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (arrivals, arrival_new ("small", "Subject: a\r\n\r\n", 14));
  g_ptr_array_add (arrivals, arrival_new ("large", noise, 4 * RST_CHUNK_SIZE));
  g_assert_false (rst_store_add (store, "work", arrivals, NULL, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_DISK);
  g_assert_nonnull (strstr (error->message, "mail.db"));
  g_clear_error (&error);

  ids = list_all (store, NULL, NULL);
  g_assert_cmpuint (ids->len, ==, 0);
  ledger = rst_store_load_ledger (store, "work", NULL, &error);
  g_assert_cmpuint (rst_ledger_get_size (ledger), ==, 0);
  report = rst_store_check (store, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->findings->len, ==, 0);
}

static gpointer
limit_pages (RstStore *store, gpointer request, GCancellable *cancellable, GError **error)
{
  return rst_database_exec (store->write_database, request, error) ? store : NULL;
}

static const RstStoreOperation limit_operation = { .func = limit_pages };

static void
test_disk_full (Fixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;
  g_autoptr (GError) error = NULL;

  rst_store_call (store, store->writer, &limit_operation, (gpointer) "PRAGMA max_page_count = 60", NULL, &error);
  g_assert_no_error (error);
  assert_disk_full (store);

  /* With room again the same works. */
  rst_store_call (store, store->writer, &limit_operation, (gpointer) "PRAGMA max_page_count = 100000", NULL, &error);
  g_assert_true (add_octets (store, "small", "Subject: a\r\n\r\n", 14, &error));
}

/* The same on a file system that really is full. */
static void
test_disk_full_tmpfs (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "tiny", NULL);
  g_autoptr (RstStore) store = NULL;
  g_autoptr (GError) error = NULL;

  g_mkdir (folder, 0700);
  if (mount ("tmpfs", folder, "tmpfs", 0, "size=2m") != 0)
    {
      g_test_skip ("no file system can be mounted");
      return;
    }
  store = rst_store_open (folder, &error);
  g_assert_no_error (error);
  assert_disk_full (store);
  g_clear_object (&store);
  g_assert_cmpint (umount (folder), ==, 0);
}

/* A bit that turns in a stored chunk is found by everything that reads it, and
 * says which message.
 */
static void
test_flipped_bit (Fixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;
  g_autofree char *noise = make_noise (5000);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GBytes) raw = NULL;
  g_autoptr (RstStoreReport) shallow = NULL;
  g_autoptr (RstStoreReport) deep = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  gint64 id;

  g_assert_true (add_octets (store, "noise", noise, 5000, &error));
  add_dated (store, "work", "whole", 1000);
  ids = list_all (store, NULL, NULL);
  g_assert_true (rst_store_verify (store, ids, NULL, &error));
  g_assert_no_error (error);

  tamper (fixture->mail_db, "UPDATE chunk SET data = CAST (substr (data, 1, 99) || x'00' || substr (data, 101) AS BLOB)"
                            " WHERE octets = 5000");
  id = newest (store);
  name = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  g_assert_false (rst_store_verify (store, ids, NULL, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, name));
  g_clear_error (&error);
  raw = rst_store_load_raw (store, id, NULL, &error);
  g_assert_null (raw);
  g_assert_error (error, RST_ERROR, RST_ERROR_DAMAGED);
  g_clear_error (&error);

  shallow = rst_store_check (store, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (shallow->bad, ==, 0);
  deep = rst_store_check (store, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (deep->messages, ==, 2);
  g_assert_cmpuint (deep->bad, ==, 1);
  g_assert_cmpuint (deep->findings->len, ==, 1);
  g_assert_nonnull (strstr (deep->findings->pdata[0], name));
}

static void
assert_finding (Fixture *fixture, const char *sql, const char *undo, guint64 bad)
{
  g_autoptr (RstStoreReport) report = NULL;
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", sql);
  tamper (fixture->mail_db, sql);
  report = rst_store_check (fixture->store, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->findings->len, ==, 1);
  g_assert_cmpuint (report->bad, ==, bad);
  tamper (fixture->mail_db, undo);
}

/* A check finds what does not fit together, and nothing in a sound store. */
static void
test_check (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RstStoreReport) sound = NULL;
  g_autoptr (GError) error = NULL;

  add_dated (fixture->store, "work", "one", 0);
  sound = rst_store_check (fixture->store, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sound->findings->len, ==, 0);
  g_assert_cmpuint (sound->messages, ==, 1);

  assert_finding (fixture, "UPDATE counter SET unread = 7", "UPDATE counter SET unread = 1", 0);
  assert_finding (fixture, "DELETE FROM counter", "INSERT INTO counter VALUES (1, 1, 1, 1)", 0);
  assert_finding (fixture, "UPDATE ledger SET message = 5", "UPDATE ledger SET message = (SELECT id FROM message)", 0);
  assert_finding (fixture, "UPDATE ledger SET content = x'00'", "UPDATE ledger SET content = (SELECT sha256 FROM content)", 0);
  assert_finding (fixture, "UPDATE chunk SET id = id + 1", "UPDATE chunk SET id = id - 1", 1);
  assert_finding (fixture, "UPDATE chunk SET id = id + 65536", "UPDATE chunk SET id = id - 65536", 1);
}

static void
count_cb (RstStore *store, gpointer user_data)
{
  ++*(guint *) user_data;
}

static gboolean
timeout_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Iterates until the count is reached, or for a while. */
static void
wait_for (guint *count, guint expected, guint milliseconds)
{
  gboolean expired = FALSE;
  guint source = g_timeout_add (milliseconds, timeout_cb, &expired);

  while (*count < expected && !expired)
    g_main_context_iteration (NULL, TRUE);
  if (!expired)
    g_source_remove (source);
}

/* Each commit that lists show is told once, on the main context; the ledger's
 * are not.
 */
static void
test_changed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_ledger_entry_free);
  guint n_changes = 0;
  gint64 id;

  g_signal_connect (fixture->store, "changed", G_CALLBACK (count_cb), &n_changes);
  add_dated (fixture->store, "work", "one", 0);
  add_dated (fixture->store, "work", "two", 0);
  g_assert_cmpuint (n_changes, ==, 0);
  wait_for (&n_changes, 3, 1000);
  g_assert_cmpuint (n_changes, ==, 2);

  id = newest (fixture->store);
  g_assert_true (rst_store_set_flags (fixture->store, &id, 1, RST_FLAG_SEEN, 0, NULL, NULL));
  wait_for (&n_changes, 4, 1000);
  g_assert_cmpuint (n_changes, ==, 3);

  g_ptr_array_add (entries, rst_ledger_entry_new ("three", 0, 5));
  g_assert_true (rst_store_advance (fixture->store, "work", entries, RST_LEDGER_ANNOUNCED, NULL, NULL));
  wait_for (&n_changes, 4, 1000);
  g_assert_cmpuint (n_changes, ==, 3);
}

/* What another process writes is seen, and told of. */
static void
test_two_handles (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RstStore) other = rst_store_open (fixture->folder, &error);
  g_autoptr (GArray) ids = NULL;
  guint n_changes = 0;

  g_assert_no_error (error);
  g_signal_connect (fixture->store, "changed", G_CALLBACK (count_cb), &n_changes);
  wait_for (&n_changes, 1, 200);
  g_assert_cmpuint (n_changes, ==, 0);

  add_dated (other, "work", "one", 0);
  wait_for (&n_changes, 1, 5000);
  g_assert_cmpuint (n_changes, ==, 1);
  ids = list_all (fixture->store, NULL, NULL);
  g_assert_cmpuint (ids->len, ==, 1);
}

/* Two that write at once wait for each other. */
static gpointer
add_many (gpointer data)
{
  RstStore *store = data;

  for (int i = 0; i < 50; i++)
    {
      g_autofree char *name = g_strdup_printf ("%p %d", data, i);

      add_dated (store, "work", name, 1000);
    }
  return NULL;
}

static void
test_two_writers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RstStore) other = rst_store_open (fixture->folder, NULL);
  GThread *one = g_thread_new ("one", add_many, fixture->store);
  GThread *two = g_thread_new ("two", add_many, other);
  g_autoptr (RstStoreReport) report = NULL;

  g_thread_join (one);
  g_thread_join (two);
  assert_count (fixture->store, "work", "inbox", 100, 100);
  report = rst_store_check (other, TRUE, NULL, NULL);
  g_assert_cmpuint (report->findings->len, ==, 0);
}

/* Every asynchronous face answers on the main context, what was cancelled says
 * so.
 */
static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_result (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static void
test_async_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) refused = NULL;
  g_autoptr (RstStore) store = NULL;
  g_autoptr (GError) error = NULL;

  rst_store_open_async (fixture->folder, NULL, keep_result_cb, &opened);
  store = rst_store_open_finish (wait_result (&opened), &error);
  g_assert_no_error (error);
  g_assert_true (RST_IS_STORE (store));

  rst_store_open_async (fixture->mail_db, NULL, keep_result_cb, &refused);
  g_assert_null (rst_store_open_finish (wait_result (&refused), &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_CANNOT_CREATE);
}

static void
test_async (Fixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;
  g_autoptr (RstFilter) filter = rst_filter_new (NULL, "inbox", NULL);
  g_autoptr (GAsyncResult) flagged = NULL;
  g_autoptr (GAsyncResult) moved = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) counted = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) parsed = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) counts = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (RstMessage) message = NULL;
  gint64 id;

  add_dated (store, "work", "one", 100);
  add_dated (store, "work", "two", 200);
  id = newest (store);
  rst_store_set_flags_async (store, &id, 1, RST_FLAG_FLAGGED, 0, NULL, keep_result_cb, &flagged);
  rst_store_move_async (store, &id, 1, "archive", NULL, keep_result_cb, &moved);
  g_assert_true (rst_store_set_flags_finish (store, wait_result (&flagged), NULL));
  g_assert_true (rst_store_move_finish (store, wait_result (&moved), NULL));

  rst_store_list_async (store, filter, NULL, keep_result_cb, &listed);
  rst_store_count_async (store, NULL, keep_result_cb, &counted);
  rst_store_load_rows_async (store, &id, 1, NULL, NULL, keep_result_cb, &loaded);
  rst_store_load_message_async (store, id, NULL, keep_result_cb, &parsed);
  ids = rst_store_list_finish (store, wait_result (&listed), NULL);
  g_assert_cmpuint (ids->len, ==, 1);
  counts = rst_store_count_finish (store, wait_result (&counted), NULL);
  g_assert_cmpuint (counts->len, ==, 2);
  rows = rst_store_load_rows_finish (store, wait_result (&loaded), NULL);
  g_assert_cmpint (((RstRow *) rows->pdata[0])->flags, ==, RST_FLAG_FLAGGED);
  message = rst_store_load_message_finish (store, wait_result (&parsed), NULL);
  g_assert_cmpstr (rst_message_get_summary (message)->subject, ==, "two");
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RstFilter) filter = rst_filter_new (NULL, NULL, NULL);
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (rst_store_list (fixture->store, filter, cancellable, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_CANCELLED);
  g_clear_error (&error);
  rst_store_list_async (fixture->store, filter, cancellable, keep_result_cb, &listed);
  g_assert_null (rst_store_list_finish (fixture->store, wait_result (&listed), &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_CANCELLED);
}

/* What is not there is said to be not there. */
static void
test_no_message (Fixture *fixture, gconstpointer data)
{
  gint64 id = 42;
  g_autoptr (GPtrArray) rows = rst_store_load_rows (fixture->store, &id, 1, NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (rows->len, ==, 0);
  g_assert_null (rst_store_load_raw (fixture->store, id, NULL, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_null (rst_store_load_message (fixture->store, id, NULL, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_USAGE);
}

/* Steps that a database lacks are run, all or none; one from the future is
 * refused.
 */
static void
test_migration (Fixture *fixture, gconstpointer data)
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

#define ADD(path, func) g_test_add ("/store/" path, Fixture, NULL, set_up, func, tear_down)

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
  g_test_add_func ("/store/unreadable/subprocess", test_unreadable_subprocess);
  ADD ("exact", test_exact);
  ADD ("exact-large", test_exact_large);
  ADD ("wrong-hash", test_wrong_hash);
  ADD ("once", test_once);
  ADD ("order", test_order);
  ADD ("paging", test_paging);
  ADD ("flags-and-moves", test_flags_and_moves);
  ADD ("accounts", test_accounts);
  ADD ("disk-full", test_disk_full);
  ADD ("disk-full-tmpfs", test_disk_full_tmpfs);
  ADD ("flipped-bit", test_flipped_bit);
  ADD ("check", test_check);
  ADD ("changed", test_changed);
  ADD ("two-handles", test_two_handles);
  ADD ("two-writers", test_two_writers);
  ADD ("async-open", test_async_open);
  ADD ("async", test_async);
  ADD ("cancelled", test_cancelled);
  ADD ("no-message", test_no_message);
  ADD ("migration", test_migration);
  return g_test_run ();
}
