/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists in each order, whole and in part, by threads, filtered and searched. */

#include "config.h"

#include <string.h>

#include "store-fixture.h"

#define DAY (24 * 60 * 60)
#define BEGINNING 1700000000

/* The letters of which each list is made, oldest first. */
static const struct
{
  char letter;
  const char *from;
  const char *subject;
  const char *answers;
  guint size;
} letters[] = {
  { 'a', "Zoe <zoe@x.example>", "Offer", NULL, 200 },
  { 'b', "\"\xc3\x89mile\" <e@x.example>", "Re: Offer", "<a@x>", 800 },
  { 'c', "anna <anna@x.example>", "\xc3\x81" "pfel", NULL, 300 },
  { 'd', "<emil@x.example>", "zebra", NULL, 600 },
  { 'e', "Anna <anna@x.example>", "AW: offer", "<b@x>", 400 },
  { 'f', "Bert <b@x.example>", "Banana", NULL, 100 },
  { 'g', "Anna <anna@x.example>", "Re: \xc3\x84pfel", "<c@x>", 1 },
};

typedef struct
{
  StoreFixture store;
  gint64 ids[G_N_ELEMENTS (letters)];
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  store_fixture_set_up (&fixture->store, data);
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      g_autoptr (GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_arrival_free);
      g_autofree char *name = g_strndup (&letters[i].letter, 1);
      g_autofree char *padding = g_strnfill (letters[i].size, 'x');
      g_autofree char *octets =
        g_strdup_printf ("From: %s\r\nSubject: %s\r\nMessage-ID: <%s@x>\r\nIn-Reply-To: %s\r\n\r\nword\r\n%s\r\n",
                         letters[i].from, letters[i].subject, name,
                         letters[i].answers != NULL ? letters[i].answers : "", padding);
      RstArrival *arrival = store_fixture_new_arrival (name, octets, strlen (octets));

      arrival->summary->date = BEGINNING + i * DAY;
      g_ptr_array_add (arrivals, arrival);
      g_assert_true (rst_store_add (fixture->store.store, i == 3 ? "home" : "work", arrivals, NULL, NULL));
      fixture->ids[i] = store_fixture_get_newest (fixture->store.store);
    }
  g_assert_true (rst_store_index (fixture->store.store, NULL, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  store_fixture_tear_down (&fixture->store, data);
}

/* As letters; threads with a blank between. */
static char *
describe (Fixture *fixture, const RstFilter *filter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RstListing) listing = rst_store_list (fixture->store.store, filter, NULL, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rst_listing_get_n_threads (listing); i++)
    {
      guint n;
      const gint64 *ids = rst_listing_get_thread (listing, i, &n);

      if (i > 0 && filter->threads)
        g_string_append_c (text, ' ');
      for (guint member = 0; member < n; member++)
        for (guint j = 0; j < G_N_ELEMENTS (letters); j++)
          if (fixture->ids[j] == ids[member])
            g_string_append_c (text, letters[j].letter);
    }
  return g_string_free (text, FALSE);
}

#define assert_list(fixture, filter, expected)            \
  G_STMT_START                                            \
    {                                                     \
      g_autofree char *found = describe (fixture, filter); \
      g_assert_cmpstr (found, ==, expected);              \
    }                                                     \
  G_STMT_END

static const struct
{
  RstOrder order;
  const char *flat;
  const char *threads;
} expected[] = {
  { RST_ORDER_NEWEST, "gfedcba", "gc f eba d" },
  { RST_ORDER_OLDEST, "abcdefg", "abe cg d f" },
  /* Émile is not behind Zoe, and d has an address alone. */
  { RST_ORDER_SENDER, "gecfdba", "gc eba f d" },
  { RST_ORDER_SUBJECT, "gcfebad", "gc f eba d" },
  { RST_ORDER_SIZE, "bdecafg", "bea d cg f" },
};

/* Each order, as a list and by threads, also of what a search finds; a limit
 * gives the same beginning.
 */
static void
test_orders (Fixture *fixture, gconstpointer data)
{
  static const char *const queries[] = { NULL, "word", "is:unread" };

  for (guint i = 0; i < G_N_ELEMENTS (expected) * G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (RstFilter) filter = rst_filter_new (NULL, NULL, queries[i / G_N_ELEMENTS (expected)]);
      const char *flat = expected[i % G_N_ELEMENTS (expected)].flat;

      filter->order = expected[i % G_N_ELEMENTS (expected)].order;
      assert_list (fixture, filter, flat);
      filter->threads = TRUE;
      assert_list (fixture, filter, expected[i % G_N_ELEMENTS (expected)].threads);
      filter->threads = FALSE;
      for (guint limit = 1; limit <= strlen (flat); limit++)
        {
          g_autofree char *beginning = g_strndup (flat, limit);

          filter->limit = limit;
          assert_list (fixture, filter, beginning);
        }
    }
}

