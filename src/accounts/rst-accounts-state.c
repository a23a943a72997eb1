/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a pass over an account takes from RstAccounts and gives back: by what to
 * log in, what was learned of the server, and the protocol log.
 */

#include "config.h"

#include "accounts/rst-accounts-private.h"
#include "accounts/rst-secrets.h"
#include "base/rst-error.h"

static RstCredentials *
new_credentials (const RstAccount *account, RstSecretKind kind, RstSecret *secret)
{
  RstCredentials *credentials = rst_credentials_new (account->user, kind, secret != NULL ? secret : "");

  rst_password_free (secret);
  return credentials;
}

/* Where a certificate is all that there is, it is what one logs in by. */
static gboolean
certificate_suffices (const RstAccount *account, const GError *error)
{
  return account->endpoint->client_certificate != NULL &&
         account->password_command == NULL &&
         account->auth == RST_POP3_AUTH_AUTO &&
         g_error_matches (error, RST_ERROR, RST_ERROR_AUTH);
}

RstCredentials *
rst_accounts_dup_credentials (RstAccounts      *self,
                              const RstAccount *account,
                              GCancellable     *cancellable,
                              GError          **error)
{
  g_autoptr (GError) local_error = NULL;
  RstSecret *secret;

  g_return_val_if_fail (RST_IS_ACCOUNTS (self), NULL);
  g_return_val_if_fail (account != NULL, NULL);

  if (account->token_command == NULL && account->auth == rst_pop3_auth_from_sasl (RST_SASL_EXTERNAL))
    return new_credentials (account, RST_SECRET_NONE, NULL);

  secret = rst_secrets_lookup (rst_store_get_folder (self->store), account, cancellable, &local_error);
  if (secret != NULL)
    return new_credentials (account,
                            account->token_command != NULL ? RST_SECRET_TOKEN : RST_SECRET_PASSWORD,
                            secret);
  if (certificate_suffices (account, local_error))
    return new_credentials (account, RST_SECRET_NONE, NULL);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/* What was learned */

RstAccountState *
rst_accounts_load_state (RstAccounts      *self,
                         const RstAccount *account,
                         GCancellable     *cancellable,
                         GError          **error)
{
  g_autofree char *json = NULL;

  g_return_val_if_fail (RST_IS_ACCOUNTS (self), NULL);
  g_return_val_if_fail (account != NULL, NULL);

  json = rst_store_load_account_state (self->store, account->id, cancellable, error);
  return json != NULL ? rst_account_state_from_json (json) : NULL;
}

static gboolean
has_same_server (const RstAccount *one, const RstAccount *other)
{
  return g_ascii_strcasecmp (one->endpoint->host, other->endpoint->host) == 0 &&
         one->endpoint->port == other->endpoint->port;
}

/* Whether what logged in for one of them is what logs in for the other. */
static gboolean
has_same_login (const RstAccount *one, const RstAccount *other)
{
  return g_str_equal (one->user, other->user) &&
         one->auth == other->auth &&
         one->endpoint->security == other->endpoint->security &&
         g_strcmp0 (one->endpoint->client_certificate, other->endpoint->client_certificate) == 0 &&
         (one->token_command != NULL) == (other->token_command != NULL);
}

static gboolean
save_state (RstAccounts           *self,
            const char            *id,
            const RstAccountState *state,
            GCancellable          *cancellable,
            GError               **error)
{
  g_autofree char *json = rst_account_state_to_json (state);

  return rst_store_save_account_state (self->store, id, json, cancellable, error);
}

gboolean
rst_accounts_save_state (RstAccounts           *self,
                         const RstAccount      *account,
                         const RstAccountState *state,
                         GCancellable          *cancellable,
                         GError               **error)
{
  g_autoptr (RstAccount) now = NULL;

  g_return_val_if_fail (RST_IS_ACCOUNTS (self), FALSE);
  g_return_val_if_fail (account != NULL && account->endpoint != NULL, FALSE);
  g_return_val_if_fail (state != NULL, FALSE);

  now = rst_accounts_lookup (self, account->id, cancellable, NULL);
  if (now == NULL || !has_same_server (now, account) || !has_same_login (now, account))
    return TRUE;
  return save_state (self, account->id, state, cancellable, error);
}

gboolean
rst_accounts_forget_auth (RstAccounts  *self,
                          const char   *id,
                          GCancellable *cancellable,
                          GError      **error)
{
  g_autofree char *json = NULL;
  g_autoptr (RstAccountState) state = NULL;

  g_return_val_if_fail (RST_IS_ACCOUNTS (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  json = rst_store_load_account_state (self->store, id, cancellable, error);
  if (json == NULL)
    return FALSE;
  state = rst_account_state_from_json (json);
  state->auth = RST_POP3_AUTH_AUTO;
  g_clear_pointer (&state->mark, rst_maildrop_mark_free);
  return save_state (self, id, state, cancellable, error);
}

/* All but the clock, which is not the server's. */
static gboolean
forget_server (RstAccounts *self, const RstAccount *account, GCancellable *cancellable, GError **error)
{
  g_autoptr (RstAccountState) state = rst_accounts_load_state (self, account, cancellable, error);
  g_autoptr (RstAccountState) next = rst_account_state_new ();

  if (state == NULL)
    return FALSE;
  next->clock = state->clock;
  return save_state (self, account->id, next, cancellable, error);
}

gboolean
rst_accounts_outdate_state (RstAccounts      *self,
                            const RstAccount *before,
                            const RstAccount *account,
                            GCancellable     *cancellable,
                            GError          **error)
{
  if (!has_same_server (before, account))
    return forget_server (self, account, cancellable, error);
  if (!has_same_login (before, account))
    return rst_accounts_forget_auth (self, account->id, cancellable, error);
  return TRUE;
}

/* The account's clock */

static gboolean
start_clock (RstAccounts                  *self,
             const RstAccount             *account,
             RstAccountClock              *clock,
             const RstAccountClockReading *reading,
             GCancellable                 *cancellable,
             GError                      **error)
{
  gint64 youngest;

  if (!rst_store_load_youngest (self->store, account->id, &youngest, cancellable, error))
    return FALSE;
  rst_account_clock_start (clock, youngest > 0 ? youngest : MAX (reading->wall, 1));
  return TRUE;
}

gboolean
rst_accounts_advance_clock (RstAccounts      *self,
                            const RstAccount *account,
                            RstAccountState  *state,
                            GCancellable     *cancellable,
                            GError          **error)
{
  RstAccountClockReading reading;

  g_return_val_if_fail (RST_IS_ACCOUNTS (self), FALSE);
  g_return_val_if_fail (account != NULL && state != NULL, FALSE);

  rst_account_clock_read (&reading);
  if (state->clock.now == 0 &&
      !start_clock (self, account, &state->clock, &reading, cancellable, error))
    return FALSE;
  rst_account_clock_advance (&state->clock, &reading);
  return TRUE;
}

gboolean
rst_accounts_load_clock (RstAccounts      *self,
                         const RstAccount *account,
                         gint64           *now,
                         GCancellable     *cancellable,
                         GError          **error)
{
  g_autoptr (RstAccountState) state = NULL;

  g_return_val_if_fail (RST_IS_ACCOUNTS (self), FALSE);
  g_return_val_if_fail (account != NULL && now != NULL, FALSE);

  state = rst_accounts_load_state (self, account, cancellable, error);
  if (state == NULL || !rst_accounts_advance_clock (self, account, state, cancellable, error))
    return FALSE;
  *now = state->clock.now;
  return TRUE;
}

/* Logs. Passes over several accounts run at once. */

/* Whom a log tells of its lines. */
typedef struct
{
  char *id;
  RstAccountsLogFunc func;
  gpointer user_data;
} LogTarget;

void
rst_accounts_log_target_free (gpointer data)
{
  LogTarget *target = data;

  g_free (target->id);
  g_free (target);
}

static void
log_line_cb (const char *line, gpointer user_data)
{
  LogTarget *target = user_data;

  target->func (target->id, line, target->user_data);
}

static RstPop3Log *
new_log (RstAccounts *self, const char *id)
{
  RstPop3Log *log = rst_pop3_log_new ();
  LogTarget *target;

  if (self->log_func == NULL)
    return log;

  target = g_new (LogTarget, 1);
  *target = (LogTarget) { g_strdup (id), self->log_func, self->log_data };
  g_ptr_array_add (self->log_targets, target);
  rst_pop3_log_set_func (log, log_line_cb, target);
  return log;
}

RstPop3Log *
rst_accounts_get_log (RstAccounts *self, const char *id)
{
  g_autoptr (GMutexLocker) locker = NULL;
  RstPop3Log *log;

  g_return_val_if_fail (RST_IS_ACCOUNTS (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  locker = g_mutex_locker_new (&self->mutex);
  log = g_hash_table_lookup (self->logs, id);
  if (log == NULL)
    {
      log = new_log (self, id);
      g_hash_table_insert (self->logs, g_strdup (id), log);
    }
  return log;
}

void
rst_accounts_set_log_func (RstAccounts *self, RstAccountsLogFunc func, gpointer user_data)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (RST_IS_ACCOUNTS (self));

  locker = g_mutex_locker_new (&self->mutex);
  self->log_func = func;
  self->log_data = user_data;
}
