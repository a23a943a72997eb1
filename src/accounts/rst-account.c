/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "accounts/rst-account.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/rst-error.h"

#define PIN_PREFIX "sha256:"
#define PIN_DIGITS 64

static gboolean
is_id (const char *id)
{
  if (!g_ascii_isalnum (*id) || strlen (id) > 64)
    return FALSE;

  for (const char *p = id; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("._-", *p) == NULL)
      return FALSE;
  return TRUE;
}

RstAccount *
rst_account_new (const char *id, GError **error)
{
  RstAccount *self;

  g_return_val_if_fail (id != NULL, NULL);

  if (!is_id (id))
    {
      g_set_error (error, RST_ERROR, RST_ERROR_USAGE,
                   _("“%s” cannot name an account: use up to 64 letters, digits, “.”, “_” and “-”, beginning with a letter or digit"),
                   id);
      return NULL;
    }

  self = g_new0 (RstAccount, 1);
  self->id = g_strdup (id);
  self->name = g_strdup ("");
  self->address = g_strdup ("");
  self->user = g_strdup ("");
  self->leave.kind = RST_LEAVE_ALWAYS;
  return self;
}

RstAccount *
rst_account_new_broken (const char *id, GError *problem)
{
  RstAccount *self;

  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (problem != NULL, NULL);

  self = g_new0 (RstAccount, 1);
  self->id = g_strdup (id);
  self->name = g_strdup ("");
  self->address = g_strdup ("");
  self->user = g_strdup ("");
  self->endpoint = rst_endpoint_new ("", 0, RST_SECURITY_TLS);
  self->leave.kind = RST_LEAVE_ALWAYS;
  self->problem = problem;
  return self;
}

RstAccount *
rst_account_copy (const RstAccount *self)
{
  RstAccount *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (RstAccount, 1);
  *copy = (RstAccount) {
    .id = g_strdup (self->id),
    .name = g_strdup (self->name),
    .address = g_strdup (self->address),
    .user = g_strdup (self->user),
    .endpoint = self->endpoint != NULL ? rst_endpoint_copy (self->endpoint) : NULL,
    .auth = self->auth,
    .leave = self->leave,
    .size_limit = self->size_limit,
    .password_command = g_strdup (self->password_command),
    .token_command = g_strdup (self->token_command),
    .problem = self->problem != NULL ? g_error_copy (self->problem) : NULL,
  };
  return copy;
}

void
rst_account_free (RstAccount *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->name);
  g_free (self->address);
  g_free (self->user);
  g_clear_pointer (&self->endpoint, rst_endpoint_free);
  g_free (self->password_command);
  g_free (self->token_command);
  g_clear_error (&self->problem);
  g_free (self);
}

const char *
rst_account_get_label (const RstAccount *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (*self->name != '\0')
    return self->name;
  return *self->address != '\0' ? self->address : self->id;
}

/* The URL itself is not in the message: it may hold a password. */
static gboolean
url_error (GError **error, const char *reason)
{
  g_set_error (error, RST_ERROR, RST_ERROR_USAGE,
               _("The account’s URL is not right: %s"), reason);
  return FALSE;
}

static gboolean
security_from_scheme (const char *scheme, RstSecurity *security)
{
  if (g_str_equal (scheme, "pop3s"))
    *security = RST_SECURITY_TLS;
  else if (g_str_equal (scheme, "pop3"))
    *security = RST_SECURITY_STLS;
  else
    return FALSE;
  return TRUE;
}

/* What a new URL leaves as it was: it says nothing about trust or time. */
static void
replace_endpoint (RstAccount *self, RstEndpoint *endpoint)
{
  if (self->endpoint != NULL)
    {
      endpoint->ca_file = g_strdup (self->endpoint->ca_file);
      endpoint->pin = g_strdup (self->endpoint->pin);
      endpoint->client_certificate = g_strdup (self->endpoint->client_certificate);
      endpoint->timeout = self->endpoint->timeout;
      rst_endpoint_free (self->endpoint);
    }
  self->endpoint = endpoint;
}

