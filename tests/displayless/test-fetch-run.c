/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Passes over a maildrop on a server that does wrong what a test tells it:
 * nothing is lost, doubled, or removed before it is safe.
 */

#include "config.h"

#include <string.h>

#include "base/rst-error.h"
#include "fetch-fixture.h"
#include "fetch/rst-fetch-lock.h"

#define N_MESSAGES 20

/* What a test sets up: the server's faults and the account's rule. */
typedef struct
{
  const char *script;
  const char *leave;
  const char *capa;
  guint delay;
} Setting;

static void
add_messages (RstTestServer *server)
{
  for (guint i = 0; i < N_MESSAGES; i++)
    {
      /* Every second one can be told from the others by its header alone. */
      g_autofree char *id = i % 2 == 0 ? g_strdup_printf ("Message-ID: <%u@example.org>\r\n", i) : g_strdup ("");
      g_autofree char *text = g_strdup_printf ("From: Anna <anna@example.org>\r\n%s"
                                               "Subject: message %u\r\n\r\n"
                                               ".first\r\n%s\r\n", id, i, i % 2 == 0 ? "even" : "odd\nbare");

      rst_test_server_add_message (server, text, -1);
    }
}

static void
set_up (FetchFixture *fixture, gconstpointer data)
{
  const Setting *setting = data;

  fetch_fixture_open (fixture, &(RstTestServerOptions) {
                                 .script = setting->script,
                                 .capa = setting->capa,
                                 .delay = setting->delay,
                               });
  add_messages (fixture->server);
  rst_account_set_leave (fixture->account, setting->leave, NULL);
  fetch_fixture_save_account (fixture);
}

/* A pass that must come to its end with these figures. */
static void
assert_pass (FetchFixture *fixture, guint listed, guint downloaded, guint removed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RstFetchRun) run = fetch_fixture_run (fixture, NULL, &error);
  const RstFetchResult *result = rst_fetch_run_get_result (run);

  g_assert_no_error (error);
  g_assert_cmpuint (result->listed, ==, listed);
  g_assert_cmpuint (result->downloaded, ==, downloaded);
  g_assert_cmpuint (result->removed, ==, removed);
}

/* A pass that must fail with this code. */
static RstFetchResult
assert_fails (FetchFixture *fixture, RstError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RstFetchRun) run = fetch_fixture_run (fixture, NULL, &error);

  g_assert_error (error, RST_ERROR, (int) code);
  g_test_message ("%s", error->message);
  return *rst_fetch_run_get_result (run);
}

static void
assert_whole (FetchFixture *fixture, guint messages)
{
  g_autoptr (RstStoreReport) report = rst_store_check (fixture->store, TRUE, NULL, NULL);

  g_assert_cmpuint (fetch_fixture_count_stored (fixture), ==, messages);
  g_assert_cmpuint (report->findings->len, ==, 0);
}

static void
test_keep (FetchFixture *fixture, gconstpointer data)
{
  assert_pass (fixture, N_MESSAGES, N_MESSAGES, 0);
  assert_pass (fixture, N_MESSAGES, 0, 0);
  assert_whole (fixture, N_MESSAGES);
  g_assert_cmpuint (fetch_fixture_count_in_log (fixture, "DELE"), ==, 0);
}

static void
test_new_mail (FetchFixture *fixture, gconstpointer data)
{
  assert_pass (fixture, N_MESSAGES, N_MESSAGES, 0);
  rst_test_server_add_message (fixture->server, "Subject: new\r\n\r\n", -1);
  assert_pass (fixture, N_MESSAGES + 1, 1, 0);
  assert_whole (fixture, N_MESSAGES + 1);
}

static void
test_twins (FetchFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RstStoreStats stats;

  /* RFC 1939 §7: twice in the mailbox is twice here, and stored once. */
  rst_test_server_add_message (fixture->server, "Subject: twin\r\n\r\n", -1);
  rst_test_server_add_message (fixture->server, "Subject: twin\r\n\r\n", -1);
  assert_pass (fixture, N_MESSAGES + 2, N_MESSAGES + 2, 0);
  assert_pass (fixture, N_MESSAGES + 2, 0, 0);
  rst_store_get_stats (fixture->store, &stats, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stats.messages, ==, N_MESSAGES + 2);
  g_assert_cmpuint (stats.contents, ==, N_MESSAGES + 1);
}

