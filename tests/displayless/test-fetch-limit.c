/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Passes with a size limit: of what is larger only the beginning comes, and
 * what is not whole here is never removed there.
 */

#include "config.h"

#include <string.h>

#include "base/rst-error.h"
#include "fetch-fixture.h"
#include "store-fixture.h"

#define N_SMALL 4
#define N_LARGE 3

/* More lines than a beginning has. */
#define LINES 1000

/* What goes wrong, and the account's settings. */
typedef struct
{
  const char *script;
  const char *leave;
  const char *capa;
} Setting;

static char *
dup_large (guint i)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "From: Anna <anna@example.org>\r\nMessage-ID: <large-%u@example.org>\r\n"
                                "Subject: large %u\r\n\r\n", i, i);
  for (guint line = 0; line < LINES; line++)
    g_string_append_printf (text, ".line %u of a large message\r\n", line);
  return g_string_free (text, FALSE);
}

/* Small and large ones by turns; the newest is small. */
static void
add_messages (RstTestServer *server)
{
  for (guint i = 0; i < N_SMALL; i++)
    {
      g_autofree char *small = g_strdup_printf ("Subject: small %u\r\n\r\nfew words\r\n", i);
      g_autofree char *large = dup_large (i);

      if (i > 0)
        rst_test_server_add_message (server, large, -1);
      rst_test_server_add_message (server, small, -1);
    }
}

static void
set_up (FetchFixture *fixture, gconstpointer data)
{
  const Setting *setting = data;

  fetch_fixture_open (fixture, &(RstTestServerOptions) { .script = setting->script, .capa = setting->capa });
  add_messages (fixture->server);
  rst_account_set_leave (fixture->account, setting->leave, NULL);
  rst_account_set_size_limit (fixture->account, "10kB", NULL);
  fetch_fixture_save_account (fixture);
}

/* A pass that must come to its end with these figures; gives its warning. */
static char *
assert_pass (FetchFixture *fixture, guint downloaded, guint partial, guint skipped, guint removed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RstFetchRun) run = fetch_fixture_run (fixture, NULL, &error);
  const RstFetchResult *result = rst_fetch_run_get_result (run);

  g_assert_no_error (error);
  g_assert_cmpuint (result->downloaded, ==, downloaded);
  g_assert_cmpuint (result->partial, ==, partial);
  g_assert_cmpuint (result->skipped, ==, skipped);
  g_assert_cmpuint (result->removed, ==, removed);
  return g_strdup (rst_fetch_run_get_warning (run));
}

static void
assert_quiet_pass (FetchFixture *fixture, guint downloaded, guint partial, guint skipped, guint removed)
{
  g_autofree char *warning = assert_pass (fixture, downloaded, partial, skipped, removed);

  g_assert_null (warning);
}

static GPtrArray *
load_rows (FetchFixture *fixture)
{
  g_autoptr (RstFilter) filter = rst_filter_new (NULL, NULL, NULL);
  g_autoptr (GArray) ids = store_fixture_list_ids (fixture->store, filter);

  return rst_store_load_rows (fixture->store, (const gint64 *) (gpointer) ids->data, ids->len, NULL, NULL, NULL);
}

/* How many messages are here, and how many of them in part; all of them once,
 * and the store is whole.
 */
static void
assert_here (FetchFixture *fixture, guint messages, guint partial)
{
  g_autoptr (GPtrArray) rows = load_rows (fixture);
  g_autoptr (GHashTable) subjects = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (RstStoreReport) report = rst_store_check (fixture->store, TRUE, NULL, NULL);
  guint n_partial = 0;

  g_assert_cmpuint (rows->len, ==, messages);
  for (guint i = 0; i < rows->len; i++)
    {
      const RstRow *row = rows->pdata[i];

      g_assert_true (g_hash_table_add (subjects, row->subject));
      g_assert_cmpint (row->size > 10000, ==, g_str_has_prefix (row->subject, "large"));
      n_partial += row->partial;
    }
  g_assert_cmpuint (n_partial, ==, partial);
  g_assert_cmpuint (report->findings->len, ==, 0);
}

static gint64
find_message (FetchFixture *fixture, const char *subject)
{
  g_autoptr (GPtrArray) rows = load_rows (fixture);

  for (guint i = 0; i < rows->len; i++)
    {
      const RstRow *row = rows->pdata[i];

      if (g_str_equal (row->subject, subject))
        return row->id;
    }
  g_assert_not_reached ();
}

