/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The last hops of a sign-in: which way to log in is chosen, and the login. */

#include "config.h"

#include "accounts/rst-sign-in-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/rst-error.h"

static char *
join_names (GArray *ways)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint i = 0; i < ways->len; i++)
    g_strv_builder_add (names, rst_pop3_auth_get_name (g_array_index (ways, RstPop3Auth, i)));
  all = g_strv_builder_end (names);
  return g_strjoinv (", ", all);
}

static gboolean
contains (GArray *ways, RstPop3Auth auth)
{
  for (guint i = 0; i < ways->len; i++)
    if (g_array_index (ways, RstPop3Auth, i) == auth)
      return TRUE;
  return FALSE;
}

/* RFC 7628 §3: "TLS MUST be used". A token is worth what a password is, and
 * whoever reads it can use it at once.
 */
static gboolean
check_token (RstSignInHops *self, GError **error)
{
  if (self->needs->credentials->kind != RST_SECRET_TOKEN ||
      self->account->endpoint->security != RST_SECURITY_PLAINTEXT)
    return TRUE;

  g_set_error (error, RST_ERROR, RST_ERROR_CONFIG,
               _("Account “%s” logs in with a token, which is never sent without TLS"),
               self->account->id);
  return FALSE;
}

/* A way that was set needs the secret that it is made for. */
static gboolean
check_kind (RstSignInHops *self, GError **error)
{
  RstPop3Auth auth = self->account->auth;
  RstSecretKind kind = self->needs->credentials->kind;

  if (auth == RST_POP3_AUTH_AUTO || rst_pop3_auth_get_secret_kind (auth) == kind)
    return TRUE;

  g_set_error (error, RST_ERROR, RST_ERROR_CONFIG,
               kind == RST_SECRET_TOKEN
                 ? _("Account “%s” has a token command, but its way to log in, %s, takes no token")
               : rst_pop3_auth_get_secret_kind (auth) == RST_SECRET_TOKEN
                 ? _("Account “%s” has no token command, which its way to log in, %s, needs")
                 : _("Account “%s” has no password, which its way to log in, %s, needs"),
               self->account->id, rst_pop3_auth_get_name (auth));
  return FALSE;
}

/* What is worth a try although it is not announced is not what the server
 * offers.
 */
static char *
join_offered (RstPop3Session *session, GArray *ranked)
{
  g_autoptr (GArray) offered = g_array_new (FALSE, FALSE, sizeof (RstPop3Auth));

  for (guint i = 0; i < ranked->len; i++)
    if (rst_pop3_session_offers (session, g_array_index (ranked, RstPop3Auth, i)))
      g_array_append_val (offered, g_array_index (ranked, RstPop3Auth, i));
  return offered->len > 0 ? join_names (offered) : g_strdup (_("none"));
}

static void
set_downgrade_error (RstSignInHops *self, RstPop3Session *session, GArray *ranked, GError **error)
{
  g_autofree char *now = join_offered (session, ranked);

  g_set_error (error, RST_ERROR, RST_ERROR_DOWNGRADE,
               _("The server of account “%s” let you log in by %s before and now offers only weaker ways (%s): somebody may be in between"),
               self->account->id, rst_pop3_auth_get_name (self->state->auth), now);
}

/* Takes out what is weaker than what logged in before, if that was with such a
 * secret as now.
 */
static void
drop_weaker (RstSignInHops *self, GArray *ways)
{
  RstPop3Auth known = self->state->auth;
  guint kept = 0;

  if (known == RST_POP3_AUTH_AUTO ||
      rst_pop3_auth_get_secret_kind (known) != self->needs->credentials->kind)
    return;

  for (guint i = 0; i < ways->len; i++)
    {
      RstPop3Auth auth = g_array_index (ways, RstPop3Auth, i);

      if (rst_pop3_auth_get_strength (auth) >= rst_pop3_auth_get_strength (known))
        g_array_index (ways, RstPop3Auth, kept++) = auth;
    }
  g_array_set_size (ways, kept);
}

/* What logged in before does so again; what a server announces for all it need
 * not have for this user.
 */
static void
put_known_first (RstSignInHops *self, GArray *ways)
{
  RstPop3Auth known = self->state->auth;

  if (known == RST_POP3_AUTH_AUTO || !contains (ways, known))
    return;

  g_array_prepend_val (ways, known);
  for (guint i = 1; i < ways->len; i++)
    if (g_array_index (ways, RstPop3Auth, i) == known)
      {
        g_array_remove_index (ways, i);
        return;
      }
}

