/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A server lists messages under other names, or others under the same, or no
 * longer: nothing is lost, nothing comes twice, and nothing is read that a
 * header can tell (RFC 1939 §7, UIDL and TOP).
 */

#include "config.h"

#include <string.h>

#include "base/rst-error.h"
#include "fetch-fixture.h"

#define N_MESSAGES 20

/* Headers that are read of as many known messages to see whether names can be
 * believed, and of a maildrop that looks as it did.
 */
#define SAMPLE 16
#define GLANCE 1

static const char no_top[] = "on TOP reply -ERR unknown command\n";

/* Message @i under the name @scheme-@i. All have one size, so that a size alone
 * tells nothing.
 */
static void
add_named (FetchFixture *fixture, const char *scheme, guint name, guint i, const char *body)
{
  g_autofree char *unique_id = g_strdup_printf ("%s-%u", scheme, name);
  g_autofree char *text = g_strdup_printf ("From: Anna <anna@example.org>\r\n"
                                           "Message-ID: <%03u@example.org>\r\n"
                                           "Subject: message\r\n\r\n%s", i, body);

  rst_test_server_add_named (fixture->server, unique_id, text);
}

/* The same with a note of the server's. */
static void
add_with_note (FetchFixture *fixture, guint i, const char *body)
{
  g_autofree char *unique_id = g_strdup_printf ("noted-%u", i);
  g_autofree char *text = g_strdup_printf ("X-UID: %u\r\n"
                                           "From: Anna <anna@example.org>\r\n"
                                           "Message-ID: <%03u@example.org>\r\n"
                                           "Status: RO\r\n"
                                           "Subject: message\r\n\r\n%s", i, i, body);

  rst_test_server_add_named (fixture->server, unique_id, text);
}

/* The messages from @begin on and below @end, and no others. */
static void
list (FetchFixture *fixture, const char *scheme, guint begin, guint end)
{
  rst_test_server_clear (fixture->server);
  for (guint i = begin; i < end; i++)
    add_named (fixture, scheme, i, i, "text\r\n");
}

static void
set_up (FetchFixture *fixture, gconstpointer script)
{
  fetch_fixture_open (fixture, &(RstTestServerOptions) { .script = script });
}

/* A pass that must come to its end with these figures, having read so many
 * messages and so many headers.
 */
static void
assert_pass (FetchFixture *fixture, guint downloaded, guint rebound, guint skipped, guint retr, guint top)
{
  guint retr_before = fetch_fixture_count_in_log (fixture, " RETR ");
  guint top_before = fetch_fixture_count_in_log (fixture, " TOP ");
  g_autoptr (GError) error = NULL;
  g_autoptr (RstFetchRun) run = fetch_fixture_run (fixture, NULL, &error);
  const RstFetchResult *result = rst_fetch_run_get_result (run);

  g_assert_no_error (error);
  g_assert_cmpuint (result->downloaded, ==, downloaded);
  g_assert_cmpuint (result->rebound, ==, rebound);
  g_assert_cmpuint (result->skipped, ==, skipped);
  g_assert_cmpuint (fetch_fixture_count_in_log (fixture, " RETR ") - retr_before, ==, retr);
  g_assert_cmpuint (fetch_fixture_count_in_log (fixture, " TOP ") - top_before, ==, top);
}

/* So many messages, which are so many different ones, all of them whole. */
static void
assert_stored (FetchFixture *fixture, guint messages, guint contents)
{
  g_autoptr (RstStoreReport) report = rst_store_check (fixture->store, TRUE, NULL, NULL);
  g_autoptr (GError) error = NULL;
  RstStoreStats stats;

  rst_store_get_stats (fixture->store, &stats, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stats.messages, ==, messages);
  g_assert_cmpuint (stats.contents, ==, contents);
  g_assert_cmpuint (report->findings->len, ==, 0);
}

static int
count_vanished (FetchFixture *fixture)
{
  return fetch_fixture_query (fixture, "SELECT count(*) FROM ledger WHERE vanished IS NOT NULL");
}

/* Each message of the store has one row, and each row that is stored its message. */
static void
assert_linked (FetchFixture *fixture)
{
  g_assert_cmpint (fetch_fixture_query (fixture, "SELECT count(*) FROM message WHERE id NOT IN"
                                                 " (SELECT message FROM ledger WHERE message IS NOT NULL)"), ==, 0);
  g_assert_cmpint (fetch_fixture_query (fixture, "SELECT count(*) - count(DISTINCT message) FROM ledger"
                                                 " WHERE state > 0"), ==, 0);
}

