/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pop3/rst-pop3-login-private.h"

#include <string.h>

#include "pop3/rst-pop3-bounds.h"

#define SASL(mechanism) ((RstPop3Auth) (RST_POP3_AUTH_SASL + RST_SASL_##mechanism))

/* RFC 9266 §3 and RFC 5929 §3: in TLS 1.3 there is no tls-unique. */
static GTlsChannelBindingType
get_unique_type (GTlsConnection *connection)
{
  return g_tls_connection_get_protocol_version (connection) >= G_TLS_PROTOCOL_VERSION_TLS_1_3
           ? G_TLS_CHANNEL_BINDING_TLS_EXPORTER : G_TLS_CHANNEL_BINDING_TLS_UNIQUE;
}

static gboolean
take_binding (GTlsConnection *connection, GTlsChannelBindingType type, RstSaslBinding *binding)
{
  static const char *const names[] = {
    [G_TLS_CHANNEL_BINDING_TLS_UNIQUE] = "tls-unique",
    [G_TLS_CHANNEL_BINDING_TLS_SERVER_END_POINT] = "tls-server-end-point",
    [G_TLS_CHANNEL_BINDING_TLS_EXPORTER] = "tls-exporter",
  };
  g_autoptr (GByteArray) data = g_byte_array_new ();

  /* Why it is not to be had does not matter: there is no binding then. */
  if (!g_tls_connection_get_channel_binding_data (connection, type, data, NULL) || data->len == 0)
    return FALSE;
  binding->type = names[type];
  binding->data = g_byte_array_free_to_bytes (g_steal_pointer (&data));
  return TRUE;
}

gboolean
rst_pop3_session_get_binding (RstPop3Session *self, gboolean end_point, RstSaslBinding *binding)
{
  GTlsConnection *connection;

  if (!G_IS_TLS_CONNECTION (self->stream))
    return FALSE;
  connection = G_TLS_CONNECTION (self->stream);
  return (!end_point && take_binding (connection, get_unique_type (connection), binding)) ||
         take_binding (connection, G_TLS_CHANNEL_BINDING_TLS_SERVER_END_POINT, binding);
}

static gboolean
can_bind (RstPop3Session *self)
{
  RstSaslBinding binding = { NULL, NULL };
  gboolean can = rst_pop3_session_get_binding (self, FALSE, &binding);

  g_clear_pointer (&binding.data, g_bytes_unref);
  return can;
}

/* RFC 5802 §6: a client that can bind says so ("y" or "p"), and a server that
 * can and hears "y" takes it for a sign that its offer was cut out on the way.
 * So where both can, the bound mechanism is tried, whichever was chosen.
 */
RstSaslMechanism
rst_pop3_session_bind_mechanism (RstPop3Session *self, RstSaslMechanism mechanism)
{
  RstSaslMechanism bound = mechanism;

  if (mechanism == RST_SASL_SCRAM_SHA_256)
    bound = RST_SASL_SCRAM_SHA_256_PLUS;
  else if (mechanism == RST_SASL_SCRAM_SHA_1)
    bound = RST_SASL_SCRAM_SHA_1_PLUS;
  return rst_pop3_session_offers (self, rst_pop3_auth_from_sasl (bound)) && can_bind (self) ? bound : mechanism;
}

gboolean
rst_pop3_session_offers (RstPop3Session *self, RstPop3Auth auth)
{
  RstSaslMechanism mechanism;

  g_return_val_if_fail (RST_IS_POP3_SESSION (self), FALSE);

  if (rst_pop3_auth_get_sasl (auth, &mechanism))
    return rst_pop3_capa_has_argument (self->capa, "SASL", rst_sasl_mechanism_get_name (mechanism));
  if (auth == RST_POP3_AUTH_APOP)
    return rst_pop3_session_get_stamp (self) != NULL;

  /* RFC 2449 §6.3: a server with CAPA announces USER. */
  return auth == RST_POP3_AUTH_USER &&
         (rst_pop3_capa_is_empty (self->capa) || rst_pop3_capa_has (self->capa, "USER"));
}

/* Whether an offer can be taken up. */
static gboolean
is_usable (RstPop3Session *self, RstPop3Auth auth)
{
  RstSaslMechanism mechanism;

  if (!rst_pop3_session_offers (self, auth))
    return FALSE;
  return !rst_pop3_auth_get_sasl (auth, &mechanism) ||
         !rst_sasl_mechanism_needs_binding (mechanism) ||
         can_bind (self);
}

