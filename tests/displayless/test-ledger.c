/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/rst-error.h"
#include "store-fixture.h"

/* A profile with one message, "stored", in the account "work". */
typedef struct
{
  char *folder;
  RstStore *store;
} Fixture;

static void
add (RstStore *store, const char *unique_id, guint ordinal)
{
  g_autoptr (GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_arrival_free);
  RstArrival *arrival = store_fixture_new_arrival (unique_id, "Subject: a\r\n\r\nb\r\n", 17);
  g_autoptr (GError) error = NULL;

  arrival->ordinal = ordinal;
  arrival->octets = 500;
  g_ptr_array_add (arrivals, arrival);
  rst_store_add (store, "work", arrivals, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("rst-ledger-XXXXXX", &error);
  fixture->store = rst_store_open (fixture->folder, &error);
  g_assert_no_error (error);
  add (fixture->store, "stored", 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->store);
  store_fixture_remove_tree (fixture->folder);
  g_free (fixture->folder);
}

static gboolean
advance (RstStore *store, const char *unique_id, guint ordinal, RstLedgerState state, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_ledger_entry_free);

  g_ptr_array_add (entries, rst_ledger_entry_new (unique_id, ordinal, 123));
  return rst_store_advance (store, "work", entries, state, NULL, error);
}

static void
assert_state (RstStore *store, const char *unique_id, guint ordinal, RstLedgerState state)
{
  g_autoptr (RstLedger) ledger = store_fixture_load_ledger (store, "work", unique_id);
  const RstLedgerEntry *entry;

  entry = rst_ledger_lookup (ledger, unique_id, ordinal);
  g_assert_nonnull (entry);
  g_assert_cmpint (entry->state, ==, state);
  g_assert_cmpint (entry->message != 0, ==, state != RST_LEDGER_ANNOUNCED);
  g_assert_cmpint (entry->stored != 0, ==, state != RST_LEDGER_ANNOUNCED);
}

/* A ledger finds what was put in, by name and ordinal. */
static void
test_lookup (void)
{
  g_autoptr (RstLedger) ledger = rst_ledger_new ();

  rst_ledger_take (ledger, rst_ledger_entry_new ("a", 0, 10));
  rst_ledger_take (ledger, rst_ledger_entry_new ("a", 1, 11));
  rst_ledger_take (ledger, rst_ledger_entry_new ("a", 1, 12));
  g_assert_cmpuint (rst_ledger_get_size (ledger), ==, 2);
  g_assert_cmpuint (rst_ledger_lookup (ledger, "a", 0)->octets, ==, 10);
  g_assert_cmpuint (rst_ledger_lookup (ledger, "a", 1)->octets, ==, 12);
  g_assert_null (rst_ledger_lookup (ledger, "a", 2));
  g_assert_null (rst_ledger_lookup (ledger, "b", 0));
}

/* Announced, stored, asked, removed: each step is there when it was noted. */
static void
test_steps (Fixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;

  g_assert_true (advance (store, "new", 1, RST_LEDGER_ANNOUNCED, NULL));
  assert_state (store, "new", 1, RST_LEDGER_ANNOUNCED);
  add (store, "new", 1);
  assert_state (store, "new", 1, RST_LEDGER_STORED);
  g_assert_true (advance (store, "new", 1, RST_LEDGER_REMOVAL_ASKED, NULL));
  assert_state (store, "new", 1, RST_LEDGER_REMOVAL_ASKED);
  g_assert_true (advance (store, "new", 1, RST_LEDGER_REMOVED, NULL));
  assert_state (store, "new", 1, RST_LEDGER_REMOVED);
  assert_state (store, "stored", 0, RST_LEDGER_STORED);
}

