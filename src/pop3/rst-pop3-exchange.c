/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pop3/rst-pop3-login-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/rst-error.h"
#include "pop3/rst-pop3-bounds.h"
#include "sasl/rst-base64.h"

/* An exchange of AUTH (RFC 5034 §4) on its way. */
typedef struct
{
  RstPop3Login *login;
  RstSasl *sasl;
  char *step; /* "AUTH" and the mechanism */
  char *shown; /* what errors and the log say of a response */
  RstSecret *initial; /* the initial response in base64; NULL without one */
  gboolean initial_sent; /* in the command */
  guint n_challenges;
} Exchange;

static void
exchange_clear (Exchange *self)
{
  rst_sasl_free (self->sasl);
  g_free (self->step);
  g_free (self->shown);
  rst_secret_free (self->initial);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Exchange, exchange_clear)

/* What goes over the wire is remembered, so that no text shows it again. */
static RstSecret *
encode (Exchange *self, GString *response)
{
  RstSecret *encoded = rst_base64_encode (response->str, response->len);

  rst_pop3_session_hide (self->login->session, encoded);
  rst_sasl_wipe (response);
  return encoded;
}

/* Before anything is sent: what cannot be said must not begin. */
static gboolean
make_initial (Exchange *self, GError **error)
{
  GString *response;

  if (!rst_sasl_speaks_first (self->sasl))
    return TRUE;
  response = rst_sasl_respond (self->sasl, NULL, 0, error);
  if (response == NULL)
    return FALSE;
  self->initial = encode (self, response);
  return TRUE;
}

/* RFC 5034 §4: an initial response stands in the command if both stay within
 * 255 octets, and an empty one is "=".
 */
static gboolean
send_command (Exchange *self, gboolean at_once, GError **error)
{
  const char *initial = self->initial != NULL && *self->initial == '\0' ? "=" : self->initial;
  g_autofree char *bare = g_strconcat (self->step, "\r\n", NULL);
  g_autofree char *shown = g_strconcat (self->step, " ••••", NULL);
  g_autoptr (RstSecret) whole = NULL;

  if (initial != NULL)
    whole = g_strconcat (self->step, " ", initial, "\r\n", NULL);
  self->initial_sent = at_once && whole != NULL && strlen (whole) <= RST_POP3_COMMAND_MAX;
  return self->initial_sent ? rst_pop3_login_send (self->login, whole, shown, error)
                            : rst_pop3_login_send (self->login, bare, self->step, error);
}

/* RFC 5034 §4: "*" ends the exchange, and -ERR answers it. The session can only
 * go on if it does; why the exchange ended is known already.
 */
static void
cancel (Exchange *self)
{
  g_autoptr (RstPop3Reply) reply = NULL;

  if (rst_pop3_login_send (self->login, "*\r\n", "*", NULL))
    reply = rst_pop3_login_read (self->login, self->step, NULL);
  if (reply == NULL || reply->status != RST_POP3_REPLY_ERR)
    g_io_stream_close (rst_pop3_session_get_stream (self->login->session), NULL, NULL);
}

static void
take_refusal (Exchange *self)
{
  g_free (self->login->refusal);
  self->login->refusal = g_strdup (rst_sasl_get_refusal (self->sasl));
}

/* An initial response that could not stand in the command follows the first
 * challenge, and so does one that did: a server that does not know of them asks
 * all the same. The challenge is empty then (RFC 5034 §4); where nothing was
 * said before, what it says makes no difference.
 */
static gboolean
wants_initial (Exchange *self, const RstPop3Reply *reply)
{
  return self->initial != NULL && self->n_challenges == 1 &&
         (!self->initial_sent || *reply->text == '\0');
}

/* Returns: (nullable): the next line in base64 */
static RstSecret *
answer_challenge (Exchange *self, const RstPop3Reply *reply, GError **error)
{
  GString *challenge;
  GString *response;

  if (wants_initial (self, reply))
    return g_strdup (self->initial);

  challenge = rst_base64_decode (reply->text, strlen (reply->text));
  if (challenge == NULL)
    {
      g_set_error (error, RST_ERROR, RST_ERROR_PROTOCOL,
                   _("The server’s challenge for %s is not base64"), self->step);
      return NULL;
    }
  response = rst_sasl_respond (self->sasl, challenge->str, challenge->len, error);
  rst_sasl_wipe (challenge);
  take_refusal (self);
  return response != NULL ? encode (self, response) : NULL;
}

static gboolean
take_challenge (Exchange *self, const RstPop3Reply *reply, GError **error)
{
  g_autoptr (RstSecret) response = NULL;
  g_autoptr (RstSecret) line = NULL;

  self->n_challenges++;
  response = answer_challenge (self, reply, error);
  if (response == NULL)
    {
      cancel (self);
      return FALSE;
    }
  line = g_strconcat (response, "\r\n", NULL);
  return rst_pop3_login_send (self->login, line, self->shown, error);
}

static gboolean
take_refused (Exchange *self, const RstPop3Reply *reply, GError **error)
{
  gboolean is_first = self->n_challenges == 0;

  self->login->refused_at_once = is_first && self->initial_sent && reply->code == NULL;
  rst_pop3_login_set_refused (self->login, reply, self->step, is_first && !self->initial_sent, error);
  return FALSE;
}

