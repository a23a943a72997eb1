/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "properties/rst-properties-window.h"
#include "window/rst-window-private.h"

/* Who skims through a list with the arrow keys has not read what they passed. */
#define LEAST_DELAY_MS 800

/* What is shown, and what commands are about: what is selected, unless another
 * message of its conversation is visited.
 */

RstMessageItem *
rst_window_get_item (RstWindow *self)
{
  if (self->visited != NULL)
    return self->visited;
  return rst_messages_get_selected (RST_MESSAGES (self->messages));
}

GArray *
rst_window_dup_ids (RstWindow *self)
{
  GArray *ids;
  gint64 id;

  if (self->visited == NULL)
    return rst_messages_dup_selected_ids (RST_MESSAGES (self->messages));

  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  id = rst_message_item_get_id (self->visited);
  return g_array_append_val (ids, id);
}

static const RstRow *
get_row (RstWindow *self)
{
  RstMessageItem *item = rst_window_get_item (self);

  return item != NULL ? rst_message_item_get_row (item) : NULL;
}

/* Commands */

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

static void
stepped_unread_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean stepped;

  if (!rst_messages_step_unread_finish (RST_MESSAGES (object), result, &stepped, &error))
    rst_window_add_toast (self, error->message);
  else if (!stepped && self->store != NULL)
    rst_window_add_toast (self, _("No unread messages"));
}

static void
next_unread_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RstWindow *self = user_data;

  rst_messages_step_unread_async (RST_MESSAGES (self->messages), stepped_unread_cb, g_object_ref (self));
}

/* Of the conversation that is read. */
static void
show_message_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RstWindow *self = user_data;
  gint64 id = g_variant_get_int64 (parameter);

  if (rst_messages_select (RST_MESSAGES (self->messages), id))
    {
      rst_window_end_visit (self);
      return;
    }
  g_clear_object (&self->visited);
  self->visited = rst_reader_dup_item (RST_READER (self->reader), id);
  rst_window_show_message (self);
}

static const GActionEntry actions[] = {
  { "properties", properties_cb },
  { "show-message", show_message_cb, "x" },
  { "next", next_cb },
  { "previous", previous_cb },
  { "next-unread", next_unread_cb },
};

/* Showing */

static void
set_action_state (RstWindow *self, const char *name, gboolean state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (state));
}

static gboolean
has_several (RstWindow *self)
{
  return self->visited == NULL && rst_messages_has_several (RST_MESSAGES (self->messages));
}

/* Where all that is selected is, as far as that is known. */
static const char *
get_mailbox (RstWindow *self)
{
  const RstRow *row = get_row (self);

  if (has_several (self))
    return rst_messages_get_mailbox (RST_MESSAGES (self->messages));
  return row != NULL ? row->mailbox : NULL;
}

gboolean
rst_window_is_in (RstWindow *self, const char *mailbox)
{
  return g_strcmp0 (get_mailbox (self), mailbox) == 0;
}

static void
allow_move (RstWindow *self, GtkWidget *button, const char *name, const char *to, gboolean any)
{
  gboolean elsewhere = g_strcmp0 (get_mailbox (self), to) != 0;

  gtk_widget_set_visible (button, elsewhere);
  rst_window_set_action_enabled (self, name, any && elsewhere);
}

