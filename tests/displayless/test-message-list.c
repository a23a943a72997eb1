/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "messages/rst-message-items.h"
#include "messages/rst-message-list.h"
#include "store/rst-store.h"

#define PAGE 64

/* A list over a real store; what it told is written down. */
typedef struct
{
  char *folder;
  RstStore *store;
  RstMessageList *list;
  GString *told; /* "position-removed+added " for each items-changed */
} Fixture;

static void
items_changed_cb (Fixture *fixture, guint position, guint n_removed, guint n_added)
{
  g_string_append_printf (fixture->told, "%u-%u+%u ", position, n_removed, n_added);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("rst-message-list-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->store = rst_store_open (fixture->folder, &error);
  g_assert_no_error (error);
  fixture->list = rst_message_list_new ();
  fixture->told = g_string_new (NULL);
  g_signal_connect_swapped (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gint64 deadline = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
  RstMessageList *alive = fixture->list;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_signal_handlers_disconnect_by_data (fixture->list, fixture);

  /* Nobody holds it once its last questions are answered. */
  g_object_add_weak_pointer (G_OBJECT (alive), (gpointer *) &alive);
  g_object_unref (fixture->list);
  while (alive != NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, FALSE);
    }
  g_clear_object (&fixture->store);

  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_string_free (fixture->told, TRUE);
}

static RstArrival *
arrival_new (guint number)
{
  RstArrival *arrival = g_new0 (RstArrival, 1);
  g_autofree char *octets = g_strdup_printf ("Subject: %u\r\n\r\nText\r\n", number);

  arrival->unique_id = g_strdup_printf ("u%u", number);
  arrival->octets = strlen (octets);
  arrival->raw = g_bytes_new (octets, strlen (octets));
  arrival->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, arrival->raw);
  arrival->summary = rst_summary_parse (arrival->raw);
  arrival->summary->date = 1700000000 + number;
  return arrival;
}

/* Messages @first to @last, each a second later than the one before. */
static void
add (Fixture *fixture, guint first, guint last)
{
  g_autoptr (GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_arrival_free);
  g_autoptr (GError) error = NULL;

  for (guint i = first; i <= last; i++)
    g_ptr_array_add (arrivals, arrival_new (i));
  rst_store_add (fixture->store, "work", arrivals, NULL, &error);
  g_assert_no_error (error);
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
}

static void
wait_for_count (Fixture *fixture, guint n_items)
{
  gint64 deadline = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (count (fixture) != n_items)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, FALSE);
    }
}

static void
wait_for_row (RstMessageItem *item, RstFlags flags)
{
  gint64 deadline = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (rst_message_item_get_row (item) == NULL ||
         rst_message_item_get_row (item)->flags != flags)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, FALSE);
    }
}

static void
show (Fixture *fixture, const char *mailbox, gboolean replace)
{
  g_autoptr (RstFilter) filter = rst_filter_new (NULL, mailbox, NULL);

  rst_message_list_set_filter (fixture->list, fixture->store, filter, replace);
}

static RstMessageItem *
get (Fixture *fixture, guint position)
{
  rst_message_list_read (fixture->list, position);
  return g_list_model_get_item (G_LIST_MODEL (fixture->list), position);
}

static void
assert_told (Fixture *fixture, const char *expected)
{
  g_assert_cmpstr (fixture->told->str, ==, expected);
  g_string_truncate (fixture->told, 0);
}

static void
assert_subject (Fixture *fixture, guint position, const char *subject)
{
  g_autoptr (RstMessageItem) item = get (fixture, position);

  while (rst_message_item_get_row (item) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (rst_message_item_get_row (item)->subject, ==, subject);
}

/* New mail comes on top, in one signal, and what was there stays the object
 * that it was.
 */
static void
test_new_mail (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RstMessageItem) before = NULL;
  g_autoptr (RstMessageItem) after = NULL;

  add (fixture, 1, 3);
  show (fixture, RST_MAILBOX_INBOX, TRUE);
  wait_for_count (fixture, 3);
  assert_told (fixture, "0-0+3 ");
  assert_subject (fixture, 0, "3");
  before = get (fixture, 0);

  add (fixture, 4, 5);
  wait_for_count (fixture, 5);
  assert_told (fixture, "0-0+2 ");
  after = get (fixture, 2);
  g_assert_true (before == after);
  assert_subject (fixture, 0, "5");
}

