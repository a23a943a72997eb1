/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person does to many messages at once: changes that can be undone, and
 * deleting for good, which cannot. And the lists of messages in some state.
 */

#include "config.h"

#include <string.h>

#include "base/rst-error.h"
#include "store-fixture.h"

/* A few pieces of those in which messages are deleted. */
#define MANY 1500

static void
assert_counts (RstStore *store, const char *mailbox, guint total, guint unread)
{
  g_autoptr (GPtrArray) counts = rst_store_count (store, NULL, NULL);
  guint totals[2] = { 0 };

  for (guint i = 0; i < counts->len; i++)
    {
      const RstMailboxCount *count = counts->pdata[i];

      if (!g_str_equal (count->mailbox, mailbox))
        continue;
      totals[0] += count->total;
      totals[1] += count->unread;
    }
  g_assert_cmpuint (totals[0], ==, total);
  g_assert_cmpuint (totals[1], ==, unread);
}

static RstRow *
load_row (RstStore *store, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = rst_store_load_rows (store, &id, 1, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  return g_ptr_array_steal_index (rows, 0);
}

static void
assert_message (RstStore *store, gint64 id, const char *mailbox, RstFlags flags)
{
  g_autoptr (RstRow) row = load_row (store, id);

  g_assert_cmpstr (row->mailbox, ==, mailbox);
  g_assert_cmpuint (row->flags, ==, flags);
}

/* Three messages, the greatest id first. */
static gint64 *
add_three (RstStore *store)
{
  g_autoptr (GArray) ids = NULL;

  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("m%u", i);

      store_fixture_add_dated (store, "work", name, 1700000000 + i);
    }
  ids = store_fixture_list (store, NULL, NULL);
  g_assert_cmpuint (ids->len, ==, 3);
  return (gint64 *) (gpointer) g_array_free (g_steal_pointer (&ids), FALSE);
}

/* Undoing a move brings each message back to where it was itself, and leaves
 * alone what was noted on it since, and those that were there before.
 */
static void
test_move (StoreFixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;
  g_autofree gint64 *ids = add_three (store);
  const RstChange archive = { .mailbox = RST_MAILBOX_ARCHIVE };
  const RstChange trash = { .mailbox = RST_MAILBOX_TRASH };
  g_autoptr (RstUndo) first = store_fixture_change (store, ids, 1, &archive);
  g_autoptr (RstUndo) undo = NULL;
  g_autoptr (RstUndo) nothing = NULL;

  undo = store_fixture_change (store, ids, 3, &trash);
  g_assert_cmpuint (rst_undo_get_count (first), ==, 1);
  g_assert_cmpuint (rst_undo_get_count (undo), ==, 3);
  assert_counts (store, RST_MAILBOX_TRASH, 3, 3);
  nothing = store_fixture_change (store, ids, 3, &trash);
  g_assert_cmpuint (rst_undo_get_count (nothing), ==, 0);

  rst_store_set_flags (store, &ids[1], 1, RST_FLAG_SEEN, 0, NULL, NULL);
  g_assert_true (rst_store_undo (store, undo, NULL, NULL));
  assert_message (store, ids[0], RST_MAILBOX_ARCHIVE, 0);
  assert_message (store, ids[1], RST_MAILBOX_INBOX, RST_FLAG_SEEN);
  assert_message (store, ids[2], RST_MAILBOX_INBOX, 0);
  assert_counts (store, RST_MAILBOX_TRASH, 0, 0);
  assert_counts (store, RST_MAILBOX_INBOX, 2, 1);
  store_fixture_assert_whole (store);
}

/* A toggle sets a flag on those that lack it, and only where none does, clears
 * it. Undoing gives each its own back, and no other flag.
 */