/* A listing is gone through piece by piece: each message is announced, once,
 * and the newest is the first to come. Where nothing is known yet, it comes
 * before the listing.
 */
static void
test_long_listing (FetchFixture *fixture, gconstpointer data)
{
  const guint n_more = 10000;

  rst_test_server_add_synthetic (fixture->server, n_more);
  for (int pass = 0; pass < 2; pass++)
    {
      RstFetchResult result = assert_fails (fixture, RST_ERROR_TCP);

      g_assert_cmpuint (result.listed, ==, N_MESSAGES + n_more);
      g_assert_cmpuint (result.downloaded + result.skipped, ==, 0);
      g_assert_cmpint (fetch_fixture_query (fixture, "SELECT count(*) FROM ledger WHERE state = 0"), ==,
                       pass == 0 ? 10 : (int) (N_MESSAGES + n_more));
    }
  g_assert_cmpuint (fetch_fixture_count_in_log (fixture, "RETR 10020"), ==, 2);
}

static void
test_dropped_half_way (FetchFixture *fixture, gconstpointer data)
{
  RstFetchResult result = assert_fails (fixture, RST_ERROR_TCP);

  /* Newest first: those above the one that broke are kept. */
  g_assert_cmpuint (result.downloaded, ==, N_MESSAGES - 7);
  assert_whole (fixture, N_MESSAGES - 7);
  assert_pass (fixture, N_MESSAGES, 7, 0);
  assert_whole (fixture, N_MESSAGES);
}

static void
test_stalled (FetchFixture *fixture, gconstpointer data)
{
  guint patient = fixture->account->endpoint->timeout;

  fixture->account->endpoint->timeout = 2;
  assert_fails (fixture, RST_ERROR_TIMEOUT);
  fixture->account->endpoint->timeout = patient;
  assert_pass (fixture, N_MESSAGES, N_MESSAGES - fetch_fixture_count_stored (fixture), 0);
  assert_whole (fixture, N_MESSAGES);
}

static void
test_one_refused (FetchFixture *fixture, gconstpointer data)
{
  RstFetchResult result = assert_fails (fixture, RST_ERROR_REFUSED);

  g_assert_cmpuint (result.downloaded, ==, N_MESSAGES - 1);
  g_assert_cmpuint (result.refused, ==, 1);
  g_assert_cmpuint (result.removed, ==, N_MESSAGES - 1);
  /* What could not be read is still there, and comes with the next pass. */
  assert_pass (fixture, 1, 1, 1);
  assert_whole (fixture, N_MESSAGES);
}

/* What the server calls temporary is to be tried again. */
static void
test_one_refused_for_now (FetchFixture *fixture, gconstpointer data)
{
  RstFetchResult result = assert_fails (fixture, RST_ERROR_TEMPORARY);

  g_assert_cmpuint (result.downloaded, ==, N_MESSAGES - 1);
  assert_pass (fixture, N_MESSAGES, 1, 0);
}

static void
test_remove (FetchFixture *fixture, gconstpointer data)
{
  assert_pass (fixture, N_MESSAGES, N_MESSAGES, N_MESSAGES);
  g_assert_cmpuint (rst_test_server_get_n_messages (fixture->server), ==, 0);
  assert_pass (fixture, 0, 0, 0);
  assert_whole (fixture, N_MESSAGES);
}

/* RFC 1939 §8: it is for the client to remove what may go, and for nothing else. */
static void
test_remove_after_days (FetchFixture *fixture, gconstpointer data)
{
  assert_pass (fixture, N_MESSAGES, N_MESSAGES, 0);
  assert_pass (fixture, N_MESSAGES, 0, 0);
  g_assert_cmpuint (fetch_fixture_count_in_log (fixture, "DELE"), ==, 0);
}

static void
test_quit_not_answered (FetchFixture *fixture, gconstpointer data)
{
  RstFetchResult result = assert_fails (fixture, RST_ERROR_TCP);

  g_assert_cmpuint (result.removed, ==, 0);
  g_assert_cmpuint (rst_test_server_get_n_messages (fixture->server), ==, N_MESSAGES);
  /* RFC 1939 §6: nothing was removed, so it is asked again. */
  assert_pass (fixture, N_MESSAGES, 0, N_MESSAGES);
  g_assert_cmpuint (rst_test_server_get_n_messages (fixture->server), ==, 0);
  assert_whole (fixture, N_MESSAGES);
}

