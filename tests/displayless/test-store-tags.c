/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Junk, which is kept apart, and tags: put on and taken off in one transaction,
 * undone, counted, found, renamed, and gone with their messages.
 */

#include "config.h"

#include <string.h>

#include "base/rst-error.h"
#include "store-fixture.h"
#include "store/rst-database.h"

static const char *const tax[] = { "Tax", NULL };
static const char *const home[] = { "home", NULL };
static const char *const both[] = { "TAX", "home", NULL };

/* Messages m1, m2 …, the greatest id first. */
static gint64 *
add_messages (RstStore *store, guint n)
{
  g_autoptr (GArray) ids = NULL;

  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *name = g_strdup_printf ("m%u", i);

      store_fixture_add_dated (store, "work", name, 1700000000 + i);
    }
  ids = store_fixture_list (store, NULL, NULL);
  g_assert_cmpuint (ids->len, ==, n);
  return (gint64 *) (gpointer) g_array_free (g_steal_pointer (&ids), FALSE);
}

static void
tag (RstStore *store, const gint64 *ids, gsize n_ids, const char *const *names)
{
  const RstChange wanted = { .add_tags = names };
  g_autoptr (RstUndo) undo = store_fixture_change (store, ids, n_ids, &wanted);
}

static void
assert_tags (RstStore *store, gint64 id, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = rst_store_load_rows (store, &id, 1, NULL, NULL, &error);
  g_autofree char *tags = NULL;

  g_assert_no_error (error);
  tags = g_strjoinv (",", ((const RstRow *) rows->pdata[0])->tags);
  g_assert_cmpstr (tags, ==, expected);
}

static GPtrArray *
load (RstStore *store, const gint64 *ids, gsize n_ids)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *tags = rst_store_load_tags (store, ids, n_ids, NULL, &error);

  g_assert_no_error (error);
  return tags;
}

static void
assert_counts (RstStore *store, guint index, const char *name, guint total, guint unread)
{
  g_autoptr (GPtrArray) tags = load (store, NULL, 0);
  const RstTag *found;

  g_assert_cmpuint (tags->len, >, index);
  found = tags->pdata[index];
  g_assert_cmpstr (found->name, ==, name);
  g_assert_cmpuint (found->total, ==, total);
  g_assert_cmpuint (found->unread, ==, unread);
}

static guint
count (RstStore *store, const RstFilter *filter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RstListing) listing = rst_store_list (store, filter, NULL, &error);

  g_assert_no_error (error);
  return rst_listing_get_n_threads (listing);
}

static guint
search (RstStore *store, const char *query)
{
  g_autoptr (RstFilter) filter = rst_filter_new (NULL, NULL, query);

  return count (store, filter);
}

/* Tags come in the order in which people count, and so do those of a message. */
static void
test_order (StoreFixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "Tag 10", "tag 2", "Zoo", "TAG 1", "area", NULL };
  static const char *const expected[] = { "area", "TAG 1", "tag 2", "Tag 10", "Zoo" };
  g_autofree gint64 *ids = add_messages (fixture->store, 1);
  g_autoptr (GPtrArray) tags = NULL;

  tag (fixture->store, ids, 1, names);
  assert_tags (fixture->store, ids[0], "area,TAG 1,tag 2,Tag 10,Zoo");
  tags = load (fixture->store, NULL, 0);
  g_assert_cmpuint (tags->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < tags->len; i++)
    g_assert_cmpstr (((const RstTag *) tags->pdata[i])->name, ==, expected[i]);
}

/* Junk is a mailbox of its own: lists of all mail and searches leave it out, as
 * they do the trash, unless it is asked for by name.
 */
static void
test_junk (StoreFixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;
  g_autofree gint64 *ids = add_messages (store, 3);
  const RstChange junk = { .mailbox = RST_MAILBOX_JUNK };
  g_autoptr (RstUndo) undo = store_fixture_change (store, ids, 2, &junk);
  g_autoptr (GArray) all = store_fixture_list (store, NULL, NULL);
  g_autoptr (GArray) listed = store_fixture_list (store, NULL, RST_MAILBOX_JUNK);

  g_assert_true (rst_store_index (store, NULL, NULL));
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_cmpuint (listed->len, ==, 2);
  g_assert_cmpuint (search (store, "text"), ==, 1);
  g_assert_cmpuint (search (store, "text mailbox:junk"), ==, 2);
  g_assert_true (rst_store_undo (store, undo, NULL, NULL));
  g_assert_cmpuint (search (store, "text"), ==, 3);
  store_fixture_assert_whole (store);
}

/* Tags that do not exist are made, names that differ in case alone are one, and
 * what is said of a change counts messages that were not yet so.
 */
