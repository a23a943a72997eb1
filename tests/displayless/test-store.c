/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists, flags, accounts, and who is told of what. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/rst-error.h"
#include "store-fixture.h"

/* Newest first by the message's own date; where that makes no sense, by its
 * arrival; of one second the later arrival first.
 */
static void
test_order (StoreFixture *fixture, gconstpointer data)
{
  const gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const char *order[] = { "future", "none", "new", "twin b", "twin a", "old" };
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_add_dated (fixture->store, "work", "old", 100);
  store_fixture_add_dated (fixture->store, "work", "twin a", 1000000);
  store_fixture_add_dated (fixture->store, "work", "none", 0);
  store_fixture_add_dated (fixture->store, "work", "new", 2000000);
  store_fixture_add_dated (fixture->store, "work", "twin b", 1000000);
  store_fixture_add_dated (fixture->store, "work", "future", now + 400 * 24 * 60 * 60);

  ids = store_fixture_list (fixture->store, NULL, NULL);
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
test_paging (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) all = NULL;
  g_autoptr (RstFilter) filter = rst_filter_new (NULL, NULL, NULL);
  guint n = 0;

  for (int i = 1; i <= 25; i++)
    {
      g_autofree char *name = g_strdup_printf ("m%d", i);

      store_fixture_add_dated (fixture->store, i % 2 ? "work" : "home", name, i * 1000);
    }
  all = store_fixture_list (fixture->store, NULL, NULL);
  filter->limit = 10;
  do
    {
      g_autoptr (GArray) page = store_fixture_list_ids (fixture->store, filter);

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
test_flags_and_moves (StoreFixture *fixture, gconstpointer data)
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

      store_fixture_add_dated (store, "work", name, i);
    }
  ids = store_fixture_list (store, NULL, NULL);
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
  rest = store_fixture_list (store, "work", NULL);
  trash = store_fixture_list (store, NULL, "trash");
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
test_accounts (StoreFixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;
  g_autoptr (RstLedger) ledger = NULL;

  store_fixture_add_dated (store, "b", "mail", 0);
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
  ledger = store_fixture_load_ledger (store, "b", "mail");
  g_assert_cmpuint (rst_ledger_get_size (ledger), ==, 1);
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
test_changed (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_ledger_entry_free);
  guint n_changes = 0;
  gint64 id;

  g_signal_connect (fixture->store, "changed", G_CALLBACK (count_cb), &n_changes);
  store_fixture_add_dated (fixture->store, "work", "one", 0);
  store_fixture_add_dated (fixture->store, "work", "two", 0);
  g_assert_cmpuint (n_changes, ==, 0);
  wait_for (&n_changes, 3, 1000);
  g_assert_cmpuint (n_changes, ==, 2);

  id = store_fixture_get_newest (fixture->store);
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
test_two_handles (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RstStore) other = rst_store_open (fixture->folder, &error);
  g_autoptr (GArray) ids = NULL;
  guint n_changes = 0;

  g_assert_no_error (error);
  g_signal_connect (fixture->store, "changed", G_CALLBACK (count_cb), &n_changes);
  wait_for (&n_changes, 1, 200);
  g_assert_cmpuint (n_changes, ==, 0);

  store_fixture_add_dated (other, "work", "one", 0);
  wait_for (&n_changes, 1, 5000);
  g_assert_cmpuint (n_changes, ==, 1);
  ids = store_fixture_list (fixture->store, NULL, NULL);
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

      store_fixture_add_dated (store, "work", name, 1000);
    }
  return NULL;
}

static void
test_two_writers (StoreFixture *fixture, gconstpointer data)
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
test_async (StoreFixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;
  g_autoptr (RstFilter) filter = rst_filter_new (NULL, "inbox", NULL);
  const RstChange star = { .mailbox = RST_MAILBOX_ARCHIVE, .set = RST_FLAG_FLAGGED };
  g_autoptr (GAsyncResult) changed = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) counted = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) parsed = NULL;
  g_autoptr (RstUndo) undo = NULL;
  g_autoptr (RstListing) listing = NULL;
  g_autoptr (GPtrArray) counts = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (RstMessage) message = NULL;
  gint64 id;

  store_fixture_add_dated (store, "work", "one", 100);
  store_fixture_add_dated (store, "work", "two", 200);
  id = store_fixture_get_newest (store);
  rst_store_change_async (store, &id, 1, &star, NULL, store_fixture_keep_result_cb, &changed);
  undo = rst_store_change_finish (store, store_fixture_wait_result (&changed), NULL);
  g_assert_nonnull (undo);

  rst_store_list_async (store, filter, NULL, store_fixture_keep_result_cb, &listed);
  rst_store_count_async (store, NULL, store_fixture_keep_result_cb, &counted);
  rst_store_load_rows_async (store, &id, 1, NULL, NULL, store_fixture_keep_result_cb, &loaded);
  rst_store_load_message_async (store, id, NULL, store_fixture_keep_result_cb, &parsed);
  listing = rst_store_list_finish (store, store_fixture_wait_result (&listed), NULL);
  g_assert_cmpuint (rst_listing_get_n_threads (listing), ==, 1);
  counts = rst_store_count_finish (store, store_fixture_wait_result (&counted), NULL);
  g_assert_cmpuint (counts->len, ==, 2);
  rows = rst_store_load_rows_finish (store, store_fixture_wait_result (&loaded), NULL);
  g_assert_cmpint (((RstRow *) rows->pdata[0])->flags, ==, RST_FLAG_FLAGGED);
  message = rst_store_load_message_finish (store, store_fixture_wait_result (&parsed), NULL);
  g_assert_cmpstr (rst_message_get_summary (message)->subject, ==, "two");
}

static void
test_cancelled (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RstFilter) filter = rst_filter_new (NULL, NULL, NULL);
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (rst_store_list (fixture->store, filter, cancellable, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_CANCELLED);
  g_clear_error (&error);
  rst_store_list_async (fixture->store, filter, cancellable, store_fixture_keep_result_cb, &listed);
  g_assert_null (rst_store_list_finish (fixture->store, store_fixture_wait_result (&listed), &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_CANCELLED);
}

/* What is not there is said to be not there. */
static void
test_no_message (StoreFixture *fixture, gconstpointer data)
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

#define ADD(path, func) \
  g_test_add ("/store/" path, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("order", test_order);
  ADD ("paging", test_paging);
  ADD ("flags-and-moves", test_flags_and_moves);
  ADD ("accounts", test_accounts);
  ADD ("changed", test_changed);
  ADD ("two-handles", test_two_handles);
  ADD ("two-writers", test_two_writers);
  ADD ("async", test_async);
  ADD ("cancelled", test_cancelled);
  ADD ("no-message", test_no_message);
  return g_test_run ();
}