static void
test_quit_answer_lost (FetchFixture *fixture, gconstpointer data)
{
  assert_fails (fixture, RST_ERROR_TCP);
  g_assert_cmpuint (rst_test_server_get_n_messages (fixture->server), ==, 0);
  assert_pass (fixture, 0, 0, 0);
  assert_whole (fixture, N_MESSAGES);
}

static void
test_one_not_marked (FetchFixture *fixture, gconstpointer data)
{
  RstFetchResult result = assert_fails (fixture, RST_ERROR_REFUSED);

  g_assert_cmpuint (result.removed, ==, N_MESSAGES - 1);
  g_assert_cmpuint (rst_test_server_get_n_messages (fixture->server), ==, 1);
  assert_pass (fixture, 1, 0, 1);
}

/* RFC 1939 §7 tells servers not to, but some number their messages anew: the name of one that was removed
 * comes again, on one that was never read.
 */
static void
test_reused_unique_id (FetchFixture *fixture, gconstpointer data)
{
  assert_pass (fixture, N_MESSAGES, N_MESSAGES, N_MESSAGES);
  rst_test_server_add_message (fixture->server, "Subject: another\r\n\r\nUnder an old name.\r\n", -1);
  assert_pass (fixture, 1, 1, 1);
  assert_whole (fixture, N_MESSAGES + 1);
}

/* A server that only guessed the size at first. */
static void
test_changed_size (FetchFixture *fixture, gconstpointer data)
{
  assert_pass (fixture, 1, 1, 0);
  /* RFC 1939 §7: its header (TOP) tells that it is the same. Another is read at
   * each glance.
   */
  assert_pass (fixture, N_MESSAGES, N_MESSAGES - 1, 0);
  assert_pass (fixture, N_MESSAGES, 0, 0);
  g_assert_cmpuint (fetch_fixture_count_in_log (fixture, "TOP"), ==, 1 + 2);
  assert_whole (fixture, N_MESSAGES);
}

/* RFC 1939 §7: UIDL is optional. */
static void
test_no_unique_ids (FetchFixture *fixture, gconstpointer data)
{
  assert_pass (fixture, N_MESSAGES, N_MESSAGES, 0);
  g_assert_cmpuint (fetch_fixture_count_in_log (fixture, "TOP"), ==, 0);
  /* What its header does not tell apart is downloaded again for want of a name,
   * and known by its octets.
   */
  assert_pass (fixture, N_MESSAGES, N_MESSAGES / 2, 0);
  assert_whole (fixture, N_MESSAGES);

  rst_account_set_leave (fixture->account, "never", NULL);
  assert_pass (fixture, N_MESSAGES, N_MESSAGES / 2, N_MESSAGES);
  g_assert_cmpuint (rst_test_server_get_n_messages (fixture->server), ==, 0);
  assert_whole (fixture, N_MESSAGES);
}

static void
test_damaged_is_not_removed (FetchFixture *fixture, gconstpointer data)
{
  assert_pass (fixture, N_MESSAGES, N_MESSAGES, 0);
  fetch_fixture_tamper (fixture,
                        "UPDATE chunk SET codec = 0, data = zeroblob (octets)"
                        " WHERE id = (SELECT max (id) FROM chunk)");
  rst_account_set_leave (fixture->account, "never", NULL);

  assert_fails (fixture, RST_ERROR_DAMAGED);
  g_assert_cmpuint (fetch_fixture_count_in_log (fixture, "DELE"), ==, 0);
  g_assert_cmpuint (rst_test_server_get_n_messages (fixture->server), ==, N_MESSAGES);
}

static void
test_one_pass_at_a_time (FetchFixture *fixture, gconstpointer data)
{
  int lock = rst_fetch_lock_take (fixture->folder, "work", NULL);

  assert_fails (fixture, RST_ERROR_IN_USE);
  g_assert_cmpuint (fetch_fixture_count_in_log (fixture, "connected"), ==, 0);
  rst_fetch_lock_release (lock);
  assert_pass (fixture, N_MESSAGES, N_MESSAGES, 0);
}