static void
test_add (StoreFixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;
  g_autofree gint64 *ids = add_messages (store, 3);
  const RstChange wanted = { .add_tags = both };
  g_autoptr (RstUndo) undo = NULL;
  g_autoptr (RstUndo) nothing = NULL;

  tag (store, ids, 1, tax);
  undo = store_fixture_change (store, ids, 2, &wanted);
  g_assert_cmpuint (rst_undo_get_count (undo), ==, 2);
  nothing = store_fixture_change (store, ids, 2, &wanted);
  g_assert_cmpuint (rst_undo_get_count (nothing), ==, 0);
  assert_tags (store, ids[0], "home,Tax");
  assert_tags (store, ids[1], "home,Tax");
  assert_tags (store, ids[2], "");
  store_fixture_assert_whole (store);
}

/* Undoing takes off only what the change put on, and gives back what it took,
 * together with flags and mailbox; what was done since stays.
 */
static void
test_undo (StoreFixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;
  g_autofree gint64 *ids = add_messages (store, 2);
  const RstChange wanted = {
    .mailbox = RST_MAILBOX_ARCHIVE, .set = RST_FLAG_SEEN, .add_tags = home, .remove_tags = tax,
  };
  static const char *const later[] = { "later", NULL };
  g_autoptr (RstUndo) undo = NULL;

  tag (store, ids, 1, both);
  undo = store_fixture_change (store, ids, 2, &wanted);
  assert_tags (store, ids[0], "home");
  assert_tags (store, ids[1], "home");
  assert_counts (store, 0, "home", 2, 0);
  assert_counts (store, 1, "TAX", 0, 0);

  tag (store, &ids[1], 1, later);
  g_assert_true (rst_store_undo (store, undo, NULL, NULL));
  assert_tags (store, ids[0], "home,TAX");
  assert_tags (store, ids[1], "later");
  assert_counts (store, 0, "home", 1, 1);
  assert_counts (store, 2, "TAX", 1, 1);
  store_fixture_assert_whole (store);
}

/* What is gone meanwhile is passed over, be it a tag or a message. */
static void
test_undo_of_what_is_gone (StoreFixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;
  g_autofree gint64 *ids = add_messages (store, 2);
  const RstChange wanted = { .remove_tags = both };
  g_autoptr (GPtrArray) tags = NULL;
  g_autoptr (RstUndo) undo = NULL;
  g_autoptr (GError) error = NULL;

  tag (store, ids, 2, both);
  undo = store_fixture_change (store, ids, 2, &wanted);
  tags = load (store, NULL, 0);
  g_assert_true (rst_store_delete_tag (store, ((RstTag *) tags->pdata[0])->id, NULL, NULL));
  g_assert_true (rst_store_delete (store, &ids[1], 1, NULL, NULL));
  rst_store_undo (store, undo, NULL, &error);
  g_assert_no_error (error);
  assert_tags (store, ids[0], "TAX");
  assert_counts (store, 0, "TAX", 1, 1);
  store_fixture_assert_whole (store);
}

