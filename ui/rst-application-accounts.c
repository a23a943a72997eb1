/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "account/rst-account-dialog.h"
#include "rst-application-accounts.h"
#include "window/rst-window.h"

/* An action on one account, from the click until the account was read. */
typedef struct
{
  GtkApplication *application;
  char *id;
  gboolean remove;
} Command;

static Command *
command_new (GtkApplication *application, GVariant *parameter, gboolean remove)
{
  Command *command = g_new0 (Command, 1);

  command->application = g_object_ref (application);
  command->id = g_variant_dup_string (parameter, NULL);
  command->remove = remove;
  return command;
}

static void
command_free (Command *command)
{
  g_object_unref (command->application);
  g_free (command->id);
  g_free (command);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Command, command_free)

static RstAccounts *
get_accounts (GtkApplication *application)
{
  return g_object_get_data (G_OBJECT (application), "rst-accounts");
}

static RstStore *
get_store (GtkApplication *application)
{
  return g_object_get_data (G_OBJECT (application), "rst-store");
}

static void
show_error (GtkApplication *application, const GError *error)
{
  GtkWindow *window = gtk_application_get_active_window (application);

  if (RST_IS_WINDOW (window))
    rst_window_add_toast (RST_WINDOW (window), error->message);
}

/* Adding and editing */

static void
saved_cb (GtkApplication *application)
{
  g_action_group_activate_action (G_ACTION_GROUP (application), "fetch", NULL);
}

static void
show_dialog (GtkApplication *application, const RstAccount *account)
{
  GtkWidget *dialog = rst_account_dialog_new (get_accounts (application),
                                              get_store (application),
                                              account);

  gtk_window_set_transient_for (GTK_WINDOW (dialog),
                                gtk_application_get_active_window (application));
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (saved_cb), application, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
add_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  show_dialog (user_data, NULL);
}

/* Removing */

static void
remove_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkApplication) application = user_data;
  g_autoptr (GError) error = NULL;

  if (!rst_accounts_remove_finish (RST_ACCOUNTS (object), result, &error))
    show_error (application, error);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  GtkApplication *application = user_data;
  const char *id = g_object_get_data (G_OBJECT (dialog), "account");

  if (g_str_equal (response, "remove"))
    rst_accounts_remove_async (get_accounts (application), id, NULL,
                               remove_cb, g_object_ref (application));
}

static void
ask_to_remove (GtkApplication *application, const RstAccount *account)
{
  GtkWidget *dialog = adw_message_dialog_new (gtk_application_get_active_window (application),
                                              NULL, NULL);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_format_heading (message, _("Remove “%s”?"),
                                     rst_account_get_label (account));
  adw_message_dialog_set_body (message,
                               _("Its mail stays here and on the server. Its settings and "
                                 "password are forgotten, and no more mail is fetched for it."));
  adw_message_dialog_add_responses (message,
                                    "cancel", _("_Cancel"),
                                    "remove", _("_Remove"),
                                    NULL);
  adw_message_dialog_set_response_appearance (message, "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (message, "cancel");
  adw_message_dialog_set_close_response (message, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "account", g_strdup (account->id), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), application, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Finding the account that an action names */

static const RstAccount *
find_account (GPtrArray *accounts, const char *id)
{
  for (guint i = 0; i < accounts->len; i++)
    if (g_str_equal (((const RstAccount *) accounts->pdata[i])->id, id))
      return accounts->pdata[i];
  return NULL;
}

static void
load_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Command) command = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = rst_accounts_load_finish (RST_ACCOUNTS (object), result, &error);
  const RstAccount *account;

  if (accounts == NULL)
    {
      show_error (command->application, error);
      return;
    }

  /* Another process may have removed it since the menu was made. */
  account = find_account (accounts, command->id);
  if (account != NULL && command->remove)
    ask_to_remove (command->application, account);
  else if (account != NULL)
    show_dialog (command->application, account);
}

static void
edit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rst_accounts_load_async (get_accounts (user_data), NULL, load_cb,
                           command_new (user_data, parameter, FALSE));
}

static void
remove_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rst_accounts_load_async (get_accounts (user_data), NULL, load_cb,
                           command_new (user_data, parameter, TRUE));
}

static const GActionEntry actions[] = {
  { "add-account", add_cb },
  { "edit-account", edit_cb, "s" },
  { "remove-account", remove_action_cb, "s" },
};

static void
set_enabled (GActionMap *map, gboolean enabled)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      GAction *action = g_action_map_lookup_action (map, actions[i].name);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
    }
}

void
rst_application_add_account_actions (GtkApplication *application)
{
  g_return_if_fail (GTK_IS_APPLICATION (application));

  g_action_map_add_action_entries (G_ACTION_MAP (application),
                                   actions, G_N_ELEMENTS (actions), application);
  set_enabled (G_ACTION_MAP (application), FALSE);
}

void
rst_application_enable_account_actions (GActionMap *map, RstAccounts *accounts, RstStore *store)
{
  g_return_if_fail (G_IS_ACTION_MAP (map));
  g_return_if_fail (RST_IS_ACCOUNTS (accounts));
  g_return_if_fail (RST_IS_STORE (store));

  g_object_set_data_full (G_OBJECT (map), "rst-accounts",
                          g_object_ref (accounts), g_object_unref);
  g_object_set_data_full (G_OBJECT (map), "rst-store",
                          g_object_ref (store), g_object_unref);
  set_enabled (map, TRUE);
}
