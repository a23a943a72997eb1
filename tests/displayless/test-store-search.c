/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "store-fixture.h"
#include "store/rst-query.h"

/* A profile with a few messages, named by their unique-ids. */
typedef struct
{
  char *folder;
  char *search_db;
  RstStore *store;
} Fixture;

static void
add (RstStore *store, const char *account, const char *unique_id, const char *octets)
{
  g_autoptr (GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_arrival_free);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (arrivals, store_fixture_new_arrival (unique_id, octets, strlen (octets)));
  rst_store_add (store, account, arrivals, NULL, &error);
  g_assert_no_error (error);
}

static void
fill (RstStore *store)
{
  add (store, "work", "invoice",
       "From: Anna Berg <anna@example.org>\r\nTo: Otto <otto@example.com>\r\n"
       "Subject: Invoice for January\r\nDate: Sat, 31 Jan 2026 14:05:00 +0000\r\n"
       "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
       "--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
       "Please find the annual report and the caf\xC3\xA9 bill attached.\r\n"
       "--x\r\nContent-Type: application/pdf; name=statement.pdf\r\n"
       "Content-Disposition: attachment; filename=statement.pdf\r\n\r\nPDF\r\n--x--\r\n");
  add (store, "home", "walk",
       "From: Bert <bert@example.net>\r\nTo: Anna <anna@example.org>\r\n"
       "Subject: A walk\r\nDate: Sun, 15 Jun 2025 10:00:00 +0000\r\n\r\n"
       "Shall we report annual rain? See O'Neil's foo-bar (2026).\r\n");
  add (store, "work", "spam",
       "From: Shop <shop@example.net>\r\nTo: otto@example.com\r\n"
       "Subject: Offer\r\nDate: Mon, 02 Mar 2026 10:00:00 +0000\r\n\r\n"
       "Buy an invoice printer. Unsubscribe. OR not.\r\n");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("rst-search-XXXXXX", &error);
  fixture->search_db = g_build_filename (fixture->folder, "search.db", NULL);
  fixture->store = rst_store_open (fixture->folder, &error);
  g_assert_no_error (error);
  fill (fixture->store);
  rst_store_index (fixture->store, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_clear_object (&fixture->store);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->search_db);
  g_free (fixture->folder);
}

static char *
found (RstStore *store, const char *account, const char *query)
{
  g_autoptr (RstFilter) filter = rst_filter_new (account, NULL, query);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = store_fixture_list_ids (store, filter);
  g_autoptr (GPtrArray) rows = NULL;
  GString *names = g_string_new (NULL);

  g_assert_no_error (error);
  rows = rst_store_load_whole_rows (store, (const gint64 *) (gpointer) ids->data, ids->len, query, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "", ((RstRow *) rows->pdata[i])->unique_id);
  return g_string_free (names, FALSE);
}

#define assert_found(query, expected)                                  \
  G_STMT_START                                                         \
    {                                                                  \
      g_autofree char *names = found (fixture->store, NULL, query);    \
      g_test_message ("%.60s", query);                                   \
      g_assert_cmpstr (names, ==, expected);                           \
    }                                                                  \
  G_STMT_END

/* Words are ANDed, in any field, without regard to case and accents; the answer
 * is newest first.
 */
static void
test_words (Fixture *fixture, gconstpointer data)
{
  assert_found ("invoice", "spam invoice");
  assert_found ("INVOICE printer", "spam");
  assert_found ("cafe", "invoice");
  assert_found ("caf\xC3\xA9", "invoice");
  assert_found ("statement", "invoice");
  assert_found ("anna", "invoice walk");
  assert_found ("anna@example.org", "invoice walk");
  assert_found ("nothing", "");
  assert_found ("", "spam invoice walk");
  assert_found ("  ", "spam invoice walk");
}

static void
test_phrases (Fixture *fixture, gconstpointer data)
{
  assert_found ("annual report", "invoice walk");
  assert_found ("\"annual report\"", "invoice");
  assert_found ("\"report annual\"", "walk");
  assert_found ("foo-bar", "walk");
  assert_found ("O'Neil's", "walk");
}

static void
test_logic (Fixture *fixture, gconstpointer data)
{
  assert_found ("invoice -printer", "invoice");
  assert_found ("-printer", "invoice walk");
  assert_found ("-\"annual report\" -printer", "walk");
  assert_found ("printer OR walk", "spam walk");
  assert_found ("anna (rain OR bill)", "invoice walk");
  assert_found ("(rain OR bill) -annual", "");
  assert_found ("-(rain OR bill)", "spam");
  assert_found ("inv*", "spam invoice");
  assert_found ("subj* OR invo*", "spam invoice");
  assert_found ("printer OR (has:attachment annual)", "spam invoice");
}