/* So many threads, of which the later messages may be missing. */
static void
test_limited_threads (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RstFilter) filter = rst_filter_new (NULL, NULL, NULL);

  filter->threads = TRUE;
  filter->limit = 1;
  assert_list (fixture, filter, "g");
  filter->limit = 3;
  assert_list (fixture, filter, "g f e");
  filter->limit = 4;
  assert_list (fixture, filter, "gc f eba d");
  filter->limit = 400;
  assert_list (fixture, filter, "gc f eba d");
}

/* A mailbox, an account and a state narrow each order alike; a message is kept
 * at its place.
 */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store.store;
  const gint64 read[] = { fixture->ids[1], fixture->ids[4] };

  g_assert_true (rst_store_move (store, &fixture->ids[5], 1, RST_MAILBOX_TRASH, NULL, NULL));
  g_assert_true (rst_store_move (store, &fixture->ids[6], 1, RST_MAILBOX_ARCHIVE, NULL, NULL));
  g_assert_true (rst_store_set_flags (store, read, 2, RST_FLAG_SEEN | RST_FLAG_FLAGGED, 0, NULL, NULL));

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (RstFilter) filter = rst_filter_new (NULL, NULL, i == 0 ? NULL : "word");

      filter->order = RST_ORDER_SUBJECT;
      assert_list (fixture, filter, "gcebad");
      filter->mailbox = g_strdup (RST_MAILBOX_INBOX);
      assert_list (fixture, filter, "cebad");
      filter->account = g_strdup ("work");
      assert_list (fixture, filter, "ceba");
      filter->flagged = TRUE;
      assert_list (fixture, filter, "eb");
      filter->keep = fixture->ids[2];
      assert_list (fixture, filter, "ceb");
      filter->threads = TRUE;
      filter->order = RST_ORDER_SIZE;
      assert_list (fixture, filter, "be c");
      filter->flagged = FALSE;
      filter->unread = TRUE;
      filter->keep = fixture->ids[1];
      assert_list (fixture, filter, "ba c");
      filter->limit = 1;
      assert_list (fixture, filter, "b");
      filter->keep = fixture->ids[3];
      filter->limit = 0;
      assert_list (fixture, filter, "c a");
      filter->attachments = TRUE;
      filter->keep = 0;
      assert_list (fixture, filter, "");
    }
}

/* One thread's messages, whatever their mailbox but the trash. */
static void
test_thread (Fixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store.store;
  g_autoptr (GPtrArray) rows = rst_store_load_rows (store, &fixture->ids[0], 2, NULL, NULL, NULL);
  g_autoptr (RstFilter) filter = rst_filter_new (NULL, NULL, NULL);

  filter->thread = ((RstRow *) rows->pdata[0])->thread;
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      static const char *const orders[] = { "eba", "abe", "eba", "eba", "bea" };

      filter->order = expected[i].order;
      filter->threads = i % 2;
      assert_list (fixture, filter, orders[i]);
    }
  g_assert_true (rst_store_move (store, &fixture->ids[1], 1, RST_MAILBOX_TRASH, NULL, NULL));
  assert_list (fixture, filter, "ea");
  filter->unread = TRUE;
  assert_list (fixture, filter, "ea");
  filter->query = g_strdup ("word");
  assert_list (fixture, filter, "ea");
}

static void
assert_unread (Fixture *fixture, guint letter, gboolean unread)
{
  g_autoptr (GPtrArray) rows = rst_store_load_rows (fixture->store.store, &fixture->ids[letter], 1, NULL, NULL, NULL);

  g_assert_cmpuint (((RstRow *) rows->pdata[0])->thread_unread, ==, unread);
}

/* What is unread of a thread counts in its own mailbox alone. */
static void
test_unread (Fixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store.store;

  assert_unread (fixture, 0, TRUE);
  assert_unread (fixture, 3, TRUE);
  g_assert_true (rst_store_set_flags (store, &fixture->ids[1], 1, RST_FLAG_SEEN, 0, NULL, NULL));
  assert_unread (fixture, 1, TRUE);
  g_assert_true (rst_store_move (store, &fixture->ids[1], 1, RST_MAILBOX_ARCHIVE, NULL, NULL));
  assert_unread (fixture, 1, FALSE);
  assert_unread (fixture, 0, TRUE);
  g_assert_true (rst_store_set_flags (store, &fixture->ids[0], 1, RST_FLAG_SEEN, 0, NULL, NULL));
  g_assert_true (rst_store_set_flags (store, &fixture->ids[4], 1, RST_FLAG_SEEN, 0, NULL, NULL));
  assert_unread (fixture, 0, FALSE);
  assert_unread (fixture, 3, TRUE);
}

#define ADD(path, func) g_test_add ("/store-sort/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("orders", test_orders);
  ADD ("limited-threads", test_limited_threads);
  ADD ("narrow", test_narrow);
  ADD ("thread", test_thread);
  ADD ("unread", test_unread);
  return g_test_run ();
}
