/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "preferences/rst-preferences-window.h"
#include "rst-error-text.h"
#include "welcome/rst-welcome-page.h"
#include "reader/rst-trusted-senders.h"
#include "window/rst-preparing-page.h"
#include "window/rst-window-private.h"

/* Milliseconds. To begin with what nobody can use yet takes as long as to make the
 * mail ready.
 */
#define PRESENT_AFTER 150

G_DEFINE_FINAL_TYPE (RstWindow, rst_window, ADW_TYPE_APPLICATION_WINDOW)

void
rst_window_set_action_enabled (RstWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* Pages */

static void
present_cb (gpointer user_data)
{
  RstWindow *self = user_data;

  g_clear_handle_id (&self->present_source, g_source_remove);
  gtk_window_present (GTK_WINDOW (self));
}

/* What was waited for comes at once: to fade it in draws the whole window with
 * both pages, frame after frame.
 */
static void
show_page (RstWindow *self, const char *name)
{
  const char *before = gtk_stack_get_visible_child_name (GTK_STACK (self->pages));
  gboolean waited = g_strcmp0 (before, "opening") == 0 || g_strcmp0 (before, "preparing") == 0;

  gtk_stack_set_visible_child_full (GTK_STACK (self->pages), name,
                                    waited ? GTK_STACK_TRANSITION_TYPE_NONE
                                           : GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), g_str_equal (name, "opening"));
  if (self->present_source != 0 && !g_str_equal (name, "opening"))
    present_cb (self);
}

static void
profile_changed_cb (RstWindow *self)
{
  const GError *error = rst_mailbox_list_get_error (self->list);

  if (error != NULL && !rst_mailbox_list_is_ready (self->list))
    rst_window_show_failure (self, error);
  else if (error != NULL)
    rst_window_add_toast (self, error->message);
  else if (!rst_mailbox_list_is_ready (self->list))
    rst_window_show_opening (self);
  else if (rst_mailbox_list_is_vacant (self->list))
    show_page (self, "welcome");
  else
    show_page (self, "mail");
}

/* From mailbox to messages to reader */

static char *
dup_subtitle (RstMailboxItem *mailbox)
{
  guint total = rst_mailbox_item_get_total (mailbox);
  guint unread = rst_mailbox_item_get_unread (mailbox);

  if (unread > 0)
    return g_strdup_printf (ngettext ("%u unread", "%u unread", unread), unread);
  if (total == 0)
    return g_strdup ("");
  return g_strdup_printf (ngettext ("%u message", "%u messages", total), total);
}

void
rst_window_show_title (RstWindow *self)
{
  RstMailboxItem *mailbox = rst_mailboxes_get_selected (RST_MAILBOXES (self->mailboxes));
  AdwWindowTitle *title = ADW_WINDOW_TITLE (self->messages_title);
  g_autofree char *subtitle = rst_window_dup_fetch_status (self);

  rst_window_show_empty (self, mailbox);
  if (mailbox == NULL)
    return;

  if (subtitle == NULL)
    subtitle = dup_subtitle (mailbox);
  adw_window_title_set_title (title, rst_mailbox_item_get_title (mailbox));
  adw_window_title_set_subtitle (title, subtitle);
}

static void
list_line (RstWindow *self, RstMailboxItem *line)
{
  RstMessages *messages = RST_MESSAGES (self->messages);

  if (line == NULL)
    rst_messages_set_mailbox (messages, self->store, NULL, NULL);
  else if (rst_mailbox_item_get_kind (line) == RST_MAILBOX_KIND_TAG)
    rst_messages_set_tag (messages, self->store, rst_mailbox_item_get_id (line), rst_mailbox_item_get_title (line));
  else if (rst_mailbox_item_get_kind (line) == RST_MAILBOX_KIND_SEARCH)
    rst_messages_set_saved_search (messages, self->store, rst_mailbox_item_get_query (line));
  else
    rst_messages_set_mailbox (messages, self->store,
                              rst_mailbox_item_get_account (line), rst_mailbox_item_get_mailbox (line));
}

static void
mailbox_selected_cb (RstWindow *self)
{
  RstMailboxItem *mailbox = rst_mailboxes_get_selected (RST_MAILBOXES (self->mailboxes));

  g_signal_group_set_target (self->mailbox_signals, mailbox);
  list_line (self, mailbox);
  rst_window_restore_message (self, mailbox);
  rst_window_show_title (self);
}

/* A saved search may look for something else now. */
static void
query_changed_cb (RstWindow *self)
{
  list_line (self, rst_mailboxes_get_selected (RST_MAILBOXES (self->mailboxes)));
}

static void
mailbox_opened_cb (RstWindow *self)
{
  rst_window_bring (self->inner, self->messages_pane);
}

static void
message_selected_cb (RstWindow *self)
{
  g_clear_object (&self->visited);
  rst_window_show_message (self);
}

/* A closed thread that grows leaves alone what is read of it. */
static void
messages_counted_cb (RstWindow *self)
{
  rst_window_show_several (self);
  if (rst_messages_get_n_selected (RST_MESSAGES (self->messages)) == 0)
    rst_window_bring (self->outer, self->inner);
}

