/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Messages come back as they went in, or their damage is found. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/mount.h>

#include "base/rst-error.h"
#include "store/rst-content.h"
#include "store/rst-store-private.h"
#include "store-fixture.h"

static void
assert_round_trip (RstStore *store, const char *unique_id, const char *octets, gsize size)
{
  g_autoptr (GBytes) raw = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) octets, size);
  g_autoptr (RstLedger) ledger = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  store_fixture_add (store, unique_id, octets, size, &error);
  g_assert_no_error (error);
  ledger = store_fixture_load_ledger (store, "work", unique_id);
  id = rst_ledger_lookup (ledger, unique_id, 0)->message;
  raw = rst_store_load_raw (store, id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (raw), ==, size);
  g_assert_true (size == 0 || memcmp (g_bytes_get_data (raw, NULL), octets, size) == 0);

  rows = rst_store_load_whole_rows (store, &id, 1, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (((RstRow *) rows->pdata[0])->sha256, ==, sha256);
  g_assert_cmpstr (((RstRow *) rows->pdata[0])->unique_id, ==, unique_id);
  g_assert_cmpuint (((RstRow *) rows->pdata[0])->size, ==, size);
}

/* What is read is octet for octet what was stored. */
static void
test_exact (StoreFixture *fixture, gconstpointer data)
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
test_exact_large (StoreFixture *fixture, gconstpointer data)
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

/* Octets that are not those that were hashed on arrival are found out when they
 * are read back, before the server would be asked to remove them.
 */
static void
test_wrong_hash (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_arrival_free);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  char *sha256;

  g_ptr_array_add (arrivals, store_fixture_new_arrival ("good", "Subject: a\r\n\r\n", 14));
  g_ptr_array_add (arrivals, store_fixture_new_arrival ("bad", "Subject: b\r\n\r\n", 14));
  sha256 = ((RstArrival *) arrivals->pdata[1])->sha256;
  sha256[5] = sha256[5] == '0' ? '1' : '0';
  g_assert_true (rst_store_add (fixture->store, "work", arrivals, NULL, &error));
  g_assert_no_error (error);

  ids = store_fixture_list (fixture->store, NULL, NULL);
  g_assert_cmpuint (ids->len, ==, 2);
  g_assert_false (rst_store_verify (fixture->store, ids, NULL, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_DAMAGED);
}

/* One content serves many messages; one name is stored once. */
static void
test_once (StoreFixture *fixture, gconstpointer data)
{
  RstStoreStats stats;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 3; i++)
    g_assert_true (store_fixture_add (fixture->store, "same", "Subject: a\r\n\r\n", 14, &error));
  g_assert_true (store_fixture_add (fixture->store, "other", "Subject: a\r\n\r\n", 14, &error));
  g_assert_true (rst_store_get_stats (fixture->store, &stats, NULL, &error));
  g_assert_cmpuint (stats.messages, ==, 2);
  g_assert_cmpuint (stats.contents, ==, 1);

  /* The server uses a name again for other octets: they are not lost. */
  g_assert_true (store_fixture_add (fixture->store, "same", "Subject: b\r\n\r\n", 14, &error));
  g_assert_true (rst_store_get_stats (fixture->store, &stats, NULL, &error));
  g_assert_cmpuint (stats.messages, ==, 3);
  g_assert_cmpuint (stats.contents, ==, 2);
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

  g_ptr_array_add (arrivals, store_fixture_new_arrival ("small", "Subject: a\r\n\r\n", 14));
  g_ptr_array_add (arrivals, store_fixture_new_arrival ("large", noise, 4 * RST_CHUNK_SIZE));
  g_assert_false (rst_store_add (store, "work", arrivals, NULL, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_DISK);
  g_assert_nonnull (strstr (error->message, "mail.db"));
  g_clear_error (&error);

  ids = store_fixture_list (store, NULL, NULL);
  g_assert_cmpuint (ids->len, ==, 0);
  ledger = store_fixture_load_ledger (store, "work", "small");
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
test_disk_full (StoreFixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;
  g_autoptr (GError) error = NULL;

  rst_store_call (store, store->writer, &limit_operation, (gpointer) "PRAGMA max_page_count = 60", NULL, &error);
  g_assert_no_error (error);
  assert_disk_full (store);

  /* With room again the same works. */
  rst_store_call (store, store->writer, &limit_operation, (gpointer) "PRAGMA max_page_count = 100000", NULL, &error);
  g_assert_true (store_fixture_add (store, "small", "Subject: a\r\n\r\n", 14, &error));
}

/* The same on a file system that really is full. */
static void
test_disk_full_tmpfs (StoreFixture *fixture, gconstpointer data)
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
test_flipped_bit (StoreFixture *fixture, gconstpointer data)
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

  g_assert_true (store_fixture_add (store, "noise", noise, 5000, &error));
  store_fixture_add_dated (store, "work", "whole", 1000);
  ids = store_fixture_list (store, NULL, NULL);
  g_assert_true (rst_store_verify (store, ids, NULL, &error));
  g_assert_no_error (error);

  store_fixture_tamper (fixture->mail_db, "UPDATE chunk SET data = CAST (substr (data, 1, 99) || x'00' || substr (data, 101) AS BLOB)"
                            " WHERE octets = 5000");
  id = store_fixture_get_newest (store);
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
assert_finding (StoreFixture *fixture, const char *sql, const char *undo, guint64 bad)
{
  g_autoptr (RstStoreReport) report = NULL;
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", sql);
  store_fixture_tamper (fixture->mail_db, sql);
  report = rst_store_check (fixture->store, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->findings->len, ==, 1);
  g_assert_cmpuint (report->bad, ==, bad);
  store_fixture_tamper (fixture->mail_db, undo);
}

/* A check finds what does not fit together, and nothing in a sound store. */
static void
test_check (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (RstStoreReport) sound = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_add_dated (fixture->store, "work", "one", 0);
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

#define ADD(path, func) \
  g_test_add ("/store-content/" path, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("exact", test_exact);
  ADD ("exact-large", test_exact_large);
  ADD ("wrong-hash", test_wrong_hash);
  ADD ("once", test_once);
  ADD ("disk-full", test_disk_full);
  ADD ("disk-full-tmpfs", test_disk_full_tmpfs);
  ADD ("flipped-bit", test_flipped_bit);
  ADD ("check", test_check);
  return g_test_run ();
}
