/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The accounts of a profile, as two programs on it see them. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "accounts/rst-accounts.h"
#include "base/rst-error.h"

/* One program's view. */
typedef struct
{
  RstStore *store;
  RstAccounts *accounts;
  guint n_changes;
  GPtrArray *loaded;
} View;

static char *folder;

static void
changed_cb (View *view)
{
  view->n_changes++;
}

static void
view_init (View *view)
{
  g_autoptr (GError) error = NULL;

  *view = (View) { .store = rst_store_open (folder, &error) };
  g_assert_no_error (error);
  view->accounts = rst_accounts_new (view->store);
  g_signal_connect_swapped (view->accounts, "changed", G_CALLBACK (changed_cb), view);
}

static void
view_clear (View *view)
{
  g_signal_handlers_disconnect_by_data (view->accounts, view);
  g_clear_object (&view->accounts);
  g_clear_object (&view->store);
  g_clear_pointer (&view->loaded, g_ptr_array_unref);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  View *view = user_data;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&view->loaded, g_ptr_array_unref);
  view->loaded = rst_accounts_load_finish (RST_ACCOUNTS (source), result, &error);
  g_assert_no_error (error);
}

static guint
load (View *view)
{
  g_clear_pointer (&view->loaded, g_ptr_array_unref);
  rst_accounts_load_async (view->accounts, NULL, loaded_cb, view);
  while (view->loaded == NULL)
    g_main_context_iteration (NULL, TRUE);
  return view->loaded->len;
}

static void
wait_for_change (View *view)
{
  gint64 deadline = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (view->n_changes == 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, FALSE);
    }
  view->n_changes = 0;
}

