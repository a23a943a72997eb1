/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "accounts/rst-secrets.h"
#include "base/rst-error.h"
#include "ctl/rst-ctl-output.h"
#include "ctl/rst-ctl.h"

/* Seconds: a day. */
#define TIMEOUT_MAX (24 * 60 * 60)

/* What `account add` and `account set` may say of an account. */
typedef struct
{
  char *url;
  char *name;
  char *address;
  char *ca;
  char *pin;
  char *auth;
  char *leave;
  char *password_command;
  gboolean password_stdin;
  gboolean insecure_plaintext;
  char *timeout;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->url);
  g_free (options->name);
  g_free (options->address);
  g_free (options->ca);
  g_free (options->pin);
  g_free (options->auth);
  g_free (options->leave);
  g_free (options->password_command);
  g_free (options->timeout);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse_options (Options *options, const char *usage, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "url", 0, 0, G_OPTION_ARG_STRING, &options->url, N_("The server: pop3s://user@host for TLS, pop3://user@host for STLS"), N_("URL") },
    { "name", 0, 0, G_OPTION_ARG_STRING, &options->name, N_("What to call the account"), N_("NAME") },
    { "address", 0, 0, G_OPTION_ARG_STRING, &options->address, N_("The mail address"), N_("ADDRESS") },
    { "password-stdin", 0, 0, G_OPTION_ARG_NONE, &options->password_stdin, N_("Read the password from standard input and keep it"), NULL },
    { "password-command", 0, 0, G_OPTION_ARG_STRING, &options->password_command, N_("Get the password from this command each time"), N_("COMMAND") },
    { "ca", 0, 0, G_OPTION_ARG_FILENAME, &options->ca, N_("Trust the authorities in this PEM file in place of the system’s"), N_("FILE") },
    { "pin", 0, 0, G_OPTION_ARG_STRING, &options->pin, N_("Accept this certificate and no other"), "sha256:HEX" },
    { "insecure-plaintext", 0, 0, G_OPTION_ARG_NONE, &options->insecure_plaintext, N_("Consent to sending password and mail in the clear"), NULL },
    { "auth", 0, 0, G_OPTION_ARG_STRING, &options->auth, N_("How to log in: auto, user or plain"), N_("MECHANISM") },
    { "timeout", 0, 0, G_OPTION_ARG_STRING, &options->timeout, N_("What one step may take"), N_("SECONDS") },
    { "leave", 0, 0, G_OPTION_ARG_STRING, &options->leave, N_("How long messages stay on the server"), "always|DAYS|never" },
    G_OPTION_ENTRY_NULL
  };

  if (!rst_ctl_parse (entries, usage, 1, 1, argc, argv, error))
    return FALSE;
  if (options->password_stdin && options->password_command != NULL)
    {
      g_set_error_literal (error, RST_ERROR, RST_ERROR_USAGE,
                           _("The password comes from standard input or from a command, not from both"));
      return FALSE;
    }
  return TRUE;
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

static gboolean
apply_auth (RstAccount *account, const char *auth, GError **error)
{
  if (auth == NULL || rst_pop3_auth_from_name (auth, &account->auth))
    return TRUE;

  g_set_error (error, RST_ERROR, RST_ERROR_USAGE,
               _("“%s” is no way to log in that this Restante knows: use auto, user or plain"), auth);
  return FALSE;
}

static gboolean
apply_timeout (RstAccount *account, const char *timeout, GError **error)
{
  guint64 seconds;

  if (timeout == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (timeout, 10, 1, TIMEOUT_MAX, &seconds, NULL))
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
apply (RstAccount *account, const Options *options, GError **error)
{
  if (options->url != NULL && !rst_account_set_url (account, options->url, error))
    return FALSE;

  replace (&account->name, options->name);
  replace (&account->address, options->address);
  replace (&account->password_command, options->password_command);
  if (options->password_stdin)
    g_clear_pointer (&account->password_command, g_free);
  return apply_plaintext (account, options->insecure_plaintext, error) &&
         apply_ca (account, options->ca, error) &&
         apply_auth (account, options->auth, error) &&
         apply_timeout (account, options->timeout, error) &&
         (options->pin == NULL ||
          rst_account_set_pin (account, *options->pin != '\0' ? options->pin : NULL, error)) &&
         (options->leave == NULL || rst_account_set_leave (account, options->leave, error));
}

/* The first line; the end of the line is not part of the password. */
static gboolean
read_password (char **password, GError **error)
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

static gboolean
save (RstCtl *ctl, RstAccount *account, const Options *options, GError **error)
{
  char *password = NULL;
  gboolean saved;

  if (options->password_stdin && !read_password (&password, error))
    return FALSE;

  saved = rst_accounts_save (ctl->accounts, account, password, NULL, error);
  rst_password_free (password);
  return saved;
}

static const char *
get_security (const RstAccount *account)
{
  switch (account->endpoint->security)
    {
    case RST_SECURITY_TLS:
      return "tls";
    case RST_SECURITY_STLS:
      return "stls";
    case RST_SECURITY_PLAINTEXT:
    default:
      return "plaintext";
    }
}

static void
print_json (const RstAccount *account)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *url = rst_account_dup_url (account);
  g_autofree char *leave = rst_account_dup_leave (account);
  g_autofree char *pin = account->endpoint->pin != NULL ? g_strconcat ("sha256:", account->endpoint->pin, NULL) : NULL;

  json_builder_begin_object (builder);
  rst_ctl_add_string (builder, "id", account->id);
  rst_ctl_add_string (builder, "name", account->name);
  rst_ctl_add_string (builder, "address", account->address);
  rst_ctl_add_string (builder, "url", url);
  rst_ctl_add_string (builder, "security", get_security (account));
  rst_ctl_add_string (builder, "auth", rst_pop3_auth_get_name (account->auth));
  rst_ctl_add_string (builder, "leave", leave);
  rst_ctl_add_int (builder, "timeout", account->endpoint->timeout);
  rst_ctl_add_string (builder, "ca", account->endpoint->ca_file);
  rst_ctl_add_string (builder, "pin", pin);
  rst_ctl_add_string (builder, "password_command", account->password_command);
  json_builder_end_object (builder);
  rst_ctl_print_json (builder);
}