static void
want (FetchFixture *fixture, const char *subject)
{
  gint64 id = find_message (fixture, subject);
  g_autoptr (GError) error = NULL;

  rst_store_want_rest (fixture->store, &id, 1, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_octets (FetchFixture *fixture, const char *subject, const char *octets)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) raw = rst_store_load_raw (fixture->store, find_message (fixture, subject), NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (raw, NULL), g_bytes_get_size (raw), octets, strlen (octets));
}

/* RFC 1939 §7: TOP brings the header, a blank line and so many lines of the
 * body, un-stuffed as any text; each message once, whatever the number of
 * passes.
 */
static void
test_beginnings (FetchFixture *fixture, gconstpointer data)
{
  g_autofree char *large = dup_large (2);
  char *end;

  assert_quiet_pass (fixture, N_SMALL, N_LARGE, 0, 0);
  assert_here (fixture, N_SMALL + N_LARGE, N_LARGE);
  g_assert_cmpuint (fetch_fixture_count_in_log (fixture, "TOP "), ==, N_LARGE);
  g_assert_cmpuint (fetch_fixture_count_in_log (fixture, "RETR "), ==, N_SMALL);
  end = strstr (large, ".line 100 ");
  *end = '\0';
  assert_octets (fixture, "large 2", large);

  assert_quiet_pass (fixture, 0, 0, N_SMALL + N_LARGE, 0);
  g_assert_cmpuint (fetch_fixture_count_in_log (fixture, "TOP "), ==, N_LARGE);
  assert_here (fixture, N_SMALL + N_LARGE, N_LARGE);
}

/* What is asked for comes whole, into the same message. */
static void
test_rest (FetchFixture *fixture, gconstpointer data)
{
  g_autofree char *large = dup_large (2);
  gint64 id;

  assert_quiet_pass (fixture, N_SMALL, N_LARGE, 0, 0);
  id = find_message (fixture, "large 2");
  want (fixture, "large 2");
  assert_quiet_pass (fixture, 1, 0, N_SMALL + N_LARGE - 1, 0);
  g_assert_cmpint (find_message (fixture, "large 2"), ==, id);
  assert_octets (fixture, "large 2", large);
  assert_here (fixture, N_SMALL + N_LARGE, N_LARGE - 1);
  assert_quiet_pass (fixture, 0, 0, N_SMALL + N_LARGE, 0);
}

/* A limit that no longer stands against them: all come. */
static void
test_limit_changes (FetchFixture *fixture, gconstpointer data)
{
  assert_quiet_pass (fixture, N_SMALL, N_LARGE, 0, 0);
  rst_account_set_size_limit (fixture->account, "10MB", NULL);
  assert_quiet_pass (fixture, N_LARGE, 0, N_SMALL, 0);
  assert_here (fixture, N_SMALL + N_LARGE, 0);
}

static void
test_limit_goes (FetchFixture *fixture, gconstpointer data)
{
  assert_quiet_pass (fixture, N_SMALL, N_LARGE, 0, 0);
  rst_account_set_size_limit (fixture->account, "none", NULL);
  assert_quiet_pass (fixture, N_LARGE, 0, N_SMALL, 0);
  assert_here (fixture, N_SMALL + N_LARGE, 0);
}

/* RFC 1939 §8 leaves it to the client what to remove: never what is not whole
 * here, until it is.
 */
static void
test_never_removed (FetchFixture *fixture, gconstpointer data)
{
  assert_quiet_pass (fixture, N_SMALL, N_LARGE, 0, N_SMALL);
  g_assert_cmpuint (rst_test_server_get_n_messages (fixture->server), ==, N_LARGE);
  assert_quiet_pass (fixture, 0, 0, N_LARGE, 0);
  g_assert_cmpuint (rst_test_server_get_n_messages (fixture->server), ==, N_LARGE);

  want (fixture, "large 1");
  assert_quiet_pass (fixture, 1, 0, N_LARGE - 1, 1);
  g_assert_cmpuint (rst_test_server_get_n_messages (fixture->server), ==, N_LARGE - 1);
  assert_here (fixture, N_SMALL + N_LARGE, N_LARGE - 1);
}

/* RFC 1939 §7: TOP is optional. Nothing is kept from the person then, and the
 * server is asked once; without UIDL (also optional) the limit cannot be kept
 * either.
 */
