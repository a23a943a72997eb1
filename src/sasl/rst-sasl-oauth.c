/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sasl/rst-sasl-private.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "base/rst-error.h"

/* RFC 7628 §3.1: parts its key/value pairs, as it does in XOAUTH2. */
#define KVSEP "\001"

/* What is no printable ASCII would end a token early (RFC 6750 §2.1), and a
 * control character a user name.
 */
static gboolean
check_credentials (const RstCredentials *self, GError **error)
{
  const char *problem = NULL;

  for (const char *p = self->user; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      problem = _("The user name contains a control character");
  for (const char *p = self->secret; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p))
      problem = _("The access token contains a character that no token has");
  if (*self->secret == '\0')
    problem = _("The access token is empty");

  if (problem != NULL)
    g_set_error_literal (error, RST_ERROR, RST_ERROR_CONFIG, problem);
  return problem == NULL;
}

/* RFC 5801 §4: a GS2 header, here without channel binding. */
static void
append_gs2_header (GString *message, const char *user)
{
  g_string_append (message, "n,");
  if (*user != '\0')
    g_string_append (message, "a=");
  for (; *user != '\0'; user++)
    if (*user == ',')
      g_string_append (message, "=2C");
    else if (*user == '=')
      g_string_append (message, "=3D");
    else
      g_string_append_c (message, *user);
  g_string_append_c (message, ',');
}

/* RFC 7628 §3.1 */
static void
append_bearer (RstSasl *self, GString *message)
{
  g_autofree char *host = g_hostname_to_ascii (self->host);

  append_gs2_header (message, self->credentials->user);
  g_string_append (message, KVSEP "host=");
  g_string_append (message, host != NULL ? host : self->host);
  g_string_append_printf (message, KVSEP "port=%u" KVSEP "auth=Bearer ", self->port);
}

static GString *
make_token_message (RstSasl *self, GError **error)
{
  const RstCredentials *credentials = self->credentials;
  GString *message;

  if (!check_credentials (credentials, error))
    return NULL;

  /* Sized so that the token is not moved, and left behind, while it grows. */
  message = g_string_sized_new (strlen (credentials->secret) + 3 * strlen (credentials->user) +
                                strlen (self->host) * 4 + 64);
  if (self->mechanism == RST_SASL_OAUTHBEARER)
    append_bearer (self, message);
  else
    g_string_append_printf (message, "user=%s" KVSEP "auth=Bearer ", credentials->user);
  g_string_append (message, credentials->secret);
  g_string_append (message, KVSEP KVSEP);
  self->complete = TRUE;
  return message;
}

/* Half of a surrogate pair makes json-glib lose the text that it read so far.
 * No refusal that a person can use has such an escape.
 */
static gboolean
has_surrogate (const char *challenge, gsize length)
{
  for (gsize i = 0; i + 3 < length; i++)
    if (challenge[i] == '\\' && challenge[i + 1] == 'u' && (challenge[i + 2] | 0x20) == 'd')
      return TRUE;
  return FALSE;
}

/* A refusal is one flat object. What goes deeper could lead a parser down as far
 * as its stack is deep, and of several objects json-glib loses all but one.
 */
static gboolean
is_flat_object (const char *challenge, gsize length)
{
  gboolean in_string = FALSE;
  guint n_brackets = 0;

  while (length > 0 && g_ascii_isspace (challenge[length - 1]))
    length--;
  for (gsize i = 0; i < length; i++)
    {
      if (challenge[i] == '"')
        in_string = !in_string;
      else if (in_string && challenge[i] == '\\')
        i++;
      else if (!in_string && strchr ("[]{}", challenge[i]) != NULL)
        n_brackets++;
    }
  return n_brackets == 2 && challenge[0] == '{' && challenge[length - 1] == '}';
}

static JsonObject *
get_refusal_object (JsonParser *parser, const char *challenge, gsize length)
{
  JsonNode *root;

  if (!is_flat_object (challenge, length) || has_surrogate (challenge, length) ||
      !g_utf8_validate_len (challenge, length, NULL) ||
      !json_parser_load_from_data (parser, challenge, (gssize) length, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
}

/* RFC 7628 §3.2.2: "status" is there, the others say more where a server sends
 * them (RFC 6750 §3). What is no JSON is shown as it is.
 */
static void
take_refusal (RstSasl *self, const char *challenge, gsize length)
{
  static const char *const members[] = { "status", "error", "error_description" };
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonObject *object = get_refusal_object (parser, challenge, length);
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; object != NULL && i < G_N_ELEMENTS (members); i++)
    {
      JsonNode *member = json_object_get_member (object, members[i]);

      if (member == NULL || !JSON_NODE_HOLDS_VALUE (member) ||
          json_node_get_value_type (member) != G_TYPE_STRING)
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? ": " : "", json_node_get_string (member));
    }
  if (object != NULL)
    rst_sasl_take_refusal (self, text->str, text->len);
  else
    rst_sasl_take_refusal (self, challenge, length);
}

/* RFC 7628 §3.2.3: a refusal comes as a challenge, and an answer that says
 * nothing has to follow before the server may end the exchange. XOAUTH2's is
 * empty.
 */
static GString *
respond_oauth (RstSasl *self, const char *challenge, gsize length, GError **error)
{
  if (challenge == NULL)
    return make_token_message (self, error);
  if (self->n_challenges > 1)
    {
      rst_sasl_set_asks_on_error (self, error);
      return NULL;
    }

  take_refusal (self, challenge, length);
  self->complete = FALSE;
  return g_string_new (self->mechanism == RST_SASL_OAUTHBEARER ? KVSEP : "");
}

static void
set_incomplete_error (RstSasl *self, GError **error)
{
  g_set_error (error, RST_ERROR, RST_ERROR_PROTOCOL,
               _("The server accepted %s after it had refused it"),
               rst_sasl_mechanism_get_name (self->mechanism));
}

const RstSaslFamily rst_sasl_oauth = {
  .speaks_first = TRUE,
  .respond = respond_oauth,
  .set_incomplete_error = set_incomplete_error,
};
