/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "properties/rst-properties-window.h"
#include "window/rst-window-private.h"

/* Who skims through a list with the arrow keys has not read what they passed. */
#define READ_DELAY_MS 800

static const RstRow *
get_row (RstWindow *self)
{
  RstMessageItem *item = rst_messages_get_selected (RST_MESSAGES (self->messages));

  return item != NULL ? rst_message_item_get_row (item) : NULL;
}

/* Writing */

static void
set_flags_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!rst_store_set_flags_finish (RST_STORE (object), result, &error))
    rst_window_add_toast (self, error->message);
}

static void
change_flags (RstWindow *self, gint64 id, RstFlags set, RstFlags clear)
{
  rst_store_set_flags_async (self->store, &id, 1, set, clear, NULL,
                             set_flags_cb, g_object_ref (self));
}

static void
toggle (RstWindow *self, gint64 id, gboolean is_set, RstFlags flag)
{
  change_flags (self, id, is_set ? 0 : flag, is_set ? flag : 0);
}

static void
move_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!rst_store_move_finish (RST_STORE (object), result, &error))
    rst_window_add_toast (self, error->message);
}

static void
move (RstWindow *self, gint64 id, const char *mailbox)
{
  rst_store_move_async (self->store, &id, 1, mailbox, NULL, move_cb, g_object_ref (self));
}

static void
move_selected (RstWindow *self, const char *mailbox, const char *notice)
{
  const RstRow *row = get_row (self);
  gint64 id;
  AdwToast *toast;

  if (row == NULL || g_str_equal (row->mailbox, mailbox))
    return;

  id = row->id;
  toast = adw_toast_new (notice);
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, "win.undo-move");
  adw_toast_set_action_target (toast, "(xs)", id, row->mailbox);

  rst_messages_leave_selected (RST_MESSAGES (self->messages));
  move (self, id, mailbox);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), toast);
}

/* Commands */

static void
archive_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  move_selected (user_data, RST_MAILBOX_ARCHIVE, _("Message archived"));
}

static void
trash_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  move_selected (user_data, RST_MAILBOX_TRASH, _("Message moved to the trash"));
}

static void
move_to_inbox_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  move_selected (user_data, RST_MAILBOX_INBOX, _("Message moved to the inbox"));
}

static void
undo_move_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RstWindow *self = user_data;
  gint64 id;
  const char *mailbox;

  g_variant_get (parameter, "(x&s)", &id, &mailbox);
  if (self->store != NULL)
    move (self, id, mailbox);
}

static void
toggle_flag_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RstWindow *self = user_data;
  const RstRow *row = get_row (self);

  if (row != NULL)
    toggle (self, row->id, (row->flags & RST_FLAG_FLAGGED) != 0, RST_FLAG_FLAGGED);
}

static void
toggle_read_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RstWindow *self = user_data;
  const RstRow *row = get_row (self);

  g_clear_handle_id (&self->read_source, g_source_remove);
  if (row != NULL)
    toggle (self, row->id, (row->flags & RST_FLAG_SEEN) != 0, RST_FLAG_SEEN);
}

/* The star of a row that need not be the selected one. */
static void
set_flag_of_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RstWindow *self = user_data;
  gint64 id;
  gboolean flagged;

  g_variant_get (parameter, "(xb)", &id, &flagged);
  if (self->store != NULL)
    toggle (self, id, !flagged, RST_FLAG_FLAGGED);
}

static void
properties_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RstWindow *self = user_data;
  const RstRow *row = get_row (self);

  if (row != NULL)
    gtk_window_present (rst_properties_window_new (GTK_WINDOW (self), self->accounts, self->store, row->id));
}

static void
next_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rst_messages_step (RST_MESSAGES (RST_WINDOW (user_data)->messages), 1);
}

static void
previous_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rst_messages_step (RST_MESSAGES (RST_WINDOW (user_data)->messages), -1);
}

static const GActionEntry actions[] = {
  { "archive", archive_cb },
  { "move-to-inbox", move_to_inbox_cb },
  { "trash", trash_cb },
  { "undo-move", undo_move_cb, "(xs)" },
  { "toggle-flag", toggle_flag_cb, NULL, "false" },
  { "toggle-read", toggle_read_cb, NULL, "false" },
  { "set-flag-of", set_flag_of_cb, "(xb)" },
  { "properties", properties_cb },
  { "next", next_cb },
  { "previous", previous_cb },
};

/* Showing */

static void
set_action_state (RstWindow *self, const char *name, gboolean state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (state));
}

static void
allow_move (RstWindow *self, GtkWidget *button, const char *name, const char *to)
{
  const RstRow *row = get_row (self);
  gboolean elsewhere = row == NULL || !g_str_equal (row->mailbox, to);

  gtk_widget_set_visible (button, elsewhere);
  rst_window_set_action_enabled (self, name, row != NULL && elsewhere);
}

static void
row_changed_cb (RstWindow *self)
{
  const RstRow *row = get_row (self);
  gboolean in_inbox = row == NULL || g_str_equal (row->mailbox, RST_MAILBOX_INBOX);

  rst_window_set_action_enabled (self, "toggle-flag", row != NULL);
  rst_window_set_action_enabled (self, "toggle-read", row != NULL);
  rst_window_set_action_enabled (self, "properties", row != NULL);
  set_action_state (self, "toggle-flag", row != NULL && (row->flags & RST_FLAG_FLAGGED));
  set_action_state (self, "toggle-read", row != NULL && !(row->flags & RST_FLAG_SEEN));
  gtk_button_set_icon_name (GTK_BUTTON (self->star),
                            row != NULL && (row->flags & RST_FLAG_FLAGGED)
                              ? "starred-symbolic"
                              : "non-starred-symbolic");
  allow_move (self, self->archive, "archive", RST_MAILBOX_ARCHIVE);
  allow_move (self, self->trash, "trash", RST_MAILBOX_TRASH);
  allow_move (self, self->to_inbox, "move-to-inbox", RST_MAILBOX_INBOX);
  gtk_widget_set_visible (self->to_inbox, !in_inbox);
  rst_window_show_rest (self);
}

static void
mark_read_cb (gpointer user_data)
{
  RstWindow *self = user_data;
  const RstRow *row = get_row (self);

  self->read_source = 0;
  if (row != NULL && !(row->flags & RST_FLAG_SEEN) && rst_window_shows_reader (self))
    change_flags (self, row->id, RST_FLAG_SEEN, 0);
}

void
rst_window_mark_read_soon (RstWindow *self)
{
  g_clear_handle_id (&self->read_source, g_source_remove);
  self->read_source = g_timeout_add_once (READ_DELAY_MS, mark_read_cb, self);
}

void
rst_window_show_message (RstWindow *self)
{
  RstMessageItem *item = rst_messages_get_selected (RST_MESSAGES (self->messages));

  g_signal_group_set_target (self->message_signals, item);
  rst_reader_set_message (RST_READER (self->reader),
                          item != NULL ? rst_message_item_get_id (item) : 0);
  row_changed_cb (self);
  rst_window_mark_read_soon (self);
}

void
rst_window_init_messages (RstWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  self->message_signals = g_signal_group_new (RST_TYPE_MESSAGE_ITEM);
  g_signal_group_connect_swapped (self->message_signals, "notify",
                                  G_CALLBACK (row_changed_cb), self);
  row_changed_cb (self);
}