/* Late mail with an early date finds its place in the middle. */
static void
test_between (Fixture *fixture, gconstpointer data)
{
  add (fixture, 1, 2);
  add (fixture, 8, 9);
  show (fixture, RST_MAILBOX_INBOX, TRUE);
  wait_for_count (fixture, 4);
  assert_told (fixture, "0-0+4 ");

  add (fixture, 5, 5);
  wait_for_count (fixture, 5);
  assert_told (fixture, "2-0+1 ");
}

/* What is moved away goes, and nothing else is told. */
static void
test_removal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RstMessageItem) second = NULL;
  g_autoptr (RstMessageItem) fourth = NULL;
  gint64 ids[2];

  add (fixture, 1, 5);
  show (fixture, RST_MAILBOX_INBOX, TRUE);
  wait_for_count (fixture, 5);
  assert_told (fixture, "0-0+5 ");
  second = get (fixture, 1);
  fourth = get (fixture, 3);
  ids[0] = rst_message_item_get_id (second);
  ids[1] = rst_message_item_get_id (fourth);

  rst_store_move (fixture->store, ids, 2, RST_MAILBOX_TRASH, NULL, &error);
  g_assert_no_error (error);
  wait_for_count (fixture, 3);
  assert_told (fixture, "1-1+0 2-1+0 ");
  g_assert_false (rst_message_list_find (fixture->list, ids[0], NULL));
  assert_subject (fixture, 1, "3");
}

/* Another flag is another row of the same object at the same place. */
static void
test_flags (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RstMessageItem) item = NULL;
  g_autoptr (RstMessageItem) same = NULL;
  gint64 id;

  add (fixture, 1, 2);
  show (fixture, RST_MAILBOX_INBOX, TRUE);
  wait_for_count (fixture, 2);
  assert_told (fixture, "0-0+2 ");
  item = get (fixture, 1);
  wait_for_row (item, 0);

  id = rst_message_item_get_id (item);
  rst_store_set_flags (fixture->store, &id, 1, RST_FLAG_FLAGGED, 0, NULL, &error);
  g_assert_no_error (error);
  wait_for_row (item, RST_FLAG_FLAGGED);
  g_assert_true (rst_message_item_is_flagged (item));
  same = get (fixture, 1);
  g_assert_true (item == same);
  assert_told (fixture, "");
}

/* Reading a row reads its page, and no other. */
static void
test_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RstMessageItem) item = NULL;
  g_autoptr (RstMessageItem) neighbour = NULL;
  g_autoptr (RstMessageItem) far = NULL;

  add (fixture, 1, 3 * PAGE);
  show (fixture, RST_MAILBOX_INBOX, TRUE);
  wait_for_count (fixture, 3 * PAGE);

  item = get (fixture, PAGE + 5);
  neighbour = get (fixture, 2 * PAGE - 1);
  wait_for_row (item, 0);
  g_assert_nonnull (rst_message_item_get_row (neighbour));
  far = get (fixture, 2 * PAGE);
  g_assert_null (rst_message_item_get_row (far));
  wait_for_row (far, 0);
  g_assert_null (get (fixture, 3 * PAGE));
}

/* What is in sight is read, and the pages beside it, and nothing far away. A list
 * whose rows are replaced begins at its top.
 */
