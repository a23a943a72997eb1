/* SPDX-License-Identifier: GPL-3.0-or-later */

/* To which thread a message belongs. */

#include "config.h"

#include <string.h>

#include "store/rst-database.h"
#include "store/rst-schema.h"
#include "store/rst-statement.h"
#include "store/rst-thread-clues.h"
#include "store-fixture.h"

#define DAY (24 * 60 * 60)
#define BEGINNING 1700000000

/* A message by the letter of its Message-ID, with the header that says what it
 * belongs to and the day on which it was written.
 */
typedef struct
{
  const char *name;
  const char *header;
  guint day;
} Letter;

static RstArrival *
new_arrival (const Letter *letter)
{
  g_autofree char *octets =
    g_strdup_printf ("From: ann@x.example\r\n%s\r\n\r\nText of %s\r\n", letter->header, letter->name);
  RstArrival *arrival = store_fixture_new_arrival (letter->name, octets, strlen (octets));

  arrival->summary->date = BEGINNING + (gint64) letter->day * DAY;
  return arrival;
}

static void
add (RstStore *store, const Letter *letter)
{
  g_autoptr (GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_arrival_free);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (arrivals, new_arrival (letter));
  rst_store_add (store, "work", arrivals, NULL, &error);
  g_assert_no_error (error);
}

static GPtrArray *
load_rows (RstStore *store)
{
  g_autoptr (GArray) ids = store_fixture_list (store, NULL, NULL);

  return rst_store_load_whole_rows (store, (const gint64 *) (gpointer) ids->data, ids->len, NULL, NULL, NULL);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Which messages are together, as in "ab c": the same for the same partition. */
static char *
describe (RstStore *store)
{
  g_autoptr (GPtrArray) rows = load_rows (store);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer text;

  for (char letter[] = "a"; *letter <= 'z'; ++*letter)
    for (guint i = 0; i < rows->len; i++)
      {
        RstRow *row = rows->pdata[i];
        const char *before = g_hash_table_lookup (names, &row->thread);

        if (g_str_equal (row->unique_id, letter))
          g_hash_table_insert (names, &row->thread, g_strconcat (before != NULL ? before : "", letter, NULL));
      }
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, NULL, &text))
    g_ptr_array_add (threads, text);
  g_ptr_array_sort (threads, compare_texts);
  g_ptr_array_add (threads, NULL);
  return g_strjoinv (" ", (char **) threads->pdata);
}

#define assert_threads(store, expected)         \
  G_STMT_START                                  \
    {                                           \
      g_autofree char *found = describe (store); \
      g_assert_cmpstr (found, ==, expected);    \
    }                                           \
  G_STMT_END

/* RFC 5322 §3.6.4: Message-ID, In-Reply-To and References. Messages that name a
 * third one are in its thread, whether or not it is here.
 */
static const Letter related[] = {
  { "a", "Message-ID: <a@x>\r\nSubject: Offer", 1 },
  { "b", "Message-ID: <b@x>\r\nSubject: Re: Offer\r\nIn-Reply-To: <a@x>", 2 },
  { "c", "Message-ID: <c@x>\r\nSubject: Re: Offer\r\nReferences: <a@x> <b@x>", 3 },
  { "d", "Message-ID: <d@x>\r\nSubject: another\r\nReferences: <lost@x>", 4 },
  { "e", "Message-ID: <e@x>\r\nSubject: and another\r\nIn-Reply-To: <far@x>\r\nReferences: <lost@x> <far@x>", 5 },
  { "f", "Message-ID: <f@x>\r\nSubject: Offer", 6 },
  { "g", "Message-ID: <g@x>\r\nSubject: g\r\nIn-Reply-To: <h@x> <f@x>", 7 },
  { "h", "Message-ID: <h@x>\r\nSubject: h", 8 },
  { "i", "Message-ID: <i@x>\r\nSubject: i\r\nReferences: <c@x> <j@x>", 9 },
  { "j", "Message-ID: <j@x>\r\nSubject: j\r\nReferences: <k@x>", 10 },
  { "k", "Message-ID: <k@x>\r\nSubject: k\r\nReferences: <l@x>", 11 },
  { "l", "Message-ID: <l@x>\r\nSubject: l", 12 },
  { "m", "Subject: without any", 13 },
  { "n", "Subject: without any", 14 },
  { "o", "Message-ID: <h@x>\r\nSubject: the same once more", 15 },
};
#define RELATED "abcijkl de fgho m n"

