/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch-fixture.h"

#include <string.h>

#include "store-fixture.h"
#include "store/rst-database.h"
#include "store/rst-statement.h"

void
fetch_fixture_save_account (FetchFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  rst_accounts_save (fixture->accounts, fixture->account, NULL, NULL, &error);
  g_assert_no_error (error);
}

static RstAccount *
new_account (RstTestServer *server)
{
  RstAccount *account = rst_account_new ("work", NULL);

  account->user = (g_free (account->user), g_strdup ("u"));
  account->password_command = g_strdup ("echo right");
  account->endpoint = rst_endpoint_new ("127.0.0.1", rst_test_server_get_port (server), RST_SECURITY_PLAINTEXT);
  account->endpoint->timeout = 5;
  return account;
}

void
fetch_fixture_open (FetchFixture *fixture, const RstTestServerOptions *faults)
{
  RstTestServerOptions options = *faults;
  StoreFixture profile;
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&profile, NULL);
  fixture->folder = profile.folder;
  fixture->mail_db = profile.mail_db;
  fixture->store = profile.store;
  fixture->accounts = rst_accounts_new (fixture->store);

  options.user = "u";
  options.password = "right";
  fixture->server = rst_test_server_new (&options, &error);
  g_assert_no_error (error);
  fixture->account = new_account (fixture->server);
  fetch_fixture_save_account (fixture);
}

void
fetch_fixture_tear_down (FetchFixture *fixture, gconstpointer data)
{
  StoreFixture profile = { fixture->folder, fixture->mail_db, fixture->store };

  g_clear_pointer (&fixture->server, rst_test_server_free);
  g_clear_object (&fixture->accounts);
  rst_account_free (fixture->account);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  store_fixture_tear_down (&profile, data);
}

RstFetchRun *
fetch_fixture_run (FetchFixture *fixture, GCancellable *cancellable, GError **error)
{
  RstFetchRun *run = rst_fetch_run_new (fixture->accounts, fixture->store, fixture->account);

  rst_fetch_run_start (run, cancellable, error);
  return run;
}

RstAccountState *
fetch_fixture_load_state (FetchFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  RstAccountState *state = rst_accounts_load_state (fixture->accounts, fixture->account, NULL, &error);

  g_assert_no_error (error);
  return state;
}

guint
fetch_fixture_count_in_log (FetchFixture *fixture, const char *words)
{
  g_autofree char *log = rst_test_server_dup_log (fixture->server);
  guint count = 0;

  for (const char *p = strstr (log, words); p != NULL; p = strstr (p + 1, words))
    count++;
  return count;
}

guint
fetch_fixture_count_stored (FetchFixture *fixture)
{
  g_autoptr (GArray) ids = store_fixture_list (fixture->store, NULL, NULL);

  return ids->len;
}

void
fetch_fixture_tamper (FetchFixture *fixture, const char *sql)
{
  store_fixture_tamper (fixture->mail_db, sql);
}

int
fetch_fixture_query (FetchFixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RstDatabase) database = rst_database_open (fixture->mail_db, &error);
  g_autoptr (RstStatement) statement = NULL;

  g_assert_no_error (error);
  statement = rst_database_prepare_once (database, sql, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rst_statement_step (statement, &error), ==, 1);
  return (int) rst_statement_get_int64 (statement, 0);
}