static void
test_no_beginnings (FetchFixture *fixture, gconstpointer data)
{
  g_autofree char *warning = assert_pass (fixture, N_SMALL + N_LARGE, 0, 0, 0);

  g_assert_nonnull (strstr (warning, "size limit"));
  g_assert_cmpuint (fetch_fixture_count_in_log (fixture, "TOP "), <=, 1);
  assert_here (fixture, N_SMALL + N_LARGE, 0);
}

/* One beginning that the server does not give comes whole; the others do not. */
static void
test_one_refused (FetchFixture *fixture, gconstpointer data)
{
  g_autofree char *warning = assert_pass (fixture, N_SMALL + 1, N_LARGE - 1, 0, 0);

  g_assert_nonnull (strstr (warning, "size limit"));
  assert_here (fixture, N_SMALL + N_LARGE, N_LARGE - 1);
}

/* The line breaks between two beginnings: what came is kept and comes no more. */
static void
test_dropped (FetchFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RstFetchRun) run = fetch_fixture_run (fixture, NULL, &error);

  g_assert_error (error, RST_ERROR, RST_ERROR_TCP);
  assert_here (fixture, N_SMALL + 1, 1);
  assert_quiet_pass (fixture, 0, N_LARGE - 1, N_SMALL + 1, 0);
  assert_here (fixture, N_SMALL + N_LARGE, N_LARGE);
}

/* The line breaks in the middle of the rest: the beginning stays as it was, and
 * the rest is still asked for.
 */
static void
test_rest_dropped (FetchFixture *fixture, gconstpointer data)
{
  g_autoptr (RstFetchRun) run = NULL;
  g_autoptr (GError) error = NULL;

  assert_quiet_pass (fixture, N_SMALL, N_LARGE, 0, 0);
  want (fixture, "large 3");
  run = fetch_fixture_run (fixture, NULL, &error);
  g_assert_error (error, RST_ERROR, RST_ERROR_TCP);
  assert_here (fixture, N_SMALL + N_LARGE, N_LARGE);
  assert_quiet_pass (fixture, 1, 0, N_SMALL + N_LARGE - 1, 0);
  assert_here (fixture, N_SMALL + N_LARGE, N_LARGE - 1);
}

/* A part that was deleted for good here does not come back, and stays there. */
static void
test_part_deleted (FetchFixture *fixture, gconstpointer data)
{
  gint64 id;

  assert_quiet_pass (fixture, N_SMALL, N_LARGE, 0, 0);
  id = find_message (fixture, "large 2");
  g_assert_true (rst_store_delete (fixture->store, &id, 1, NULL, NULL));
  assert_quiet_pass (fixture, 0, 0, N_SMALL + N_LARGE, 0);
  assert_here (fixture, N_SMALL + N_LARGE - 1, N_LARGE - 1);

  rst_account_set_size_limit (fixture->account, "none", NULL);
  assert_quiet_pass (fixture, N_LARGE - 1, 0, N_SMALL + 1, 0);
  assert_here (fixture, N_SMALL + N_LARGE - 1, 0);
  g_assert_cmpuint (rst_test_server_get_n_messages (fixture->server), ==, N_SMALL + N_LARGE);
}

/* What is gone from the server has no rest any more: that is said, once. */
static void
test_rest_gone (FetchFixture *fixture, gconstpointer data)
{
  g_autofree char *warning = NULL;

  assert_quiet_pass (fixture, N_SMALL, N_LARGE, 0, 0);
  want (fixture, "large 1");
  want (fixture, "large 2");
  g_clear_pointer (&fixture->server, rst_test_server_free);
  fixture->server = rst_test_server_new (&(RstTestServerOptions) { .user = "u", .password = "right" }, NULL);
  rst_endpoint_free (fixture->account->endpoint);
  fixture->account->endpoint = rst_endpoint_new ("127.0.0.1", rst_test_server_get_port (fixture->server), RST_SECURITY_PLAINTEXT);

  warning = assert_pass (fixture, 0, 0, 0, 0);
  g_assert_nonnull (strstr (warning, "no longer on the server"));
  assert_quiet_pass (fixture, 0, 0, 0, 0);
  assert_here (fixture, N_SMALL + N_LARGE, N_LARGE);
}