/* Answers that name nothing go by their subject (the last resort); those of one
 * subject follow each other.
 */
static const Letter similar[] = {
  { "a", "Message-ID: <a@x>\r\nSubject: Lunch", 1 },
  { "b", "Message-ID: <b@x>\r\nSubject: RE: lunch", 2 },
  { "c", "Subject: AW: Re: LUNCH", 20 },
  { "d", "Message-ID: <d@x>\r\nSubject: Hello", 3 },
  { "e", "Message-ID: <e@x>\r\nSubject: Hello", 4 },
  { "f", "Message-ID: <f@x>\r\nSubject: Fwd: Lunch", 90 },
  { "g", "Message-ID: <g@x>\r\nSubject: Re: Lunch", 130 },
  { "h", "Message-ID: <h@x>\r\nSubject: Re:", 5 },
  { "i", "Message-ID: <i@x>\r\nSubject: Re:", 6 },
  { "j", "Message-ID: <j@x>\r\nSubject: Re: Plan\r\nIn-Reply-To: <elsewhere@x>", 8 },
  { "k", "Message-ID: <k@x>\r\nSubject: Plan", 7 },
  { "l", "Message-ID: <l@x>\r\nSubject: Re: [list] Plan", 8 },
  { "m", "Message-ID: <m@x>\r\nSubject: [list] Plan", 7 },
};
#define SIMILAR "abc d e f g h i j k lm"

/* In whatever order they arrive, and in how many transactions. */
static void
test_order (StoreFixture *fixture, gconstpointer data)
{
  gboolean by_subject = GPOINTER_TO_INT (data);
  const Letter *letters = by_subject ? similar : related;
  guint n = by_subject ? G_N_ELEMENTS (similar) : G_N_ELEMENTS (related);
  guint order[G_N_ELEMENTS (related)];

  for (guint round = 0; round < 12; round++)
    {
      StoreFixture other;

      for (guint i = 0; i < n; i++)
        {
          guint place = round == 0 ? i : round == 1 ? 0 : (guint) g_test_rand_int_range (0, (int) i + 1);

          memmove (order + place + 1, order + place, (i - place) * sizeof *order);
          order[place] = i;
        }
      store_fixture_set_up (&other, NULL);
      for (guint i = 0; i < n; i++)
        add (other.store, &letters[order[i]]);
      assert_threads (other.store, by_subject ? SIMILAR : RELATED);
      store_fixture_assert_whole (other.store);
      store_fixture_tear_down (&other, NULL);
    }
}

/* Keys are cut, subjects are not: these are two. */
static void
test_long_subjects (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *long_text = g_strnfill (200, 'x');
  const char *const endings[] = { " one", " two", " one" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *header = g_strdup_printf ("Subject: %s%s%s", i > 0 ? "Re: " : "", long_text, endings[i]);
      char name[] = { (char) ('a' + i), '\0' };

      add (fixture->store, &(Letter) { name, header, 3 - i });
    }
  assert_threads (fixture->store, "a b c");
}

static gint64
count_names (StoreFixture *fixture)
{
  g_autoptr (RstDatabase) database = rst_database_open (fixture->mail_db, NULL);
  gint64 n;

  g_assert_true (rst_database_get_int64 (database, "SELECT count (*) FROM message_name", &n, NULL));
  return n;
}

/* However many messages one names, and however long their names are: of
 * References the first and the last count.
 */
