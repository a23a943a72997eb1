/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>
#include <sysexits.h>

#include "accounts/rst-json.h"
#include "accounts/rst-secrets.h"
#include "base/rst-error.h"
#include "ctl/rst-ctl-account-options.h"
#include "ctl/rst-ctl-output.h"
#include "ctl/rst-ctl.h"
#include "fetch/rst-fetch-preview.h"

static gboolean
save (RstCtl *ctl, RstAccount *account, const RstCtlAccountOptions *options, GError **error)
{
  char *password = NULL;
  gboolean saved;

  if (options->password_stdin && !rst_ctl_account_options_read_password (&password, error))
    return FALSE;

  saved = rst_accounts_save (ctl->accounts, account, password, NULL, error);
  rst_password_free (password);
  /* Who sets the way to log in consents to it, also when it is the same. */
  if (saved && options->auth != NULL)
    saved = rst_accounts_forget_auth (ctl->accounts, account->id, NULL, error);
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
  g_autofree char *size_limit = rst_account_dup_size_limit (account);
  g_autofree char *pin = account->endpoint->pin != NULL ? g_strconcat ("sha256:", account->endpoint->pin, NULL) : NULL;

  json_builder_begin_object (builder);
  rst_json_add_string (builder, "id", account->id);
  rst_json_add_string (builder, "name", account->name);
  rst_json_add_string (builder, "address", account->address);
  rst_json_add_string (builder, "url", url);
  rst_json_add_string (builder, "security", get_security (account));
  rst_json_add_string (builder, "auth", rst_pop3_auth_get_name (account->auth));
  rst_json_add_string (builder, "leave", leave);
  rst_json_add_boolean (builder, "leave_unproven", account->leave.proven);
  rst_json_add_string (builder, "size_limit", size_limit);
  rst_json_add_int (builder, "timeout", account->endpoint->timeout);
  rst_json_add_string (builder, "ca", account->endpoint->ca_file);
  rst_json_add_string (builder, "pin", pin);
  rst_json_add_string (builder, "password_command", account->password_command);
  rst_json_add_string (builder, "token_command", account->token_command);
  rst_json_add_string (builder, "client_certificate", account->endpoint->client_certificate);
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
  g_autofree char *size_limit = NULL;
  g_autofree char *timeout = NULL;

  if (ctl->json)
    {
      print_json (account);
      return;
    }
  url = rst_account_dup_url (account);
  leave = rst_account_dup_leave (account);
  size_limit = rst_account_dup_size_limit (account);
  timeout = g_strdup_printf ("%u s", account->endpoint->timeout);
  print_field (_("Account"), account->id);
  print_field (_("Name"), account->name);
  print_field (_("Address"), account->address);
  print_field (_("Server"), url);
  print_field (_("Security"), get_security (account));
  print_field (_("Login"), rst_pop3_auth_get_name (account->auth));
  print_field (_("Left on server"), leave);
  print_field (_("Left unproven"), account->leave.proven ? _("yes") : NULL);
  print_field (_("Size limit"), size_limit);
  print_field (_("Time for a step"), timeout);
  print_field (_("Authorities"), account->endpoint->ca_file);
  print_field (_("Pinned"), account->endpoint->pin);
  print_field (_("Password command"), account->password_command);
  print_field (_("Token command"), account->token_command);
  print_field (_("Certificate"), account->endpoint->client_certificate);
}

static int
add (RstCtl *ctl, int argc, char **argv, GError **error)
{
  g_auto (RstCtlAccountOptions) options = { 0 };
  g_autoptr (RstAccount) account = NULL;
  g_autoptr (RstAccount) known = NULL;

  if (!rst_ctl_account_options_parse (&options, "account add ID --url URL …", &argc, &argv, error))
    return EX_USAGE;
  if (options.url == NULL)
    {
      g_set_error_literal (error, RST_ERROR, RST_ERROR_USAGE,
                           _("An account needs --url, such as pop3s://user@mail.example.org"));
      return EX_USAGE;
    }
  account = rst_account_new (argv[1], error);
  if (account == NULL || !rst_ctl_account_options_apply (&options, account, error) || !rst_ctl_open (ctl, error))
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
  g_auto (RstCtlAccountOptions) options = { 0 };
  g_autoptr (RstAccount) account = NULL;

  if (!rst_ctl_account_options_parse (&options, "account set ID …", &argc, &argv, error) || !rst_ctl_open (ctl, error))
    return EX_USAGE;

  account = rst_accounts_lookup (ctl->accounts, argv[1], NULL, error);
  if (account != NULL &&
      rst_ctl_account_options_apply (&options, account, error) &&
      save (ctl, account, &options, error) &&
      ctl->json)
    print_json (account);
  return EX_OK;
}

