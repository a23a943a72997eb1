/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl/rst-ctl-account-options.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "base/rst-error.h"
#include "net/rst-client-certificate.h"

void
rst_ctl_account_options_clear (RstCtlAccountOptions *self)
{
  g_free (self->url);
  g_free (self->name);
  g_free (self->address);
  g_free (self->ca);
  g_free (self->pin);
  g_free (self->auth);
  g_free (self->leave);
  g_free (self->leave_unproven);
  g_free (self->size_limit);
  g_free (self->password_command);
  g_free (self->token_command);
  g_free (self->client_certificate);
  g_free (self->timeout);
}

static void
add_connection_entries (RstCtlAccountOptions *self, GArray *all)
{
  const GOptionEntry entries[] = {
    { "url", 0, 0, G_OPTION_ARG_STRING, &self->url, N_("The server: pop3s://user@host for TLS, pop3://user@host for STLS; an @ in the user name is %40"), N_("URL") },
    { "password-stdin", 0, 0, G_OPTION_ARG_NONE, &self->password_stdin, N_("Read the password from standard input"), NULL },
    { "password-command", 0, 0, G_OPTION_ARG_STRING, &self->password_command, N_("Get the password from this command each time"), N_("COMMAND") },
    { "token-command", 0, 0, G_OPTION_ARG_STRING, &self->token_command, N_("Get an OAuth 2 access token from this command each time"), N_("COMMAND") },
    { "client-certificate", 0, 0, G_OPTION_ARG_FILENAME, &self->client_certificate, N_("Show the certificate in this PEM file, which also holds its key"), N_("FILE") },
    { "ca", 0, 0, G_OPTION_ARG_FILENAME, &self->ca, N_("Trust the authorities in this PEM file in place of the system’s"), N_("FILE") },
    { "pin", 0, 0, G_OPTION_ARG_STRING, &self->pin, N_("Accept the certificate with this fingerprint and no other"), "sha256:HEX" },
    { "insecure-plaintext", 0, 0, G_OPTION_ARG_NONE, &self->insecure_plaintext, N_("Consent to sending password and mail in the clear"), NULL },
    { "auth", 0, 0, G_OPTION_ARG_STRING, &self->auth, N_("How to log in: auto, the best that the server offers, unless set; or user, apop, scram-sha-256-plus, scram-sha-1-plus, scram-sha-256, scram-sha-1, plain, login, cram-md5, oauthbearer, xoauth2 or external"), N_("MECHANISM") },
    { "timeout", 0, 0, G_OPTION_ARG_STRING, &self->timeout, N_("What one step may take, from 1 to 86400; 60 unless set"), N_("SECONDS") },
  };

  g_array_append_vals (all, entries, G_N_ELEMENTS (entries));
}

static void
add_account_entries (RstCtlAccountOptions *self, GArray *all)
{
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &self->name, N_("What to call the account"), N_("NAME") },
    { "address", 0, 0, G_OPTION_ARG_STRING, &self->address, N_("The mail address"), N_("ADDRESS") },
    { "size-limit", 0, 0, G_OPTION_ARG_STRING, &self->size_limit, N_("Of a larger message download only the beginning, until its rest is asked for with “fetch --rest”; none unless set"), "SIZE|none" },
  };

  g_array_append_vals (all, entries, G_N_ELEMENTS (entries));
}

static void
add_leave_entries (RstCtlAccountOptions *self, GArray *all)
{
  const GOptionEntry entries[] = {
    { "leave", 0, 0, G_OPTION_ARG_STRING, &self->leave, N_("What stays on the server once it is stored here: all; none; what was stored less than DAYS ago; the newest N messages; the newest that fit into SIZE, such as 200MB; or what was not deleted for good here. always unless set"), "always|never|DAYS|newest:N|newest:SIZE|here" },
    { "leave-unproven", 0, 0, G_OPTION_ARG_STRING, &self->leave_unproven, N_("Whether what no proven backup holds stays there in any case; no unless set"), "yes|no" },
  };

  g_array_append_vals (all, entries, G_N_ELEMENTS (entries));
}