/* A failed QUIT takes asked back to stored; nothing else goes back. */
static void
test_no_way_back (Fixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;

  g_assert_true (advance (store, "stored", 0, RST_LEDGER_ANNOUNCED, NULL));
  assert_state (store, "stored", 0, RST_LEDGER_STORED);
  g_assert_true (advance (store, "stored", 0, RST_LEDGER_REMOVAL_ASKED, NULL));
  g_assert_true (advance (store, "stored", 0, RST_LEDGER_STORED, NULL));
  assert_state (store, "stored", 0, RST_LEDGER_STORED);

  g_assert_true (advance (store, "stored", 0, RST_LEDGER_REMOVED, NULL));
  for (RstLedgerState state = RST_LEDGER_ANNOUNCED; state <= RST_LEDGER_REMOVED; state++)
    {
      g_assert_true (advance (store, "stored", 0, state, NULL));
      assert_state (store, "stored", 0, RST_LEDGER_REMOVED);
    }

  /* What comes from the server once more was not removed. */
  add (store, "stored", 0);
  assert_state (store, "stored", 0, RST_LEDGER_REMOVAL_ASKED);
}

/* What is not stored cannot be asked for: its removal would lose it. Then
 * nothing of the call is noted.
 */
static void
test_not_stored (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_ledger_entry_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (advance (fixture->store, "new", 0, RST_LEDGER_ANNOUNCED, NULL));
  for (RstLedgerState state = RST_LEDGER_STORED; state <= RST_LEDGER_REMOVED; state++)
    {
      g_assert_false (advance (fixture->store, "new", 0, state, &error));
      g_assert_error (error, RST_ERROR, RST_ERROR_USAGE);
      g_clear_error (&error);
      g_assert_false (advance (fixture->store, "unknown", 0, state, &error));
      g_assert_error (error, RST_ERROR, RST_ERROR_USAGE);
      g_clear_error (&error);
    }

  g_ptr_array_add (entries, rst_ledger_entry_new ("stored", 0, 1));
  g_ptr_array_add (entries, rst_ledger_entry_new ("new", 0, 1));
  g_assert_false (rst_store_advance (fixture->store, "work", entries, RST_LEDGER_REMOVAL_ASKED, NULL, NULL));
  assert_state (fixture->store, "stored", 0, RST_LEDGER_STORED);
  assert_state (fixture->store, "new", 0, RST_LEDGER_ANNOUNCED);
}

/* Each account has a ledger of its own. */
static void
test_accounts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RstLedger) other = store_fixture_load_ledger (fixture->store, "other", "stored");
  g_autoptr (RstLedger) work = store_fixture_load_ledger (fixture->store, "work", "stored");

  g_assert_cmpuint (rst_ledger_get_size (other), ==, 0);
  g_assert_cmpuint (rst_ledger_get_size (work), ==, 1);
  g_assert_cmpuint (rst_ledger_lookup (work, "stored", 0)->octets, ==, 500);
}

/* Of many rows those come that were asked for: a pass holds no more of a ledger
 * than it looks at.
 */
static void
test_some (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RstLedger) ledger = NULL;

  g_assert_true (advance (fixture->store, "new", 0, RST_LEDGER_ANNOUNCED, NULL));
  g_assert_true (advance (fixture->store, "new", 1, RST_LEDGER_ANNOUNCED, NULL));
  g_assert_true (advance (fixture->store, "new", 2, RST_LEDGER_ANNOUNCED, NULL));
  ledger = store_fixture_load_ledger (fixture->store, "work", "new");
  g_assert_cmpuint (rst_ledger_get_size (ledger), ==, 2);
  g_assert_nonnull (rst_ledger_lookup (ledger, "new", 0));
  g_assert_cmpuint (rst_ledger_lookup (ledger, "new", 1)->octets, ==, 123);
  g_assert_null (rst_ledger_lookup (ledger, "stored", 0));
}

static const RstLedgerEntry *
look_up (RstStore *store, RstLedger **ledger)
{
  *ledger = store_fixture_load_ledger (store, "work", "stored");
  return rst_ledger_lookup (*ledger, "stored", 0);
}

/* A message is proven by its content, in whatever case the hash is written, and
 * only forward in time; what is not here and what is no hash do no harm.
 */
