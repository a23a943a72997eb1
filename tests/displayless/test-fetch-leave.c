/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stays on a server, rule by rule: passes remove what the rule lets go and
 * nothing else, a preview says so beforehand, and no clock that jumps has
 * anything removed.
 */

#include "config.h"

#include <string.h>

#include "base/rst-error.h"
#include "fetch-fixture.h"
#include "fetch/rst-fetch-preview.h"
#include "store-fixture.h"

#define N_MESSAGES 10
#define MESSAGE_SIZE 1000
#define DAY (24 * 60 * 60)
#define YEAR (365 * DAY)

/* Each of MESSAGE_SIZE octets, a day younger than the one before. */
static void
add_message (RstTestServer *server, guint number)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, "Message-ID: <%u@example.org>\r\nDate: %u Jun 2026 10:00:00 +0000\r\nSubject: message %u\r\n\r\n",
                   number, number, number);
  while (text->len < MESSAGE_SIZE - 2)
    g_string_append_c (text, 'x');
  g_string_append (text, "\r\n");
  rst_test_server_add_message (server, text->str, (gssize) text->len);
}

static void
set_up (FetchFixture *fixture, gconstpointer data)
{
  fetch_fixture_open (fixture, &(RstTestServerOptions) { 0 });
  for (guint i = 1; i <= N_MESSAGES; i++)
    add_message (fixture->server, i);
}

static void
set_leave (FetchFixture *fixture, const char *text)
{
  g_assert_true (rst_account_set_leave (fixture->account, text, NULL));
}

/* A pass, and the preview of it when all is downloaded already. */
static void
assert_pass (FetchFixture *fixture, guint downloaded, guint removed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RstFetchRun) run = NULL;
  RstFetchPreview preview = { 0 };

  g_assert_true (rst_fetch_preview_load (fixture->accounts, fixture->store, fixture->account, &preview, NULL, &error));
  if (downloaded == 0)
    {
      g_assert_cmpuint (preview.messages, ==, rst_test_server_get_n_messages (fixture->server));
      g_assert_cmpuint (preview.octets, ==, preview.messages * MESSAGE_SIZE);
      g_assert_cmpuint (preview.removed, ==, removed);
      g_assert_cmpuint (preview.removed_octets, ==, removed * MESSAGE_SIZE);
    }

  run = fetch_fixture_run (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rst_fetch_run_get_result (run)->downloaded, ==, downloaded);
  g_assert_cmpuint (rst_fetch_run_get_result (run)->removed, ==, removed);
}

/* As if @seconds had passed: messages are older, and the last glance lies back. */
static void
grow_older (FetchFixture *fixture, const char *seconds)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE ledger SET aged = aged - %s;"
                                          "UPDATE account SET state = json_remove (state, '$.mark')",
                                          seconds);

  fetch_fixture_tamper (fixture, sql);
}

static guint
count_dele (FetchFixture *fixture, guint number)
{
  g_autofree char *words = number > 0 ? g_strdup_printf ("DELE %u\n", number) : g_strdup ("DELE ");

  return fetch_fixture_count_in_log (fixture, words);
}

/* The oldest in the server's list go; new mail pushes out as many. */
static void
test_newest (FetchFixture *fixture, gconstpointer data)
{
  set_leave (fixture, "newest:4");
  assert_pass (fixture, N_MESSAGES, 6);
  for (guint i = 1; i <= N_MESSAGES; i++)
    g_assert_cmpuint (count_dele (fixture, i), ==, i <= 6);
  assert_pass (fixture, 0, 0);

  add_message (fixture->server, 11);
  add_message (fixture->server, 12);
  assert_pass (fixture, 2, 2);
  set_leave (fixture, "newest:3");
  assert_pass (fixture, 0, 1);
  g_assert_cmpuint (rst_test_server_get_n_messages (fixture->server), ==, 3);
  g_assert_cmpuint (fetch_fixture_count_stored (fixture), ==, N_MESSAGES + 2);
}

static void
test_newest_octets (FetchFixture *fixture, gconstpointer data)
{
  set_leave (fixture, "newest:4kB");
  assert_pass (fixture, N_MESSAGES, 6);
  for (guint i = 1; i <= N_MESSAGES; i++)
    g_assert_cmpuint (count_dele (fixture, i), ==, i <= 6);
  set_leave (fixture, "newest:1MB");
  assert_pass (fixture, 0, 0);
  g_assert_cmpuint (fetch_fixture_count_stored (fixture), ==, N_MESSAGES);
}

static gint64
get_newest (FetchFixture *fixture)
{
  g_autoptr (RstFilter) filter = rst_filter_new (NULL, NULL, NULL);
  g_autoptr (GArray) ids = store_fixture_list_ids (fixture->store, filter);

  return g_array_index (ids, gint64, 0);
}