static void
fetch_first (FetchFixture *fixture)
{
  list (fixture, "old", 0, N_MESSAGES);
  assert_pass (fixture, N_MESSAGES, 0, 0, N_MESSAGES, 0);
}

/* All names changed at once: no message is read again. */
static void
test_renamed (FetchFixture *fixture, gconstpointer data)
{
  fetch_first (fixture);
  list (fixture, "new", 0, N_MESSAGES);
  assert_pass (fixture, 0, N_MESSAGES, 0, 0, N_MESSAGES + GLANCE);
  assert_pass (fixture, 0, 0, N_MESSAGES, 0, GLANCE);
  assert_stored (fixture, N_MESSAGES, N_MESSAGES);
  assert_linked (fixture);
  g_assert_cmpint (count_vanished (fixture), ==, 0);
  g_assert_cmpint (fetch_fixture_query (fixture, "SELECT count(*) FROM ledger"), ==, N_MESSAGES);
}

/* Among them some that are new are found out. */
static void
test_renamed_and_new (FetchFixture *fixture, gconstpointer data)
{
  fetch_first (fixture);
  list (fixture, "new", 0, N_MESSAGES + 3);
  assert_pass (fixture, 3, N_MESSAGES, 0, 3, N_MESSAGES + 3 + GLANCE);
  assert_pass (fixture, 0, 0, N_MESSAGES + 3, 0, GLANCE);
  assert_stored (fixture, N_MESSAGES + 3, N_MESSAGES + 3);
}

/* Only some changed, before and between those that did not. */
static void
test_some_renamed (FetchFixture *fixture, gconstpointer data)
{
  fetch_first (fixture);
  rst_test_server_clear (fixture->server);
  for (guint i = 0; i < N_MESSAGES; i++)
    add_named (fixture, i % 2 == 0 ? "new" : "old", i, i, "text\r\n");
  assert_pass (fixture, 0, N_MESSAGES / 2, N_MESSAGES / 2, 0, N_MESSAGES / 2 + 6 + GLANCE);
  assert_stored (fixture, N_MESSAGES, N_MESSAGES);
}

/* RFC 1939 §7: TOP is optional. Then the octets tell. */
static void
test_renamed_without_top (FetchFixture *fixture, gconstpointer data)
{
  fetch_first (fixture);
  list (fixture, "new", 0, N_MESSAGES + 3);
  assert_pass (fixture, 3, N_MESSAGES, 0, N_MESSAGES + 3, 2 + GLANCE);
  assert_pass (fixture, 0, 0, N_MESSAGES + 3, 0, GLANCE);
  assert_stored (fixture, N_MESSAGES + 3, N_MESSAGES + 3);
  g_assert_cmpint (count_vanished (fixture), ==, 0);
}

/* The same header is no sure match where the sizes differ: it is read, and is
 * another message.
 */
static void
test_like_but_larger (FetchFixture *fixture, gconstpointer data)
{
  fetch_first (fixture);
  list (fixture, "new", 0, N_MESSAGES - 1);
  add_named (fixture, "new", 19, 19, "more text than before\r\n");
  assert_pass (fixture, 1, N_MESSAGES - 1, 0, 1, N_MESSAGES - 1 + GLANCE);
  assert_stored (fixture, N_MESSAGES + 1, N_MESSAGES + 1);
}

/* Notes of a server, in the header and in the size, make no other message. */
static void
test_notes (FetchFixture *fixture, gconstpointer data)
{
  fetch_first (fixture);
  rst_test_server_clear (fixture->server);
  for (guint i = 0; i < N_MESSAGES; i++)
    add_with_note (fixture, i, i == 7 ? "Text\r\n" : "text\r\n");
  assert_pass (fixture, 1, N_MESSAGES - 1, 0, N_MESSAGES, GLANCE);
  assert_pass (fixture, 0, 0, N_MESSAGES, 0, GLANCE);
  assert_stored (fixture, N_MESSAGES + 1, N_MESSAGES + 1);
  assert_linked (fixture);
}

/* New mail stands behind what is known, and costs no TOP of its own, also when
 * something of its size vanished.
 */
static void
test_new_behind_known (FetchFixture *fixture, gconstpointer data)
{
  fetch_first (fixture);
  list (fixture, "old", 5, N_MESSAGES + 2);
  assert_pass (fixture, 2, 0, N_MESSAGES - 5, 2, SAMPLE - 2 + GLANCE);
  g_assert_cmpint (count_vanished (fixture), ==, 5);
  assert_stored (fixture, N_MESSAGES + 2, N_MESSAGES + 2);
}

