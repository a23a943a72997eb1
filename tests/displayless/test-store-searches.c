/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Searches that were saved: kept, listed by name, changed, deleted. */

#include "config.h"

#include <string.h>

#include "base/rst-error.h"
#include "store-fixture.h"
#include "store/rst-query.h"

static GPtrArray *
load (RstStore *store)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *searches = rst_store_load_searches (store, NULL, &error);

  g_assert_no_error (error);
  return searches;
}

static void
save (RstStore *store, gint64 id, const char *name, const char *query)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rst_store_save_search (store, id, name, query, NULL, &error));
  g_assert_no_error (error);
}

static void
assert_refused (RstStore *store, gint64 id, const char *name, const char *query)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rst_store_save_search (store, id, name, query, NULL, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_USAGE);
}

/* They are listed by name, whatever the case, and are still there at the next
 * start.
 */
static void
test_save (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) searches = NULL;

  save (fixture->store, 0, "offers", "is:unread offer");
  save (fixture->store, 0, " Bills\n", "from:shop has:attachment");
  g_clear_object (&fixture->store);
  fixture->store = rst_store_open (fixture->folder, NULL);
  searches = load (fixture->store);
  g_assert_cmpuint (searches->len, ==, 2);
  g_assert_cmpstr (((const RstSavedSearch *) searches->pdata[0])->name, ==, "Bills");
  g_assert_cmpstr (((const RstSavedSearch *) searches->pdata[0])->query, ==, "from:shop has:attachment");
  g_assert_cmpstr (((const RstSavedSearch *) searches->pdata[1])->name, ==, "offers");
}

/* Names and queries that nobody types are not kept to their ends. */
static void
test_long (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *name = g_strnfill (1000000, 'n');
  g_autofree char *query = g_strnfill (1000000, 'q');
  g_autoptr (GPtrArray) searches = NULL;

  save (fixture->store, 0, name, query);
  searches = load (fixture->store);
  g_assert_cmpint (g_utf8_strlen (((const RstSavedSearch *) searches->pdata[0])->name, -1), ==, 100);
  g_assert_true (g_str_has_suffix (((const RstSavedSearch *) searches->pdata[0])->name, "n…"));
  g_assert_cmpuint (strlen (((const RstSavedSearch *) searches->pdata[0])->query), ==, RST_QUERY_MAX);
}

/* One keeps its id under another name and with other words; no two have one
 * name, and none is without name or words.
 */
static void
test_edit (StoreFixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  gint64 id;

  save (store, 0, "Bills", "invoice");
  save (store, 0, "Offers", "offer");
  before = load (store);
  id = ((const RstSavedSearch *) before->pdata[0])->id;
  assert_refused (store, id, "OFFERS", "invoice");
  assert_refused (store, 0, "bills", "invoice");
  assert_refused (store, 0, " ", "invoice");
  assert_refused (store, 0, "Empty", "");
  save (store, id, "To pay", "invoice -is:flagged");
  after = load (store);
  g_assert_cmpuint (after->len, ==, 2);
  g_assert_cmpint (((const RstSavedSearch *) after->pdata[1])->id, ==, id);
  g_assert_cmpstr (((const RstSavedSearch *) after->pdata[1])->name, ==, "To pay");
  g_assert_cmpstr (((const RstSavedSearch *) after->pdata[1])->query, ==, "invoice -is:flagged");
}

/* What is gone cannot be changed, and its id is nobody else's. */
static void
test_delete (StoreFixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  gint64 id;

  save (store, 0, "Bills", "invoice");
  before = load (store);
  id = ((const RstSavedSearch *) before->pdata[0])->id;
  g_assert_true (rst_store_delete_search (store, id, NULL, NULL));
  g_assert_true (rst_store_delete_search (store, id, NULL, NULL));
  assert_refused (store, id, "Bills", "invoice");
  save (store, 0, "Bills", "invoice");
  after = load (store);
  g_assert_cmpint (((const RstSavedSearch *) after->pdata[0])->id, !=, id);
}

/* Another process's searches are told of as well. */
static void
test_other_process (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (RstStore) other = rst_store_open (fixture->folder, NULL);
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
  guint n_changes = 0;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_connect_swapped (fixture->store, "changed", G_CALLBACK (g_atomic_int_inc), &n_changes);
  save (other, 0, "Bills", "invoice");
  while (n_changes == 0 && g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_cmpuint (n_changes, >, 0);
  g_signal_handlers_disconnect_by_data (fixture->store, &n_changes);
}

static void
test_async (StoreFixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) deleted = NULL;
  g_autoptr (GPtrArray) searches = NULL;

  rst_store_save_search_async (store, 0, "Bills", "invoice", NULL, store_fixture_keep_result_cb, &saved);
  g_assert_true (rst_store_save_search_finish (store, store_fixture_wait_result (&saved), NULL));
  rst_store_load_searches_async (store, NULL, store_fixture_keep_result_cb, &loaded);
  searches = rst_store_load_searches_finish (store, store_fixture_wait_result (&loaded), NULL);
  g_assert_cmpuint (searches->len, ==, 1);
  rst_store_delete_search_async (store, ((const RstSavedSearch *) searches->pdata[0])->id, NULL,
                                 store_fixture_keep_result_cb, &deleted);
  g_assert_true (rst_store_delete_search_finish (store, store_fixture_wait_result (&deleted), NULL));
}

#define ADD(path, func) \
  g_test_add ("/store-searches/" path, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("save", test_save);
  ADD ("long", test_long);
  ADD ("edit", test_edit);
  ADD ("delete", test_delete);
  ADD ("other-process", test_other_process);
  ADD ("async", test_async);
  return g_test_run ();
}