static void
test_operators (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RstFilter) filter = rst_filter_new ("home", NULL, NULL);
  g_autoptr (GArray) ids = store_fixture_list_ids (fixture->store, filter);

  assert_found ("from:anna", "invoice");
  assert_found ("to:anna", "walk");
  assert_found ("from:\"Anna Berg\"", "invoice");
  assert_found ("subject:walk", "walk");
  assert_found ("subject:rain", "");
  assert_found ("has:attachment", "invoice");
  assert_found ("before:2026-01-01", "walk");
  assert_found ("after:2025-07", "spam invoice");
  assert_found ("after:2026-01-01 before:2026-02", "invoice");
  assert_found ("larger:1k", "");
  assert_found ("smaller:1k", "spam invoice walk");
  assert_found ("larger:300", "invoice");
  assert_found ("account:home", "walk");
  assert_found ("mailbox:inbox -invoice", "walk");

  rst_store_set_flags (fixture->store, &g_array_index (ids, gint64, 0), 1, RST_FLAG_SEEN | RST_FLAG_FLAGGED, 0, NULL, NULL);
  assert_found ("is:unread", "spam invoice");
  assert_found ("is:read", "walk");
  assert_found ("is:flagged", "walk");
  assert_found ("is:unread printer", "spam");

  rst_store_move (fixture->store, &g_array_index (ids, gint64, 0), 1, RST_MAILBOX_TRASH, NULL, NULL);
  assert_found ("rain", "");
  assert_found ("mailbox:trash rain", "walk");
}

/* Whatever is typed finds something or nothing, and is never an error. */
static void
test_malformed (Fixture *fixture, gconstpointer data)
{
  static const char *const odd[] = {
    "\"", "(", ")", "()", "((((", "-", "--", "*", "**", "OR", "OR OR", ":", "from:", "from:\"", "is:", "is:nonsense",
    "before:never", "before:2026-13-45", "larger:x", "larger:99999999999999999999", "a OR", "NEAR(a b)", "a NOT b",
    "subject : a", "{subject sender}: a", "^a", "a + b", "'; DROP TABLE message; --", "\xFF\xFE", "%s%n", "\"a\"\"b\"", "\\",
    "-(-(-a))", "words:x", "rowid:1", "\xE2\x80\x8B", "a\tb",
  };
  g_autofree char *many = g_strnfill (5000, '(');
  g_autofree char *long_word = g_strnfill (100000, 'a');
  g_autoptr (GString) terms = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autofree char *names = found (fixture->store, NULL, odd[i]);

      g_assert_nonnull (names);
    }
  for (guint i = 0; i < 2000; i++)
    g_string_append (terms, "invoice -nothing OR ");
  assert_found (many, "");
  assert_found (long_word, "");
  assert_found (terms->str, "");

  /* As plain words. */
  assert_found ("\"annual report", "invoice walk");
  assert_found ("(printer invoice", "spam");
  assert_found ("printer OR", "spam");
  assert_found ("annual - report", "invoice walk");
  assert_found ("annual :-)", "invoice walk");
  assert_found ("???", "");
  assert_found ("before:rain", "");
  assert_found ("from: anna", "");
}

/* However long a text is, what is asked of the index is not: a phrase of a
 * million words would keep it busy for minutes.
 */
static void
test_long (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) words = g_string_new ("\"invoice");

  for (guint i = 0; i < 50000; i++)
    g_string_append (words, " invoice");
  g_string_append_c (words, '"');
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (RstQuery) query = rst_query_new (words->str + i);

      g_assert_cmpuint (strlen (rst_query_get_match (query)), <, 2 * RST_QUERY_MAX);
      g_assert_cmpuint (rst_query_get_phrases (query)->len, <, RST_QUERY_MAX);
    }
}

/* A page goes on behind the last id. */
static void
test_paging (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RstFilter) filter = rst_filter_new (NULL, NULL, "annual OR invoice");
  g_autoptr (GArray) first = NULL;
  g_autoptr (GArray) second = NULL;
  g_autofree char *work = found (fixture->store, "work", "annual OR invoice");

  g_assert_cmpstr (work, ==, "spam invoice");
  filter->limit = 2;
  first = store_fixture_list_ids (fixture->store, filter);
  g_assert_cmpuint (first->len, ==, 2);
  filter->before = g_array_index (first, gint64, 1);
  second = store_fixture_list_ids (fixture->store, filter);
  g_assert_cmpuint (second->len, ==, 1);
}

