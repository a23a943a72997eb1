/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "accounts/rst-account.h"

#include <glib/gi18n-lib.h>

#include "accounts/rst-json.h"
#include "base/rst-error.h"

/* Names of the members of an account's settings in the store. */
#define KEY_NAME "name"
#define KEY_ADDRESS "address"
#define KEY_URL "url"
#define KEY_PLAINTEXT "insecure_plaintext"
#define KEY_CA "ca"
#define KEY_PIN "pin"
#define KEY_TIMEOUT "timeout"
#define KEY_AUTH "auth"
#define KEY_LEAVE "leave"
#define KEY_LEAVE_UNPROVEN "leave_unproven"
#define KEY_SIZE_LIMIT "size_limit"
#define KEY_PASSWORD_COMMAND "password_command"
#define KEY_TOKEN_COMMAND "token_command"
#define KEY_CLIENT_CERTIFICATE "client_certificate"

/* What is not set is left out. */
static void
add_set (JsonBuilder *builder, const char *key, const char *value)
{
  if (value != NULL && *value != '\0')
    rst_json_add_string (builder, key, value);
}

char *
rst_account_to_json (const RstAccount *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *url = NULL;
  g_autofree char *leave = NULL;
  g_autofree char *size_limit = NULL;

  g_return_val_if_fail (self != NULL && self->endpoint != NULL, NULL);

  url = rst_account_dup_url (self);
  leave = rst_account_dup_leave (self);
  size_limit = rst_account_dup_size_limit (self);
  json_builder_begin_object (builder);
  add_set (builder, KEY_NAME, self->name);
  add_set (builder, KEY_ADDRESS, self->address);
  add_set (builder, KEY_URL, url);
  rst_json_add_boolean (builder, KEY_PLAINTEXT, self->endpoint->security == RST_SECURITY_PLAINTEXT);
  add_set (builder, KEY_CA, self->endpoint->ca_file);
  add_set (builder, KEY_PIN, self->endpoint->pin);
  rst_json_add_int (builder, KEY_TIMEOUT, self->endpoint->timeout);
  add_set (builder, KEY_AUTH, rst_pop3_auth_get_name (self->auth));
  add_set (builder, KEY_LEAVE, leave);
  rst_json_add_boolean (builder, KEY_LEAVE_UNPROVEN, self->leave.proven);
  add_set (builder, KEY_SIZE_LIMIT, size_limit);
  add_set (builder, KEY_PASSWORD_COMMAND, self->password_command);
  add_set (builder, KEY_TOKEN_COMMAND, self->token_command);
  add_set (builder, KEY_CLIENT_CERTIFICATE, self->endpoint->client_certificate);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static void
take_string (char **target, JsonObject *object, const char *key)
{
  const char *value = rst_json_get_string (object, key, NULL);

  if (value == NULL)
    return;
  g_free (*target);
  *target = g_strdup (value);
}

/* A step without a bound would be one that a server can let hang. */
static void
take_timeout (RstEndpoint *endpoint, JsonObject *object)
{
  gint64 seconds = rst_json_get_int (object, KEY_TIMEOUT, endpoint->timeout);

  if (seconds > 0 && seconds <= RST_TIMEOUT_MAX)
    endpoint->timeout = (guint) seconds;
}

static gboolean
read_settings (RstAccount *self, JsonObject *object, GError **error)
{
  g_autofree char *pin = NULL;

  take_string (&self->name, object, KEY_NAME);
  take_string (&self->address, object, KEY_ADDRESS);
  take_string (&self->password_command, object, KEY_PASSWORD_COMMAND);
  take_string (&self->token_command, object, KEY_TOKEN_COMMAND);
  if (!rst_account_set_url (self, rst_json_get_string (object, KEY_URL, ""), error) ||
      !rst_account_set_leave (self, rst_json_get_string (object, KEY_LEAVE, "always"), error) ||
      !rst_account_set_size_limit (self, rst_json_get_string (object, KEY_SIZE_LIMIT, "none"), error))
    return FALSE;
  self->leave.proven = rst_json_get_boolean (object, KEY_LEAVE_UNPROVEN);
  /* The consent is for a `pop3:` URL; it does not take the S off `pop3s:`. */
  if (self->endpoint->security == RST_SECURITY_STLS && rst_json_get_boolean (object, KEY_PLAINTEXT))
    self->endpoint->security = RST_SECURITY_PLAINTEXT;
  take_string (&self->endpoint->ca_file, object, KEY_CA);
  take_string (&self->endpoint->pin, object, KEY_PIN);
  take_string (&self->endpoint->client_certificate, object, KEY_CLIENT_CERTIFICATE);
  take_timeout (self->endpoint, object);
  if (!rst_pop3_auth_from_name (rst_json_get_string (object, KEY_AUTH, "auto"), &self->auth))
    {
      g_set_error (error, RST_ERROR, RST_ERROR_CONFIG,
                   _("This Restante does not know the way to log in that account “%s” asks for"),
                   self->id);
      return FALSE;
    }
  return TRUE;
}

RstAccount *
rst_account_from_json (const char *id, const char *json, GError **error)
{
  g_autoptr (RstAccount) self = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (json != NULL, NULL);

  self = rst_account_new (id, error);
  if (self == NULL)
    return NULL;

  root = json_from_string (json, &local_error);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, RST_ERROR, RST_ERROR_CONFIG,
                   _("The settings of account “%s” cannot be read"), id);
      return NULL;
    }
  if (!read_settings (self, json_node_get_object (root), error))
    return NULL;
  return g_steal_pointer (&self);
}