/* All messages under new names (RFC 1939 §7 keeps a server from that, a move
 * does not).
 */
static void
rename_all (FetchFixture *fixture, const char *scheme)
{
  rst_test_server_clear (fixture->server);
  for (guint i = 0; i < N_SMALL; i++)
    {
      g_autofree char *small = g_strdup_printf ("Subject: small %u\r\n\r\nfew words\r\n", i);
      g_autofree char *large = dup_large (i);
      g_autofree char *small_id = g_strdup_printf ("%s-small-%u", scheme, i);
      g_autofree char *large_id = g_strdup_printf ("%s-large-%u", scheme, i);

      if (i > 0)
        rst_test_server_add_named (fixture->server, large_id, large);
      rst_test_server_add_named (fixture->server, small_id, small);
    }
}

static void
assert_moved_pass (FetchFixture *fixture, guint removed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RstFetchRun) run = fetch_fixture_run (fixture, NULL, &error);
  const RstFetchResult *result = rst_fetch_run_get_result (run);

  g_assert_no_error (error);
  g_assert_cmpuint (result->downloaded, ==, 0);
  g_assert_cmpuint (result->partial, ==, 0);
  g_assert_cmpuint (result->rebound, ==, N_SMALL + N_LARGE);
  g_assert_cmpuint (result->removed, ==, removed);
}

/* A beginning is known again under another name, and its rest comes under it. */
static void
test_moved (FetchFixture *fixture, gconstpointer data)
{
  g_autofree char *large = dup_large (2);

  assert_quiet_pass (fixture, N_SMALL, N_LARGE, 0, 0);
  rename_all (fixture, "new");
  assert_moved_pass (fixture, 0);
  assert_here (fixture, N_SMALL + N_LARGE, N_LARGE);

  want (fixture, "large 2");
  assert_quiet_pass (fixture, 1, 0, N_SMALL + N_LARGE - 1, 0);
  assert_octets (fixture, "large 2", large);
  assert_here (fixture, N_SMALL + N_LARGE, N_LARGE - 1);
}

/* A beginning whose row of the ledger is lost is not taken for a message that
 * is stored, and removed.
 */
static void
test_ledger_lost (FetchFixture *fixture, gconstpointer data)
{
  assert_quiet_pass (fixture, N_SMALL, N_LARGE, 0, 0);
  fetch_fixture_tamper (fixture, "DELETE FROM ledger");

  rst_account_set_leave (fixture->account, "never", NULL);
  assert_moved_pass (fixture, N_SMALL);
  g_assert_cmpuint (rst_test_server_get_n_messages (fixture->server), ==, N_LARGE);
  assert_here (fixture, N_SMALL + N_LARGE, N_LARGE);
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
  static const Setting no_top = { "on TOP reply -ERR unknown command\n", "always", "UIDL;USER;PIPELINING" };
  static const Setting no_uidl = { "on UIDL reply -ERR unknown command\n", "always", "USER;PIPELINING" };
  static const Setting refuse = { "on TOP skip 1 once reply -ERR damaged here\n", "always" };
  static const Setting drop = { "on TOP skip 1 once drop\n", "always" };
  static const Setting drop_rest = { "on RETR 6 session 2 drop-after 3000\n", "always" };

  g_test_init (&argc, &argv, NULL);
  add ("/fetch-limit/beginnings", &keep, test_beginnings);
  add ("/fetch-limit/rest", &keep, test_rest);
  add ("/fetch-limit/limit-changes", &keep, test_limit_changes);
  add ("/fetch-limit/limit-goes", &keep, test_limit_goes);
  add ("/fetch-limit/never-removed", &remove_at_once, test_never_removed);
  add ("/fetch-limit/no-top", &no_top, test_no_beginnings);
  add ("/fetch-limit/no-unique-ids", &no_uidl, test_no_beginnings);
  add ("/fetch-limit/one-refused", &refuse, test_one_refused);
  add ("/fetch-limit/dropped", &drop, test_dropped);
  add ("/fetch-limit/rest-dropped", &drop_rest, test_rest_dropped);
  add ("/fetch-limit/part-deleted", &keep, test_part_deleted);
  add ("/fetch-limit/rest-gone", &keep, test_rest_gone);
  add ("/fetch-limit/moved", &keep, test_moved);
  add ("/fetch-limit/ledger-lost", &keep, test_ledger_lost);
  return g_test_run ();
}