static gboolean
check_secret_source (RstCtlAccountOptions *self, GError **error)
{
  if (self->password_stdin + (self->password_command != NULL) + (self->token_command != NULL) <= 1)
    return TRUE;

  g_set_error_literal (error, RST_ERROR, RST_ERROR_USAGE,
                       _("There is one of --password-stdin, --password-command and --token-command, not several"));
  return FALSE;
}

/* An array that ends with an entry of zeros, as GOption wants it. */
static GArray *
new_entries (void)
{
  return g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
}

gboolean
rst_ctl_account_options_parse (RstCtlAccountOptions *self,
                               const char           *usage,
                               int                  *argc,
                               char               ***argv,
                               GError              **error)
{
  g_autoptr (GArray) entries = new_entries ();

  add_connection_entries (self, entries);
  add_account_entries (self, entries);
  add_leave_entries (self, entries);
  return rst_ctl_parse ((GOptionEntry *) (gpointer) entries->data, usage, 1, 1, argc, argv, error) &&
         check_secret_source (self, error);
}

gboolean
rst_ctl_account_options_parse_connection (RstCtlAccountOptions *self,
                                          const char           *usage,
                                          int                  *argc,
                                          char               ***argv,
                                          GError              **error)
{
  g_autoptr (GArray) entries = new_entries ();

  add_connection_entries (self, entries);
  return rst_ctl_parse ((GOptionEntry *) (gpointer) entries->data, usage, 0, 1, argc, argv, error) &&
         check_secret_source (self, error);
}

gboolean
rst_ctl_account_options_parse_leave (RstCtlAccountOptions *self,
                                     const char           *usage,
                                     int                  *argc,
                                     char               ***argv,
                                     GError              **error)
{
  g_autoptr (GArray) entries = new_entries ();

  add_leave_entries (self, entries);
  return rst_ctl_parse ((GOptionEntry *) (gpointer) entries->data, usage, 1, 1, argc, argv, error);
}

static void
replace (char **target, const char *value)
{
  if (value == NULL)
    return;
  g_free (*target);
  *target = g_strdup (value);
}

static gboolean
apply_ca (RstAccount *account, const char *ca, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) local_error = NULL;

  if (ca == NULL)
    return TRUE;
  if (*ca == '\0')
    {
      g_clear_pointer (&account->endpoint->ca_file, g_free);
      return TRUE;
    }
  path = g_canonicalize_filename (ca, NULL);
  if (!g_file_get_contents (path, &text, NULL, &local_error))
    {
      g_set_error (error, RST_ERROR, RST_ERROR_CONFIG,
                   _("The authorities in “%s” cannot be read: %s"), path, local_error->message);
      return FALSE;
    }
  replace (&account->endpoint->ca_file, path);
  return TRUE;
}

/* Each setting of who one is takes back the others. */
static void
apply_secret_source (const RstCtlAccountOptions *self, RstAccount *account)
{
  if (self->password_stdin)
    rst_account_set_password_command (account, NULL);
  if (self->password_command != NULL)
    rst_account_set_password_command (account, *self->password_command != '\0' ? self->password_command : NULL);
  if (self->token_command != NULL)
    rst_account_set_token_command (account, *self->token_command != '\0' ? self->token_command : NULL);
}

static gboolean
apply_client_certificate (RstAccount *account, const char *file, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;

  if (file == NULL)
    return TRUE;
  if (*file == '\0')
    {
      g_clear_pointer (&account->endpoint->client_certificate, g_free);
      return TRUE;
    }
  path = g_canonicalize_filename (file, NULL);
  certificate = rst_client_certificate_load (path, error);
  if (certificate == NULL)
    return FALSE;
  replace (&account->endpoint->client_certificate, path);
  return TRUE;
}

static char *
join_auth_names (void)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint i = 0; i <= RST_POP3_AUTH_LAST; i++)
    g_strv_builder_add (names, rst_pop3_auth_get_name ((RstPop3Auth) i));
  all = g_strv_builder_end (names);
  return g_strjoinv (", ", all);
}