static void
test_wrong_password (FetchFixture *fixture, gconstpointer data)
{
  g_free (fixture->account->password_command);
  fixture->account->password_command = g_strdup ("echo wrong");
  assert_fails (fixture, RST_ERROR_AUTH);
  g_assert_cmpuint (fetch_fixture_count_stored (fixture), ==, 0);
}

/* RFC 8314 §5, RFC 2595 §2.1: without the confidentiality that was set there is
 * no login.
 */
static void
test_no_stls (FetchFixture *fixture, gconstpointer data)
{
  fixture->account->endpoint->security = RST_SECURITY_STLS;
  assert_fails (fixture, RST_ERROR_STLS_MISSING);
  g_assert_cmpuint (fetch_fixture_count_in_log (fixture, "clear USER"), ==, 0);
  g_assert_cmpuint (fetch_fixture_count_in_log (fixture, "clear PASS"), ==, 0);
  g_assert_cmpuint (fetch_fixture_count_in_log (fixture, "clear AUTH"), ==, 0);
}

/* A port that says nothing at all, nor in TLS. */
static void
test_no_greeting (FetchFixture *fixture, gconstpointer data)
{
  g_autoptr (RstFetchRun) run = NULL;
  g_autoptr (GError) error = NULL;

  fixture->account->endpoint->timeout = 1;
  run = fetch_fixture_run (fixture, NULL, &error);
  g_assert_error (error, RST_ERROR, RST_ERROR_TIMEOUT);
}

/* RFC 2449 §6.6, and a server that announces PIPELINING and loses what it had
 * not read when it answered: the same pass goes on over a new connection, with
 * one command at a time; nothing is lost or doubled, and it is remembered.
 */
static void
test_pipelining_fails (FetchFixture *fixture, gconstpointer data)
{
  g_autoptr (RstAccountState) state = NULL;
  g_autoptr (RstAccountState) later = NULL;

  fixture->account->endpoint->timeout = 3;
  assert_pass (fixture, N_MESSAGES, N_MESSAGES, N_MESSAGES);
  assert_whole (fixture, N_MESSAGES);
  g_assert_cmpuint (fetch_fixture_count_in_log (fixture, "connected"), ==, 2);
  state = fetch_fixture_load_state (fixture);
  g_assert_true (state->no_pipelining);
  g_assert_cmpuint (state->failures, ==, 0);

  assert_pass (fixture, 0, 0, 0);
  g_assert_cmpuint (fetch_fixture_count_in_log (fixture, "connected"), ==, 3);

  /* The server announces something else: it may have been repaired. */
  g_strfreev (state->capabilities_before);
  state->capabilities_before = g_strsplit ("USER;TOP", ";", -1);
  g_assert_true (rst_accounts_save_state (fixture->accounts, fixture->account, state, NULL, NULL));
  assert_pass (fixture, 0, 0, 0);
  later = fetch_fixture_load_state (fixture);
  g_assert_false (later->no_pipelining);
}

/* A connection that breaks without that suspicion is not taken up again, and
 * says nothing about pipelining.
 */
static void
test_just_broken (FetchFixture *fixture, gconstpointer data)
{
  g_autoptr (RstAccountState) state = NULL;

  assert_fails (fixture, RST_ERROR_TCP);
  g_assert_cmpuint (fetch_fixture_count_in_log (fixture, "connected"), ==, 1);
  state = fetch_fixture_load_state (fixture);
  g_assert_false (state->no_pipelining);
  g_assert_cmpuint (state->failures, ==, 1);
  g_assert_cmpint (state->not_before, >, state->last_login);
  /* What was believed of the server is asked for again. */
  g_assert_null (state->capabilities);
  assert_pass (fixture, N_MESSAGES, 7, 0);
}

/* What was learned is kept after a refusal too, and so is the password: it need
 * not be wrong (RFC 3206 §4).
 */