static void
test_hostile (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) header = g_string_new ("Message-ID: <a@x>\r\nIn-Reply-To: ");
  g_autofree char *name = g_strnfill (1024 * 1024, 'n');
  g_autofree char *huge = g_strdup_printf ("Message-ID: <%s>\r\nReferences: <%s> <1@x>", name, name);

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (header, "<parent%u@x> ", i);
  g_string_append (header, "\r\nReferences:");
  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (header, " <%u@x>", i);
  add (fixture->store, &(Letter) { "a", header->str, 1 });
  g_assert_cmpint (count_names (fixture), ==, RST_THREAD_CLUES_MAX);

  add (fixture->store, &(Letter) { "b", huge, 2 });
  g_assert_cmpint (count_names (fixture), <=, RST_THREAD_CLUES_MAX + 2);
  add (fixture->store, &(Letter) { "c", "References: <0@x>", 3 });
  add (fixture->store, &(Letter) { "d", "References: <199@x>", 4 });
  assert_threads (fixture->store, "acd b");
}

static void
delete (RstStore *store, const char *name)
{
  g_autoptr (GPtrArray) rows = load_rows (store);

  for (guint i = 0; i < rows->len; i++)
    {
      RstRow *row = rows->pdata[i];

      if (g_str_equal (row->unique_id, name))
        g_assert_true (rst_store_delete (store, &row->id, 1, NULL, NULL));
    }
}

/* Deleting for good leaves the others together, and the last one takes its names
 * with it. Who comes later under the same id is not taken for one of them.
 */
static void
test_delete (StoreFixture *fixture, gconstpointer data)
{
  RstStore *store = fixture->store;

  for (guint i = 0; i < 3; i++)
    add (store, &related[i]);
  delete (store, "b");
  assert_threads (store, "ac");
  delete (store, "a");
  add (store, &(Letter) { "d", "References: <a@x>", 4 });
  assert_threads (store, "cd");
  store_fixture_assert_whole (store);
  delete (store, "d");
  delete (store, "c");
  g_assert_cmpint (count_names (fixture), ==, 0);

  add (store, &(Letter) { "e", "Message-ID: <e@x>", 3 });
  add (store, &(Letter) { "f", "Message-ID: <f@x>", 3 });
  delete (store, "f");
  add (store, &(Letter) { "g", "Message-ID: <g@x>", 3 });
  assert_threads (store, "e g");
  store_fixture_assert_whole (store);
}

static void
add_part (RstStore *store, const Letter *letter, GBytes *digest, gboolean partial)
{
  g_autoptr (GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_arrival_free);
  RstArrival *arrival = new_arrival (letter);

  arrival->octets = 5000;
  arrival->partial = partial;
  arrival->header_digest = g_bytes_ref (digest);
  g_ptr_array_add (arrivals, arrival);
  g_assert_true (rst_store_add (store, "work", arrivals, NULL, NULL));
}

/* What is here in part may end within its header: the rest says more. */
static void
test_rest (StoreFixture *fixture, gconstpointer data)
{
  const Letter beginning = { "c", "Message-ID: <c@x>", 3 };
  const Letter whole = { "c", "Message-ID: <c@x>\r\nSubject: Re: Offer\r\nReferences: <a@x>", 3 };
  g_autofree guint8 *octets = g_malloc0 (32);
  g_autoptr (GBytes) digest = g_bytes_new (octets, 32);
  RstStore *store = fixture->store;

  add (store, &related[0]);
  add_part (store, &beginning, digest, TRUE);
  add (store, &(Letter) { "d", "Message-ID: <d@x>\r\nIn-Reply-To: <c@x>", 4 });
  assert_threads (store, "a cd");

  add_part (store, &whole, digest, FALSE);
  assert_threads (store, "acd");
  store_fixture_assert_whole (store);
}

