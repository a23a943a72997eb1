/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Messages of which only the beginning is here: never stored for the ledger,
 * and made whole in place.
 */

#include "config.h"

#include <string.h>

#include "base/rst-error.h"
#include "mime/rst-header-digest.h"
#include "store-fixture.h"

#define HEADER "From: Anna <anna@example.org>\r\nSubject: large\r\nMessage-ID: <l@example.org>\r\n\r\n"
#define BEGINNING HEADER "the first words\r\n"
#define WHOLE BEGINNING "and the rest, with zebras\r\n"
#define ANNOUNCED 5000

static void
add (RstStore *store, const char *octets, gboolean partial)
{
  g_autoptr (GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_arrival_free);
  RstArrival *arrival = store_fixture_new_arrival ("large", octets, strlen (octets));
  g_autoptr (GError) error = NULL;

  arrival->octets = ANNOUNCED;
  arrival->partial = partial;
  arrival->header_digest = rst_header_digest (arrival->raw, NULL);
  g_ptr_array_add (arrivals, arrival);
  rst_store_add (store, "work", arrivals, NULL, &error);
  g_assert_no_error (error);
}

static RstRow *
load_row (RstStore *store, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = rst_store_load_whole_rows (store, &id, 1, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  return g_ptr_array_steal_index (rows, 0);
}

static guint
count_found (RstStore *store, const char *query)
{
  g_autoptr (RstFilter) filter = rst_filter_new (NULL, NULL, query);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;

  rst_store_index (store, NULL, &error);
  g_assert_no_error (error);
  ids = store_fixture_list_ids (store, filter);
  return ids->len;
}

static gboolean
has_due (RstStore *store, guint64 limit)
{
  g_autoptr (GError) error = NULL;
  gboolean has;

  rst_store_has_due_rest (store, "work", limit, &has, NULL, &error);
  g_assert_no_error (error);
  return has;
}

/* A beginning is listed with the size that was announced, has no hash, and is
 * not stored: the ledger refuses to have it removed, and so does what is read back
 * before a removal.
 */
static void
test_beginning (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_ledger_entry_free);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RstLedger) ledger = NULL;
  g_autoptr (RstRow) row = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) damage = NULL;
  const RstLedgerEntry *entry;

  add (fixture->store, BEGINNING, TRUE);
  add (fixture->store, BEGINNING, TRUE);
  row = load_row (fixture->store, store_fixture_get_newest (fixture->store));
  g_assert_true (row->partial);
  g_assert_null (row->sha256);
  g_assert_cmpuint (row->size, ==, ANNOUNCED);
  g_assert_cmpstr (row->unique_id, ==, "large");
  g_assert_cmpuint (count_found (fixture->store, "subject:large larger:4k"), ==, 1);

  ledger = store_fixture_load_ledger (fixture->store, "work", "large");
  entry = rst_ledger_lookup (ledger, "large", 0);
  g_assert_cmpint (entry->state, ==, RST_LEDGER_ANNOUNCED);
  g_assert_cmpint (entry->message, ==, row->id);
  g_assert_false (entry->wanted);

  g_ptr_array_add (entries, rst_ledger_entry_new ("large", 0, ANNOUNCED));
  g_assert_false (rst_store_advance (fixture->store, "work", entries, RST_LEDGER_REMOVAL_ASKED, NULL, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_USAGE);
  g_array_append_val (ids, row->id);
  g_assert_false (rst_store_verify (fixture->store, ids, NULL, &damage));
  g_assert_error (damage, RST_ERROR, RST_ERROR_DAMAGED);
  store_fixture_assert_whole (fixture->store);
}

/* The whole takes the beginning's place: the id, the mailbox and what was noted
 * stay, the search follows, and nothing of the beginning is left.
 */
static void
test_complete (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) raw = NULL;
  g_autoptr (RstRow) row = NULL;
  g_autoptr (RstLedger) ledger = NULL;
  g_autoptr (GArray) ids = NULL;
  RstStoreStats stats;
  gint64 id;

  add (fixture->store, BEGINNING, TRUE);
  id = store_fixture_get_newest (fixture->store);
  rst_store_set_flags (fixture->store, &id, 1, RST_FLAG_FLAGGED | RST_FLAG_SEEN, 0, NULL, NULL);
  rst_store_move (fixture->store, &id, 1, RST_MAILBOX_ARCHIVE, NULL, NULL);
  g_assert_cmpuint (count_found (fixture->store, "words"), ==, 1);
  g_assert_cmpuint (count_found (fixture->store, "zebras"), ==, 0);

  add (fixture->store, WHOLE, FALSE);
  ids = store_fixture_list (fixture->store, "work", NULL);
  g_assert_cmpuint (ids->len, ==, 1);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, id);
  row = load_row (fixture->store, id);
  g_assert_false (row->partial);
  g_assert_cmpuint (row->size, ==, strlen (WHOLE));
  g_assert_cmpuint (row->flags, ==, RST_FLAG_FLAGGED | RST_FLAG_SEEN);
  g_assert_cmpstr (row->mailbox, ==, RST_MAILBOX_ARCHIVE);
  raw = rst_store_load_raw (fixture->store, id, NULL, NULL);
  g_assert_cmpmem (g_bytes_get_data (raw, NULL), g_bytes_get_size (raw), WHOLE, strlen (WHOLE));
  g_assert_cmpuint (count_found (fixture->store, "zebras"), ==, 1);
  g_assert_cmpuint (count_found (fixture->store, "words"), ==, 1);

  ledger = store_fixture_load_ledger (fixture->store, "work", "large");
  g_assert_cmpint (rst_ledger_lookup (ledger, "large", 0)->state, ==, RST_LEDGER_STORED);
  rst_store_get_stats (fixture->store, &stats, NULL, NULL);
  g_assert_cmpuint (stats.contents, ==, 1);
  g_assert_cmpuint (stats.indexed, ==, 1);
  store_fixture_assert_whole (fixture->store);
}