static void
test_toggle (StoreFixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;
  g_autofree gint64 *ids = add_three (store);
  const RstChange toggle = { .toggle = RST_FLAG_SEEN };
  g_autoptr (RstUndo) set = NULL;
  g_autoptr (RstUndo) cleared = NULL;

  rst_store_set_flags (store, &ids[2], 1, RST_FLAG_SEEN, 0, NULL, NULL);
  set = store_fixture_change (store, ids, 3, &toggle);
  g_assert_cmpuint (rst_undo_get_count (set), ==, 2);
  g_assert_cmpuint (rst_undo_get_set (set), ==, RST_FLAG_SEEN);
  assert_counts (store, RST_MAILBOX_INBOX, 3, 0);

  cleared = store_fixture_change (store, ids, 3, &toggle);
  g_assert_cmpuint (rst_undo_get_count (cleared), ==, 3);
  g_assert_cmpuint (rst_undo_get_set (cleared), ==, 0);
  assert_counts (store, RST_MAILBOX_INBOX, 3, 3);

  rst_store_set_flags (store, &ids[0], 1, RST_FLAG_FLAGGED, 0, NULL, NULL);
  rst_store_move (store, &ids[0], 1, RST_MAILBOX_ARCHIVE, NULL, NULL);
  g_assert_true (rst_store_undo (store, cleared, NULL, NULL));
  assert_message (store, ids[0], RST_MAILBOX_ARCHIVE, RST_FLAG_SEEN | RST_FLAG_FLAGGED);
  g_assert_true (rst_store_undo (store, set, NULL, NULL));
  assert_message (store, ids[0], RST_MAILBOX_ARCHIVE, RST_FLAG_FLAGGED);
  assert_message (store, ids[1], RST_MAILBOX_INBOX, 0);
  assert_message (store, ids[2], RST_MAILBOX_INBOX, RST_FLAG_SEEN);
}