/* RFC 1939 §7: copies of a message. Twice in the mailbox is twice here and
 * stored once, also after a move.
 */
static void
test_twins (FetchFixture *fixture, gconstpointer data)
{
  list (fixture, "old", 0, 2);
  add_named (fixture, "twin", 0, 0, "text\r\n");
  assert_pass (fixture, 3, 0, 0, 3, 0);
  assert_stored (fixture, 3, 2);

  list (fixture, "new", 0, 2);
  add_named (fixture, "late", 0, 0, "text\r\n");
  assert_pass (fixture, 0, 3, 0, 0, 3 + GLANCE);
  assert_stored (fixture, 3, 2);
  assert_linked (fixture);

  /* One more of them is one more. */
  add_named (fixture, "late", 1, 0, "text\r\n");
  assert_pass (fixture, 1, 0, 3, 1, 3 + GLANCE);
  assert_stored (fixture, 4, 2);
}

/* RFC 1939 §7: several share a name, and each is told by its header, also when
 * one goes and the others move up.
 */
static void
test_shared_name (FetchFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 3; i++)
    add_named (fixture, "shared", 0, i, "text\r\n");
  assert_pass (fixture, 3, 0, 0, 3, 0);
  assert_pass (fixture, 0, 0, 3, 0, 3);

  rst_test_server_clear (fixture->server);
  for (guint i = 1; i < 3; i++)
    add_named (fixture, "shared", 0, i, "text\r\n");
  assert_pass (fixture, 0, 2, 0, 0, 4);
  assert_stored (fixture, 3, 3);
  assert_linked (fixture);
  g_assert_cmpint (count_vanished (fixture), ==, 1);
}

/* An empty, a halved and a wholly different listing take nothing away, and what
 * comes back is known.
 */
static void
test_gone_and_back (FetchFixture *fixture, gconstpointer data)
{
  fetch_first (fixture);
  rst_test_server_clear (fixture->server);
  assert_pass (fixture, 0, 0, 0, 0, GLANCE);
  g_assert_cmpint (count_vanished (fixture), ==, N_MESSAGES);
  list (fixture, "old", 0, N_MESSAGES / 2);
  assert_pass (fixture, 0, 0, N_MESSAGES / 2, 0, N_MESSAGES / 2);
  g_assert_cmpint (count_vanished (fixture), ==, N_MESSAGES / 2);
  list (fixture, "other", 100, 103);
  assert_pass (fixture, 3, 0, 0, 3, 3 + GLANCE);
  g_assert_cmpint (count_vanished (fixture), ==, N_MESSAGES);
  list (fixture, "old", 0, N_MESSAGES);
  assert_pass (fixture, 0, 0, N_MESSAGES, 0, SAMPLE + GLANCE);
  g_assert_cmpint (count_vanished (fixture), ==, 3);
  assert_stored (fixture, N_MESSAGES + 3, N_MESSAGES + 3);
}

/* RFC 1939 §7 forbids it, and servers do it: the names stand for other messages.
 * One of another size gives the others away, which have the same.
 */
static void
test_reused (FetchFixture *fixture, gconstpointer data)
{
  fetch_first (fixture);
  rst_test_server_clear (fixture->server);
  for (guint i = 0; i < N_MESSAGES; i++)
    add_named (fixture, "old", i, 100 + i, i == 7 ? "other text\r\n" : "text\r\n");
  assert_pass (fixture, N_MESSAGES, 0, 0, N_MESSAGES, 2 * N_MESSAGES - 1 + GLANCE);
  assert_stored (fixture, 2 * N_MESSAGES, 2 * N_MESSAGES);
  assert_linked (fixture);
  g_assert_cmpint (count_vanished (fixture), ==, N_MESSAGES);
  assert_pass (fixture, 0, 0, N_MESSAGES, 0, GLANCE);

  /* What had the names before is still known when it comes back. */
  list (fixture, "back", 0, N_MESSAGES);
  assert_pass (fixture, 0, N_MESSAGES, 0, 0, N_MESSAGES + GLANCE);
  assert_stored (fixture, 2 * N_MESSAGES, 2 * N_MESSAGES);
}

/* Nor do sizes give it away: count, size and names are as they were. */
static void
test_reused_alike (FetchFixture *fixture, gconstpointer data)
{
  fetch_first (fixture);
  rst_test_server_clear (fixture->server);
  for (guint i = 0; i < N_MESSAGES; i++)
    add_named (fixture, "old", i, 100 + i, "text\r\n");
  assert_pass (fixture, N_MESSAGES, 0, 0, N_MESSAGES, GLANCE + SAMPLE + 2 * N_MESSAGES);
  assert_stored (fixture, 2 * N_MESSAGES, 2 * N_MESSAGES);
  assert_linked (fixture);
  assert_pass (fixture, 0, 0, N_MESSAGES, 0, GLANCE);
}

