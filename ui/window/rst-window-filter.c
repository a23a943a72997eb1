/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "window/rst-window-private.h"

/* The filter belongs to the list of messages: its menu shows what that says. */

static const struct
{
  const char *action;
  RstMessageStates state;
} filters[] = {
  { "filter-unread", RST_MESSAGE_STATE_UNREAD },
  { "filter-starred", RST_MESSAGE_STATE_STARRED },
  { "filter-attachments", RST_MESSAGE_STATE_ATTACHMENTS },
};

static void
filter_cb (GSimpleAction *action, GVariant *wanted, gpointer user_data)
{
  RstMessages *messages = RST_MESSAGES (RST_WINDOW (user_data)->messages);
  RstMessageStates states = rst_messages_get_states (messages);

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    if (g_str_equal (filters[i].action, g_action_get_name (G_ACTION (action))))
      states = g_variant_get_boolean (wanted) ? states | filters[i].state : states & ~filters[i].state;
  rst_messages_set_states (messages, states);
}

static void
clear_filter_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rst_messages_set_states (RST_MESSAGES (RST_WINDOW (user_data)->messages), 0);
}

static void
states_cb (RstWindow *self)
{
  RstMessageStates states = rst_messages_get_states (RST_MESSAGES (self->messages));
  const char *label = states != 0 ? _("Filter and Sort (Filtered)") : _("Filter and Sort");

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), filters[i].action);

      g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (states & filters[i].state));
    }
  rst_window_set_action_enabled (self, "clear-filter", states != 0);
  gtk_widget_set_tooltip_text (self->filter_button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->filter_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (states != 0)
    gtk_widget_add_css_class (self->filter_button, "filtering");
  else
    gtk_widget_remove_css_class (self->filter_button, "filtering");
}

static const GActionEntry actions[] = {
  { "filter-unread", NULL, NULL, "false", filter_cb },
  { "filter-starred", NULL, NULL, "false", filter_cb },
  { "filter-attachments", NULL, NULL, "false", filter_cb },
  { "clear-filter", clear_filter_cb },
};

void
rst_window_init_filter (RstWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  g_signal_connect_object (self->messages, "notify::states", G_CALLBACK (states_cb), self, G_CONNECT_SWAPPED);
  states_cb (self);
}