/* All of a change or nothing; an undo passes over what is gone. */
static void
test_missing (StoreFixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;
  g_autofree gint64 *ids = add_three (store);
  gint64 wrong[] = { ids[0], 12345 };
  const RstChange trash = { .mailbox = RST_MAILBOX_TRASH };
  g_autoptr (RstUndo) undo = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (rst_store_change (store, wrong, 2, &trash, NULL, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_USAGE);
  assert_message (store, ids[0], RST_MAILBOX_INBOX, 0);

  undo = store_fixture_change (store, ids, 3, &trash);
  g_assert_true (rst_store_delete (store, &ids[1], 1, NULL, NULL));
  g_assert_true (rst_store_undo (store, undo, NULL, NULL));
  assert_message (store, ids[0], RST_MAILBOX_INBOX, 0);
  assert_counts (store, RST_MAILBOX_INBOX, 2, 2);
  store_fixture_assert_whole (store);
}

/* A message that is named twice is changed once, and counted once. */
static void
test_twice (StoreFixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;
  g_autofree gint64 *ids = add_three (store);
  const gint64 twice[] = { ids[0], ids[1], ids[0] };
  const RstChange archive = { .mailbox = RST_MAILBOX_ARCHIVE, .set = RST_FLAG_SEEN };
  g_autoptr (RstUndo) undo = store_fixture_change (store, twice, 3, &archive);

  g_assert_cmpuint (rst_undo_get_count (undo), ==, 2);
  assert_counts (store, RST_MAILBOX_ARCHIVE, 2, 0);
  g_assert_true (rst_store_undo (store, undo, NULL, NULL));
  assert_message (store, ids[0], RST_MAILBOX_INBOX, 0);
  assert_counts (store, RST_MAILBOX_INBOX, 3, 3);
  store_fixture_assert_whole (store);
}

static char *
find (RstStore *store, const char *query)
{
  g_autoptr (RstFilter) filter = rst_filter_new (NULL, NULL, query);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  g_assert_true (rst_store_index (store, NULL, NULL));
  ids = store_fixture_list_ids (store, filter);
  rows = rst_store_load_rows (store, (const gint64 *) (gpointer) ids->data, ids->len, NULL, NULL, NULL);
  return g_strdup (rows->len == 1 ? ((RstRow *) rows->pdata[0])->subject : rows->len == 0 ? "" : "many");
}

#define assert_found(store, query, expected)                \
  G_STMT_START                                              \
    {                                                       \
      g_autofree char *subject = find (store, query);       \
      g_assert_cmpstr (subject, ==, expected);              \
    }                                                       \
  G_STMT_END

#define DATED(subject, body) \
  "Date: Tue, 14 Nov 2023 22:13:20 +0000\r\nSubject: " subject "\r\n\r\n" body "\r\n"

static void
add (RstStore *store, const char *unique_id, const char *octets)
{
  g_autoptr (GError) error = NULL;

  store_fixture_add (store, unique_id, octets, strlen (octets), &error);
  g_assert_no_error (error);
}

/* A message that is deleted leaves nothing but its row of the ledger, which says
 * that it was here: it is not stored again. Its content stays for another one
 * that has it.
 */
static void
test_delete (StoreFixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;
  g_autoptr (RstLedger) ledger = NULL;
  g_autoptr (GArray) ids = NULL;
  const RstLedgerEntry *entry;
  RstStoreStats stats;
  gint64 newest;

  add (store, "one", DATED ("one", "giraffe"));
  add (store, "two", DATED ("two", "zebra"));
  add (store, "copy", DATED ("two", "zebra"));
  assert_found (store, "giraffe", "one");
  assert_found (store, "zebra", "many");
  ids = store_fixture_list (store, NULL, NULL);
  newest = g_array_index (ids, gint64, 0);

  /* The copy: its content is also that of “two”. */
  g_assert_true (rst_store_delete (store, &newest, 1, NULL, NULL));
  assert_found (store, "zebra", "two");
  rst_store_get_stats (store, &stats, NULL, NULL);
  g_assert_cmpuint (stats.contents, ==, 2);

  /* Gone already, and the rest. */
  g_assert_true (rst_store_delete (store, (const gint64 *) (gpointer) ids->data, ids->len, NULL, NULL));
  rst_store_get_stats (store, &stats, NULL, NULL);
  g_assert_cmpuint (stats.messages, ==, 0);
  g_assert_cmpuint (stats.contents, ==, 0);
  g_assert_cmpuint (stats.stored_octets, ==, 0);
  assert_found (store, "zebra OR giraffe", "");
  assert_counts (store, RST_MAILBOX_INBOX, 0, 0);
  store_fixture_assert_whole (store);

  ledger = store_fixture_load_ledger (store, "work", "one");
  entry = rst_ledger_lookup (ledger, "one", 0);
  g_assert_cmpint (entry->state, ==, RST_LEDGER_STORED);
  g_assert_cmpint (entry->message, ==, 0);
  add (store, "one", DATED ("one", "giraffe"));
  rst_store_get_stats (store, &stats, NULL, NULL);
  g_assert_cmpuint (stats.messages, ==, 0);
}

/* Words go from the index also when the id was given to another message before
 * the index came by, and when the index is made again.
 */
static void
test_delete_words (StoreFixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;
  gint64 first;
  gint64 second;

  add (store, "one", DATED ("one", "giraffe"));
  assert_found (store, "giraffe", "one");
  first = store_fixture_get_newest (store);
  g_assert_true (rst_store_delete (store, &first, 1, NULL, NULL));
  add (store, "two", DATED ("two", "zebra"));
  second = store_fixture_get_newest (store);
  g_assert_cmpint (first, ==, second);
  assert_found (store, "giraffe", "");
  assert_found (store, "zebra", "two");

  g_clear_object (&fixture->store);
  {
    g_autofree char *path = g_build_filename (fixture->folder, "search.db", NULL);

    store_fixture_tamper (path, "UPDATE progress SET uuid = 'other'");
  }
  fixture->store = store = rst_store_open (fixture->folder, NULL);
  assert_found (store, "giraffe", "");
  assert_found (store, "zebra", "two");
}

static void
add_many (RstStore *store, guint n)
{
  g_autoptr (GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_arrival_free);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("m%u", i);
      g_autofree char *octets = g_strdup_printf ("Subject: %u\r\n\r\nText\r\n", i);

      g_ptr_array_add (arrivals, store_fixture_new_arrival (name, octets, strlen (octets)));
    }
  rst_store_add (store, "work", arrivals, NULL, &error);
  g_assert_no_error (error);
}