static void
message_opened_cb (RstWindow *self)
{
  rst_window_end_visit (self);
  rst_window_bring (self->outer, self->reader_pane);
  rst_window_mark_read_soon (self);
}

static void
open_message_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RstWindow *self = user_data;

  if (rst_messages_get_n_selected (RST_MESSAGES (self->messages)) > 0)
    message_opened_cb (self);
}

static void
reader_message_cb (RstWindow *self)
{
  RstMessage *message = rst_reader_get_message (RST_READER (self->reader));

  rst_window_set_action_enabled (self, "view-source", message != NULL);
  rst_window_set_action_enabled (self, "save-message", message != NULL);
  rst_window_set_action_enabled (self, "find", message != NULL);
  rst_window_set_action_enabled (self, "print", message != NULL);
}

static void
search_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  RstWindow *self = user_data;

  g_object_set (self->messages, "search-mode", g_variant_get_boolean (state), NULL);
}

/* Not a GPropertyAction: GTK's export on the bus keeps actions beyond the
 * window, and that one would keep the pane.
 */
static void
search_mode_cb (RstWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "search");
  gboolean search_mode;

  g_object_get (self->messages, "search-mode", &search_mode, NULL);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (search_mode));
}

/* What the reader asks for: in a narrow window its answer is another pane. */
static void
search_for_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RstWindow *self = user_data;

  rst_messages_search (RST_MESSAGES (self->messages), g_variant_get_string (parameter, NULL));
  rst_window_bring (self->outer, self->inner);
  rst_window_bring (self->inner, self->messages_pane);
}

/* The reader's commands, where shortcuts find them. */
static void
reader_command_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RstWindow *self = user_data;
  g_autofree char *name = g_strconcat ("reader.", g_action_get_name (G_ACTION (action)), NULL);

  gtk_widget_activate_action (self->reader, name, NULL);
}

static void
trusted_senders_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RstWindow *self = user_data;

  if (self->store != NULL)
    gtk_window_present (rst_trusted_senders_new (GTK_WINDOW (self), self->store));
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RstWindow *self = user_data;

  gtk_window_present (rst_preferences_window_new (GTK_WINDOW (self), self->settings));
}

/* Not under the name by which GTK would find it: then each start would make the
 * window of all shortcuts before that of the mail.
 */
static void
show_help_overlay_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkApplicationWindow *self = user_data;

  if (gtk_application_window_get_help_overlay (self) == NULL)
    {
      g_autoptr (GtkBuilder) builder = NULL;

      builder = gtk_builder_new_from_resource ("/io/github/restante_mail/Restante/window/help-overlay.ui");
      gtk_application_window_set_help_overlay (
        self, GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "help_overlay")));
    }
  gtk_window_present (GTK_WINDOW (gtk_application_window_get_help_overlay (self)));
}

static const GActionEntry actions[] = {
  { "search", NULL, NULL, "false", search_cb },
  { "search-for", search_for_cb, "s" },
  { "open-message", open_message_cb },
  { "trusted-senders", trusted_senders_cb },
  { "show-help-overlay", show_help_overlay_cb },
  { "preferences", preferences_cb },
  { "view-source", reader_command_cb },
  { "save-message", reader_command_cb },
  { "find", reader_command_cb },
  { "plain-text", reader_command_cb },
  { "print", reader_command_cb },
  { "show-all", reader_command_cb },
  { "show-images", reader_command_cb },
  { "save-attachments", reader_command_cb },
  { "zoom-in", reader_command_cb },
  { "zoom-out", reader_command_cb },
  { "zoom-normal", reader_command_cb },
};

static gboolean
rst_window_close_request (GtkWindow *window)
{
  rst_window_save (RST_WINDOW (window));
  return GTK_WINDOW_CLASS (rst_window_parent_class)->close_request (window);
}

/* GObject */

static void
rst_window_dispose (GObject *object)
{
  RstWindow *self = RST_WINDOW (object);

  g_clear_handle_id (&self->read_source, g_source_remove);
  g_clear_handle_id (&self->present_source, g_source_remove);
  g_clear_weak_pointer (&self->undo_toast);
  g_clear_weak_pointer (&self->focus_before);
  rst_window_set_fetcher (self, NULL);
  g_clear_object (&self->mailbox_signals);
  g_clear_object (&self->message_signals);
  g_clear_object (&self->visited);
  if (self->list != NULL)
    rst_mailbox_list_set_profile (self->list, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), RST_TYPE_WINDOW);
  g_clear_pointer (&self->rests, g_hash_table_unref);
  g_clear_object (&self->list);
  g_clear_object (&self->accounts);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (rst_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RstWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, preparing);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, failure);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, outer);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, inner);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, sidebar_edge);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, list_edge);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, mailboxes_pane);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, mailboxes_bar);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, mailboxes);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, messages_pane);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, messages_bar);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, messages_title);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, filter_button);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, empty);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, messages);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, to_mailboxes);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, fetch_buttons);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, failure_bar);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, failure_buttons);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, failure_icon);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, failure_text);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, reader_pane);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, reader_bar);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, reader);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, several);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, to_messages);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, archive);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, to_inbox);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, junk);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, trash);
  gtk_widget_class_bind_template_child (widget_class, RstWindow, star);
}