/* A message in a wrong thread is found by the check. */
static void
test_check (StoreFixture *fixture, gconstpointer data)
{
  static const char *const damages[] = {
    "UPDATE message SET thread = 0 WHERE id = (SELECT min (id) FROM message)",
    "UPDATE message SET thread = (SELECT max (thread) FROM message) WHERE id = (SELECT min (id) FROM message)",
    "DELETE FROM message_name WHERE thread = (SELECT min (thread) FROM message)",
  };

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      StoreFixture other;
      g_autoptr (RstStoreReport) report = NULL;

      store_fixture_set_up (&other, NULL);
      for (guint j = 0; j < G_N_ELEMENTS (related); j++)
        add (other.store, &related[j]);
      store_fixture_assert_whole (other.store);
      store_fixture_tamper (other.mail_db, damages[i]);
      report = rst_store_check (other.store, FALSE, NULL, NULL);
      g_assert_cmpuint (report->findings->len, >, 0);
      store_fixture_tear_down (&other, NULL);
    }
}

/* All that the first version of the schema kept of the messages in @from. */
static void
write_version_1 (const char *path, const char *from)
{
  g_autofree char *copy =
    g_strdup_printf ("ATTACH '%s' AS new;"
                     "INSERT INTO account SELECT id, name, settings, position, removed FROM new.account;"
                     "INSERT INTO content SELECT id, sha256, octets, stored FROM new.content;"
                     "INSERT INTO chunk SELECT * FROM new.chunk;"
                     "INSERT INTO message SELECT id, serial, account, mailbox, content, flags, date, arrived, octets,"
                     " attachments, from_name, from_address, recipients, subject, snippet, message_id, in_reply_to, refs"
                     " FROM new.message;"
                     "INSERT INTO ledger SELECT account, unique_id, ordinal, octets, state, announced, stored,"
                     " removal_asked, removed, attempts, message, content, header_hash FROM new.ledger;"
                     "UPDATE profile SET value = (SELECT value FROM new.profile WHERE key = 'serial') WHERE key = 'serial'",
                     from);

  store_fixture_write_old (path, 1, copy);
}

static char *
dup_keys (const char *path)
{
  g_autoptr (RstDatabase) database = rst_database_open (path, NULL);
  g_autoptr (RstStatement) statement =
    rst_database_prepare_once (database, "SELECT group_concat (id || sender_key || subject_key) FROM message", NULL);

  g_assert_cmpint (rst_statement_step (statement, NULL), ==, 1);
  return rst_statement_dup_text (statement, 0);
}

/* A store from before there were threads gets the same as if its messages
 * arrived now.
 */
static void
test_migration (StoreFixture *fixture, gconstpointer data)
{
  gboolean by_subject = GPOINTER_TO_INT (data);
  g_autofree char *folder = g_build_filename (fixture->folder, "old", NULL);
  g_autofree char *mail_db = g_build_filename (folder, "mail.db", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (RstStore) old = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < (by_subject ? G_N_ELEMENTS (similar) : G_N_ELEMENTS (related)); i++)
    add (fixture->store, by_subject ? &similar[i] : &related[i]);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  write_version_1 (mail_db, fixture->mail_db);

  old = rst_store_open (folder, &error);
  g_assert_no_error (error);
  assert_threads (old, by_subject ? SIMILAR : RELATED);
  store_fixture_assert_whole (old);
  before = dup_keys (fixture->mail_db);
  after = dup_keys (mail_db);
  g_assert_cmpstr (before, ==, after);

  add (old, &(Letter) { "z", "References: <a@x>", 16 });
  assert_threads (old, by_subject ? "abcz d e f g h i j k lm" : "abcijklz de fgho m n");
}

#define ADD(path, data, func) \
  g_test_add ("/store-threads/" path, StoreFixture, data, store_fixture_set_up, func, store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("names", GINT_TO_POINTER (FALSE), test_order);
  ADD ("subjects", GINT_TO_POINTER (TRUE), test_order);
  ADD ("long-subjects", NULL, test_long_subjects);
  ADD ("hostile", NULL, test_hostile);
  ADD ("delete", NULL, test_delete);
  ADD ("rest", NULL, test_rest);
  ADD ("check", NULL, test_check);
  ADD ("migration", GINT_TO_POINTER (FALSE), test_migration);
  ADD ("migration-subjects", GINT_TO_POINTER (TRUE), test_migration);
  return g_test_run ();
}
