/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What scripts rely on: restantectl mark does all that is asked for or nothing,
 * says how many messages it changed, and lists and shows say it too.
 */

#include "config.h"

#include <string.h>
#include <sysexits.h>

#include "ctl-fixture.h"
#include "store-fixture.h"

/* The ids as they are typed, the greatest first. */
static GStrv
add_two (RstStore *store)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GArray) ids = NULL;

  store_fixture_add_dated (store, "work", "one", 1700000001);
  store_fixture_add_dated (store, "work", "two", 1700000002);
  ids = store_fixture_list (store, NULL, NULL);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, g_array_index (ids, gint64, i));

      g_strv_builder_add (builder, id);
    }
  return g_strv_builder_end (builder);
}

static void
test_mark (StoreFixture *fixture, gconstpointer data)
{
  g_auto (GStrv) ids = add_two (fixture->store);
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;
  g_autofree char *listed = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *found = NULL;

  g_assert_cmpint (ctl_fixture_run (fixture->folder, &first, "mark", ids[0], ids[1], "--read", "--star", "--tag", "Tax",
                                    "--tag", "two words", "--mailbox", "archive", NULL),
                   ==, EX_OK);
  g_assert_cmpstr (first, ==, "{\"changed\":2}\n");
  g_assert_cmpint (ctl_fixture_run (fixture->folder, &again, "mark", ids[0], ids[1], "--tag", "TAX", "--untag", "none", NULL), ==, EX_OK);
  g_assert_cmpstr (again, ==, "{\"changed\":0}\n");

  g_assert_cmpint (ctl_fixture_run (fixture->folder, NULL, "mark", ids[1], "--unread", "--unstar", "--untag", "tax", NULL), ==, EX_OK);
  ctl_fixture_run (fixture->folder, &listed, "list", "--mailbox", "archive", NULL);
  g_assert_nonnull (strstr (listed, "\"flags\":[\"seen\",\"flagged\"],\"tags\":[\"Tax\",\"two words\"]"));
  g_assert_nonnull (strstr (listed, "\"flags\":[],\"tags\":[\"two words\"]"));
  ctl_fixture_run (fixture->folder, &shown, "show", ids[0], NULL);
  g_assert_nonnull (strstr (shown, "\"tags\":[\"Tax\",\"two words\"]"));
  ctl_fixture_run (fixture->folder, &found, "search", "tag:tax", NULL);
  g_assert_nonnull (strstr (found, ids[0]));
  g_assert_null (strstr (found, ids[1]));
}

/* Junk is a mailbox that can be listed. */
static void
test_junk (StoreFixture *fixture, gconstpointer data)
{
  g_auto (GStrv) ids = add_two (fixture->store);
  g_autofree char *junk = NULL;
  g_autofree char *all = NULL;

  g_assert_cmpint (ctl_fixture_run (fixture->folder, &junk, "list", "--mailbox", "junk", NULL), ==, EX_OK);
  g_assert_cmpstr (junk, ==, "");
  g_assert_cmpint (ctl_fixture_run (fixture->folder, NULL, "mark", ids[0], "--mailbox", "junk", NULL), ==, EX_OK);
  g_clear_pointer (&junk, g_free);
  ctl_fixture_run (fixture->folder, &junk, "list", "--mailbox", "junk", NULL);
  g_assert_nonnull (strstr (junk, ids[0]));
  ctl_fixture_run (fixture->folder, &all, "list", NULL);
  g_assert_null (strstr (all, ids[0]));
  g_assert_nonnull (strstr (all, ids[1]));
}

/* What makes no sense is refused, and nothing of it is done. */
static void
test_refused (StoreFixture *fixture, gconstpointer data)
{
  g_auto (GStrv) ids = add_two (fixture->store);
  g_autofree char *listed = NULL;

  g_assert_cmpint (ctl_fixture_run (fixture->folder, NULL, "mark", "--read", NULL), ==, EX_USAGE);
  g_assert_cmpint (ctl_fixture_run (fixture->folder, NULL, "mark", ids[0], NULL), ==, EX_USAGE);
  g_assert_cmpint (ctl_fixture_run (fixture->folder, NULL, "mark", "x", "--read", NULL), ==, EX_USAGE);
  g_assert_cmpint (ctl_fixture_run (fixture->folder, NULL, "mark", ids[0], "7", "--read", "--tag", "a", NULL), ==, EX_USAGE);
  g_assert_cmpint (ctl_fixture_run (fixture->folder, NULL, "mark", ids[0], "--read", "--mailbox", "nowhere", NULL), ==, EX_USAGE);
  g_assert_cmpint (ctl_fixture_run (fixture->folder, NULL, "mark", ids[0], "--read", "--unread", NULL), ==, EX_USAGE);
  g_assert_cmpint (ctl_fixture_run (fixture->folder, NULL, "mark", ids[0], "--tag", "Tax", "--untag", " tax", NULL), ==, EX_USAGE);
  g_assert_cmpint (ctl_fixture_run (fixture->folder, NULL, "mark", ids[0], "--star", "--unstar", NULL), ==, EX_USAGE);
  g_assert_cmpint (ctl_fixture_run (fixture->folder, NULL, "mark", ids[0], "--read", "--tag", " ", NULL), ==, EX_USAGE);
  ctl_fixture_run (fixture->folder, &listed, "list", NULL);
  g_assert_null (strstr (listed, "seen"));
  g_assert_null (strstr (listed, "\"a\""));
}

#define ADD(path, func) \
  g_test_add ("/ctl-mark/" path, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("mark", test_mark);
  ADD ("junk", test_junk);
  ADD ("refused", test_refused);
  return g_test_run ();
}