static void
test_sight (Fixture *fixture, gconstpointer data)
{
  GListModel *model = G_LIST_MODEL (fixture->list);
  g_autoptr (RstMessageItem) top = NULL;
  g_autoptr (RstMessageItem) seen = NULL;
  g_autoptr (RstMessageItem) beside = NULL;
  g_autoptr (RstMessageItem) far = NULL;

  add (fixture, 1, 8 * PAGE);
  show (fixture, RST_MAILBOX_INBOX, TRUE);
  wait_for_count (fixture, 8 * PAGE);
  top = g_list_model_get_item (model, 0);
  wait_for_row (top, 0);

  seen = g_list_model_get_item (model, 5 * PAGE + 9);
  beside = g_list_model_get_item (model, 6 * PAGE + 1);
  far = g_list_model_get_item (model, 3 * PAGE);
  rst_message_list_set_sight (fixture->list, 5 * PAGE + 2, 5 * PAGE + 20);
  wait_for_row (seen, 0);
  wait_for_row (beside, 0);
  g_assert_null (rst_message_item_get_row (far));

  rst_message_list_set_sight (fixture->list, 2 * PAGE + 60, 8 * PAGE);
  wait_for_row (far, 0);
}

/* Another mailbox is another list, even where nothing differs in number. */
static void
test_replace (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RstMessageItem) before = NULL;
  g_autoptr (RstMessageItem) after = NULL;

  add (fixture, 1, 2);
  show (fixture, RST_MAILBOX_INBOX, TRUE);
  wait_for_count (fixture, 2);
  before = get (fixture, 0);
  g_string_truncate (fixture->told, 0);

  show (fixture, RST_MAILBOX_INBOX, TRUE);
  while (rst_message_list_is_loading (fixture->list))
    g_main_context_iteration (NULL, TRUE);
  assert_told (fixture, "0-2+2 ");
  after = get (fixture, 0);
  g_assert_true (before != after);

  /* Nothing is asked of the store any more. */
  rst_message_list_set_filter (fixture->list, NULL, NULL, TRUE);
  g_assert_cmpuint (count (fixture), ==, 0);
}

/* Who changes the mailbox before the first was listed never sees the first. */
static void
test_overtaken (Fixture *fixture, gconstpointer data)
{
  add (fixture, 1, 3);
  show (fixture, RST_MAILBOX_INBOX, TRUE);
  show (fixture, RST_MAILBOX_TRASH, TRUE);
  while (rst_message_list_is_loading (fixture->list))
    g_main_context_iteration (NULL, TRUE);
  assert_told (fixture, "");
  g_assert_cmpuint (count (fixture), ==, 0);
  g_assert_no_error (rst_message_list_get_error (fixture->list));
}

/* Where much differs, much is told, but not without limit; what is left is
 * right all the same.
 */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *ids = g_new (gint64, 40);
  guint n_told = 0;

  add (fixture, 1, 80);
  show (fixture, RST_MAILBOX_INBOX, TRUE);
  wait_for_count (fixture, 80);
  g_string_truncate (fixture->told, 0);
  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (RstMessageItem) item = get (fixture, 2 * i);

      ids[i] = rst_message_item_get_id (item);
    }

  rst_store_move (fixture->store, ids, 40, RST_MAILBOX_TRASH, NULL, &error);
  g_assert_no_error (error);
  wait_for_count (fixture, 40);
  for (const char *c = fixture->told->str; *c != '\0'; c++)
    n_told += *c == ' ';
  g_assert_cmpuint (n_told, <, 20);
  for (guint i = 0; i < 40; i++)
    g_assert_false (rst_message_list_find (fixture->list, ids[i], NULL));
  assert_subject (fixture, 39, "1");
}

static void
count_up_cb (guint *n)
{
  ++*n;
}

static GArray *
list_ids (RstStore *store, const RstFilter *filter)
{
  g_autoptr (RstListing) listing = rst_store_list (store, filter, NULL, NULL);

  return rst_listing_dup_ids (listing);
}