static void
print_preview_json (const RstAccount *account, const RstFetchPreview *preview)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *leave = rst_account_dup_leave (account);

  json_builder_begin_object (builder);
  rst_json_add_string (builder, "account", account->id);
  rst_json_add_string (builder, "leave", leave);
  rst_json_add_boolean (builder, "leave_unproven", account->leave.proven);
  rst_json_add_int (builder, "messages", preview->messages);
  rst_json_add_int (builder, "octets", preview->octets);
  rst_json_add_int (builder, "removed", preview->removed);
  rst_json_add_int (builder, "removed_octets", preview->removed_octets);
  rst_json_add_int (builder, "kept", preview->messages - preview->removed);
  rst_json_add_int (builder, "kept_octets", preview->octets - preview->removed_octets);
  json_builder_end_object (builder);
  rst_ctl_print_json (builder);
}

static void
print_preview (const RstAccount *account, const RstFetchPreview *preview)
{
  g_autofree char *rule = rst_leave_dup_sentence (&account->leave);
  g_autofree char *counts = rst_fetch_preview_dup_sentence (preview);

  g_print ("%s\n%s\n", rule, counts);
}

/* What “account set” with the same options would come to; nothing is saved. */
static int
preview_account (RstCtl *ctl, int argc, char **argv, GError **error)
{
  g_auto (RstCtlAccountOptions) options = { 0 };
  g_autoptr (RstAccount) account = NULL;
  RstFetchPreview preview;

  if (!rst_ctl_account_options_parse_leave (&options, "account preview ID [--leave RULE] [--leave-unproven yes|no]", &argc, &argv, error) ||
      !rst_ctl_open (ctl, error))
    return EX_USAGE;

  account = rst_accounts_lookup (ctl->accounts, argv[1], NULL, error);
  if (account == NULL ||
      !rst_ctl_account_options_apply (&options, account, error) ||
      !rst_fetch_preview_load (ctl->accounts, ctl->store, account, &preview, NULL, error))
    return EX_USAGE;
  if (ctl->json)
    print_preview_json (account, &preview);
  else
    print_preview (account, &preview);
  return EX_OK;
}

/* An account that cannot be used is told of in its place. */
static void
print_problem (RstCtl *ctl, const RstAccount *account)
{
  if (ctl->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      rst_json_add_string (builder, "id", account->id);
      rst_ctl_add_error (builder, account->problem);
      json_builder_end_object (builder);
      rst_ctl_print_json (builder);
    }
  g_printerr ("%s: %s\n", account->id, account->problem->message);
}

static int
list (RstCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GPtrArray) accounts = NULL;
  int status = EX_OK;

  if (!rst_ctl_parse (NULL, "account list", 0, 0, &argc, &argv, error) || !rst_ctl_open (ctl, error))
    return EX_USAGE;

  accounts = rst_accounts_load (ctl->accounts, NULL, error);
  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    {
      const RstAccount *account = accounts->pdata[i];

      if (account->problem != NULL)
        {
          print_problem (ctl, account);
          status = EX_CONFIG;
        }
      else if (ctl->json)
        print_json (account);
      else
        g_print ("%-16s %s\n", account->id, rst_account_get_label (account));
    }
  return status;
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

/* --help comes in place of one of them. */
static int
explain (int argc, char **argv, GError **error)
{
  argc = MIN (argc, 2);
  rst_ctl_parse (NULL, "account add|list|show|set|preview|remove …", 2, 1, &argc, &argv, error);
  return EX_USAGE;
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
    { "preview", preview_account },
    { "remove", remove_account },
  };

  for (gsize i = 0; argc > 1 && i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (verbs[i].name, argv[1]) == 0)
      return verbs[i].func (ctl, argc - 1, argv + 1, error);

  return explain (argc, argv, error);
}