static void
rst_window_class_init (RstWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = rst_window_close_request;

  g_type_ensure (RST_TYPE_MAILBOXES);
  g_type_ensure (RST_TYPE_MESSAGES);
  g_type_ensure (RST_TYPE_PREPARING_PAGE);
  g_type_ensure (RST_TYPE_READER);
  g_type_ensure (RST_TYPE_SEVERAL_PAGE);
  g_type_ensure (RST_TYPE_WELCOME_PAGE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/restante_mail/Restante/window/rst-window.ui");
  bind_children (widget_class);
  rst_window_bind_folds (widget_class);
  rst_window_bind_panes (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, mailbox_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, mailbox_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, message_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, messages_counted_cb);
  gtk_widget_class_bind_template_callback (widget_class, message_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, reader_message_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
}

static void
follow_mailboxes (RstWindow *self)
{
  self->list = rst_mailbox_list_new ();
  g_signal_connect_object (self->list, "notify",
                           G_CALLBACK (profile_changed_cb), self, G_CONNECT_SWAPPED);
  self->mailbox_signals = g_signal_group_new (RST_TYPE_MAILBOX_ITEM);
  g_signal_group_connect_swapped (self->mailbox_signals, "notify",
                                  G_CALLBACK (rst_window_show_title), self);
  g_signal_group_connect_swapped (self->mailbox_signals, "notify::query",
                                  G_CALLBACK (query_changed_cb), self);
}

static void
rst_window_init (RstWindow *self)
{
  /* The template's own signals may come before it is whole. */
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  rst_window_init_folds (self);
  rst_window_init_changes (self);
  rst_window_init_delete (self);
  rst_window_init_tags (self);
  rst_window_init_searches (self);
  follow_mailboxes (self);
  gtk_widget_init_template (GTK_WIDGET (self));

  rst_window_init_fetch (self);
  rst_window_init_rest (self);
  rst_window_init_messages (self);
  rst_window_init_filter (self);
  rst_window_init_order (self);
  rst_window_init_keys (self);
  rst_window_init_panes (self);
  rst_window_init_reading (self);
  rst_window_show_folds (self);
  reader_message_cb (self);
  rst_window_show_opening (self);
}

RstWindow *
rst_window_new (GtkApplication *application, GSettings *settings)
{
  RstWindow *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);

  self = g_object_new (RST_TYPE_WINDOW, "application", application, NULL);
  g_set_object (&self->settings, settings);
  rst_window_set_action_enabled (self, "preferences", settings != NULL);
  if (settings != NULL)
    {
      rst_window_restore_size (self);
      rst_window_restore_widths (self);
      g_settings_bind (settings, "zoom", self->reader, "zoom", G_SETTINGS_BIND_DEFAULT);
      rst_window_restore_order (self);
    }
  return self;
}

void
rst_window_set_profile (RstWindow   *self,
                        RstStore    *store,
                        RstAccounts *accounts,
                        RstFetcher  *fetcher)
{
  g_return_if_fail (RST_IS_WINDOW (self));
  g_return_if_fail (RST_IS_STORE (store));

  g_set_object (&self->store, store);
  g_set_object (&self->accounts, accounts);
  rst_reader_set_store (RST_READER (self->reader), store);
  rst_window_set_fetcher (self, fetcher);
  rst_mailbox_list_set_profile (self->list, store, accounts);
  rst_window_restore_mailbox (self);
  rst_mailboxes_set_list (RST_MAILBOXES (self->mailboxes), self->list);
}

void
rst_window_present_soon (RstWindow *self)
{
  g_return_if_fail (RST_IS_WINDOW (self));

  self->present_source = g_timeout_add_once (PRESENT_AFTER, present_cb, self);
}

void
rst_window_show_opening (RstWindow *self)
{
  g_return_if_fail (RST_IS_WINDOW (self));

  show_page (self, "opening");
}

void
rst_window_show_preparing (RstWindow *self, guint64 done, guint64 total)
{
  g_return_if_fail (RST_IS_WINDOW (self));

  rst_preparing_page_show (RST_PREPARING_PAGE (self->preparing), done, total);
  show_page (self, "preparing");
}

void
rst_window_show_failure (RstWindow *self, const GError *error)
{
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;

  g_return_if_fail (RST_IS_WINDOW (self));
  g_return_if_fail (error != NULL);

  text = rst_error_text_dup (error);
  markup = g_markup_escape_text (text, -1);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->failure), markup);
  show_page (self, "failed");
}

void
rst_window_add_toast (RstWindow *self, const char *title)
{
  g_autofree char *markup = NULL;

  g_return_if_fail (RST_IS_WINDOW (self));
  g_return_if_fail (title != NULL);

  /* A toast of libadwaita 1.2 takes markup. */
  markup = g_markup_escape_text (title, -1);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), adw_toast_new (markup));
}