static void
show_trash (RstWindow *self, gboolean any)
{
  gboolean for_good = rst_window_is_in (self, RST_MAILBOX_TRASH);
  const char *label = for_good ? _("Delete Permanently") : _("Move to Trash");

  rst_window_set_action_enabled (self, "trash", any);
  gtk_button_set_icon_name (GTK_BUTTON (self->trash), for_good ? "edit-delete-symbolic" : "user-trash-symbolic");
  gtk_widget_set_tooltip_text (self->trash, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->trash), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* What is in the trash is past being junk. */
static void
show_junk (RstWindow *self, gboolean any)
{
  gboolean junk = rst_window_is_in (self, RST_MAILBOX_JUNK);
  gboolean trash = rst_window_is_in (self, RST_MAILBOX_TRASH);
  const char *label = junk ? _("Not Junk") : _("Mark as Junk");

  rst_window_set_action_enabled (self, "junk", any && !trash);
  gtk_widget_set_visible (self->junk, !trash);
  gtk_button_set_icon_name (GTK_BUTTON (self->junk), junk ? "restante-inbox-symbolic" : "restante-junk-symbolic");
  gtk_widget_set_tooltip_text (self->junk, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->junk), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (junk)
    gtk_widget_set_visible (self->to_inbox, FALSE);
}

static void
show_moves (RstWindow *self, gboolean any)
{
  allow_move (self, self->archive, "archive", RST_MAILBOX_ARCHIVE, any);
  allow_move (self, self->to_inbox, "move-to-inbox", RST_MAILBOX_INBOX, any);
  if (!any)
    gtk_widget_set_visible (self->to_inbox, FALSE);
  show_junk (self, any);
  show_trash (self, any);
}

static void
row_changed_cb (RstWindow *self)
{
  static const char *const commands[] = { "toggle-flag", "toggle-read", "mark-read", "add-star", "tags" };
  const RstRow *row = get_row (self);
  gboolean flagged = row != NULL && (row->flags & RST_FLAG_FLAGGED);
  gboolean any = row != NULL || has_several (self);

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    rst_window_set_action_enabled (self, commands[i], any);
  rst_window_set_action_enabled (self, "properties", row != NULL);
  set_action_state (self, "toggle-flag", flagged);
  set_action_state (self, "toggle-read", row != NULL && !(row->flags & RST_FLAG_SEEN));
  gtk_button_set_icon_name (GTK_BUTTON (self->star), flagged ? "starred-symbolic" : "non-starred-symbolic");
  show_moves (self, any);
  /* As long as it is not known where it is, it may be junk. */
  rst_reader_set_junk (RST_READER (self->reader), row == NULL || g_str_equal (row->mailbox, RST_MAILBOX_JUNK));
  rst_reader_set_tags (RST_READER (self->reader),
                       row != NULL ? (const char *const *) row->tags : NULL,
                       row != NULL ? row->tag_colors : NULL);
  rst_window_show_rest (self);
}

static void
mark_read_cb (gpointer user_data)
{
  RstWindow *self = user_data;
  const RstRow *row = get_row (self);

  self->read_source = 0;
  if (row != NULL && !(row->flags & RST_FLAG_SEEN) && rst_window_shows_reader (self))
    rst_window_change_flags (self, row->id, RST_FLAG_SEEN, 0);
}

void
rst_window_mark_read_soon (RstWindow *self)
{
  int seconds = self->settings != NULL ? g_settings_get_enum (self->settings, "mark-read") : 0;

  g_clear_handle_id (&self->read_source, g_source_remove);
  if (seconds >= 0)
    self->read_source = g_timeout_add_once (MAX (1000 * (guint) seconds, LEAST_DELAY_MS), mark_read_cb, self);
}

/* Of several, none is read: in the reader's place is what can be done to all. */
void
rst_window_show_several (RstWindow *self)
{
  gboolean several = has_several (self);

  row_changed_cb (self);

  if (several)
    rst_several_page_show (RST_SEVERAL_PAGE (self->several),
                           rst_messages_get_n_selected (RST_MESSAGES (self->messages)),
                           get_mailbox (self));
  gtk_widget_set_visible (self->several, several);
  gtk_widget_set_visible (self->reader, !several);
}

void
rst_window_show_message (RstWindow *self)
{
  RstMessageItem *item = rst_window_get_item (self);

  g_signal_group_set_target (self->message_signals, item);
  rst_reader_set_message (RST_READER (self->reader),
                          item != NULL ? rst_message_item_get_id (item) : 0);
  rst_window_show_several (self);
  rst_window_mark_read_soon (self);
}

static void
match_changed_cb (RstWindow *self)
{
  rst_reader_set_match (RST_READER (self->reader),
                        rst_messages_get_match (RST_MESSAGES (self->messages)));
}

void
rst_window_end_visit (RstWindow *self)
{
  if (self->visited == NULL)
    return;

  g_clear_object (&self->visited);
  rst_window_show_message (self);
}

void
rst_window_init_messages (RstWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  self->message_signals = g_signal_group_new (RST_TYPE_MESSAGE_ITEM);
  g_signal_group_connect_swapped (self->message_signals, "changed",
                                  G_CALLBACK (row_changed_cb), self);
  g_signal_connect_object (self->messages, "notify::match",
                           G_CALLBACK (match_changed_cb), self, G_CONNECT_SWAPPED);
  row_changed_cb (self);
}