static void
test_refused_login (FetchFixture *fixture, gconstpointer data)
{
  g_autoptr (RstAccountState) state = NULL;
  g_autoptr (RstAccountState) later = NULL;

  assert_fails (fixture, RST_ERROR_IN_USE);
  state = fetch_fixture_load_state (fixture);
  g_assert_cmpint (state->reason, ==, RST_ERROR_IN_USE);
  g_assert_cmpint (state->not_before, >, g_get_real_time () / G_USEC_PER_SEC);
  /* The person asked: at once, with the same password. */
  assert_pass (fixture, N_MESSAGES, N_MESSAGES, 0);
  later = fetch_fixture_load_state (fixture);
  g_assert_cmpint (later->not_before, ==, 0);
  g_assert_cmpint (later->last_login, >, 0);
  g_assert_cmpint (later->auth, !=, RST_POP3_AUTH_AUTO);
}

/* RFC 2449 §6.7: the person hears of a server that removes by itself. */
static void
test_expire (FetchFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RstFetchRun) run = fetch_fixture_run (fixture, NULL, &error);
  g_autoptr (RstFetchRun) again = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (strstr (rst_fetch_run_get_warning (run), "30 days"));
  rst_account_set_leave (fixture->account, "30", NULL);
  again = fetch_fixture_run (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (rst_fetch_run_get_warning (again));
}

/* RFC 1939 §5: when the store fails after messages were marked, the marks are
 * taken back and nothing is removed.
 */
static void
test_marks_taken_back (FetchFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *text = g_strdup_printf ("Subject: more %u\r\n\r\n", i);

      rst_test_server_add_message (fixture->server, text, -1);
    }
  assert_pass (fixture, N_MESSAGES + 100, N_MESSAGES + 100, 0);
  /* The oldest is the last to be read back. */
  fetch_fixture_tamper (fixture,
                        "UPDATE chunk SET codec = 0, data = zeroblob (octets)"
                        " WHERE id = (SELECT max (id) FROM chunk)");
  rst_account_set_leave (fixture->account, "never", NULL);

  assert_fails (fixture, RST_ERROR_DAMAGED);
  g_assert_cmpuint (fetch_fixture_count_in_log (fixture, "DELE"), ==, 100);
  g_assert_cmpuint (fetch_fixture_count_in_log (fixture, "RSET"), ==, 1);
  g_assert_cmpuint (rst_test_server_get_n_messages (fixture->server), ==, N_MESSAGES + 100);
}

