/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window/rst-window-private.h"

/* Letters that are commands, for those who switched them on: near to what other
 * mail programs have. They work where messages are listed and read, and never
 * where one writes.
 */
static const struct
{
  const char *trigger;
  const char *action;
} keys[] = {
  { "n|j", "win.next" },
  { "p|k", "win.previous" },
  { "u", "win.next-unread" },
  { "o", "win.open-message" },
  { "e|a", "win.archive" },
  { "i", "win.move-to-inbox" },
  { "d|numbersign", "win.trash" },
  { "exclam", "win.junk" },
  { "s", "win.toggle-flag" },
  { "r|m", "win.toggle-read" },
  { "t", "win.tags" },
  { "z", "win.undo" },
};

/* A menu has letters of its own. */
static gboolean
takes_letters (GtkWidget *focus)
{
  return GTK_IS_EDITABLE (focus) ||
         (GTK_IS_TEXT_VIEW (focus) && gtk_text_view_get_editable (GTK_TEXT_VIEW (focus))) ||
         gtk_widget_get_ancestor (focus, GTK_TYPE_SEARCH_BAR) != NULL ||
         gtk_widget_get_ancestor (focus, RST_TYPE_FIND_BAR) != NULL ||
         gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL;
}

static gboolean
is_on (RstWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return self->settings != NULL &&
         g_settings_get_boolean (self->settings, "single-keys") &&
         focus != NULL &&
         (gtk_widget_is_ancestor (focus, self->messages_pane) ||
          gtk_widget_is_ancestor (focus, self->reader_pane)) &&
         !takes_letters (focus);
}

/* A command that is not possible takes its key as well. */
static gboolean
key_cb (GtkWidget *widget, GVariant *action, gpointer user_data)
{
  RstWindow *self = RST_WINDOW (gtk_widget_get_root (widget));

  if (!is_on (self))
    return FALSE;

  gtk_widget_activate_action_variant (GTK_WIDGET (self), g_variant_get_string (action, NULL), NULL);
  return TRUE;
}

/* Before WebKit, which takes every key. */
void
rst_window_init_keys (RstWindow *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].trigger),
                                                gtk_callback_action_new (key_cb, NULL, NULL));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_string (keys[i].action));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_widget_add_controller (self->outer, controller);
}