/* A server that accepts what it did not hear is none to believe. */
static gboolean
take_accepted (Exchange *self, GError **error)
{
  if (self->initial == NULL || self->initial_sent || self->n_challenges > 0)
    return rst_sasl_finish (self->sasl, error);

  g_set_error (error, RST_ERROR, RST_ERROR_PROTOCOL,
               _("The server accepted %s before it was complete"), self->step);
  return FALSE;
}

/* With @at_once the initial response stands in the command if it fits. */
static gboolean
run_exchange (RstPop3Login          *self,
              RstSaslMechanism       mechanism,
              const RstSaslBinding  *binding,
              gboolean               at_once,
              GError               **error)
{
  const char *name = rst_sasl_mechanism_get_name (mechanism);
  g_auto (Exchange) exchange = {
    .login = self,
    .sasl = rst_sasl_new (mechanism, self->credentials, binding, self->host, self->port),
    .step = g_strconcat ("AUTH ", name, NULL),
    .shown = g_strconcat ("•••• (AUTH ", name, ")", NULL),
  };

  self->refused_at_once = FALSE;
  g_clear_pointer (&self->refusal, g_free);
  if (!make_initial (&exchange, error) || !send_command (&exchange, at_once, error))
    return FALSE;

  for (;;)
    {
      g_autoptr (RstPop3Reply) reply = rst_pop3_login_read (self, exchange.step, error);

      if (reply == NULL)
        return FALSE;
      if (reply->status == RST_POP3_REPLY_ERR)
        return take_refused (&exchange, reply, error);
      if (reply->status == RST_POP3_REPLY_OK)
        return take_accepted (&exchange, error);
      if (!take_challenge (&exchange, reply, error))
        return FALSE;
    }
}

/* Some servers know an XOAUTH2 of two lines only, as Microsoft documents it,
 * and refuse what stands in one: then it is said once more.
 */
static gboolean
run_xoauth2 (RstPop3Login *self, GError **error)
{
  g_autoptr (GError) first = NULL;
  g_autoptr (GError) second = NULL;

  if (run_exchange (self, RST_SASL_XOAUTH2, NULL, TRUE, &first))
    return TRUE;
  if (!self->refused_at_once || !g_error_matches (first, RST_ERROR, RST_ERROR_AUTH))
    {
      g_propagate_error (error, g_steal_pointer (&first));
      return FALSE;
    }

  if (run_exchange (self, RST_SASL_XOAUTH2, NULL, FALSE, &second))
    return TRUE;

  /* A connection that ended after a refusal ended because of it. */
  if (g_error_matches (second, RST_ERROR, RST_ERROR_TCP))
    g_propagate_error (error, g_steal_pointer (&first));
  else
    g_propagate_error (error, g_steal_pointer (&second));
  return FALSE;
}

/* A server may know fewer kinds of binding than TLS has (RFC 5802 §7); that of
 * the certificate is the one that every version of TLS and any server behind a
 * proxy can have.
 */
static gboolean
run_bound (RstPop3Login *self, RstSaslMechanism mechanism, RstSaslBinding *binding, GError **error)
{
  g_autoptr (GBytes) data = NULL;
  g_autoptr (GError) local = NULL;

  if (run_exchange (self, mechanism, binding, TRUE, &local))
    return TRUE;
  if (!g_error_matches (local, RST_ERROR, RST_ERROR_AUTH) ||
      g_strcmp0 (self->refusal, "unsupported-channel-binding-type") != 0 ||
      g_str_equal (binding->type, "tls-server-end-point") ||
      !rst_pop3_session_get_binding (self->session, TRUE, binding))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  data = binding->data;
  return run_exchange (self, mechanism, binding, TRUE, error);
}

/* A server that cannot bind to this version of TLS after all, as Cyrus 3.6
 * cannot to TLS 1.3, refuses what it offered. To that server this client has no
 * binding ("n"), if an unbound mechanism was chosen.
 */
static gboolean
run_scram (RstPop3Login *self, RstSaslMechanism chosen, GError **error)
{
  RstSaslMechanism mechanism = rst_pop3_session_bind_mechanism (self->session, chosen);
  RstSaslBinding binding = { NULL, NULL };
  gboolean can_bind = rst_pop3_session_get_binding (self->session, FALSE, &binding);
  g_autoptr (GBytes) data = binding.data;
  g_autoptr (GError) local = NULL;

  if (!rst_sasl_mechanism_needs_binding (mechanism))
    return run_exchange (self, mechanism, can_bind ? &binding : NULL, TRUE, error);
  if (!can_bind)
    {
      g_set_error (error, RST_ERROR, RST_ERROR_CONFIG,
                   _("%s binds the login to TLS, and this connection has nothing to bind it to"),
                   rst_sasl_mechanism_get_name (mechanism));
      return FALSE;
    }
  if (run_bound (self, mechanism, &binding, &local))
    return TRUE;
  if (mechanism != chosen && g_error_matches (local, RST_ERROR, RST_ERROR_LOGIN_DISABLED))
    return run_exchange (self, chosen, NULL, TRUE, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
rst_pop3_login_exchange (RstPop3Login *self, RstSaslMechanism mechanism, GError **error)
{
  switch (mechanism)
    {
    case RST_SASL_SCRAM_SHA_256_PLUS:
    case RST_SASL_SCRAM_SHA_1_PLUS:
    case RST_SASL_SCRAM_SHA_256:
    case RST_SASL_SCRAM_SHA_1:
      return run_scram (self, mechanism, error);
    case RST_SASL_XOAUTH2:
      return run_xoauth2 (self, error);
    default:
      return run_exchange (self, mechanism, NULL, TRUE, error);
    }
}