/* On another day each item that is shown says its date anew. */
static void
test_refresh_dates (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RstMessageItems) items = rst_message_items_new ();
  g_autoptr (GArray) ids = NULL;
  g_autoptr (RstFilter) filter = rst_filter_new (NULL, RST_MAILBOX_INBOX, NULL);
  g_autoptr (RstMessageItem) item = NULL;
  guint n_notified = 0;

  add (fixture, 1, 1);
  ids = list_ids (fixture->store, filter);
  rst_message_items_set_source (items, fixture->store, NULL);
  rst_message_items_load (items, (const gint64 *) (gpointer) ids->data, ids->len);
  item = rst_message_items_dup (items, g_array_index (ids, gint64, 0), 0);
  wait_for_row (item, 0);

  g_signal_connect_swapped (item, "changed", G_CALLBACK (count_up_cb), &n_notified);
  rst_message_items_refresh_dates (items);
  g_assert_cmpuint (n_notified, ==, 1);
}

/* What is searched is marked wherever an item is shown: each carries it, at once
 * and whether it was made before or after the search; without one, none does.
 */
static void
test_match (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RstFilter) filter = rst_filter_new (NULL, RST_MAILBOX_INBOX, "text");
  g_autoptr (RstMessageItem) before = NULL;
  g_autoptr (RstMessageItem) after = NULL;
  RstMarker *match;
  guint n_notified = 0;

  add (fixture, 1, 1);
  show (fixture, RST_MAILBOX_INBOX, TRUE);
  wait_for_count (fixture, 1);
  before = get (fixture, 0);
  wait_for_row (before, 0);
  g_assert_null (rst_message_item_get_match (before));
  g_assert_null (rst_message_list_get_match (fixture->list));

  g_signal_connect_swapped (before, "changed", G_CALLBACK (count_up_cb), &n_notified);
  rst_store_keep_indexed (fixture->store);
  rst_message_list_set_filter (fixture->list, fixture->store, filter, FALSE);
  match = rst_message_list_get_match (fixture->list);
  g_assert_nonnull (match);
  g_assert_true (rst_message_item_get_match (before) == match);
  g_assert_cmpuint (n_notified, ==, 1);

  add (fixture, 2, 2);
  wait_for_count (fixture, 2);
  after = get (fixture, 0);
  g_assert_true (rst_message_item_get_match (after) == match);

  show (fixture, RST_MAILBOX_INBOX, FALSE);
  g_assert_null (rst_message_item_get_match (before));
  g_assert_null (rst_message_item_get_match (after));
  g_assert_cmpuint (n_notified, ==, 2);
}

/* Ids are known without items; a list of unread messages keeps the one that is
 * being read, and drops it for the next one.
 */
static void
test_keep (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RstFilter) filter = rst_filter_new (NULL, RST_MAILBOX_INBOX, NULL);
  g_autoptr (GError) error = NULL;
  gint64 second;

  add (fixture, 1, 3);
  filter->unread = TRUE;
  rst_message_list_set_filter (fixture->list, fixture->store, filter, TRUE);
  wait_for_count (fixture, 3);
  assert_told (fixture, "0-0+3 ");
  second = rst_message_list_get_id (fixture->list, 1);
  g_assert_cmpint (second, <, rst_message_list_get_id (fixture->list, 0));

  rst_message_list_keep (fixture->list, second);
  rst_store_set_flags (fixture->store, &second, 1, RST_FLAG_SEEN, 0, NULL, &error);
  g_assert_no_error (error);
  add (fixture, 4, 4);
  wait_for_count (fixture, 4);
  assert_told (fixture, "0-0+1 ");

  rst_message_list_keep (fixture->list, rst_message_list_get_id (fixture->list, 0));
  wait_for_count (fixture, 3);
  assert_told (fixture, "2-1+0 ");
}

static void
add_test (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

/* New mail comes into an open search as soon as it is indexed. */
static void
test_open_search (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RstFilter) filter = rst_filter_new (NULL, NULL, "text");

  rst_store_keep_indexed (fixture->store);
  rst_message_list_set_filter (fixture->list, fixture->store, filter, TRUE);
  add (fixture, 1, 3);
  wait_for_count (fixture, 3);
  add (fixture, 4, 5);
  wait_for_count (fixture, 5);
}

