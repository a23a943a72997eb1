/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a message came from: what the ledger noted of each step is told, and
 * only what a server is believed to have counts as being there.
 */

#include "config.h"

#include <string.h>

#include "base/rst-error.h"
#include "store-fixture.h"

#define OCTETS "Subject: A lease\r\nMessage-ID: <lease@example.org>\r\n\r\nText\r\n"

static gint64
add (StoreFixture *fixture, const char *unique_id)
{
  g_autoptr (GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_arrival_free);
  RstArrival *arrival = store_fixture_new_arrival (unique_id, OCTETS, strlen (OCTETS));
  g_autoptr (RstLedger) ledger = NULL;
  g_autoptr (GError) error = NULL;

  arrival->octets = 500;
  g_ptr_array_add (arrivals, arrival);
  rst_store_add (fixture->store, "work", arrivals, NULL, &error);
  g_assert_no_error (error);
  ledger = store_fixture_load_ledger (fixture->store, "work", unique_id);
  return rst_ledger_lookup (ledger, unique_id, 0)->message;
}

static void
advance (StoreFixture *fixture, const char *unique_id, RstLedgerState state)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_ledger_entry_free);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (entries, rst_ledger_entry_new (unique_id, 0, 500));
  rst_store_advance (fixture->store, "work", entries, state, NULL, &error);
  g_assert_no_error (error);
}

static RstOrigin *
load (StoreFixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;
  RstOrigin *origin = rst_store_load_origin (fixture->store, id, NULL, &error);

  g_assert_no_error (error);
  return origin;
}

/* A message that was just stored. */
static void
test_stored (StoreFixture *fixture, gconstpointer data)
{
  gint64 id = add (fixture, "u1");
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, OCTETS, -1);
  g_autoptr (RstOrigin) origin = load (fixture, id);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  g_assert_cmpint (origin->message, ==, id);
  g_assert_cmpstr (origin->account, ==, "work");
  g_assert_cmpstr (origin->mailbox, ==, RST_MAILBOX_INBOX);
  g_assert_cmpstr (origin->subject, ==, "A lease");
  g_assert_cmpstr (origin->message_id, ==, "lease@example.org");
  g_assert_cmpstr (origin->sha256, ==, sha256);
  g_assert_cmpuint (origin->size, ==, strlen (OCTETS));
  g_assert_cmpint (ABS (now - origin->arrived), <=, 60);
  g_assert_cmpstr (origin->entry->unique_id, ==, "u1");
  g_assert_cmpuint (origin->entry->octets, ==, 500);
  g_assert_cmpint (origin->entry->state, ==, RST_LEDGER_STORED);
  g_assert_cmpint (origin->announced, ==, origin->arrived);
  g_assert_cmpint (origin->entry->stored, ==, origin->arrived);
  g_assert_cmpint (origin->entry->removal_asked, ==, 0);
  g_assert_cmpuint (origin->entry->attempts, ==, 0);
  g_assert_cmpint (origin->entry->removed, ==, 0);
  g_assert_cmpint (origin->proven, ==, 0);
  g_assert_true (rst_origin_is_on_server (origin));
}

/* Until the server confirms the removal the message is believed to be there. */
static void
test_removal (StoreFixture *fixture, gconstpointer data)
{
  gint64 id = add (fixture, "u1");
  g_autoptr (RstOrigin) asked = NULL;
  g_autoptr (RstOrigin) removed = NULL;

  advance (fixture, "u1", RST_LEDGER_REMOVAL_ASKED);
  advance (fixture, "u1", RST_LEDGER_REMOVAL_ASKED);
  asked = load (fixture, id);
  g_assert_cmpint (asked->entry->state, ==, RST_LEDGER_REMOVAL_ASKED);
  g_assert_cmpint (asked->entry->removal_asked, !=, 0);
  g_assert_cmpuint (asked->entry->attempts, ==, 2);
  g_assert_cmpint (asked->entry->removed, ==, 0);
  g_assert_true (rst_origin_is_on_server (asked));

  advance (fixture, "u1", RST_LEDGER_REMOVED);
  removed = load (fixture, id);
  g_assert_cmpint (removed->entry->removed, !=, 0);
  g_assert_false (rst_origin_is_on_server (removed));
}