/* What is offered comes in the order of @ways, the rest of @hidden behind it. */
static GArray *
rank (RstPop3Session    *self,
      const RstPop3Auth *ways,
      gsize              n_ways,
      const RstPop3Auth *hidden,
      gsize              n_hidden)
{
  GArray *ranked = g_array_new (FALSE, FALSE, sizeof (RstPop3Auth));

  for (gsize i = 0; i < n_ways; i++)
    if (is_usable (self, ways[i]))
      g_array_append_val (ranked, ways[i]);
  for (gsize i = 0; i < n_hidden; i++)
    if (!rst_pop3_session_offers (self, hidden[i]))
      g_array_append_val (ranked, hidden[i]);
  return ranked;
}

GArray *
rst_pop3_session_rank_auth (RstPop3Session *self, RstSecretKind kind)
{
  static const RstPop3Auth over_tls[] = {
    SASL (SCRAM_SHA_256_PLUS), SASL (SCRAM_SHA_1_PLUS), SASL (SCRAM_SHA_256), SASL (SCRAM_SHA_1),
    SASL (PLAIN), RST_POP3_AUTH_USER, SASL (LOGIN), SASL (CRAM_MD5),
  };
  static const RstPop3Auth in_the_clear[] = {
    SASL (SCRAM_SHA_256), SASL (SCRAM_SHA_1), SASL (CRAM_MD5),
    SASL (PLAIN), RST_POP3_AUTH_USER, SASL (LOGIN),
  };
  static const RstPop3Auth by_token[] = { SASL (OAUTHBEARER), SASL (XOAUTH2) };

  /* Servers that have it and do not say so. */
  static const RstPop3Auth hidden_user[] = { RST_POP3_AUTH_USER };
  static const RstPop3Auth hidden_token[] = { SASL (XOAUTH2), SASL (OAUTHBEARER) };
  static const RstPop3Auth hidden_none[] = { SASL (EXTERNAL) };

  g_return_val_if_fail (RST_IS_POP3_SESSION (self), NULL);

  if (kind == RST_SECRET_TOKEN)
    return rank (self, by_token, G_N_ELEMENTS (by_token), hidden_token, G_N_ELEMENTS (hidden_token));
  if (kind == RST_SECRET_NONE)
    return rank (self, hidden_none, G_N_ELEMENTS (hidden_none), hidden_none, G_N_ELEMENTS (hidden_none));
  if (G_IS_TLS_CONNECTION (self->stream))
    return rank (self, over_tls, G_N_ELEMENTS (over_tls), hidden_user, G_N_ELEMENTS (hidden_user));
  return rank (self, in_the_clear, G_N_ELEMENTS (in_the_clear), hidden_user, G_N_ELEMENTS (hidden_user));
}

/* RFC 4422 §3.1: a mechanism's name. */
static gboolean
is_mechanism (const char *line, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (line[i]) && line[i] != '-' && line[i] != '_')
      return FALSE;
  return length > 0 && length <= 20;
}

static gboolean
add_mechanism_cb (gpointer data, const char *line, gsize length, GError **error)
{
  if (is_mechanism (line, length))
    {
      g_autofree char *capability = g_strdup_printf ("SASL %.*s", (int) length, line);

      rst_pop3_capa_add_line (data, capability, strlen (capability));
    }
  return TRUE;
}

/* A server that takes AUTH for the beginning of an exchange. */
static gboolean
end_exchange (RstPop3Session *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (RstPop3Reply) reply = NULL;

  if (!rst_pop3_session_send (self, "*\r\n", "AUTH", cancellable, error))
    return FALSE;
  reply = rst_pop3_session_read_reply (self, "AUTH", cancellable, error);
  return reply != NULL;
}

gboolean
rst_pop3_session_query_mechanisms (RstPop3Session *self, GCancellable *cancellable, GError **error)
{
  const RstPop3Items items = {
    .step = "AUTH",
    .lines_max = RST_POP3_CAPABILITIES_MAX,
    .octets_max = RST_POP3_CAPABILITIES_OCTETS_MAX,
    .log_lines = TRUE,
    .func = add_mechanism_cb,
    .data = self->capa,
  };
  g_autoptr (RstPop3Reply) reply = NULL;

  g_return_val_if_fail (RST_IS_POP3_SESSION (self), FALSE);

  if (rst_pop3_capa_has (self->capa, "SASL") || rst_pop3_capa_has (self->capa, "USER"))
    return TRUE;

  if (!rst_pop3_session_send (self, "AUTH\r\n", "AUTH", cancellable, error))
    return FALSE;
  reply = rst_pop3_session_read_answer (self, "AUTH", cancellable, error);
  if (reply == NULL)
    return FALSE;
  rst_pop3_session_log_reply (self, reply);
  if (reply->status == RST_POP3_REPLY_CONTINUE)
    return end_exchange (self, cancellable, error);
  return reply->status == RST_POP3_REPLY_ERR ||
         rst_pop3_session_read_items (self, &items, cancellable, error);
}