static void
save (View *view, const char *id, const char *name)
{
  g_autoptr (RstAccount) account = rst_account_new (id, NULL);
  g_autoptr (GError) error = NULL;

  rst_account_set_url (account, "pop3s://anna@mail.example.org", NULL);
  g_free (account->name);
  account->name = g_strdup (name);
  rst_accounts_save (view->accounts, account, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
test_two_programs (void)
{
  View here, there;
  g_autoptr (GError) error = NULL;

  view_init (&here);
  view_init (&there);
  g_assert_cmpuint (load (&here), ==, 0);

  save (&there, "work", "Work");
  wait_for_change (&here);
  g_assert_cmpuint (load (&here), ==, 1);

  save (&there, "work", "Renamed");
  wait_for_change (&here);
  g_assert_cmpuint (load (&here), ==, 1);
  g_assert_cmpstr (((RstAccount *) here.loaded->pdata[0])->name, ==, "Renamed");

  rst_accounts_remove (there.accounts, "work", NULL, &error);
  g_assert_no_error (error);
  wait_for_change (&here);
  g_assert_cmpuint (load (&here), ==, 0);

  view_clear (&there);
  view_clear (&here);
}

static void
test_unknown (void)
{
  View view;
  g_autoptr (GError) error = NULL;

  view_init (&view);
  g_assert_null (rst_accounts_lookup (view.accounts, "nobody", NULL, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_CONFIG);
  g_clear_error (&error);
  g_assert_false (rst_accounts_remove (view.accounts, "nobody", NULL, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_CONFIG);
  view_clear (&view);
}

/* A profile with one account, and a state for it. */
static RstAccount *
learn (View *view)
{
  RstAccount *account = rst_account_new ("home", NULL);
  g_autoptr (RstAccountState) state = rst_account_state_new ();
  g_autoptr (GError) error = NULL;

  rst_account_set_url (account, "pop3s://anna@mail.example.org", NULL);
  rst_accounts_save (view->accounts, account, NULL, NULL, &error);
  g_assert_no_error (error);
  state->auth = rst_pop3_auth_from_sasl (RST_SASL_SCRAM_SHA_256);
  state->no_pipelining = TRUE;
  rst_accounts_save_state (view->accounts, account, state, NULL, &error);
  g_assert_no_error (error);
  return account;
}

static void
save_changed (View *view, const RstAccount *account)
{
  g_autoptr (GError) error = NULL;

  rst_accounts_save (view->accounts, account, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_state (View *view, const RstAccount *account, gboolean knows_auth, gboolean knows_server)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RstAccountState) state = rst_accounts_load_state (view->accounts, account, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (state->auth != RST_POP3_AUTH_AUTO, ==, knows_auth);
  g_assert_cmpint (state->no_pipelining, ==, knows_server);
}

/* What was learned holds for the server and the login with which it was. */
static void
test_state (void)
{
  View view;
  g_autoptr (GError) error = NULL;

  view_init (&view);
  {
    g_autoptr (RstAccount) account = learn (&view);

    assert_state (&view, account, TRUE, TRUE);
    account->leave = (RstLeave) { RST_LEAVE_DAYS, 7 };
    account->endpoint->timeout = 5;
    save_changed (&view, account);
    assert_state (&view, account, TRUE, TRUE);
    rst_accounts_forget_auth (view.accounts, "home", NULL, &error);
    g_assert_no_error (error);
    assert_state (&view, account, FALSE, TRUE);
  }
  {
    g_autoptr (RstAccount) account = learn (&view);

    rst_account_set_url (account, "pop3s://bob@mail.example.org", NULL);
    save_changed (&view, account);
    assert_state (&view, account, FALSE, TRUE);
  }
  {
    g_autoptr (RstAccount) account = learn (&view);

    account->auth = RST_POP3_AUTH_USER;
    save_changed (&view, account);
    assert_state (&view, account, FALSE, TRUE);
  }
  {
    g_autoptr (RstAccount) account = learn (&view);

    rst_account_set_token_command (account, "token");
    save_changed (&view, account);
    assert_state (&view, account, FALSE, TRUE);
  }
  {
    g_autoptr (RstAccount) account = learn (&view);

    rst_account_set_url (account, "pop3s://anna@pop.example.org", NULL);
    save_changed (&view, account);
    assert_state (&view, account, FALSE, FALSE);
  }
  rst_accounts_remove (view.accounts, "home", NULL, &error);
  g_assert_no_error (error);
  view_clear (&view);
}

/* A pass that began before the account was changed does not bring back what is
 * true no more.
 */
static void
test_late_state (void)
{
  View view;
  g_autoptr (RstAccount) before = NULL;
  g_autoptr (RstAccount) account = NULL;
  g_autoptr (RstAccountState) state = rst_account_state_new ();
  g_autoptr (GError) error = NULL;

  view_init (&view);
  account = learn (&view);
  before = rst_account_copy (account);
  rst_account_set_url (account, "pop3s://anna@pop.example.org", NULL);
  save_changed (&view, account);
  state->auth = RST_POP3_AUTH_USER;
  state->no_pipelining = TRUE;
  g_assert_true (rst_accounts_save_state (view.accounts, before, state, NULL, &error));
  assert_state (&view, account, FALSE, FALSE);
  rst_accounts_remove (view.accounts, "home", NULL, &error);
  g_assert_no_error (error);
  view_clear (&view);
}

/* One account that cannot be used keeps none of the others away, and can be
 * removed.
 */
static void
test_broken (void)
{
  View view;
  g_autoptr (GError) error = NULL;
  const RstAccount *account;

  view_init (&view);
  save (&view, "first", "First");
  g_assert_true (rst_store_save_account (view.store, "broken", "{\"url\":\"imap://x\"}", NULL, NULL));
  save (&view, "last", "Last");
  g_assert_cmpuint (load (&view), ==, 3);
  g_assert_null (((RstAccount *) view.loaded->pdata[0])->problem);
  g_assert_null (((RstAccount *) view.loaded->pdata[2])->problem);
  account = view.loaded->pdata[1];
  g_assert_cmpstr (account->id, ==, "broken");
  g_assert_error (account->problem, RST_ERROR, RST_ERROR_USAGE);

  g_assert_null (rst_accounts_lookup (view.accounts, "broken", NULL, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_USAGE);
  g_clear_error (&error);
  for (guint i = 0; i < 3; i++)
    rst_accounts_remove (view.accounts, ((RstAccount *) view.loaded->pdata[i])->id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (load (&view), ==, 0);
  view_clear (&view);
}

static void
assert_credentials (View *view, const RstAccount *account, RstSecretKind kind, const char *secret)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RstCredentials) credentials = rst_accounts_dup_credentials (view->accounts, account, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (credentials->user, ==, "anna");
  g_assert_cmpint (credentials->kind, ==, kind);
  g_assert_cmpstr (credentials->secret, ==, secret);
}

/* By what one logs in follows from the settings. */
static void
test_credentials (void)
{
  View view;
  g_autoptr (RstAccount) account = rst_account_new ("creds", NULL);
  g_autoptr (RstCredentials) none = NULL;
  g_autoptr (GError) error = NULL;

  view_init (&view);
  rst_account_set_url (account, "pop3s://anna@mail.example.org", NULL);
  none = rst_accounts_dup_credentials (view.accounts, account, NULL, &error);
  g_assert_null (none);
  g_assert_error (error, RST_ERROR, RST_ERROR_AUTH);

  rst_account_set_password_command (account, "echo password");
  assert_credentials (&view, account, RST_SECRET_PASSWORD, "password");
  rst_account_set_token_command (account, "echo token");
  assert_credentials (&view, account, RST_SECRET_TOKEN, "token");

  rst_account_set_password_command (account, NULL);
  account->endpoint->client_certificate = g_strdup ("/nonexistent/me.pem");
  assert_credentials (&view, account, RST_SECRET_NONE, "");
  /* The certificate may be there for the server's TLS, and a password too. */
  rst_account_set_password_command (account, "echo password");
  assert_credentials (&view, account, RST_SECRET_PASSWORD, "password");
  account->auth = rst_pop3_auth_from_sasl (RST_SASL_EXTERNAL);
  assert_credentials (&view, account, RST_SECRET_NONE, "");
  view_clear (&view);
}

static void
note_line_cb (const char *id, const char *line, gpointer user_data)
{
  g_string_append_printf (user_data, "%s:%s\n", id, strrchr (line, ' '));
}

/* One log for each account, the same for each pass. */
static void
test_logs (void)
{
  View view;
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (RstPop3Log) log = NULL;

  view_init (&view);
  rst_accounts_set_log_func (view.accounts, note_line_cb, lines);
  log = rst_pop3_log_ref (rst_accounts_get_log (view.accounts, "work"));
  g_assert_true (log == rst_accounts_get_log (view.accounts, "work"));
  g_assert_true (log != rst_accounts_get_log (view.accounts, "home"));
  rst_pop3_log_add (log, RST_POP3_LOG_SENT, "CAPA", -1);
  rst_pop3_log_add (rst_accounts_get_log (view.accounts, "home"), RST_POP3_LOG_SENT, "QUIT", -1);
  g_assert_cmpstr (lines->str, ==, "work: CAPA\nhome: QUIT\n");
  view_clear (&view);

  /* Nobody is told any more of what is still written. */
  rst_pop3_log_add (log, RST_POP3_LOG_SENT, "NOOP", -1);
  g_assert_cmpstr (lines->str, ==, "work: CAPA\nhome: QUIT\n");
}

int
main (int argc, char **argv)
{
  const char *remove[] = { "rm", "-rf", NULL, NULL };
  int status;

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_test_init (&argc, &argv, NULL);
  remove[2] = folder = g_dir_make_tmp ("restante-XXXXXX", NULL);
  g_test_add_func ("/accounts/two-programs", test_two_programs);
  g_test_add_func ("/accounts/unknown", test_unknown);
  g_test_add_func ("/accounts/state", test_state);
  g_test_add_func ("/accounts/late-state", test_late_state);
  g_test_add_func ("/accounts/broken", test_broken);
  g_test_add_func ("/accounts/credentials", test_credentials);
  g_test_add_func ("/accounts/logs", test_logs);
  status = g_test_run ();
  g_spawn_sync (NULL, (char **) remove, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free (folder);
  return status;
}