/* What is in the trash is still here. What is deleted for good is removed there
 * too, by this rule and no other.
 */
static void
test_here (FetchFixture *fixture, gconstpointer data)
{
  gint64 newest;

  assert_pass (fixture, N_MESSAGES, 0);
  set_leave (fixture, "here");
  newest = get_newest (fixture);
  g_assert_true (rst_store_move (fixture->store, &newest, 1, "trash", NULL, NULL));
  assert_pass (fixture, 0, 0);

  fetch_fixture_tamper (fixture,
                        "PRAGMA foreign_keys = ON;"
                        "DELETE FROM message WHERE mailbox = (SELECT id FROM mailbox WHERE name = 'trash')");
  set_leave (fixture, "7");
  assert_pass (fixture, 0, 0);
  set_leave (fixture, "here");
  assert_pass (fixture, 0, 1);
  g_assert_cmpuint (count_dele (fixture, 0), ==, 1);
  g_assert_cmpuint (count_dele (fixture, N_MESSAGES), ==, 1);
  assert_pass (fixture, 0, 0);
  g_assert_cmpuint (fetch_fixture_count_stored (fixture), ==, N_MESSAGES - 1);
}

/* The hashes of the @n newest messages. */
static GPtrArray *
load_hashes (FetchFixture *fixture, guint n)
{
  GPtrArray *hashes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (RstFilter) filter = rst_filter_new (NULL, NULL, NULL);
  g_autoptr (GArray) ids = store_fixture_list_ids (fixture->store, filter);
  g_autoptr (GPtrArray) rows = rst_store_load_whole_rows (fixture->store, (gint64 *) (gpointer) ids->data, n, NULL, NULL, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      RstRow *row = rows->pdata[i];

      g_ptr_array_add (hashes, g_strdup (row->sha256));
    }
  return hashes;
}

/* Nothing goes before a backup was proven to hold it. */
static void
test_proven (FetchFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) hashes = NULL;

  fixture->account->leave.proven = TRUE;
  set_leave (fixture, "never");
  assert_pass (fixture, N_MESSAGES, 0);
  assert_pass (fixture, 0, 0);
  g_assert_cmpuint (count_dele (fixture, 0), ==, 0);

  hashes = load_hashes (fixture, 3);
  g_assert_true (rst_store_note_proven (fixture->store, hashes, 1800000000, NULL, NULL));
  assert_pass (fixture, 0, 3);
  for (guint i = 1; i <= N_MESSAGES; i++)
    g_assert_cmpuint (count_dele (fixture, i), ==, i > N_MESSAGES - 3);

  /* Two rules, and both must let it go. */
  set_leave (fixture, "newest:5");
  assert_pass (fixture, 0, 0);
  fixture->account->leave.proven = FALSE;
  assert_pass (fixture, 0, 2);
}

/* As if the computer's clock had been moved by @seconds since the last pass, and
 * nobody had known it to be right before.
 */
static void
move_wall (FetchFixture *fixture, gint64 seconds, gboolean restarted)
{
  g_autoptr (RstAccountState) state = fetch_fixture_load_state (fixture);

  g_assert_cmpint (state->clock.now, >, 0);
  state->clock.last.wall -= seconds;
  state->clock.synchronised_now = 0;
  if (restarted)
    g_strlcpy (state->clock.last.boot_id, "another boot", RST_BOOT_ID_SIZE);
  g_assert_true (rst_accounts_save_state (fixture->accounts, fixture->account, state, NULL, NULL));
}

/* Days that pass by the account's clock have messages removed: those that were
 * stored before, and no others.
 */
static void
test_days (FetchFixture *fixture, gconstpointer data)
{
  set_leave (fixture, "7");
  assert_pass (fixture, N_MESSAGES, 0);
  grow_older (fixture, "6 * 86400");
  assert_pass (fixture, 0, 0);

  add_message (fixture->server, 11);
  assert_pass (fixture, 1, 0);
  grow_older (fixture, "86400");
  assert_pass (fixture, 0, N_MESSAGES);
  g_assert_cmpuint (count_dele (fixture, 11), ==, 0);
  grow_older (fixture, "6 * 86400");
  assert_pass (fixture, 0, 1);
}

static void
test_jumps (FetchFixture *fixture, gconstpointer data)
{
  const gint64 jumps[] = { 10 * YEAR, -10 * YEAR, 8 * DAY, -8 * DAY };

  set_leave (fixture, "7");
  assert_pass (fixture, N_MESSAGES, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (jumps); i++)
    for (int restarted = 0; restarted < 2; restarted++)
      {
        move_wall (fixture, jumps[i], restarted);
        /* Several passes agree, and are wrong. */
        assert_pass (fixture, 0, 0);
        assert_pass (fixture, 0, 0);
        move_wall (fixture, 0, restarted);
        assert_pass (fixture, 0, 0);
      }
  g_assert_cmpuint (count_dele (fixture, 0), ==, 0);
  g_assert_cmpuint (rst_test_server_get_n_messages (fixture->server), ==, N_MESSAGES);
}