/* The name of the newest came back, as where names are counted up. */
static void
test_newest_reused (FetchFixture *fixture, gconstpointer data)
{
  fetch_first (fixture);
  list (fixture, "old", 0, N_MESSAGES - 1);
  add_named (fixture, "old", N_MESSAGES - 1, 100, "text\r\n");
  assert_pass (fixture, 1, 0, N_MESSAGES - 1, 1, GLANCE + SAMPLE + N_MESSAGES + 1);
  assert_stored (fixture, N_MESSAGES + 1, N_MESSAGES + 1);
  assert_linked (fixture);
  assert_pass (fixture, 0, 0, N_MESSAGES, 0, GLANCE);
}

/* Messages numbered anew in each session: the names move on by one. */
static void
test_moved_on (FetchFixture *fixture, gconstpointer data)
{
  rst_test_server_clear (fixture->server);
  for (guint i = 0; i < N_MESSAGES; i++)
    add_named (fixture, "number", i, i, i % 2 == 0 ? "text\r\n" : "other text\r\n");
  assert_pass (fixture, N_MESSAGES, 0, 0, N_MESSAGES, 0);
  rst_test_server_clear (fixture->server);
  for (guint i = 1; i < N_MESSAGES; i++)
    add_named (fixture, "number", i - 1, i, i % 2 == 0 ? "text\r\n" : "other text\r\n");
  assert_pass (fixture, 0, N_MESSAGES - 1, 0, 0, 2 * (N_MESSAGES - 1) + GLANCE);
  assert_stored (fixture, N_MESSAGES, N_MESSAGES);
  assert_linked (fixture);
}

/* Promise 1: what is not the message that was stored is not removed, though it
 * has its name and its size. It comes with the next pass.
 */
static void
test_other_is_not_removed (FetchFixture *fixture, gconstpointer data)
{
  const guint unlooked = 3; /* at by the sample */

  fetch_first (fixture);
  list (fixture, "old", 0, unlooked);
  add_named (fixture, "old", unlooked, 100, "text\r\n");
  for (guint i = unlooked + 1; i < N_MESSAGES; i++)
    add_named (fixture, "old", i, i, "text\r\n");
  rst_account_set_leave (fixture->account, "never", NULL);
  assert_pass (fixture, 0, 0, N_MESSAGES, 0, SAMPLE + N_MESSAGES);
  g_assert_cmpuint (fetch_fixture_count_in_log (fixture, " DELE "), ==, N_MESSAGES - 1);
  g_assert_cmpuint (rst_test_server_get_n_messages (fixture->server), ==, 1);
  assert_stored (fixture, N_MESSAGES, N_MESSAGES);

  assert_pass (fixture, 1, 0, 0, 1, 1);
  g_assert_cmpuint (rst_test_server_get_n_messages (fixture->server), ==, 0);
  assert_stored (fixture, N_MESSAGES + 1, N_MESSAGES + 1);
  assert_linked (fixture);
}

/* What was read in this very pass needs no second look. */
static void
test_removed_at_once (FetchFixture *fixture, gconstpointer data)
{
  rst_account_set_leave (fixture->account, "never", NULL);
  fetch_first (fixture);
  g_assert_cmpuint (rst_test_server_get_n_messages (fixture->server), ==, 0);

  /* Back from a backup of the server's: under their names, then under others. */
  rst_account_set_leave (fixture->account, "always", NULL);
  list (fixture, "old", 0, N_MESSAGES);
  assert_pass (fixture, 0, 0, N_MESSAGES, 0, N_MESSAGES);
  assert_pass (fixture, 0, 0, N_MESSAGES, 0, GLANCE);
  rst_account_set_leave (fixture->account, "never", NULL);
  assert_pass (fixture, 0, 0, N_MESSAGES, 0, SAMPLE + N_MESSAGES);
  list (fixture, "new", 0, N_MESSAGES);
  assert_pass (fixture, 0, N_MESSAGES, 0, N_MESSAGES, 0);
  assert_stored (fixture, N_MESSAGES, N_MESSAGES);
  assert_linked (fixture);
}