static GArray *
choose_automatically (RstSignInHops *self, RstPop3Session *session, GError **error)
{
  g_autoptr (GArray) ranked = NULL;
  g_autoptr (GArray) ways = NULL;

  if (!rst_pop3_session_query_mechanisms (session, self->cancellable, error))
    return NULL;

  ranked = rst_pop3_session_rank_auth (session, self->needs->credentials->kind);
  if (ranked->len == 0)
    {
      g_set_error (error, RST_ERROR, RST_ERROR_LOGIN_DISABLED,
                   _("The server of account “%s” offers no login by client certificate"), self->account->id);
      return NULL;
    }
  ways = g_array_copy (ranked);
  drop_weaker (self, ways);
  put_known_first (self, ways);
  if (ways->len > 0)
    return g_steal_pointer (&ways);
  set_downgrade_error (self, session, ranked, error);
  return NULL;
}

/* The ways to log in that may be tried, best first. */
static GArray *
choose (RstSignInHops *self, RstPop3Session *session, GError **error)
{
  GArray *ways;

  if (!check_token (self, error) || !check_kind (self, error))
    return NULL;
  if (self->account->auth == RST_POP3_AUTH_AUTO)
    return choose_automatically (self, session, error);

  ways = g_array_new (FALSE, FALSE, sizeof (RstPop3Auth));
  g_array_append_val (ways, self->account->auth);
  return ways;
}

static gboolean
try_way (RstSignInHops *self, RstPop3Session *session, RstPop3Auth auth, GError **error)
{
  const RstEndpoint *endpoint = self->account->endpoint;

  rst_pop3_log_add_note (self->needs->log, "logging in by %s", rst_pop3_auth_get_name (auth));
  return rst_pop3_session_login (session, auth, self->needs->credentials,
                                 endpoint->host, endpoint->port, self->cancellable, error);
}

static gboolean
is_weaker (RstPop3Auth one, RstPop3Auth other)
{
  return rst_pop3_auth_get_strength (one) < rst_pop3_auth_get_strength (other);
}

/* A server may announce for all what it has for few: digests need passwords
 * that it keeps in another form. Where nothing is remembered, the next weaker
 * way gets one try, over TLS alone. A way for tokens that was not announced may
 * just not be there.
 */
static RstPop3Auth
find_next (RstSignInHops *self, RstPop3Session *session, GArray *ways, const GError *error)
{
  RstPop3Auth first = g_array_index (ways, RstPop3Auth, 0);
  gboolean disabled = g_error_matches (error, RST_ERROR, RST_ERROR_LOGIN_DISABLED);

  if (self->account->endpoint->security == RST_SECURITY_PLAINTEXT ||
      (!disabled && !g_error_matches (error, RST_ERROR, RST_ERROR_AUTH)))
    return RST_POP3_AUTH_AUTO;
  if (disabled && self->needs->credentials->kind == RST_SECRET_TOKEN &&
      ways->len > 1 && !rst_pop3_session_offers (session, first))
    return g_array_index (ways, RstPop3Auth, 1);
  if (self->state->auth != RST_POP3_AUTH_AUTO)
    return RST_POP3_AUTH_AUTO;

  for (guint i = 1; i < ways->len; i++)
    if (is_weaker (g_array_index (ways, RstPop3Auth, i), first))
      return g_array_index (ways, RstPop3Auth, i);
  return RST_POP3_AUTH_AUTO;
}

/* Returns the way that logged in, or %RST_POP3_AUTH_AUTO. */
static RstPop3Auth
try_ways (RstSignInHops *self, RstPop3Session *session, GArray *ways, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  g_autoptr (GError) local_error = NULL;
  RstPop3Auth auth = g_array_index (ways, RstPop3Auth, 0);

  if (try_way (self, session, auth, &refusal))
    return auth;

  auth = find_next (self, session, ways, refusal);
  if (auth != RST_POP3_AUTH_AUTO)
    {
      rst_pop3_log_add_note (self->needs->log, "refused: %s", refusal->message);
      if (try_way (self, session, auth, &local_error))
        return auth;
      /* A server that closes after its refusal has said what it had to say. */
      if (!g_error_matches (local_error, RST_ERROR, RST_ERROR_TCP))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return RST_POP3_AUTH_AUTO;
        }
    }
  g_propagate_error (error, g_steal_pointer (&refusal));
  return RST_POP3_AUTH_AUTO;
}