/* Many at once, and what they were, however many. */
static void
test_many (StoreFixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (RstUndo) undo = NULL;
  const RstChange change_all = { .mailbox = RST_MAILBOX_ARCHIVE, .toggle = RST_FLAG_FLAGGED };
  g_autoptr (GTimer) timer = NULL;

  add_many (store, MANY);
  ids = store_fixture_list (store, NULL, RST_MAILBOX_INBOX);
  g_assert_cmpuint (ids->len, ==, MANY);

  timer = g_timer_new ();
  undo = store_fixture_change (store, (const gint64 *) (gpointer) ids->data, ids->len, &change_all);
  g_test_message ("changed in %.3f s", g_timer_elapsed (timer, NULL));
  g_assert_cmpuint (rst_undo_get_count (undo), ==, MANY);
  assert_counts (store, RST_MAILBOX_ARCHIVE, MANY, MANY);

  g_timer_start (timer);
  g_assert_true (rst_store_undo (store, undo, NULL, NULL));
  g_test_message ("undone in %.3f s", g_timer_elapsed (timer, NULL));
  assert_counts (store, RST_MAILBOX_INBOX, MANY, MANY);

  g_timer_start (timer);
  g_assert_true (rst_store_delete (store, (const gint64 *) (gpointer) ids->data, ids->len, NULL, NULL));
  g_test_message ("deleted in %.3f s", g_timer_elapsed (timer, NULL));
  assert_counts (store, RST_MAILBOX_INBOX, 0, 0);
  store_fixture_assert_whole (store);
}

/* The async faces answer as the others do. */
static void
test_async (StoreFixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;
  g_autofree gint64 *ids = add_three (store);
  const RstChange trash = { .mailbox = RST_MAILBOX_TRASH };
  g_autoptr (GAsyncResult) changed = NULL;
  g_autoptr (GAsyncResult) undone = NULL;
  g_autoptr (GAsyncResult) deleted = NULL;
  g_autoptr (RstUndo) undo = NULL;

  rst_store_change_async (store, ids, 3, &trash, NULL, store_fixture_keep_result_cb, &changed);
  undo = rst_store_change_finish (store, store_fixture_wait_result (&changed), NULL);
  g_assert_cmpuint (rst_undo_get_count (undo), ==, 3);
  rst_store_undo_async (store, undo, NULL, store_fixture_keep_result_cb, &undone);
  g_assert_true (rst_store_undo_finish (store, store_fixture_wait_result (&undone), NULL));
  assert_counts (store, RST_MAILBOX_INBOX, 3, 3);
  rst_store_delete_async (store, ids, 2, NULL, store_fixture_keep_result_cb, &deleted);
  g_assert_true (rst_store_delete_finish (store, store_fixture_wait_result (&deleted), NULL));
  assert_counts (store, RST_MAILBOX_INBOX, 1, 1);
}

static guint
count_filtered (RstStore *store, const RstFilter *filter)
{
  g_autoptr (GArray) ids = store_fixture_list_ids (store, filter);

  for (guint i = 1; i < ids->len; i++)
    g_assert_cmpint (g_array_index (ids, gint64, i - 1), >, g_array_index (ids, gint64, i));
  return ids->len;
}

/* Each state narrows a list and a search alike, and so does the account; the
 * message to keep stays in its place as long as all else is as asked.
 */
