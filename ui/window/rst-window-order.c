/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window/rst-window-private.h"

/* The order is one for all mailboxes, and remembered. */

static void
show_order (RstWindow *self)
{
  GActionGroup *group = G_ACTION_GROUP (self);
  g_autoptr (GVariant) order = g_action_group_get_action_state (group, "sort");
  g_autoptr (GVariant) threads = g_action_group_get_action_state (group, "group-threads");
  RstOrder which;

  rst_order_parse (g_variant_get_string (order, NULL), &which);
  rst_messages_set_order (RST_MESSAGES (self->messages), which, g_variant_get_boolean (threads));
}

static void
sort_cb (GSimpleAction *action, GVariant *wanted, gpointer user_data)
{
  RstWindow *self = user_data;
  const char *name = g_variant_get_string (wanted, NULL);
  RstOrder order;

  if (!rst_order_parse (name, &order))
    return;
  g_simple_action_set_state (action, wanted);
  if (self->settings != NULL)
    g_settings_set_string (self->settings, "message-order", name);
  show_order (self);
}

static void
group_threads_cb (GSimpleAction *action, GVariant *wanted, gpointer user_data)
{
  RstWindow *self = user_data;

  g_simple_action_set_state (action, wanted);
  if (self->settings != NULL)
    g_settings_set_boolean (self->settings, "group-threads", g_variant_get_boolean (wanted));
  show_order (self);
}

static const GActionEntry actions[] = {
  { "sort", NULL, "s", "'newest'", sort_cb },
  { "group-threads", NULL, NULL, "true", group_threads_cb },
};

void
rst_window_init_order (RstWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  show_order (self);
}

/* Also after another choice was made in the preferences. */
static void
restore_order (RstWindow *self)
{
  GAction *sort = g_action_map_lookup_action (G_ACTION_MAP (self), "sort");
  GAction *threads = g_action_map_lookup_action (G_ACTION_MAP (self), "group-threads");
  g_autofree char *name = g_settings_get_string (self->settings, "message-order");

  g_simple_action_set_state (G_SIMPLE_ACTION (sort), g_variant_new_string (name));
  g_simple_action_set_state (G_SIMPLE_ACTION (threads),
                             g_settings_get_value (self->settings, "group-threads"));
  show_order (self);
}

void
rst_window_restore_order (RstWindow *self)
{
  restore_order (self);
  g_signal_connect_object (self->settings, "changed::group-threads",
                           G_CALLBACK (restore_order), self, G_CONNECT_SWAPPED);
}
