/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fetch/rst-fetch-run.h"
#include "rst-test-server.h"

/* A profile with an account “work”, and the server of its maildrop. */
typedef struct
{
  char *folder;
  char *mail_db;
  RstStore *store;
  RstAccounts *accounts;
  RstAccount *account;
  RstTestServer *server;
} FetchFixture;

/* An empty profile, and a server with these faults and no messages; what a test
 * changes of the account after that it saves itself.
 */
void fetch_fixture_open (FetchFixture *fixture, const RstTestServerOptions *faults);
void fetch_fixture_save_account (FetchFixture *fixture);

/* For g_test_add (). */
void fetch_fixture_tear_down (FetchFixture *fixture, gconstpointer data);

/* A pass. */
RstFetchRun *fetch_fixture_run (FetchFixture *fixture, GCancellable *cancellable, GError **error);

/* What was learned of the server. */
RstAccountState *fetch_fixture_load_state (FetchFixture *fixture);

/* How often the server's log has these words. */
guint fetch_fixture_count_in_log (FetchFixture *fixture, const char *words);

/* How many messages the store has. */
guint fetch_fixture_count_stored (FetchFixture *fixture);

/* Runs SQL on mail.db behind the store's back; the latter gives a number. */
void fetch_fixture_tamper (FetchFixture *fixture, const char *sql);
int fetch_fixture_query (FetchFixture *fixture, const char *sql);