/* What a server no longer lists is not believed to be there, whoever took it
 * away; a proven backup is known of.
 */
static void
test_vanished (StoreFixture *fixture, gconstpointer data)
{
  gint64 id = add (fixture, "u1");
  g_autoptr (RstOrigin) origin = NULL;

  store_fixture_tamper (fixture->mail_db, "UPDATE ledger SET vanished = 77; UPDATE content SET proven = 88");
  origin = load (fixture, id);
  g_assert_cmpint (origin->entry->vanished, ==, 77);
  g_assert_cmpint (origin->proven, ==, 88);
  g_assert_false (rst_origin_is_on_server (origin));
}

/* A message that no ledger knows has an origin without an entry. */
static void
test_no_server (StoreFixture *fixture, gconstpointer data)
{
  gint64 id = add (fixture, "u1");
  g_autoptr (RstOrigin) origin = NULL;

  store_fixture_tamper (fixture->mail_db, "DELETE FROM ledger");
  origin = load (fixture, id);
  g_assert_null (origin->entry);
  g_assert_cmpstr (origin->account, ==, "work");
  g_assert_nonnull (origin->sha256);
  g_assert_false (rst_origin_is_on_server (origin));
}

static void
test_no_message (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rst_store_load_origin (fixture->store, 4711, NULL, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_USAGE);
}

/* The unique-ids of what is on the server, joined, in pieces of @limit. */
static char *
list_on_server (StoreFixture *fixture, guint limit)
{
  GString *names = g_string_new (NULL);
  g_autoptr (GPtrArray) origins = NULL;
  const RstLedgerEntry *after = NULL;

  do
    {
      g_autoptr (GError) error = NULL;
      GPtrArray *piece = rst_store_load_on_server (fixture->store, "work", after, limit, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (piece->len, <=, limit);
      for (guint i = 0; i < piece->len; i++)
        {
          const RstOrigin *origin = piece->pdata[i];

          g_string_append_printf (names, "%s%s", origin->entry->unique_id, origin->sha256 != NULL ? " " : "? ");
        }
      g_clear_pointer (&origins, g_ptr_array_unref);
      origins = piece;
      after = piece->len > 0 ? ((RstOrigin *) piece->pdata[piece->len - 1])->entry : NULL;
    }
  while (after != NULL);
  return g_string_free (names, FALSE);
}

/* Each message that the server is believed to have is told once, whatever the
 * pieces: also one that was only announced, marked “?” here, and one that was
 * deleted here; not what vanished or was removed.
 */
static void
test_on_server (StoreFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 7; i++)
    {
      g_autofree char *unique_id = g_strdup_printf ("u%u", i);

      add (fixture, unique_id);
    }
  advance (fixture, "new", RST_LEDGER_ANNOUNCED);
  advance (fixture, "u1", RST_LEDGER_REMOVAL_ASKED);
  advance (fixture, "u2", RST_LEDGER_REMOVED);
  store_fixture_tamper (fixture->mail_db,
                        "PRAGMA foreign_keys = ON;"
                        "UPDATE ledger SET vanished = 77 WHERE unique_id = 'u3';"
                        "DELETE FROM message WHERE id = (SELECT message FROM ledger WHERE unique_id = 'u4')");
  for (guint limit = 1; limit <= 8; limit++)
    {
      g_autofree char *names = list_on_server (fixture, limit);

      g_assert_cmpstr (names, ==, "new? u0 u1 u4 u5 u6 ");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)
  ADD ("/store-origin/stored", test_stored);
  ADD ("/store-origin/removal", test_removal);
  ADD ("/store-origin/vanished", test_vanished);
  ADD ("/store-origin/no-server", test_no_server);
  ADD ("/store-origin/no-message", test_no_message);
  ADD ("/store-origin/on-server", test_on_server);
#undef ADD

  return g_test_run ();
}
