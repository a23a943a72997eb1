/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store-fixture.h"

static gint64
add_from (RstStore *store, const char *name, const char *address)
{
  g_autofree char *octets = g_strdup_printf ("From: %s\r\nSubject: %s\r\n\r\n%s\r\n", address, name, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) before = store_fixture_list (store, NULL, NULL);
  g_autoptr (GArray) after = NULL;

  store_fixture_add (store, name, octets, strlen (octets), &error);
  g_assert_no_error (error);
  after = store_fixture_list (store, NULL, NULL);
  for (guint i = 0; i < after->len; i++)
    if (i >= before->len || g_array_index (after, gint64, i) != g_array_index (before, gint64, i))
      return g_array_index (after, gint64, i);
  g_assert_not_reached ();
}

static void
trust (RstStore *store, const char *address, gboolean trusted)
{
  g_autoptr (GError) error = NULL;

  rst_store_set_sender_trusted (store, address, trusted, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_trusted (RstStore *store, gint64 id, gboolean expected)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean trusted;

  rst_store_is_sender_trusted (store, id, &trusted, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (trusted, ==, expected);

  rst_store_is_sender_trusted_async (store, id, NULL, store_fixture_keep_result_cb, &result);
  store_fixture_wait_result (&result);
  g_assert_true (rst_store_is_sender_trusted_finish (store, result, &trusted, &error));
  g_assert_cmpint (trusted, ==, expected);
}

/* Another address, however like it, is another sender. */
static void
test_exact (StoreFixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;
  gint64 anna = add_from (store, "1", "Anna <anna@example.org>");
  gint64 other = add_from (store, "2", "anna@example.org <anna@example.net>");
  gint64 longer = add_from (store, "3", "xanna@example.org");
  gint64 upper = add_from (store, "4", "Anna@example.org");
  gint64 nobody = add_from (store, "5", "");

  assert_trusted (store, anna, FALSE);
  trust (store, "anna@example.org", TRUE);
  trust (store, "anna@example.org", TRUE);
  assert_trusted (store, anna, TRUE);
  assert_trusted (store, other, FALSE);
  assert_trusted (store, longer, FALSE);
  assert_trusted (store, upper, FALSE);
  assert_trusted (store, nobody, FALSE);
  assert_trusted (store, 12345, FALSE);
  trust (store, "anna@example.org", FALSE);
  assert_trusted (store, anna, FALSE);
}

/* Trust ends where somebody put the message away as rubbish. */
static void
test_trash (StoreFixture *fixture, gconstpointer data)
{
  static const RstChange to_trash = { .mailbox = RST_MAILBOX_TRASH };
  static const RstChange to_archive = { .mailbox = RST_MAILBOX_ARCHIVE };
  RstStore *store = fixture->store;
  gint64 id = add_from (store, "1", "anna@example.org");
  g_autoptr (RstUndo) first = NULL;
  g_autoptr (RstUndo) second = NULL;

  trust (store, "anna@example.org", TRUE);
  first = rst_store_change (store, &id, 1, &to_trash, NULL, NULL);
  assert_trusted (store, id, FALSE);
  second = rst_store_change (store, &id, 1, &to_archive, NULL, NULL);
  assert_trusted (store, id, TRUE);
}

static void
test_list (StoreFixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;
  g_autoptr (GAsyncResult) set = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) none = rst_store_load_trusted_senders (store, NULL, &error);
  g_auto (GStrv) two = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  trust (store, "b@example.org", TRUE);
  rst_store_set_sender_trusted_async (store, "a@example.org", TRUE, NULL, store_fixture_keep_result_cb, &set);
  store_fixture_wait_result (&set);
  g_assert_true (rst_store_set_sender_trusted_finish (store, set, &error));
  rst_store_load_trusted_senders_async (store, NULL, store_fixture_keep_result_cb, &loaded);
  store_fixture_wait_result (&loaded);
  two = rst_store_load_trusted_senders_finish (store, loaded, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (two), ==, 2);
  g_assert_cmpstr (two[0], ==, "a@example.org");
  g_assert_cmpstr (two[1], ==, "b@example.org");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/store-trust/exact", StoreFixture, NULL, store_fixture_set_up, test_exact, store_fixture_tear_down);
  g_test_add ("/store-trust/trash", StoreFixture, NULL, store_fixture_set_up, test_trash, store_fixture_tear_down);
  g_test_add ("/store-trust/list", StoreFixture, NULL, store_fixture_set_up, test_list, store_fixture_tear_down);
  return g_test_run ();
}