/* The computer's clock was wrong when a message was stored. */
static void
test_stored_by_wrong_clock (FetchFixture *fixture, gconstpointer data)
{
  set_leave (fixture, "7");
  assert_pass (fixture, N_MESSAGES, 0);
  fetch_fixture_tamper (fixture, "UPDATE ledger SET stored = 1000");
  assert_pass (fixture, 0, 0);
}

/* An account that is set up anew has no clock, but messages: it cannot be known
 * how long ago they were stored. With another server its clock goes on.
 */
static void
test_forgotten_clock (FetchFixture *fixture, gconstpointer data)
{
  g_autoptr (RstAccountState) state = NULL;
  g_autoptr (RstAccountState) moved = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  set_leave (fixture, "7");
  assert_pass (fixture, N_MESSAGES, 0);
  grow_older (fixture, "20 * 86400");
  g_assert_true (rst_accounts_remove (fixture->accounts, "work", NULL, NULL));
  g_assert_true (rst_accounts_save (fixture->accounts, fixture->account, NULL, NULL, NULL));
  assert_pass (fixture, 0, 0);
  state = fetch_fixture_load_state (fixture);
  g_assert_cmpint (state->clock.now, <, now - 19 * DAY);

  g_free (fixture->account->endpoint->host);
  fixture->account->endpoint->host = g_strdup ("localhost");
  g_assert_true (rst_accounts_save (fixture->accounts, fixture->account, NULL, NULL, NULL));
  moved = fetch_fixture_load_state (fixture);
  g_assert_cmpint (moved->last_login, ==, 0);
  g_assert_cmpint (moved->clock.now, ==, state->clock.now);
}

/* What the preview says, and that it goes by the account's rule as it is asked
 * for, saved or not.
 */
static void
preview_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_preview (FetchFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *nothing = NULL;
  g_autofree char *some = NULL;
  RstFetchPreview preview;

  assert_pass (fixture, N_MESSAGES, 0);
  g_assert_true (rst_fetch_preview_load (fixture->accounts, fixture->store, fixture->account, &preview, NULL, NULL));
  nothing = rst_fetch_preview_dup_sentence (&preview);
  g_test_message ("%s", nothing);
  g_assert_nonnull (strstr (nothing, "10 messages"));
  g_assert_nonnull (strstr (nothing, "remove none"));

  set_leave (fixture, "newest:4");
  rst_fetch_preview_load_async (fixture->accounts, fixture->store, fixture->account, NULL, preview_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (rst_fetch_preview_load_finish (result, &preview, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (preview.removed, ==, 6);
  some = rst_fetch_preview_dup_sentence (&preview);
  g_test_message ("%s", some);
  g_assert_nonnull (strstr (some, "remove 6 of them"));
  g_assert_cmpuint (count_dele (fixture, 0), ==, 0);
}

/* Rows that are no longer believed to be on the server do not count. */
static void
test_preview_of_removed (FetchFixture *fixture, gconstpointer data)
{
  RstFetchPreview preview;

  assert_pass (fixture, N_MESSAGES, 0);
  fetch_fixture_tamper (fixture,
                        "UPDATE ledger SET vanished = 1800000000"
                        " WHERE unique_id IN (SELECT unique_id FROM ledger LIMIT 2)");
  set_leave (fixture, "never");
  g_assert_true (rst_fetch_preview_load (fixture->accounts, fixture->store, fixture->account, &preview, NULL, NULL));
  g_assert_cmpuint (preview.messages, ==, N_MESSAGES - 2);
  g_assert_cmpuint (preview.removed, ==, N_MESSAGES - 2);
}

static void
add (const char *path, void (*test) (FetchFixture *, gconstpointer))
{
  g_test_add (path, FetchFixture, NULL, set_up, test, fetch_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/fetch-leave/newest", test_newest);
  add ("/fetch-leave/newest-octets", test_newest_octets);
  add ("/fetch-leave/here", test_here);
  add ("/fetch-leave/proven", test_proven);
  add ("/fetch-leave/days", test_days);
  add ("/fetch-leave/jumps", test_jumps);
  add ("/fetch-leave/stored-by-wrong-clock", test_stored_by_wrong_clock);
  add ("/fetch-leave/forgotten-clock", test_forgotten_clock);
  add ("/fetch-leave/preview", test_preview);
  add ("/fetch-leave/preview-of-removed", test_preview_of_removed);
  return g_test_run ();
}
