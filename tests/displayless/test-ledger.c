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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ledger/lookup", test_lookup);
  g_test_add ("/ledger/steps", Fixture, NULL, set_up, test_steps, tear_down);
  g_test_add ("/ledger/no-way-back", Fixture, NULL, set_up, test_no_way_back, tear_down);
  g_test_add ("/ledger/not-stored", Fixture, NULL, set_up, test_not_stored, tear_down);
  g_test_add ("/ledger/accounts", Fixture, NULL, set_up, test_accounts, tear_down);
  g_test_add ("/ledger/some", Fixture, NULL, set_up, test_some, tear_down);
  return g_test_run ();
}