static void
test_proven (Fixture *fixture, gconstpointer data)
{
  static const gint64 times[][2] = { { 1000, 1000 }, { 3000, 3000 }, { 2000, 3000 } };
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "Subject: a\r\n\r\nb\r\n", 17);
  g_autofree char *upper = g_ascii_strup (hash, -1);
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  g_autoptr (GPtrArray) contents = g_ptr_array_new ();
  g_autoptr (RstLedger) before = NULL;

  g_ptr_array_add (others, (gpointer) "0000000000000000000000000000000000000000000000000000000000000000");
  g_ptr_array_add (others, (gpointer) "");
  g_ptr_array_add (others, (gpointer) (upper + 1));
  g_assert_true (rst_store_note_proven (fixture->store, others, 1000, NULL, NULL));
  g_assert_cmpint (look_up (fixture->store, &before)->proven, ==, 0);

  g_ptr_array_add (contents, upper);
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autoptr (RstLedger) ledger = NULL;

      g_assert_true (rst_store_note_proven (fixture->store, contents, times[i][0], NULL, NULL));
      g_assert_cmpint (look_up (fixture->store, &ledger)->proven, ==, times[i][1]);
    }
}

static void
collect_cb (const RstLedgerEntry *entry, gpointer user_data)
{
  g_string_append_printf (user_data, "%s ", entry->unique_id);
}

/* What is on the server: not what was announced only, was removed or vanished;
 * newest first.
 */
static void
test_visit (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "mail.db", NULL);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) nobody = g_string_new (NULL);

  store_fixture_add_dated (fixture->store, "work", "old", 1000000000);
  store_fixture_add_dated (fixture->store, "work", "new", 1200000000);
  store_fixture_add_dated (fixture->store, "work", "asked", 1100000000);
  store_fixture_add_dated (fixture->store, "work", "removed", 1100000001);
  store_fixture_add_dated (fixture->store, "work", "vanished", 1100000002);
  store_fixture_add_dated (fixture->store, "home", "other", 1100000003);
  g_assert_true (advance (fixture->store, "announced", 0, RST_LEDGER_ANNOUNCED, NULL));
  g_assert_true (advance (fixture->store, "asked", 0, RST_LEDGER_REMOVAL_ASKED, NULL));
  g_assert_true (advance (fixture->store, "removed", 0, RST_LEDGER_REMOVED, NULL));
  store_fixture_tamper (path, "UPDATE ledger SET vanished = 7 WHERE unique_id = 'vanished'");

  g_assert_true (rst_store_visit_ledger (fixture->store, "work", collect_cb, names, NULL, NULL));
  g_assert_cmpstr (names->str, ==, "stored new asked old ");
  g_assert_true (rst_store_visit_ledger (fixture->store, "nobody", collect_cb, nobody, NULL, NULL));
  g_assert_cmpstr (nobody->str, ==, "");
}

/* By the account's own clock where it was noted. */
static void
test_youngest (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "mail.db", NULL);
  gint64 aged;

  g_assert_true (rst_store_load_youngest (fixture->store, "nobody", &aged, NULL, NULL));
  g_assert_cmpint (aged, ==, 0);
  store_fixture_tamper (path, "UPDATE ledger SET stored = 5000");
  g_assert_true (rst_store_load_youngest (fixture->store, "work", &aged, NULL, NULL));
  g_assert_cmpint (aged, ==, 5000);
  store_fixture_tamper (path, "UPDATE ledger SET aged = 4000");
  g_assert_true (rst_store_load_youngest (fixture->store, "work", &aged, NULL, NULL));
  g_assert_cmpint (aged, ==, 4000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ledger/lookup", test_lookup);
  g_test_add ("/ledger/steps", Fixture, NULL, set_up, test_steps, tear_down);
  g_test_add ("/ledger/no-way-back", Fixture, NULL, set_up, test_no_way_back, tear_down);
  g_test_add ("/ledger/not-stored", Fixture, NULL, set_up, test_not_stored, tear_down);
  g_test_add ("/ledger/accounts", Fixture, NULL, set_up, test_accounts, tear_down);
  g_test_add ("/ledger/proven", Fixture, NULL, set_up, test_proven, tear_down);
  g_test_add ("/ledger/visit", Fixture, NULL, set_up, test_visit, tear_down);
  g_test_add ("/ledger/youngest", Fixture, NULL, set_up, test_youngest, tear_down);
  g_test_add ("/ledger/some", Fixture, NULL, set_up, test_some, tear_down);
  return g_test_run ();
}