/* A snippet shows the words around the match, on one line and without marks. */
static void
test_snippet (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("Subject: long\r\n\r\n");
  g_autoptr (RstFilter) filter = rst_filter_new (NULL, NULL, "needle");
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  RstRow *row;

  for (int i = 0; i < 200; i++)
    g_string_append_printf (text, "straw%d\r\n%s", i, i == 150 ? "a needle here\r\n" : "");
  add (fixture->store, "work", "long", text->str);
  g_assert_true (rst_store_index (fixture->store, NULL, NULL));
  ids = store_fixture_list_ids (fixture->store, filter);
  g_assert_cmpuint (ids->len, ==, 1);
  rows = rst_store_load_whole_rows (fixture->store, &g_array_index (ids, gint64, 0), 1, "needle", NULL, NULL);
  row = rows->pdata[0];
  g_assert_nonnull (strstr (row->snippet, "straw150 a needle here straw151"));
  g_assert_null (strpbrk (row->snippet, "\001\002\n"));
  g_assert_null (strstr (row->snippet, "straw1 "));
}

/* search.db can be deleted, damaged or belong to other mail at any time. */
static void
reopen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->store = rst_store_open (fixture->folder, &error);
  g_assert_no_error (error);
  rst_store_index (fixture->store, NULL, &error);
  g_assert_no_error (error);
  assert_found ("invoice", "spam invoice");
}

static void
test_rebuilt (Fixture *fixture, gconstpointer data)
{
  g_autofree char *kept = NULL;
  gsize size;

  g_clear_object (&fixture->store);
  g_assert_cmpint (g_unlink (fixture->search_db), ==, 0);
  reopen (fixture);

  g_clear_object (&fixture->store);
  g_assert_true (g_file_get_contents (fixture->search_db, &kept, &size, NULL));
  g_assert_true (g_file_set_contents (fixture->search_db, "not a database at all", -1, NULL));
  reopen (fixture);

  g_clear_object (&fixture->store);
  memset (kept + 5000, 0xA5, size - 5000);
  g_assert_true (g_file_set_contents (fixture->search_db, kept, (gssize) size, NULL));
  reopen (fixture);
}

static void
test_other_mail (Fixture *fixture, gconstpointer data)
{
  g_autofree char *mail_db = g_build_filename (fixture->folder, "mail.db", NULL);

  /* Other mail under the same index: what it knows is of no use. */
  g_clear_object (&fixture->store);
  g_unlink (mail_db);
  fixture->store = rst_store_open (fixture->folder, NULL);
  assert_found ("invoice", "");
  fill (fixture->store);
  g_assert_true (rst_store_index (fixture->store, NULL, NULL));
  assert_found ("invoice", "spam invoice");
}

/* Two that index at once index each message once. */
static gpointer
index_thread (gpointer store)
{
  return GINT_TO_POINTER (rst_store_index (store, NULL, NULL));
}

static void
test_two_indexers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RstStore) other = rst_store_open (fixture->folder, NULL);
  RstStoreStats stats;
  GThread *thread;

  for (int i = 0; i < 300; i++)
    {
      g_autofree char *name = g_strdup_printf ("m%d", i);

      add (fixture->store, "many", name, "Subject: many\r\n\r\nmanifold\r\n");
    }
  thread = g_thread_new ("index", index_thread, other);
  g_assert_true (rst_store_index (fixture->store, NULL, NULL));
  g_assert_true (GPOINTER_TO_INT (g_thread_join (thread)));
  g_assert_true (rst_store_get_stats (fixture->store, &stats, NULL, NULL));
  g_assert_cmpuint (stats.indexed, ==, 303);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (RstFilter) filter = rst_filter_new (NULL, NULL, "manifold");
      g_autoptr (GArray) ids = store_fixture_list_ids (i ? other : fixture->store, filter);

      g_assert_cmpuint (ids->len, ==, 300);
    }
}

static gboolean
timeout_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* With a main loop it is enough to ask once. */
static void
test_by_itself (Fixture *fixture, gconstpointer data)
{
  guint source = g_timeout_add (20, timeout_cb, NULL);
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
  g_autofree char *names = NULL;

  rst_store_keep_indexed (fixture->store);
  add (fixture->store, "work", "late", "Subject: late\r\n\r\nlatecomer\r\n");
  do
    {
      g_main_context_iteration (NULL, TRUE);
      g_free (names);
      names = found (fixture->store, NULL, "latecomer");
    }
  while (*names == '\0' && g_get_monotonic_time () < end);
  g_assert_cmpstr (names, ==, "late");
  g_source_remove (source);
}

#define ADD(path, func) g_test_add ("/store-search/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("words", test_words);
  ADD ("phrases", test_phrases);
  ADD ("logic", test_logic);
  ADD ("operators", test_operators);
  ADD ("malformed", test_malformed);
  ADD ("long", test_long);
  ADD ("paging", test_paging);
  ADD ("snippet", test_snippet);
  ADD ("rebuilt", test_rebuilt);
  ADD ("other-mail", test_other_mail);
  ADD ("two-indexers", test_two_indexers);
  ADD ("by-itself", test_by_itself);
  return g_test_run ();
}