/* Capabilities */

/* What a server is has no bearing on what it can (RFC 2449 §6.9); some name
 * the machine that answers there.
 */
static gboolean
tells_nothing (const char *line)
{
  return g_ascii_strncasecmp (line, "IMPLEMENTATION", strlen ("IMPLEMENTATION")) == 0;
}

static gboolean
announces_same (char **one, char **other)
{
  for (;;)
    {
      while (*one != NULL && tells_nothing (*one))
        one++;
      while (*other != NULL && tells_nothing (*other))
        other++;
      if (*one == NULL || *other == NULL)
        return *one == *other;
      if (!g_str_equal (*one++, *other++))
        return FALSE;
    }
}

/* Another server, or another version of it, may do what the former failed at. */
static void
replace_lines (RstSignInHops *self, RstPop3Session *session, char ***known, char **lines)
{
  if (*known != NULL && !announces_same (*known, lines))
    {
      self->state->no_pipelining = FALSE;
      self->state->no_utf8 = FALSE;
      self->state->no_glance = FALSE;
      rst_pop3_session_set_pipelining (session, TRUE);
    }
  g_strfreev (*known);
  *known = lines;
}

/* Whether the answer after the login is known already: the server announces what
 * it did before the last one, and nothing that differs by user (RFC 2449 §6.5,
 * §6.7).
 */
static gboolean
knows_answer (RstSignInHops *self, RstPop3Capa *capa, char **before)
{
  guint value;
  gboolean per_user = FALSE;

  if (self->state->capabilities == NULL || self->state->capabilities_before == NULL ||
      !g_strv_equal ((const char *const *) before, (const char *const *) self->state->capabilities_before))
    return FALSE;
  if (rst_pop3_capa_get_expire (capa, &value, &per_user) && per_user)
    return FALSE;
  return !rst_pop3_capa_get_login_delay (capa, &value, &per_user) || !per_user;
}

/* Takes @before over. */
static gboolean
learn_capabilities (RstSignInHops *self, RstPop3Session *session, char **before, gboolean known, GError **error)
{
  replace_lines (self, session, &self->state->capabilities_before, before);
  if (known)
    {
      rst_pop3_session_assume_capabilities (session, (const char *const *) self->state->capabilities);
      return TRUE;
    }
  if (!rst_pop3_session_query_capabilities (session, self->cancellable, error))
    return FALSE;
  replace_lines (self, session, &self->state->capabilities,
                 rst_pop3_capa_dup_lines (rst_pop3_session_get_capabilities (session)));
  return TRUE;
}

static void
tell_offer (RstSignInHops *self, RstPop3Session *session, GArray *ways)
{
  g_autofree char *names = join_names (ways);
  g_autofree char *detail = g_strdup_printf (_("To be tried, best first: %s"), names);

  rst_sign_in_took_step (self, RST_SIGN_IN_OFFER, session, detail);
}

gboolean
rst_sign_in_log_in (RstSignInHops *self, RstPop3Session *session, GError **error)
{
  RstPop3Capa *capa = rst_pop3_session_get_capabilities (session);
  g_auto (GStrv) before = rst_pop3_capa_dup_lines (capa);
  gboolean known = knows_answer (self, capa, before);
  g_autoptr (GArray) ways = choose (self, session, error);
  g_autofree char *detail = NULL;
  RstPop3Auth auth;

  if (ways == NULL)
    return FALSE;
  tell_offer (self, session, ways);
  auth = try_ways (self, session, ways, error);
  if (auth == RST_POP3_AUTH_AUTO)
    return FALSE;

  self->state->auth = auth;
  self->state->last_login = g_get_real_time () / G_USEC_PER_SEC;
  if (!learn_capabilities (self, session, g_steal_pointer (&before), known, error))
    return FALSE;

  detail = g_strdup_printf (_("Logged in as %s by %s"),
                            self->needs->credentials->user, rst_pop3_auth_get_name (auth));
  rst_sign_in_took_step (self, RST_SIGN_IN_LOGIN, session, detail);
  return TRUE;
}