/* The ledger is lost, in part or wholly: the messages are known all the same. */
static void
test_ledger_lost (FetchFixture *fixture, gconstpointer data)
{
  fetch_first (fixture);
  fetch_fixture_tamper (fixture, "DELETE FROM ledger WHERE unique_id IN ('old-3', 'old-4')");
  assert_pass (fixture, 0, 2, N_MESSAGES - 2, 0, 2 + SAMPLE - 1);
  fetch_fixture_tamper (fixture, "DELETE FROM ledger");
  assert_pass (fixture, 0, N_MESSAGES, 0, 0, N_MESSAGES);
  /* Behind all that is known it is held to be new, until its octets come. */
  fetch_fixture_tamper (fixture, "DELETE FROM ledger WHERE unique_id = 'old-19'");
  assert_pass (fixture, 0, 1, N_MESSAGES - 1, 1, SAMPLE - 1);
  assert_pass (fixture, 0, 0, N_MESSAGES, 0, GLANCE);
  assert_stored (fixture, N_MESSAGES, N_MESSAGES);
  assert_linked (fixture);
}

static void
test_ledger_lost_without_top (FetchFixture *fixture, gconstpointer data)
{
  fetch_first (fixture);
  fetch_fixture_tamper (fixture, "DELETE FROM ledger");
  assert_pass (fixture, 0, N_MESSAGES, 0, N_MESSAGES, 2);
  assert_stored (fixture, N_MESSAGES, N_MESSAGES);
  assert_linked (fixture);
}

/* What was deleted for good here, and here alone, does not come back under
 * another name.
 */
static void
test_deleted_here (FetchFixture *fixture, gconstpointer data)
{
  fetch_first (fixture);
  fetch_fixture_tamper (fixture, "UPDATE ledger SET message = NULL WHERE unique_id IN ('old-3', 'old-4')");
  fetch_fixture_tamper (fixture,
                        "DELETE FROM message WHERE id NOT IN (SELECT message FROM ledger WHERE message IS NOT NULL)");
  list (fixture, "new", 0, N_MESSAGES);
  assert_pass (fixture, 0, N_MESSAGES, 0, 0, N_MESSAGES + GLANCE);
  g_assert_cmpint (fetch_fixture_query (fixture, "SELECT count(*) FROM message"), ==, N_MESSAGES - 2);
}

/* A pass that ends half-way has lost no name. */
static void
test_interrupted (FetchFixture *fixture, gconstpointer data)
{
  g_autoptr (RstFetchRun) run = NULL;
  g_autoptr (GError) error = NULL;

  fetch_first (fixture);
  list (fixture, "new", 0, N_MESSAGES);
  run = fetch_fixture_run (fixture, NULL, &error);
  g_assert_error (error, RST_ERROR, RST_ERROR_TCP);
  assert_pass (fixture, 0, N_MESSAGES, 0, 0, N_MESSAGES);
  assert_stored (fixture, N_MESSAGES, N_MESSAGES);
}

static void
add (const char *path, const char *script, void (*test) (FetchFixture *, gconstpointer))
{
  g_test_add (path, FetchFixture, script, set_up, test, fetch_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/fetch-moves/renamed", NULL, test_renamed);
  add ("/fetch-moves/renamed-and-new", NULL, test_renamed_and_new);
  add ("/fetch-moves/some-renamed", NULL, test_some_renamed);
  add ("/fetch-moves/renamed-without-top", no_top, test_renamed_without_top);
  add ("/fetch-moves/like-but-larger", NULL, test_like_but_larger);
  add ("/fetch-moves/notes", NULL, test_notes);
  add ("/fetch-moves/new-behind-known", NULL, test_new_behind_known);
  add ("/fetch-moves/twins", NULL, test_twins);
  add ("/fetch-moves/shared-name", NULL, test_shared_name);
  add ("/fetch-moves/gone-and-back", NULL, test_gone_and_back);
  add ("/fetch-moves/reused", NULL, test_reused);
  add ("/fetch-moves/reused-alike", NULL, test_reused_alike);
  add ("/fetch-moves/newest-reused", NULL, test_newest_reused);
  add ("/fetch-moves/moved-on", NULL, test_moved_on);
  add ("/fetch-moves/other-is-not-removed", NULL, test_other_is_not_removed);
  add ("/fetch-moves/removed-at-once", NULL, test_removed_at_once);
  add ("/fetch-moves/ledger-lost", NULL, test_ledger_lost);
  add ("/fetch-moves/ledger-lost-without-top", no_top, test_ledger_lost_without_top);
  add ("/fetch-moves/deleted-here", NULL, test_deleted_here);
  add ("/fetch-moves/interrupted", "on TOP session 2 skip 6 drop\n", test_interrupted);
  return g_test_run ();
}