/* A content that another message has stays when the beginning goes. */
static void
test_shared_content (StoreFixture *fixture, gconstpointer data)
{
  RstStoreStats stats;

  store_fixture_add (fixture->store, "small", BEGINNING, strlen (BEGINNING), NULL);
  add (fixture->store, BEGINNING, TRUE);
  rst_store_get_stats (fixture->store, &stats, NULL, NULL);
  g_assert_cmpuint (stats.contents, ==, 1);

  add (fixture->store, WHOLE, FALSE);
  rst_store_get_stats (fixture->store, &stats, NULL, NULL);
  g_assert_cmpuint (stats.contents, ==, 2);
  store_fixture_assert_whole (fixture->store);
}

/* RFC 1939 §7 only recommends against it: under the name of a beginning another
 * message comes. It takes nobody's place.
 */
static void
test_other_message (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) ids = NULL;

  add (fixture->store, BEGINNING, TRUE);
  add (fixture->store, "Subject: another\r\nMessage-ID: <a@example.org>\r\n\r\n", FALSE);
  ids = store_fixture_list (fixture->store, "work", NULL);
  g_assert_cmpuint (ids->len, ==, 2);
  store_fixture_assert_whole (fixture->store);
}

/* A rest is due when it is asked for or within the limit, and not before. */
static void
test_want (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (RstLedger) ledger = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_ledger_entry_free);
  gint64 id;
  guint n;

  add (fixture->store, BEGINNING, TRUE);
  id = store_fixture_get_newest (fixture->store);
  g_assert_false (has_due (fixture->store, ANNOUNCED - 1));
  g_assert_true (has_due (fixture->store, ANNOUNCED));
  g_assert_true (has_due (fixture->store, 0));

  g_assert_true (rst_store_want_rest (fixture->store, &id, 1, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (has_due (fixture->store, ANNOUNCED - 1));
  ledger = store_fixture_load_ledger (fixture->store, "work", "large");
  g_assert_true (rst_ledger_lookup (ledger, "large", 0)->wanted);

  /* What was asked for while a pass ran is for the next one. */
  g_assert_true (rst_store_forget_rests (fixture->store, "work", &n, NULL, &error));
  g_assert_cmpuint (n, ==, 0);
  g_ptr_array_add (gone, rst_ledger_entry_new ("large", 0, ANNOUNCED));
  g_assert_true (rst_store_note_vanished (fixture->store, "work", gone, NULL, &error));
  g_assert_true (rst_store_forget_rests (fixture->store, "work", &n, NULL, &error));
  g_assert_cmpuint (n, ==, 1);
  g_assert_false (has_due (fixture->store, ANNOUNCED - 1));
  g_assert_true (rst_store_forget_rests (fixture->store, "work", &n, NULL, &error));
  g_assert_cmpuint (n, ==, 0);
}

/* A rest that came is asked for no longer; of a whole message there is none, nor
 * of one that there is not. One of them that cannot be is none of them.
 */
static void
test_want_nothing (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) whole = NULL;
  g_autoptr (GError) none = NULL;
  gint64 ids[] = { 0, 1 };
  guint n;

  add (fixture->store, BEGINNING, TRUE);
  ids[0] = store_fixture_get_newest (fixture->store);
  g_assert_false (rst_store_want_rest (fixture->store, ids, 2, NULL, &none));
  g_assert_error (none, RST_ERROR, RST_ERROR_USAGE);
  g_assert_false (has_due (fixture->store, 1));

  g_assert_true (rst_store_want_rest (fixture->store, ids, 1, NULL, NULL));
  add (fixture->store, WHOLE, FALSE);
  g_assert_false (has_due (fixture->store, 1));
  g_assert_true (rst_store_forget_rests (fixture->store, "work", &n, NULL, NULL));
  g_assert_cmpuint (n, ==, 0);
  g_assert_false (rst_store_want_rest (fixture->store, ids, 1, NULL, &whole));
  g_assert_error (whole, RST_ERROR, RST_ERROR_USAGE);
}

/* A ledger that calls a beginning stored is damage: it could be removed. */
static void
test_check (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (RstStoreReport) report = NULL;

  add (fixture->store, BEGINNING, TRUE);
  store_fixture_tamper (fixture->mail_db,
                        "UPDATE ledger SET state = 1, stored = 1, content = (SELECT sha256 FROM content)");
  report = rst_store_check (fixture->store, FALSE, NULL, NULL);
  g_assert_cmpuint (report->findings->len, ==, 1);
  g_assert_nonnull (strstr (report->findings->pdata[0], "large"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) \
  g_test_add ("/store-rest/" name, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)
  ADD ("beginning", test_beginning);
  ADD ("complete", test_complete);
  ADD ("shared-content", test_shared_content);
  ADD ("other-message", test_other_message);
  ADD ("want", test_want);
  ADD ("want-nothing", test_want_nothing);
  ADD ("check", test_check);
#undef ADD
  return g_test_run ();
}