static void
test_states (StoreFixture *fixture, gconstpointer data)
{
  static const char *const queries[] = { NULL, "large" };
  RstStore *store = fixture->store;
  g_autofree gint64 *ids = NULL;

  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("large%u", i);
      g_autofree char *octets =
        g_strdup_printf ("Subject: large\r\nContent-Type: %s\r\n\r\n%u\r\n", i == 3 ? "application/pdf" : "text/plain", i);

      add (store, name, octets);
    }
  g_assert_true (rst_store_index (store, NULL, NULL));
  ids = (gint64 *) (gpointer) g_array_free (store_fixture_list (store, NULL, NULL), FALSE);
  rst_store_set_flags (store, &ids[1], 1, RST_FLAG_SEEN | RST_FLAG_FLAGGED, 0, NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (RstFilter) filter = rst_filter_new (i == 0 ? "work" : NULL, RST_MAILBOX_INBOX, queries[i]);

      g_assert_cmpuint (count_filtered (store, filter), ==, 3);
      filter->unread = TRUE;
      g_assert_cmpuint (count_filtered (store, filter), ==, 2);
      filter->attachments = TRUE;
      g_assert_cmpuint (count_filtered (store, filter), ==, 1);
      filter->flagged = TRUE;
      g_assert_cmpuint (count_filtered (store, filter), ==, 0);
      filter->keep = ids[1];
      g_assert_cmpuint (count_filtered (store, filter), ==, 1);
      filter->attachments = filter->flagged = FALSE;
      g_assert_cmpuint (count_filtered (store, filter), ==, 3);

      g_free (filter->mailbox);
      filter->mailbox = g_strdup (RST_MAILBOX_ARCHIVE);
      g_assert_cmpuint (count_filtered (store, filter), ==, 0);
    }
}

static void
assert_next_unread (RstStore *store, RstListing *listing, gint64 after, gint64 expected)
{
  g_autoptr (GError) error = NULL;
  gint64 found = -1;

  g_assert_true (rst_store_find_unread (store, listing, after, &found, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (found, ==, expected);
}

/* The next unread message is that of the list's order, the near one and the one
 * far below, and after the last comes the first; a message is not its own next.
 */
static void
test_next_unread (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (RstFilter) filter = rst_filter_new (NULL, RST_MAILBOX_INBOX, NULL);
  g_autoptr (RstListing) listing = NULL;
  g_autoptr (GError) error = NULL;
  const gint64 *ids;
  guint n_ids;

  add_many (fixture->store, MANY);
  filter->order = RST_ORDER_OLDEST;
  listing = rst_store_list (fixture->store, filter, NULL, &error);
  g_assert_no_error (error);
  ids = rst_listing_get_ids (listing, &n_ids);
  g_assert_cmpuint (n_ids, ==, MANY);
  assert_next_unread (fixture->store, listing, 0, ids[0]);
  assert_next_unread (fixture->store, listing, ids[MANY - 1], ids[0]);

  rst_store_set_flags (fixture->store, ids, n_ids, RST_FLAG_SEEN, 0, NULL, &error);
  assert_next_unread (fixture->store, listing, 0, 0);
  assert_next_unread (fixture->store, listing, ids[3], 0);

  rst_store_set_flags (fixture->store, ids + 20, 1, 0, RST_FLAG_SEEN, NULL, &error);
  rst_store_set_flags (fixture->store, ids + 1200, 1, 0, RST_FLAG_SEEN, NULL, &error);
  assert_next_unread (fixture->store, listing, 0, ids[20]);
  assert_next_unread (fixture->store, listing, ids[19], ids[20]);
  assert_next_unread (fixture->store, listing, ids[20], ids[1200]);
  assert_next_unread (fixture->store, listing, ids[1200], ids[20]);
  assert_next_unread (fixture->store, listing, ids[MANY - 1], ids[20]);

  rst_store_set_flags (fixture->store, ids + 1200, 1, RST_FLAG_SEEN, 0, NULL, &error);
  g_assert_no_error (error);
  assert_next_unread (fixture->store, listing, ids[20], 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/store-change/" name, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)
  ADD ("move", test_move);
  ADD ("toggle", test_toggle);
  ADD ("missing", test_missing);
  ADD ("twice", test_twice);
  ADD ("delete", test_delete);
  ADD ("delete-words", test_delete_words);
  ADD ("many", test_many);
  ADD ("next-unread", test_next_unread);
  ADD ("async", test_async);
  ADD ("states", test_states);

  return g_test_run ();
}