static gboolean
check_uri (GUri *uri, RstSecurity *security, GError **error)
{
  const char *user = g_uri_get_user (uri);

  if (g_uri_get_password (uri) != NULL)
    return url_error (error, _("a password does not belong into it, where other users of this computer can see it"));
  if (!security_from_scheme (g_uri_get_scheme (uri), security))
    return url_error (error, _("it must begin with pop3s:// (TLS) or pop3:// (STLS)"));
  if (g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return url_error (error, _("it names no server"));
  if (user == NULL || *user == '\0')
    return url_error (error, _("it names no user, as in pop3s://user@server"));
  if (strpbrk (user, "\r\n") != NULL)
    return url_error (error, _("a user name has no line end"));
  if (g_uri_get_port (uri) == 0)
    return url_error (error, _("there is no port 0"));
  if (strlen (g_uri_get_path (uri)) > 1 || g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    return url_error (error, _("nothing may follow the server and the port"));
  return TRUE;
}

gboolean
rst_account_set_url (RstAccount *self, const char *url, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GUri) uri = NULL;
  RstSecurity security;
  const char *user;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (url != NULL, FALSE);

  uri = g_uri_parse (url, G_URI_FLAGS_HAS_PASSWORD, &local_error);
  if (uri == NULL)
    return url_error (error, local_error->message);
  if (!check_uri (uri, &security, error))
    return FALSE;

  user = g_uri_get_user (uri);
  replace_endpoint (self, rst_endpoint_new (g_uri_get_host (uri),
                                            (guint16) MAX (g_uri_get_port (uri), 0),
                                            security));
  g_free (self->user);
  self->user = g_strdup (user);
  if (*self->address == '\0' && strchr (user, '@') != NULL)
    {
      g_free (self->address);
      self->address = g_strdup (user);
    }
  return TRUE;
}

char *
rst_account_dup_url (const RstAccount *self)
{
  g_autofree char *user = NULL;

  g_return_val_if_fail (self != NULL && self->endpoint != NULL, NULL);

  user = g_uri_escape_string (self->user, NULL, FALSE);
  return g_uri_join (G_URI_FLAGS_ENCODED,
                     self->endpoint->security == RST_SECURITY_TLS ? "pop3s" : "pop3",
                     user,
                     self->endpoint->host,
                     self->endpoint->port,
                     "", NULL, NULL);
}

gboolean
rst_account_set_leave (RstAccount *self, const char *text, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return rst_leave_parse (&self->leave, text, error);
}

char *
rst_account_dup_leave (const RstAccount *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return rst_leave_dup_text (&self->leave);
}

/* 64 lower-case digits from what people paste, or NULL. */
static char *
dup_digits (const char *text)
{
  GString *digits = g_string_sized_new (PIN_DIGITS);

  for (; *text != '\0'; text++)
    {
      if (g_ascii_isxdigit (*text))
        g_string_append_c (digits, g_ascii_tolower (*text));
      else if (*text != ':')
        break;
    }
  return g_string_free (digits, *text != '\0' || digits->len != PIN_DIGITS);
}

gboolean
rst_account_set_pin (RstAccount *self, const char *pin, GError **error)
{
  g_autofree char *digits = NULL;

  g_return_val_if_fail (self != NULL && self->endpoint != NULL, FALSE);

  if (pin != NULL)
    {
      gboolean named = g_ascii_strncasecmp (pin, PIN_PREFIX, strlen (PIN_PREFIX)) == 0;

      digits = dup_digits (named ? pin + strlen (PIN_PREFIX) : pin);
      if (digits == NULL)
        {
          g_set_error (error, RST_ERROR, RST_ERROR_USAGE,
                       _("“%s” is no certificate’s fingerprint: use “sha256:” and 64 hexadecimal digits"),
                       pin);
          return FALSE;
        }
    }
  g_free (self->endpoint->pin);
  self->endpoint->pin = g_steal_pointer (&digits);
  return TRUE;
}

/* Either a password or a token. */
static void
set_commands (RstAccount *self, const char *password_command, const char *token_command)
{
  g_autofree char *old_password_command = self->password_command;
  g_autofree char *old_token_command = self->token_command;

  self->password_command = g_strdup (password_command);
  self->token_command = g_strdup (token_command);
}

void
rst_account_set_password_command (RstAccount *self, const char *command)
{
  g_return_if_fail (self != NULL);

  set_commands (self, command, NULL);
}

void
rst_account_set_token_command (RstAccount *self, const char *command)
{
  g_return_if_fail (self != NULL);

  set_commands (self, NULL, command);
}
