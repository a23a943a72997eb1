/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "accounts/rst-sign-in.h"

#include <glib/gi18n-lib.h>

#include "base/rst-error.h"
#include "net/rst-connect.h"

/* One sign-in on its way: what it needs, and what asks it to stop. */
typedef struct
{
  const RstSignIn *needs;
  const RstAccount *account;
  GCancellable *cancellable;
} SignIn;

static void
took_step (SignIn *sign_in, RstSignInStep step, RstPop3Session *session, const char *detail)
{
  if (sign_in->needs->step != NULL)
    sign_in->needs->step (step, session, detail, sign_in->needs->user_data);
}

static RstPop3Session *
open_connection (SignIn *sign_in, GError **error)
{
  const RstEndpoint *endpoint = sign_in->account->endpoint;
  g_autoptr (GIOStream) stream = rst_connect (endpoint, sign_in->cancellable, error);
  g_autofree char *tls = NULL;
  g_autofree char *detail = NULL;
  RstPop3Session *session;

  if (stream == NULL)
    return NULL;

  tls = rst_connect_describe_tls (stream);
  if (tls != NULL)
    detail = g_strdup_printf (_("Connected to %s, port %u, with %s and a verified certificate"),
                              endpoint->host, endpoint->port, tls);
  else
    detail = g_strdup_printf (_("Connected to %s, port %u"), endpoint->host, endpoint->port);
  took_step (sign_in, RST_SIGN_IN_CONNECT, NULL, detail);
  session = rst_pop3_session_new (stream);
  rst_pop3_session_set_timeout (session, endpoint->timeout);
  return session;
}

/* Where a server waits for TLS, both sides wait for each other. */
static gboolean
read_greeting (SignIn *sign_in, RstPop3Session *session, GError **error)
{
  const RstEndpoint *endpoint = sign_in->account->endpoint;
  g_autoptr (GError) local_error = NULL;

  if (rst_pop3_session_read_greeting (session, sign_in->cancellable, &local_error))
    return TRUE;
  if (endpoint->security != RST_SECURITY_TLS && g_error_matches (local_error, RST_ERROR, RST_ERROR_TIMEOUT))
    g_set_error (error, RST_ERROR, RST_ERROR_TIMEOUT,
                 g_dngettext (GETTEXT_PACKAGE,
                              "%s port %u sent no greeting within %u second; it may want TLS from the start, as port 995 does",
                              "%s port %u sent no greeting within %u seconds; it may want TLS from the start, as port 995 does",
                              endpoint->timeout),
                 endpoint->host, endpoint->port, endpoint->timeout);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
greet (SignIn *sign_in, RstPop3Session *session, GError **error)
{
  g_autofree char *detail = NULL;

  if (!read_greeting (sign_in, session, error) ||
      !rst_pop3_session_query_capabilities (session, sign_in->cancellable, error))
    return FALSE;

  detail = g_strdup_printf (_("A POP3 server answered: %s"), rst_pop3_session_get_banner (session));
  took_step (sign_in, RST_SIGN_IN_GREETING, session, detail);
  return TRUE;
}

/* Not offered in CAPA is no reason to go on in the clear: STLS is asked for
 * all the same, and the server's answer decides.
 */
static gboolean
secure (SignIn *sign_in, RstPop3Session *session, GError **error)
{
  g_autoptr (GIOStream) stream = NULL;
  g_autofree char *tls = NULL;
  g_autofree char *detail = NULL;

  if (!rst_pop3_session_stls (session, sign_in->cancellable, error))
    return FALSE;
  stream = rst_start_tls (sign_in->account->endpoint,
                          rst_pop3_session_get_stream (session),
                          sign_in->cancellable, error);
  if (stream == NULL)
    return FALSE;
  rst_pop3_session_set_stream (session, stream);
  if (!rst_pop3_session_query_capabilities (session, sign_in->cancellable, error))
    return FALSE;

  tls = rst_connect_describe_tls (stream);
  detail = g_strdup_printf (_("Changed to %s with a verified certificate"), tls);
  took_step (sign_in, RST_SIGN_IN_STLS, session, detail);
  return TRUE;
}

static RstPop3Auth
choose_auth (SignIn *sign_in, RstPop3Session *session)
{
  g_autoptr (GArray) ranked = NULL;

  if (sign_in->account->auth != RST_POP3_AUTH_AUTO)
    return sign_in->account->auth;
  ranked = rst_pop3_session_rank_auth (session, sign_in->needs->credentials->kind);
  return g_array_index (ranked, RstPop3Auth, 0);
}

static gboolean
log_in (SignIn *sign_in, RstPop3Session *session, GError **error)
{
  const RstEndpoint *endpoint = sign_in->account->endpoint;
  g_autofree char *detail = NULL;

  if (!rst_pop3_session_login (session, choose_auth (sign_in, session), sign_in->needs->credentials,
                               endpoint->host, endpoint->port, sign_in->cancellable, error) ||
      !rst_pop3_session_query_capabilities (session, sign_in->cancellable, error))
    return FALSE;

  detail = g_strdup_printf (_("Logged in as %s"), sign_in->needs->credentials->user);
  took_step (sign_in, RST_SIGN_IN_LOGIN, session, detail);
  return TRUE;
}

RstPop3Session *
rst_sign_in (const RstSignIn *self, GCancellable *cancellable, GError **error)
{
  SignIn sign_in = { self, NULL, cancellable };
  g_autoptr (RstPop3Session) session = NULL;

  g_return_val_if_fail (self != NULL && self->account != NULL, NULL);
  g_return_val_if_fail (self->account->endpoint != NULL, NULL);

  sign_in.account = self->account;
  session = open_connection (&sign_in, error);
  if (session == NULL || !greet (&sign_in, session, error))
    return NULL;
  if (self->account->endpoint->security == RST_SECURITY_STLS && !secure (&sign_in, session, error))
    return NULL;
  if (self->credentials != NULL && !log_in (&sign_in, session, error))
    return NULL;
  return g_steal_pointer (&session);
}
