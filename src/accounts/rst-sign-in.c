/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "accounts/rst-sign-in-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/rst-error.h"
#include "net/rst-connect.h"
#include "net/rst-probe.h"

void
rst_sign_in_took_step (RstSignInHops  *self,
                       RstSignInStep   step,
                       RstPop3Session *session,
                       const char     *detail)
{
  rst_pop3_log_add (self->needs->log, RST_POP3_LOG_NOTE, detail, -1);
  if (self->needs->step != NULL)
    self->needs->step (step, session, detail, self->needs->user_data);
}

static void
log_connection (RstSignInHops *self, GIOStream *stream)
{
  const RstEndpoint *endpoint = self->account->endpoint;
  g_autoptr (GSocketAddress) address = NULL;
  g_autofree char *text = NULL;

  if (G_IS_SOCKET_CONNECTION (stream))
    address = g_socket_connection_get_remote_address (G_SOCKET_CONNECTION (stream), NULL);
  if (G_IS_INET_SOCKET_ADDRESS (address))
    text = g_inet_address_to_string (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
  rst_pop3_log_add_note (self->needs->log, "connected to %s:%u at %s",
                         endpoint->host, endpoint->port, text != NULL ? text : "an unknown address");
}

static void
log_tls (RstSignInHops *self, GIOStream *stream)
{
  GTlsConnection *connection = G_TLS_CONNECTION (stream);
  GTlsCertificate *certificate = g_tls_connection_get_peer_certificate (connection);
  g_autoptr (RstTlsDetails) details = NULL;

  if (self->needs->log == NULL || certificate == NULL)
    return;

  details = rst_tls_details_new (connection, certificate);
  rst_pop3_log_add_note (self->needs->log, "%s, cipher %s, certificate sha256:%s",
                         details->version, details->cipher, details->fingerprint);
}

/* Apart from TLS, so that a handshake that failed can be told from a
 * connection that did.
 */
static GIOStream *
open_plain (RstSignInHops *self, GError **error)
{
  g_autoptr (RstEndpoint) endpoint = rst_endpoint_copy (self->account->endpoint);
  GIOStream *stream;

  endpoint->security = RST_SECURITY_STLS;
  rst_pop3_log_add_note (self->needs->log, "connecting to %s:%u", endpoint->host, endpoint->port);
  stream = rst_connect (endpoint, self->cancellable, error);
  if (stream != NULL)
    log_connection (self, stream);
  return stream;
}

/* A handshake that fails may be one with a server that does not speak TLS. */
static GIOStream *
open_stream (RstSignInHops *self, GError **error)
{
  const RstEndpoint *endpoint = self->account->endpoint;
  GIOStream *plain = open_plain (self, error);
  GIOStream *stream;

  if (plain == NULL || endpoint->security != RST_SECURITY_TLS)
    return plain;

  stream = rst_start_tls (endpoint, plain, self->cancellable, error);
  g_object_unref (plain);
  if (stream != NULL)
    log_tls (self, stream);
  else
    rst_probe_explain (endpoint, self->cancellable, error);
  return stream;
}

static RstPop3Session *
new_session (RstSignInHops *self, GIOStream *stream)
{
  RstPop3Session *session = rst_pop3_session_new (stream);

  rst_pop3_session_set_timeout (session, self->account->endpoint->timeout);
  rst_pop3_session_set_log (session, self->needs->log);
  rst_pop3_session_set_pipelining (session, !self->state->no_pipelining);
  return session;
}

static RstPop3Session *
open_connection (RstSignInHops *self, GError **error)
{
  const RstEndpoint *endpoint = self->account->endpoint;
  g_autoptr (GIOStream) stream = open_stream (self, error);
  g_autofree char *tls = NULL;
  g_autofree char *detail = NULL;

  if (stream == NULL)
    return NULL;

  tls = rst_connect_describe_tls (stream);
  if (tls != NULL)
    detail = g_strdup_printf (_("Connected to %s, port %u, with %s and a verified certificate"),
                              endpoint->host, endpoint->port, tls);
  else
    detail = g_strdup_printf (_("Connected to %s, port %u"), endpoint->host, endpoint->port);
  rst_sign_in_took_step (self, RST_SIGN_IN_CONNECT, NULL, detail);
  return new_session (self, stream);
}

/* What does not greet may be another server than was expected. */
static RstPop3Session *
open_greeted (RstSignInHops *self, GError **error)
{
  RstPop3Session *session = open_connection (self, error);
  g_autofree char *detail = NULL;

  if (session == NULL)
    return NULL;
  if (!rst_pop3_session_read_greeting (session, self->cancellable, error))
    {
      g_object_unref (session);
      rst_probe_explain (self->account->endpoint, self->cancellable, error);
      return NULL;
    }

  detail = g_strdup_printf (_("A POP3 server answered: %s"), rst_pop3_session_get_banner (session));
  rst_sign_in_took_step (self, RST_SIGN_IN_GREETING, session, detail);
  return session;
}

static gboolean
query_capabilities (RstSignInHops *self, RstPop3Session *session, GError **error)
{
  g_auto (GStrv) lines = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *detail = NULL;

  if (!rst_pop3_session_query_capabilities (session, self->cancellable, error))
    return FALSE;

  lines = rst_pop3_capa_dup_lines (rst_pop3_session_get_capabilities (session));
  joined = g_strjoinv (", ", lines);
  if (*joined != '\0')
    detail = g_strdup_printf (_("The server announces: %s"), joined);
  rst_sign_in_took_step (self, RST_SIGN_IN_CAPA, session,
                         detail != NULL ? detail : _("The server does not say what it can"));
  return TRUE;
}

/* Not offered in CAPA is no reason to go on in the clear: STLS is asked for
 * all the same, and the server's answer decides.
 */
static gboolean
secure (RstSignInHops *self, RstPop3Session *session, GError **error)
{
  g_autoptr (GIOStream) stream = NULL;
  g_autofree char *tls = NULL;
  g_autofree char *detail = NULL;

  if (!rst_pop3_session_stls (session, self->cancellable, error))
    return FALSE;
  stream = rst_start_tls (self->account->endpoint,
                          rst_pop3_session_get_stream (session),
                          self->cancellable, error);
  if (stream == NULL)
    return FALSE;
  log_tls (self, stream);
  rst_pop3_session_set_stream (session, stream);
  if (!rst_pop3_session_query_capabilities (session, self->cancellable, error))
    return FALSE;

  tls = rst_connect_describe_tls (stream);
  detail = g_strdup_printf (_("Changed to %s with a verified certificate"), tls);
  rst_sign_in_took_step (self, RST_SIGN_IN_STLS, session, detail);
  return TRUE;
}

/* The desktop's language (RFC 5646), without region: a range that every variant
 * of it matches (RFC 4647 §3.3.1). NULL where it is what servers speak when
 * nothing is asked for.
 */
static char *
dup_language (void)
{
  const char *name = g_get_language_names ()[0];
  g_autofree char *language = g_strndup (name, strcspn (name, "_.@"));

  if (strlen (language) < 2 || g_ascii_strcasecmp (language, "en") == 0 || g_str_equal (language, "POSIX"))
    return NULL;
  for (const char *p = language; *p != '\0'; p++)
    if (!g_ascii_isalpha (*p))
      return NULL;
  return g_ascii_strdown (language, -1);
}

/* RFC 6856: UTF8 before the login and after STLS (§2.1), and the server's words
 * in the person's language (§3). Some announce it and hang.
 */
static gboolean
enter_utf8 (RstSignInHops *self, RstPop3Session *session, GError **error)
{
  g_autofree char *language = NULL;

  if (self->skip_utf8 || self->state->no_utf8)
    return TRUE;

  self->in_utf8 = TRUE;
  language = dup_language ();
  if (!rst_pop3_session_enter_utf8 (session, self->cancellable, error) ||
      (language != NULL &&
       !rst_pop3_session_set_language (session, language, self->cancellable, error)))
    return FALSE;
  self->in_utf8 = FALSE;
  return TRUE;
}

/* The same way as last time hands out no more than last time did. */
static gboolean
may_assume (RstSignInHops *self)
{
  return self->needs->hurry &&
         self->account->endpoint->security == RST_SECURITY_TLS &&
         self->state->auth != RST_POP3_AUTH_AUTO &&
         self->state->capabilities_before != NULL;
}

static gboolean
know_capabilities (RstSignInHops *self, RstPop3Session *session, GError **error)
{
  if (!self->assuming)
    return query_capabilities (self, session, error);
  rst_pop3_session_assume_capabilities (session, (const char *const *) self->state->capabilities_before);
  return TRUE;
}

static RstPop3Session *
take_hops (RstSignInHops *self, GError **error)
{
  g_autoptr (RstPop3Session) session = open_greeted (self, error);

  if (session == NULL || !know_capabilities (self, session, error))
    return NULL;
  if (self->account->endpoint->security == RST_SECURITY_STLS && !secure (self, session, error))
    return NULL;
  if (self->needs->credentials != NULL &&
      (!enter_utf8 (self, session, error) || !rst_sign_in_log_in (self, session, error)))
    return NULL;
  return g_steal_pointer (&session);
}

/* Whether the connection broke over UTF8, and not for the person's wish. */
static gboolean
broke_in_utf8 (RstSignInHops *self, const GError *error)
{
  return self->in_utf8 && !g_error_matches (error, RST_ERROR, RST_ERROR_CANCELLED);
}

/* What a server without a way that it had answers is not what it answers to a
 * wrong password, nor to a second one.
 */
static gboolean
assumed_too_much (RstSignInHops *self, const GError *error)
{
  return self->assuming &&
         (g_error_matches (error, RST_ERROR, RST_ERROR_LOGIN_DISABLED) ||
          g_error_matches (error, RST_ERROR, RST_ERROR_DOWNGRADE) ||
          g_error_matches (error, RST_ERROR, RST_ERROR_PROTOCOL));
}

/* What did not help is asked for the next time, at the latest. */
static void
doubt_capabilities (RstSignInHops *self)
{
  if (self->assuming)
    g_clear_pointer (&self->state->capabilities_before, g_strfreev);
  self->assuming = FALSE;
}

static RstPop3Session *
sign_in (RstSignInHops *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  RstPop3Session *session;

  self->assuming = may_assume (self);
  session = take_hops (self, &local_error);
  if (session == NULL && assumed_too_much (self, local_error))
    {
      rst_pop3_log_add_note (self->needs->log, "once more, asking what the server can: %s", local_error->message);
      g_clear_error (&local_error);
      self->assuming = FALSE;
      session = take_hops (self, &local_error);
    }
  if (session == NULL)
    doubt_capabilities (self);
  if (session == NULL && broke_in_utf8 (self, local_error))
    {
      rst_pop3_log_add_note (self->needs->log, "once more without UTF8: %s", local_error->message);
      g_clear_error (&local_error);
      self->skip_utf8 = TRUE;
      self->in_utf8 = FALSE;
      session = take_hops (self, &local_error);
      self->state->no_utf8 = session != NULL;
    }
  if (session != NULL)
    return session;

  rst_pop3_log_add_note (self->needs->log, "failed: %s", local_error->message);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

RstPop3Session *
rst_sign_in (const RstSignIn *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (RstAccountState) nothing_known = NULL;
  RstSignInHops hops = { .needs = self, .cancellable = cancellable };

  g_return_val_if_fail (self != NULL && self->account != NULL, NULL);
  g_return_val_if_fail (self->account->endpoint != NULL, NULL);

  hops.account = self->account;
  hops.state = self->state;
  if (hops.state == NULL)
    hops.state = nothing_known = rst_account_state_new ();
  return sign_in (&hops, error);
}