static void
print_field (const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    g_print ("%-18s %s\n", name, value);
}

static void
print_account (RstCtl *ctl, const RstAccount *account)
{
  g_autofree char *url = NULL;
  g_autofree char *leave = NULL;
  g_autofree char *timeout = NULL;

  if (ctl->json)
    {
      print_json (account);
      return;
    }
  url = rst_account_dup_url (account);
  leave = rst_account_dup_leave (account);
  timeout = g_strdup_printf ("%u s", account->endpoint->timeout);
  print_field (_("Account"), account->id);
  print_field (_("Name"), account->name);
  print_field (_("Address"), account->address);
  print_field (_("Server"), url);
  print_field (_("Security"), get_security (account));
  print_field (_("Login"), rst_pop3_auth_get_name (account->auth));
  print_field (_("Left on server"), leave);
  print_field (_("Time for a step"), timeout);
  print_field (_("Authorities"), account->endpoint->ca_file);
  print_field (_("Pinned"), account->endpoint->pin);
  print_field (_("Password command"), account->password_command);
}

static int
add (RstCtl *ctl, int argc, char **argv, GError **error)
{
  g_auto (Options) options = { 0 };
  g_autoptr (RstAccount) account = NULL;
  g_autoptr (RstAccount) known = NULL;

  if (!parse_options (&options, "account add ID --url URL …", &argc, &argv, error))
    return EX_USAGE;
  if (options.url == NULL)
    {
      g_set_error_literal (error, RST_ERROR, RST_ERROR_USAGE,
                           _("An account needs --url, such as pop3s://user@mail.example.org"));
      return EX_USAGE;
    }
  account = rst_account_new (argv[1], error);
  if (account == NULL || !apply (account, &options, error) || !rst_ctl_open (ctl, error))
    return EX_USAGE;
  known = rst_accounts_lookup (ctl->accounts, account->id, NULL, NULL);
  if (known != NULL)
    {
      g_set_error (error, RST_ERROR, RST_ERROR_USAGE,
                   _("There is an account “%s” already; change it with “account set”"), account->id);
      return EX_USAGE;
    }
  if (save (ctl, account, &options, error) && ctl->json)
    print_json (account);
  return EX_OK;
}

static int
set (RstCtl *ctl, int argc, char **argv, GError **error)
{
  g_auto (Options) options = { 0 };
  g_autoptr (RstAccount) account = NULL;

  if (!parse_options (&options, "account set ID …", &argc, &argv, error) || !rst_ctl_open (ctl, error))
    return EX_USAGE;

  account = rst_accounts_lookup (ctl->accounts, argv[1], NULL, error);
  if (account != NULL &&
      apply (account, &options, error) &&
      save (ctl, account, &options, error) &&
      ctl->json)
    print_json (account);
  return EX_OK;
}

static int
list (RstCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GPtrArray) accounts = NULL;

  if (!rst_ctl_parse (NULL, "account list", 0, 0, &argc, &argv, error) || !rst_ctl_open (ctl, error))
    return EX_USAGE;

  accounts = rst_accounts_load (ctl->accounts, NULL, error);
  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    {
      const RstAccount *account = accounts->pdata[i];

      if (ctl->json)
        print_json (account);
      else
        g_print ("%-16s %s\n", account->id, rst_account_get_label (account));
    }
  return EX_OK;
}

static int
show (RstCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (RstAccount) account = NULL;

  if (!rst_ctl_parse (NULL, "account show ID", 1, 1, &argc, &argv, error) || !rst_ctl_open (ctl, error))
    return EX_USAGE;

  account = rst_accounts_lookup (ctl->accounts, argv[1], NULL, error);
  if (account != NULL)
    print_account (ctl, account);
  return EX_OK;
}

static int
remove_account (RstCtl *ctl, int argc, char **argv, GError **error)
{
  if (!rst_ctl_parse (NULL, "account remove ID", 1, 1, &argc, &argv, error) || !rst_ctl_open (ctl, error))
    return EX_USAGE;

  if (rst_accounts_remove (ctl->accounts, argv[1], NULL, error) && !ctl->quiet && !ctl->json)
    g_print (_("Account “%s” was removed; its mail is still here.\n"), argv[1]);
  return EX_OK;
}

int
rst_ctl_account (RstCtl *ctl, int argc, char **argv, GError **error)
{
  static const struct
  {
    const char *name;
    RstCtlFunc func;
  } verbs[] = {
    { "add", add },
    { "list", list },
    { "show", show },
    { "set", set },
    { "remove", remove_account },
  };

  for (gsize i = 0; argc > 1 && i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (verbs[i].name, argv[1]) == 0)
      return verbs[i].func (ctl, argc - 1, argv + 1, error);

  g_set_error_literal (error, RST_ERROR, RST_ERROR_USAGE,
                       _("Use: restantectl account add|list|show|set|remove …"));
  return EX_USAGE;
}
