/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <sysexits.h>

#include "accounts/rst-json.h"
#include "base/rst-error.h"
#include "base/rst-text.h"
#include "ctl/rst-ctl-output.h"
#include "ctl/rst-ctl.h"
#include "fetch/rst-fetch-origin.h"

/* In the order of RstLedgerState. */
static const char *const states[] = { "announced", "stored", "removal-asked", "removed" };

static void
add_id (JsonBuilder *builder, gint64 id)
{
  json_builder_set_member_name (builder, "id");
  if (id != 0)
    json_builder_add_int_value (builder, id);
  else
    json_builder_add_null_value (builder);
}

/* Members stay where there is nothing to say: then they are null, or 0. */
static void
add_ledger (JsonBuilder *builder, const RstOrigin *origin)
{
  const RstLedgerEntry *entry = origin->entry;

  rst_json_add_string (builder, "uidl", entry != NULL ? entry->unique_id : NULL);
  rst_json_add_int (builder, "ordinal", entry != NULL ? entry->ordinal : 0);
  rst_json_add_int (builder, "server_size", entry != NULL ? entry->octets : 0);
  rst_json_add_string (builder, "state", entry != NULL ? states[entry->state] : NULL);
  rst_ctl_add_date (builder, "announced", origin->announced);
  rst_ctl_add_date (builder, "stored", entry != NULL ? entry->stored : 0);
  rst_ctl_add_date (builder, "removal_asked", entry != NULL ? entry->removal_asked : 0);
  rst_json_add_int (builder, "attempts", entry != NULL ? entry->attempts : 0);
  rst_ctl_add_date (builder, "removed", entry != NULL ? entry->removed : 0);
  rst_ctl_add_date (builder, "vanished", entry != NULL ? entry->vanished : 0);
}

static void
print_json (const RstFetchOrigin *found)
{
  const RstOrigin *origin = found->origin;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_id (builder, origin->message);
  rst_json_add_string (builder, "account", origin->account);
  rst_json_add_string (builder, "server", found->server);
  rst_json_add_string (builder, "mailbox", origin->mailbox);
  rst_json_add_string (builder, "subject", origin->subject);
  rst_json_add_string (builder, "message_id", origin->message_id);
  rst_json_add_int (builder, "size", origin->size);
  rst_json_add_string (builder, "sha256", origin->sha256);
  rst_ctl_add_date (builder, "arrived", origin->arrived);
  add_ledger (builder, origin);
  rst_ctl_add_date (builder, "proven", origin->proven);
  rst_json_add_boolean (builder, "on_server", rst_origin_is_on_server (origin));
  rst_json_add_string (builder, "reason", found->reason);
  json_builder_end_object (builder);
  rst_ctl_print_json (builder);
}

static void
print_line (const char *label, const char *value)
{
  g_autofree char *line = value != NULL ? rst_text_dup_line (value, -1) : NULL;

  if (line != NULL && *line != '\0')
    g_print ("  %s %s\n", label, line);
}

static void
print_time (const char *label, gint64 time)
{
  g_autoptr (GDateTime) when = time > 0 ? g_date_time_new_from_unix_local (time) : NULL;
  g_autofree char *text = when != NULL ? g_date_time_format (when, "%c") : NULL;

  print_line (label, text);
}

static void
print_size (const char *label, guint64 octets)
{
  g_autofree char *text = octets > 0 ? g_format_size_full (octets, G_FORMAT_SIZE_LONG_FORMAT) : NULL;

  print_line (label, text);
}

/* The name by which one can ask on, and the subject or what stands for it. */
static void
print_heading (const RstOrigin *origin)
{
  const char *subject = origin->subject;

  if (origin->message == 0)
    subject = origin->entry->state == RST_LEDGER_ANNOUNCED ? _("(not downloaded)") : _("(deleted here)");
  else if (*subject == '\0')
    subject = _("(no subject)");
  if (origin->message != 0)
    g_print ("%" G_GINT64_FORMAT "  %s\n", origin->message, subject);
  else
    g_print ("-  %s\n", subject);
}

static void
print_text (const RstFetchOrigin *found)
{
  const RstOrigin *origin = found->origin;
  const RstLedgerEntry *entry = origin->entry;

  print_heading (origin);
  g_print ("  %s\n", found->reason);
  print_line (_("Account:"), found->label);
  print_line (_("Server:"), found->server);
  print_line (_("Name on the server:"), entry != NULL ? entry->unique_id : NULL);
  print_time (_("First listed there:"), origin->announced);
  print_time (_("Downloaded:"), origin->arrived);
  print_time (_("Not listed since:"), entry != NULL ? entry->vanished : 0);
  print_time (_("Asked to remove it:"), entry != NULL ? entry->removal_asked : 0);
  print_time (_("Removed there:"), entry != NULL ? entry->removed : 0);
  print_size (_("Size:"), origin->size);
  print_size (_("Size on the server:"), entry != NULL ? entry->octets : 0);
  print_line (_("SHA-256:"), origin->sha256);
  print_line (_("Message-ID:"), origin->message_id);
}

/* Of many, three lines each. */
static void
print_short_cb (const RstFetchOrigin *found, gpointer user_data)
{
  RstCtl *ctl = user_data;
  g_autofree char *name = NULL;
  g_autofree char *size = NULL;

  if (ctl->json)
    {
      print_json (found);
      return;
    }
  print_heading (found->origin);
  size = g_format_size (found->origin->entry->octets);
  name = rst_text_dup_line (found->origin->entry->unique_id, -1);
  g_print ("  %s  %s\n  %s\n", size, name, found->reason);
}

static gboolean
print_each (RstCtl *ctl, char **ids, GError **error)
{
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (RstFetchOrigin) origin = NULL;
      gint64 id = g_ascii_strtoll (ids[i], NULL, 10);

      origin = rst_fetch_origin_load (ctl->accounts, ctl->store, id, NULL, error);
      if (origin == NULL)
        return FALSE;
      if (ctl->json)
        print_json (origin);
      else
        print_text (origin);
    }
  return TRUE;
}

/* Either messages or an account, and messages by their numbers. */
static gboolean
check_arguments (const char *account, char **ids, GError **error)
{
  if ((account == NULL) == (*ids == NULL))
    {
      g_set_error_literal (error, RST_ERROR, RST_ERROR_USAGE,
                           _("Name either messages or an account with --account"));
      return FALSE;
    }
  for (guint i = 0; ids[i] != NULL; i++)
    if (!g_ascii_string_to_signed (ids[i], 10, 0, G_MAXINT64, NULL, NULL))
      {
        g_set_error (error, RST_ERROR, RST_ERROR_USAGE, _("“%s” is no message’s id"), ids[i]);
        return FALSE;
      }
  return TRUE;
}

int
rst_ctl_origin (RstCtl *ctl, int argc, char **argv, GError **error)
{
  g_autofree char *account = NULL;
  const GOptionEntry entries[] = {
    { "account", 0, 0, G_OPTION_ARG_STRING, &account, N_("Each message that the server of this account is believed to have"), N_("ID") },
    G_OPTION_ENTRY_NULL
  };

  if (!rst_ctl_parse (entries, "origin ID… | --account ID", 0, G_MAXINT, &argc, &argv, error) ||
      !check_arguments (account, argv + 1, error) ||
      !rst_ctl_open (ctl, error))
    return EX_USAGE;
  if (account == NULL)
    print_each (ctl, argv + 1, error);
  else if (rst_ctl_check_account (ctl, account, error))
    rst_fetch_origin_foreach (ctl->accounts, ctl->store, account, print_short_cb, ctl, NULL, error);
  return EX_OK;
}