/* An account that cannot be used says why. */
static void
test_problem (FetchFixture *fixture, gconstpointer data)
{
  GError *problem = g_error_new_literal (RST_ERROR, RST_ERROR_CONFIG, "nonsense");
  g_autoptr (RstAccount) broken = rst_account_new_broken ("broken", problem);
  g_autoptr (RstFetchRun) run = rst_fetch_run_new (fixture->accounts, fixture->store, broken);
  g_autoptr (GError) error = NULL;

  g_assert_false (rst_fetch_run_start (run, NULL, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_CONFIG);
  g_assert_cmpstr (error->message, ==, "nonsense");
}

static void
cancel_cb (RstFetchRun *run, guint done, guint total, GCancellable *cancellable)
{
  if (done > 0)
    g_cancellable_cancel (cancellable);
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError **error = user_data;

  g_assert_false (rst_fetch_run_start_finish (RST_FETCH_RUN (source), result, error));
}

static void
test_cancelled (FetchFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RstFetchRun) run = rst_fetch_run_new (fixture->accounts, fixture->store, fixture->account);
  g_autoptr (GError) error = NULL;
  guint kept;

  g_signal_connect (run, "progress", G_CALLBACK (cancel_cb), cancellable);
  rst_fetch_run_start_async (run, cancellable, finished_cb, &error);
  while (error == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (error, RST_ERROR, RST_ERROR_CANCELLED);

  /* What came whole was kept; the rest comes now. */
  kept = rst_fetch_run_get_result (run)->downloaded;
  g_assert_cmpuint (kept, >, 0);
  g_assert_cmpuint (kept, <, N_MESSAGES);
  g_assert_cmpuint (fetch_fixture_count_stored (fixture), ==, kept);
  assert_pass (fixture, N_MESSAGES, N_MESSAGES - kept, 0);
  assert_whole (fixture, N_MESSAGES);
}

static void
add (const char *path, const Setting *setting, void (*test) (FetchFixture *, gconstpointer))
{
  g_test_add (path, FetchFixture, setting, set_up, test, fetch_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  static const Setting keep = { .leave = "always" };
  static const Setting remove_at_once = { .leave = "never" };
  static const Setting remove_later = { .leave = "7" };
  static const Setting slow = { .leave = "always", .delay = 60 };
  static const Setting drop = { "on RETR 7 session 1 drop-after 30\n", "always" };
  static const Setting drop_all = { "on RETR drop\n", "never" };
  static const Setting stall = { "on RETR 7 session 1 stall-after 30\n", "always" };
  static const Setting refuse = { "on RETR 7 session 1 reply -ERR damaged here\n", "never" };
  static const Setting refuse_now = { "on RETR 7 session 1 reply -ERR [SYS/TEMP] busy\n", "always" };
  static const Setting silent = { "on greeting stall\n", "always" };
  static const Setting quit_dropped = { "on QUIT session 1 drop\n", "never" };
  static const Setting quit_unheard = { "on QUIT session 1 drop-after 0\n", "never" };
  static const Setting unmarked = { "on DELE 3 session 1 reply -ERR locked\n", "never" };
  static const Setting numbered = { "on UIDL raw \"+OK\\r\\n1 1\\r\\n2 2\\r\\n.\\r\\n\"\n", "never" };
  static const Setting guessed = { "on LIST session 1 raw \"+OK\\r\\n1 5\\r\\n.\\r\\n\"\n", "always" };
  static const Setting deaf = { "on UIDL session 1 stall\n", "never" };
  static const Setting in_use = { "on AUTH once reply -ERR [IN-USE] locked\n", "always" };
  static const Setting expire = { NULL, "always", "TOP;UIDL;SASL PLAIN;PIPELINING;EXPIRE 30" };
  static const Setting no_uidl = { "on UIDL reply -ERR unknown command\n", "always", "TOP;USER;PIPELINING" };

  g_test_init (&argc, &argv, NULL);
  add ("/fetch-run/keep", &keep, test_keep);
  add ("/fetch-run/new-mail", &keep, test_new_mail);
  add ("/fetch-run/twins", &keep, test_twins);
  add ("/fetch-run/dropped-half-way", &drop, test_dropped_half_way);
  add ("/fetch-run/long-listing", &drop_all, test_long_listing);
  add ("/fetch-run/stalled", &stall, test_stalled);
  add ("/fetch-run/one-refused", &refuse, test_one_refused);
  add ("/fetch-run/one-refused-for-now", &refuse_now, test_one_refused_for_now);
  add ("/fetch-run/remove", &remove_at_once, test_remove);
  add ("/fetch-run/remove-after-days", &remove_later, test_remove_after_days);
  add ("/fetch-run/quit-not-answered", &quit_dropped, test_quit_not_answered);
  add ("/fetch-run/quit-answer-lost", &quit_unheard, test_quit_answer_lost);
  add ("/fetch-run/one-not-marked", &unmarked, test_one_not_marked);
  add ("/fetch-run/reused-unique-id", &numbered, test_reused_unique_id);
  add ("/fetch-run/changed-size", &guessed, test_changed_size);
  add ("/fetch-run/no-unique-ids", &no_uidl, test_no_unique_ids);
  add ("/fetch-run/damaged-is-not-removed", &keep, test_damaged_is_not_removed);
  add ("/fetch-run/one-pass-at-a-time", &keep, test_one_pass_at_a_time);
  add ("/fetch-run/wrong-password", &keep, test_wrong_password);
  add ("/fetch-run/no-stls", &keep, test_no_stls);
  add ("/fetch-run/no-greeting", &silent, test_no_greeting);
  add ("/fetch-run/pipelining-fails", &deaf, test_pipelining_fails);
  add ("/fetch-run/just-broken", &drop, test_just_broken);
  add ("/fetch-run/refused-login", &in_use, test_refused_login);
  add ("/fetch-run/expire", &expire, test_expire);
  add ("/fetch-run/marks-taken-back", &keep, test_marks_taken_back);
  add ("/fetch-run/problem", &keep, test_problem);
  add ("/fetch-run/cancelled", &slow, test_cancelled);
  return g_test_run ();
}