/* A change of which any part cannot be leaves nothing behind, not even a tag. */
static void
test_refused (StoreFixture *fixture, gconstpointer data)
{
  static const char *const bad[] = { "fine", "", NULL };
  static const char *const quoted[] = { "a \"b\"", NULL };
  RstStore *store = fixture->store;
  g_autofree gint64 *ids = add_messages (store, 1);
  const gint64 missing[] = { ids[0], 7 };
  const RstChange changes[] = { { .add_tags = bad }, { .add_tags = quoted }, { .remove_tags = bad } };
  const RstChange good = { .add_tags = tax };
  g_autofree char *endless = g_strnfill (1000000, 'x');
  const char *const endless_tags[] = { endless, NULL };
  const RstChange huge = { .add_tags = endless_tags };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tags = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_assert_null (rst_store_change (store, ids, 1, &changes[i], NULL, &error));
      g_assert_error (error, RST_ERROR, RST_ERROR_USAGE);
      g_clear_error (&error);
    }
  /* The error is one sentence, whatever was to be a name. */
  g_assert_null (rst_store_change (store, ids, 1, &huge, NULL, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_USAGE);
  g_assert_cmpuint (strlen (error->message), <, 200);
  g_clear_error (&error);
  g_assert_null (rst_store_change (store, missing, 2, &good, NULL, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_USAGE);
  tags = load (store, NULL, 0);
  g_assert_cmpuint (tags->len, ==, 0);
}

/* Counts follow flags and moves; what is in the junk or the trash does not count;
 * and a message that is deleted for good takes its tags along.
 */
static void
test_counts (StoreFixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;
  g_autofree gint64 *ids = add_messages (store, 4);
  g_autoptr (GPtrArray) tags = NULL;

  tag (store, ids, 4, tax);
  assert_counts (store, 0, "Tax", 4, 4);
  g_assert_true (rst_store_set_flags (store, ids, 2, RST_FLAG_SEEN, 0, NULL, NULL));
  assert_counts (store, 0, "Tax", 4, 2);
  g_assert_true (rst_store_move (store, ids, 1, RST_MAILBOX_JUNK, NULL, NULL));
  g_assert_true (rst_store_move (store, &ids[3], 1, RST_MAILBOX_TRASH, NULL, NULL));
  assert_counts (store, 0, "Tax", 2, 1);
  g_assert_true (rst_store_delete (store, &ids[1], 3, NULL, NULL));
  assert_counts (store, 0, "Tax", 0, 0);
  store_fixture_assert_whole (store);

  tags = load (store, ids, 4);
  g_assert_cmpuint (((const RstTag *) tags->pdata[0])->n_chosen, ==, 1);
}

/* How many of some messages have each tag is what a mixed state is made of. */
static void
test_chosen (StoreFixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;
  g_autofree gint64 *ids = add_messages (store, 3);
  g_autoptr (GPtrArray) tags = NULL;

  tag (store, ids, 3, tax);
  tag (store, ids, 1, home);
  tags = load (store, ids, 2);
  g_assert_cmpuint (((const RstTag *) tags->pdata[0])->n_chosen, ==, 1);
  g_assert_cmpuint (((const RstTag *) tags->pdata[1])->n_chosen, ==, 2);
}

/* A name that no tag can have does no harm in a file that somebody else wrote. */
static void
test_damaged_name (StoreFixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;
  g_autofree gint64 *ids = add_messages (store, 1);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  tag (store, ids, 1, tax);
  store_fixture_tamper (fixture->mail_db, "UPDATE tag SET name = 'a' || char (10) || char (10) || 'b'");
  rows = rst_store_load_rows (store, ids, 1, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (((const RstRow *) rows->pdata[0])->tags[0], ==, "a");
}

/* DESIGN section 7: tag:name, tag:"two words", -tag:name; with other words too;
 * a tag that does not exist finds nothing. A filter has a tag's id.
 */
static void
test_find (StoreFixture *fixture, gconstpointer data)
{
  static const char *const long_name[] = { "to be paid", NULL };
  RstStore *store = fixture->store;
  g_autofree gint64 *ids = add_messages (store, 4);
  g_autoptr (RstFilter) filter = rst_filter_new (NULL, NULL, NULL);
  g_autoptr (GPtrArray) tags = NULL;

  tag (store, ids, 3, tax);
  tag (store, ids, 1, long_name);
  g_assert_true (rst_store_index (store, NULL, NULL));
  g_assert_cmpuint (search (store, "tag:tax"), ==, 3);
  g_assert_cmpuint (search (store, "TAG:TAX"), ==, 3);
  g_assert_cmpuint (search (store, "tag:\"To Be Paid\""), ==, 1);
  g_assert_cmpuint (search (store, "tag:\" to  be paid \""), ==, 1);
  g_assert_cmpuint (search (store, "-tag:tax"), ==, 1);
  g_assert_cmpuint (search (store, "text -tag:\"to be paid\" tag:tax"), ==, 2);
  g_assert_cmpuint (search (store, "tag:tax OR m1"), ==, 4);
  g_assert_cmpuint (search (store, "tag:nothing"), ==, 0);

  tags = load (store, NULL, 0);
  filter->tag = ((const RstTag *) tags->pdata[0])->id;
  g_assert_cmpuint (count (store, filter), ==, 3);
  filter->limit = 2;
  g_assert_cmpuint (count (store, filter), ==, 2);
  filter->limit = 0;
  for (filter->order = RST_ORDER_NEWEST; filter->order <= RST_ORDER_SIZE; filter->order++)
    g_assert_cmpuint (count (store, filter), ==, 3);
  filter->order = RST_ORDER_NEWEST;
  filter->threads = TRUE;
  g_assert_cmpuint (count (store, filter), ==, 3);
  filter->threads = FALSE;
  filter->mailbox = g_strdup (RST_MAILBOX_ARCHIVE);
  g_assert_cmpuint (count (store, filter), ==, 0);
}

/* A new name and another colour are those of all messages at once; no two tags
 * have one name; and deleting a tag leaves its messages alone.
 */
static void
test_edit (StoreFixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;
  g_autofree gint64 *ids = add_messages (store, 1);
  g_autoptr (GPtrArray) tags = NULL;
  g_autoptr (GPtrArray) edited = NULL;
  g_autoptr (GError) error = NULL;
  const RstTag *first;

  tag (store, ids, 1, both);
  tags = load (store, NULL, 0);
  first = tags->pdata[0];
  g_assert_cmpuint (first->color, !=, ((const RstTag *) tags->pdata[1])->color);
  g_assert_false (rst_store_save_tag (store, first->id, " tax ", RST_TAG_ANY_COLOR, NULL, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_true (rst_store_save_tag (store, first->id, "House  and home", 5, NULL, &error));
  g_assert_true (rst_store_save_tag (store, first->id, "HOUSE and home", RST_TAG_ANY_COLOR, NULL, &error));
  assert_tags (store, ids[0], "HOUSE and home,TAX");
  edited = load (store, NULL, 0);
  g_assert_cmpuint (((const RstTag *) edited->pdata[0])->color, ==, 5);

  g_assert_true (rst_store_delete_tag (store, first->id, NULL, &error));
  assert_tags (store, ids[0], "TAX");
  g_assert_false (rst_store_save_tag (store, first->id, "again", RST_TAG_ANY_COLOR, NULL, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_USAGE);
  store_fixture_assert_whole (store);
}

/* Who makes many gets the colours in turn. */
static void
test_colors (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) tags = NULL;

  for (guint i = 0; i < RST_TAG_N_COLORS + 1; i++)
    {
      g_autofree char *name = g_strdup_printf ("%c", 'a' + i);

      g_assert_true (rst_store_save_tag (fixture->store, 0, name, RST_TAG_ANY_COLOR, NULL, NULL));
    }
  tags = load (fixture->store, NULL, 0);
  for (guint i = 0; i < tags->len; i++)
    g_assert_cmpuint (((const RstTag *) tags->pdata[i])->color, ==, i % RST_TAG_N_COLORS);
}

/* The asynchronous faces do the same, and tell everybody. */
static void
test_async (StoreFixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) deleted = NULL;
  g_autoptr (GPtrArray) tags = NULL;
  guint n_changes = 0;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_connect_swapped (store, "changed", G_CALLBACK (g_atomic_int_inc), &n_changes);
  rst_store_save_tag_async (store, 0, "one", 3, NULL, store_fixture_keep_result_cb, &saved);
  g_assert_true (rst_store_save_tag_finish (store, store_fixture_wait_result (&saved), NULL));
  rst_store_load_tags_async (store, NULL, 0, NULL, store_fixture_keep_result_cb, &loaded);
  tags = rst_store_load_tags_finish (store, store_fixture_wait_result (&loaded), NULL);
  g_assert_cmpuint (tags->len, ==, 1);
  rst_store_delete_tag_async (store, ((const RstTag *) tags->pdata[0])->id, NULL,
                              store_fixture_keep_result_cb, &deleted);
  g_assert_true (rst_store_delete_tag_finish (store, store_fixture_wait_result (&deleted), NULL));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (n_changes, ==, 2);
  g_signal_handlers_disconnect_by_data (store, &n_changes);
}

/* A list of a tag's messages does not go through all mail: SQLite looks each of
 * them up.
 */
static void
test_plan (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RstDatabase) database = rst_database_open (fixture->mail_db, &error);
  g_autofree char *plan = NULL;
  sqlite3_stmt *statement;
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  sqlite3_prepare_v2 (rst_database_get_handle (database),
                      "EXPLAIN QUERY PLAN SELECT m.id FROM message m WHERE TRUE"
                      " AND +m.mailbox <> (SELECT id FROM mailbox WHERE name = 'trash')"
                      " AND m.id IN (SELECT message FROM message_tag WHERE tag = 1) ORDER BY m.id DESC",
                      -1, &statement, NULL);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (text, "%s\n", (const char *) sqlite3_column_text (statement, 3));
  sqlite3_finalize (statement);
  plan = g_string_free (text, FALSE);
  g_test_message ("%s", plan);
  g_assert_nonnull (strstr (plan, "SEARCH m USING INTEGER PRIMARY KEY"));
  g_assert_null (strstr (plan, "SCAN m"));
}

#define ADD(path, func) \
  g_test_add ("/store-tags/" path, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("junk", test_junk);
  ADD ("add", test_add);
  ADD ("undo", test_undo);
  ADD ("undo-of-what-is-gone", test_undo_of_what_is_gone);
  ADD ("order", test_order);
  ADD ("refused", test_refused);
  ADD ("counts", test_counts);
  ADD ("chosen", test_chosen);
  ADD ("damaged-name", test_damaged_name);
  ADD ("find", test_find);
  ADD ("edit", test_edit);
  ADD ("colors", test_colors);
  ADD ("async", test_async);
  ADD ("plan", test_plan);
  return g_test_run ();
}