static gboolean
apply_auth (RstAccount *account, const char *auth, GError **error)
{
  g_autofree char *names = NULL;

  if (auth == NULL || rst_pop3_auth_from_name (auth, &account->auth))
    return TRUE;

  names = join_auth_names ();
  g_set_error (error, RST_ERROR, RST_ERROR_USAGE,
               _("“%s” is no way to log in that this Restante knows: use one of %s"), auth, names);
  return FALSE;
}

static gboolean
apply_timeout (RstAccount *account, const char *timeout, GError **error)
{
  guint64 seconds;

  if (timeout == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (timeout, 10, 1, RST_TIMEOUT_MAX, &seconds, NULL))
    {
      g_set_error (error, RST_ERROR, RST_ERROR_USAGE,
                   _("“%s” is no time for a step: it may take from 1 second to a day, 86400"), timeout);
      return FALSE;
    }
  account->endpoint->timeout = (guint) seconds;
  return TRUE;
}

/* The consent is for a `pop3:` URL; it does not take the S off `pop3s:`. */
static gboolean
apply_plaintext (RstAccount *account, gboolean insecure_plaintext, GError **error)
{
  if (!insecure_plaintext)
    return TRUE;
  if (account->endpoint->security == RST_SECURITY_TLS)
    {
      g_set_error_literal (error, RST_ERROR, RST_ERROR_USAGE,
                           _("A pop3s:// URL is TLS; --insecure-plaintext goes with pop3://"));
      return FALSE;
    }
  account->endpoint->security = RST_SECURITY_PLAINTEXT;
  return TRUE;
}

static gboolean
apply_leave (const RstCtlAccountOptions *self, RstAccount *account, GError **error)
{
  const char *unproven = self->leave_unproven;

  if (unproven != NULL && !g_str_equal (unproven, "yes") && !g_str_equal (unproven, "no"))
    {
      g_set_error (error, RST_ERROR, RST_ERROR_USAGE,
                   _("“%s” is neither “yes” nor “no”: --leave-unproven says whether what no proven backup holds stays on the server"),
                   unproven);
      return FALSE;
    }
  if (unproven != NULL)
    account->leave.proven = g_str_equal (unproven, "yes");
  return self->leave == NULL || rst_account_set_leave (account, self->leave, error);
}

gboolean
rst_ctl_account_options_apply (const RstCtlAccountOptions *self,
                               RstAccount                 *account,
                               GError                    **error)
{
  if (self->url != NULL && !rst_account_set_url (account, self->url, error))
    return FALSE;

  replace (&account->name, self->name);
  replace (&account->address, self->address);
  apply_secret_source (self, account);
  return apply_plaintext (account, self->insecure_plaintext, error) &&
         apply_ca (account, self->ca, error) &&
         apply_client_certificate (account, self->client_certificate, error) &&
         apply_auth (account, self->auth, error) &&
         apply_timeout (account, self->timeout, error) &&
         (self->pin == NULL ||
          rst_account_set_pin (account, *self->pin != '\0' ? self->pin : NULL, error)) &&
         apply_leave (self, account, error) &&
         (self->size_limit == NULL || rst_account_set_size_limit (account, self->size_limit, error));
}

/* The first line; the end of the line is not part of the password. */
gboolean
rst_ctl_account_options_read_password (char **password, GError **error)
{
  char *line = NULL;
  size_t size = 0;
  ssize_t length = getline (&line, &size, stdin);

  while (length > 0 && strchr ("\r\n", line[length - 1]) != NULL && line[length - 1] != '\0')
    line[--length] = '\0';
  /* g_utf8_validate() takes no NUL when it is told the length. */
  if (length <= 0 || !g_utf8_validate (line, length, NULL))
    {
      g_set_error_literal (error, RST_ERROR, RST_ERROR_USAGE,
                           length <= 0
                             ? _("No password came on standard input")
                             : _("The password on standard input is not text in UTF-8"));
      free (line);
      return FALSE;
    }
  *password = g_strdup (line);
  explicit_bzero (line, size);
  free (line);
  return TRUE;
}