/* A mail that answers another one, which is known by its number. */
static RstArrival *
answer_new (guint number, guint to)
{
  RstArrival *arrival = g_new0 (RstArrival, 1);
  g_autofree char *octets = g_strdup_printf ("Message-ID: <%u@restante.example>\r\n"
                                             "In-Reply-To: <%u@restante.example>\r\n"
                                             "Subject: %u\r\n\r\nText\r\n",
                                             number, to, number);

  arrival->unique_id = g_strdup_printf ("u%u", number);
  arrival->octets = strlen (octets);
  arrival->raw = g_bytes_new (octets, strlen (octets));
  arrival->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, arrival->raw);
  arrival->summary = rst_summary_parse (arrival->raw);
  arrival->summary->date = 1700000000 + number;
  return arrival;
}

static void
add_answer (Fixture *fixture, guint number, guint to)
{
  g_autoptr (GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_arrival_free);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (arrivals, answer_new (number, to));
  rst_store_add (fixture->store, "work", arrivals, NULL, &error);
  g_assert_no_error (error);
}

static void
show_threads (Fixture *fixture, RstOrder order)
{
  g_autoptr (RstFilter) filter = rst_filter_new (NULL, RST_MAILBOX_INBOX, NULL);

  filter->threads = TRUE;
  filter->order = order;
  rst_message_list_set_filter (fixture->list, fixture->store, filter, TRUE);
}

static guint
get_thread_count (Fixture *fixture, guint position)
{
  g_autoptr (RstMessageItem) item = get (fixture, position);

  return rst_message_item_get_n_messages (item);
}

/* Five messages: 9, the thread of 8, 4 and 2, and 5. */
static void
add_threads (Fixture *fixture)
{
  add_answer (fixture, 2, 1);
  add_answer (fixture, 4, 2);
  add (fixture, 5, 5);
  add_answer (fixture, 8, 4);
  add (fixture, 9, 9);
}

/* A thread is one row that stands for all of its messages, until it opens. */
static void
test_threads (Fixture *fixture, gconstpointer data)
{
  guint n_ids, position;
  gint64 child;

  add_threads (fixture);
  show_threads (fixture, RST_ORDER_NEWEST);
  wait_for_count (fixture, 3);
  assert_subject (fixture, 1, "8");
  g_assert_cmpuint (get_thread_count (fixture, 0), ==, 1);
  g_assert_cmpuint (get_thread_count (fixture, 1), ==, 3);
  child = rst_message_list_get_ids (fixture->list, 1, &n_ids)[2];
  g_assert_cmpuint (n_ids, ==, 3);
  g_assert_cmpuint (rst_message_list_count_messages (fixture->list), ==, 5);
  g_assert_false (rst_message_list_find (fixture->list, child, NULL));
  g_string_truncate (fixture->told, 0);

  g_assert_true (rst_message_list_set_open (fixture->list, 1, TRUE));
  assert_told (fixture, "2-0+2 ");
  assert_subject (fixture, 3, "2");
  g_assert_true (rst_message_list_find (fixture->list, child, &position));
  g_assert_cmpuint (position, ==, 3);
  rst_message_list_get_ids (fixture->list, 1, &n_ids);
  g_assert_cmpuint (n_ids, ==, 1);
  g_assert_cmpuint (rst_message_list_get_parent (fixture->list, 3), ==, 1);

  g_assert_true (rst_message_list_set_open (fixture->list, 3, FALSE));
  assert_told (fixture, "2-2+0 ");
  g_assert_true (rst_message_list_reveal (fixture->list, child, &position));
  g_assert_cmpuint (position, ==, 3);
}

/* A new mail takes an open thread to the top, which stays open; what is between
 * is told of nothing.
 */
