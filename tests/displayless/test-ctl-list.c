/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What scripts rely on: restantectl list has orders and conversations, and search
 * takes the words that are not to be found as they are typed.
 */

#include "config.h"

#include <string.h>
#include <sysexits.h>

#include "ctl-fixture.h"
#include "store-fixture.h"

static void
add (RstStore *store, const char *name, const char *from, const char *subject, const char *day, const char *reference)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *octets =
    g_strdup_printf ("From: %s@example.org\r\nSubject: %s\r\nDate: %s Nov 2026 10:00:00 +0000\r\n"
                     "Message-ID: <%s@example.org>\r\nReferences: %s\r\n\r\nThe %s of %s.\r\n",
                     from, subject, day, name, reference, name, from);

  g_assert_true (store_fixture_add (store, name, octets, strlen (octets), &error));
  g_assert_no_error (error);
}

/* The oldest is answered by the newest. */
static void
add_three (RstStore *store)
{
  add (store, "plan", "zoe", "Roof", "1", "");
  add (store, "bill", "adam", "Bill with much text behind it", "2", "");
  add (store, "answer", "mira", "Re: Roof", "3", "<plan@example.org>");
}

/* The names of the messages in the order in which they are printed. */
static char *
dup_names (const char *json)
{
  static const char *const names[] = { "plan", "bill", "answer" };
  g_auto (GStrv) lines = g_strsplit (json, "\n", -1);
  GString *found = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    for (guint j = 0; j < G_N_ELEMENTS (names); j++)
      {
        g_autofree char *member = g_strdup_printf ("\"uidl\":\"%s\"", names[j]);

        if (strstr (lines[i], member) != NULL)
          g_string_append_printf (found, "%s ", names[j]);
      }
  return g_string_free (found, FALSE);
}

#define assert_lists(fixture, expected, ...) \
  G_STMT_START \
    { \
      g_autofree char *assert_output = NULL; \
      g_autofree char *assert_names = NULL; \
      g_assert_cmpint (ctl_fixture_run ((fixture)->folder, &assert_output, __VA_ARGS__, NULL), ==, EX_OK); \
      assert_names = dup_names (assert_output); \
      g_assert_cmpstr (assert_names, ==, expected); \
    } \
  G_STMT_END

static void
test_sort (StoreFixture *fixture, gconstpointer data)
{
  add_three (fixture->store);
  assert_lists (fixture, "answer bill plan ", "list");
  assert_lists (fixture, "answer bill plan ", "list", "--sort", "newest");
  assert_lists (fixture, "plan bill answer ", "list", "--sort", "oldest");
  assert_lists (fixture, "bill answer plan ", "list", "--sort", "sender");
  assert_lists (fixture, "bill answer plan ", "list", "--sort", "subject");
  assert_lists (fixture, "plan bill ", "list", "--sort", "oldest", "--limit", "2");
}

/* The messages of a conversation are neighbours, and say of which one they are. */
static void
test_threads (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *output = NULL;
  const char *first, *second, *third;

  add_three (fixture->store);
  assert_lists (fixture, "answer plan bill ", "list", "--threads");
  ctl_fixture_run (fixture->folder, &output, "list", "--threads", NULL);
  first = strstr (output, "\"thread\":");
  second = strstr (first + 1, "\"thread\":");
  third = strstr (second + 1, "\"thread\":");
  g_assert_cmpint (strncmp (first, second, strcspn (first, ",")), ==, 0);
  g_assert_cmpint (strncmp (first, third, strcspn (first, ",")), !=, 0);
}

static void
test_refused (StoreFixture *fixture, gconstpointer data)
{
  g_assert_cmpint (ctl_fixture_run (fixture->folder, NULL, "list", "--sort", "date", NULL), ==, EX_USAGE);
  g_assert_cmpint (ctl_fixture_run (fixture->folder, NULL, "list", "--sort", "size", "--before", "7", NULL), ==, EX_USAGE);
  g_assert_cmpint (ctl_fixture_run (fixture->folder, NULL, "list", "--threads", "--before", "7", NULL), ==, EX_USAGE);
  g_assert_cmpint (ctl_fixture_run (fixture->folder, NULL, "search", "--nothing", "word", NULL), ==, EX_USAGE);
  g_assert_cmpint (ctl_fixture_run (fixture->folder, NULL, "search", "--limit", "1", NULL), ==, EX_USAGE);
}

/* A word behind a hyphen is one that is not to be found, wherever it stands. */
static void
test_search (StoreFixture *fixture, gconstpointer data)
{
  add_three (fixture->store);
  assert_lists (fixture, "plan ", "search", "subject:roof", "-mira");
  assert_lists (fixture, "plan ", "search", "-mira", "subject:roof");
  assert_lists (fixture, "bill ", "search", "-roof", "--limit", "1", "text");
  assert_lists (fixture, "bill ", "search", "--limit=1", "-roof", "-help", "text");
  assert_lists (fixture, "plan ", "search", "roof", "--", "-mira");
}

#define ADD(path, func) \
  g_test_add ("/ctl-list/" path, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("sort", test_sort);
  ADD ("threads", test_threads);
  ADD ("refused", test_refused);
  ADD ("search", test_search);
  return g_test_run ();
}
