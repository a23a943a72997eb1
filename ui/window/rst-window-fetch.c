/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "window/rst-window-private.h"

char *
rst_window_dup_fetch_status (RstWindow *self)
{
  guint done, total;

  if (self->fetcher == NULL || !rst_fetcher_is_running (self->fetcher))
    return NULL;

  rst_fetcher_get_progress (self->fetcher, &done, &total);
  if (total == 0)
    return g_strdup (_("Looking for new mail…"));
  /* Translators: messages that were fetched and messages to fetch */
  return g_strdup_printf (_("Fetching %u of %u"), done, total);
}

static void
show_progress (RstWindow *self)
{
  guint done, total;

  rst_fetcher_get_progress (self->fetcher, &done, &total);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress),
                                 total > 0 ? (double) done / total : 0.0);
  rst_window_show_title (self);
}

static void
running_cb (RstWindow *self)
{
  gboolean running = rst_fetcher_is_running (self->fetcher);

  gtk_stack_set_visible_child_name (GTK_STACK (self->fetch_buttons), running ? "stop" : "fetch");
  gtk_widget_set_visible (self->progress, running);
  if (running)
    gtk_revealer_set_reveal_child (GTK_REVEALER (self->failure_bar), FALSE);
  show_progress (self);
}

static void
progress_cb (RstWindow *self, const char *account, guint done, guint total)
{
  g_autofree char *status = NULL;

  if (total > 0)
    /* Translators: messages that were fetched and messages to fetch, short */
    status = g_strdup_printf (_("%u of %u"), done, total);
  rst_mailbox_list_set_status (self->list, account, status != NULL ? status : "…", NULL);
  show_progress (self);
}

static void
account_ended_cb (RstWindow *self, const char *account, const char *problem, const char *warning)
{
  rst_mailbox_list_set_status (self->list, account, NULL, problem != NULL ? problem : warning);
}

/* A warning is no failure: mail was fetched, and there is nothing to report. */
static void
show_bar (RstWindow *self, const char *text, gboolean failed)
{
  gtk_label_set_label (GTK_LABEL (self->failure_text), text);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->failure_icon),
                                failed ? "dialog-warning-symbolic" : "dialog-information-symbolic");
  gtk_widget_set_visible (self->failure_buttons, failed);
  if (failed)
    gtk_widget_remove_css_class (self->failure_bar, "mild");
  else
    gtk_widget_add_css_class (self->failure_bar, "mild");
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->failure_bar), TRUE);
}

static void
show_failures (RstWindow *self, GPtrArray *failures)
{
  g_autofree char *text = NULL;

  if (failures->len == 1)
    text = rst_fetch_failure_dup_text (failures->pdata[0]);
  else
    text = g_strdup_printf (ngettext ("Mail of %u account could not be fetched.",
                                      "Mail of %u accounts could not be fetched.",
                                      failures->len),
                            failures->len);
  show_bar (self, text, TRUE);
}

static void
show_warnings (RstWindow *self)
{
  g_autofree char *text = rst_fetcher_take_warnings (self->fetcher);

  if (text != NULL)
    show_bar (self, text, FALSE);
}

static void
ended_cb (RstWindow *self, guint downloaded)
{
  GPtrArray *failures = rst_fetcher_get_failures (self->fetcher);
  gboolean rests = rst_window_end_rests (self);
  g_autofree char *text = NULL;

  if (failures->len > 0)
    show_failures (self, failures);
  else
    show_warnings (self);
  if (downloaded == 0 && (rests || failures->len > 0 || rst_fetcher_is_cancelled (self->fetcher)))
    return;

  text = downloaded == 0 ? g_strdup (_("No new messages"))
                         : g_strdup_printf (ngettext ("%u new message",
                                                      "%u new messages",
                                                      downloaded),
                                            downloaded);
  rst_window_add_toast (self, text);
}

static void
dismiss_failure_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RstWindow *self = user_data;

  gtk_revealer_set_reveal_child (GTK_REVEALER (self->failure_bar), FALSE);
}

static void
copy_report_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RstWindow *self = user_data;
  g_autofree char *report = NULL;

  if (self->fetcher == NULL)
    return;

  report = rst_fetcher_dup_report (self->fetcher);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), report);
  rst_window_add_toast (self, _("The report was copied."));
}

static void
details_response_cb (RstWindow *self, const char *response)
{
  if (g_str_equal (response, "copy"))
    g_action_group_activate_action (G_ACTION_GROUP (self), "copy-report", NULL);
}

static void
fetch_details_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RstWindow *self = user_data;
  GPtrArray *failures;
  g_autoptr (GString) body = g_string_new (NULL);
  GtkWidget *dialog;

  if (self->fetcher == NULL)
    return;

  failures = rst_fetcher_get_failures (self->fetcher);
  for (guint i = 0; i < failures->len; i++)
    {
      const RstFetchFailure *failure = failures->pdata[i];
      g_autofree char *text = rst_fetch_failure_dup_text (failure);
      g_autofree char *markup = g_markup_printf_escaped ("<b>%s</b>\n%s", failure->label, text);

      g_string_append_printf (body, "%s%s", i > 0 ? "\n\n" : "", markup);
    }
  dialog = adw_message_dialog_new (GTK_WINDOW (self), _("Mail Could Not Be Fetched"), NULL);
  adw_message_dialog_set_body_use_markup (ADW_MESSAGE_DIALOG (dialog), TRUE);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), body->str);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "copy", _("Copy _Report"),
                                    "close", _("_Close"),
                                    NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  g_signal_connect_object (dialog, "response", G_CALLBACK (details_response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static const GActionEntry actions[] = {
  { "copy-report", copy_report_cb },
  { "fetch-details", fetch_details_cb },
  { "dismiss-failure", dismiss_failure_cb },
};

void
rst_window_init_fetch (RstWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}

void
rst_window_set_fetcher (RstWindow *self, RstFetcher *fetcher)
{
  if (self->fetcher != NULL)
    g_signal_handlers_disconnect_by_data (self->fetcher, self);
  g_set_object (&self->fetcher, fetcher);
  if (fetcher == NULL)
    return;

  g_signal_connect_swapped (fetcher, "notify::running", G_CALLBACK (running_cb), self);
  g_signal_connect_swapped (fetcher, "progress", G_CALLBACK (progress_cb), self);
  g_signal_connect_swapped (fetcher, "account-ended", G_CALLBACK (account_ended_cb), self);
  g_signal_connect_swapped (fetcher, "ended", G_CALLBACK (ended_cb), self);
  running_cb (self);
}