static void
test_thread_moves (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RstMessageItem) other = NULL;
  g_autoptr (RstMessageItem) same = NULL;

  add_threads (fixture);
  add (fixture, 11, 15);
  show_threads (fixture, RST_ORDER_NEWEST);
  wait_for_count (fixture, 8);
  rst_message_list_set_open (fixture->list, 6, TRUE);
  other = get (fixture, 0);
  g_string_truncate (fixture->told, 0);

  add_answer (fixture, 16, 8);
  wait_for_count (fixture, 11);
  assert_told (fixture, "0-0+4 10-3+0 ");
  assert_subject (fixture, 0, "16");
  g_assert_cmpuint (get_thread_count (fixture, 0), ==, 4);
  same = get (fixture, 4);
  g_assert_true (other == same);
}

/* What is read stays a row of its own when a new mail of its thread comes. */
static void
test_thread_opens_for_kept (Fixture *fixture, gconstpointer data)
{
  gint64 id;
  guint position;

  add_threads (fixture);
  show_threads (fixture, RST_ORDER_NEWEST);
  wait_for_count (fixture, 3);
  id = rst_message_list_get_id (fixture->list, 1);
  rst_message_list_keep (fixture->list, id);

  add_answer (fixture, 10, 8);
  wait_for_count (fixture, 6);
  g_assert_true (rst_message_list_find (fixture->list, id, &position));
  g_assert_cmpuint (position, ==, 1);
}

/* All threads open and close at once, and each row knows what it is. */
static void
test_open_all (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RstMessageItem) head = NULL;

  add_threads (fixture);
  show_threads (fixture, RST_ORDER_OLDEST);
  wait_for_count (fixture, 3);
  head = get (fixture, 0);
  rst_message_list_set_all_open (fixture->list, TRUE);
  g_assert_cmpuint (count (fixture), ==, 5);
  g_assert_true (rst_message_item_is_open (head));
  rst_message_list_set_all_open (fixture->list, FALSE);
  g_assert_cmpuint (count (fixture), ==, 3);
  g_assert_false (rst_message_item_is_open (head));
}

static void
refreshed_cb (GString *told, gboolean whole)
{
  g_string_append (told, whole ? "whole " : "first ");
}

/* The first messages of a large mailbox come before the others were listed. */
static void
test_first (Fixture *fixture, gconstpointer data)
{
  add (fixture, 1, 450);
  g_signal_connect_swapped (fixture->list, "refreshed", G_CALLBACK (refreshed_cb), fixture->told);
  show (fixture, RST_MAILBOX_INBOX, TRUE);
  wait_for_count (fixture, 200);
  g_assert_false (rst_message_list_is_loading (fixture->list));
  assert_subject (fixture, 0, "450");
  wait_for_count (fixture, 450);
  assert_subject (fixture, 449, "1");
  assert_told (fixture, "0-0+200 first 200-0+250 whole ");
  g_signal_handlers_disconnect_by_data (fixture->list, fixture->told);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_test ("/message-list/new-mail", test_new_mail);
  add_test ("/message-list/between", test_between);
  add_test ("/message-list/removal", test_removal);
  add_test ("/message-list/flags", test_flags);
  add_test ("/message-list/pages", test_pages);
  add_test ("/message-list/sight", test_sight);
  add_test ("/message-list/replace", test_replace);
  add_test ("/message-list/overtaken", test_overtaken);
  add_test ("/message-list/many", test_many);
  add_test ("/message-list/keep", test_keep);
  add_test ("/message-list/match", test_match);
  add_test ("/message-list/refresh-dates", test_refresh_dates);
  add_test ("/message-list/open-search", test_open_search);
  add_test ("/message-list/threads", test_threads);
  add_test ("/message-list/thread-moves", test_thread_moves);
  add_test ("/message-list/thread-opens-for-kept", test_thread_opens_for_kept);
  add_test ("/message-list/open-all", test_open_all);
  add_test ("/message-list/first", test_first);

  return g_test_run ();
}
