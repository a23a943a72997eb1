/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window/rst-window-private.h"

gboolean
rst_window_shows_reader (RstWindow *self)
{
  return !adw_leaflet_get_folded (ADW_LEAFLET (self->outer)) ||
         adw_leaflet_get_visible_child (ADW_LEAFLET (self->outer)) == self->reader_pane;
}

static gboolean
shows_second (GtkWidget *leaflet, GtkWidget *second)
{
  return adw_leaflet_get_folded (ADW_LEAFLET (leaflet)) &&
         adw_leaflet_get_visible_child (ADW_LEAFLET (leaflet)) == second;
}

static void
set_title_buttons (GtkWidget *bar, gboolean start, gboolean end)
{
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (bar), start);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), end);
}

static void
folds_changed_cb (RstWindow *self)
{
  gboolean outer = adw_leaflet_get_folded (ADW_LEAFLET (self->outer));
  gboolean inner = adw_leaflet_get_folded (ADW_LEAFLET (self->inner));

  set_title_buttons (self->mailboxes_bar, TRUE, outer && inner);
  set_title_buttons (self->messages_bar, inner, outer);
  set_title_buttons (self->reader_bar, outer, TRUE);
  gtk_widget_set_visible (self->to_mailboxes, inner);
  gtk_widget_set_visible (self->to_messages, outer);
  rst_window_show_widths (self);
  rst_window_set_action_enabled (self, "back",
                                 shows_second (self->outer, self->reader_pane) ||
                                   shows_second (self->inner, self->messages_pane));
}

/* A leaflet gives the keyboard to its visible child, also while all are on the
 * screen: there, nothing needs to be made visible.
 */
void
rst_window_bring (GtkWidget *leaflet, GtkWidget *child)
{
  if (adw_leaflet_get_folded (ADW_LEAFLET (leaflet)))
    adw_leaflet_set_visible_child (ADW_LEAFLET (leaflet), child);
}

/* What is read stays on the screen when the window becomes narrow. */
static void
outer_folded_cb (RstWindow *self)
{
  if (rst_messages_get_selected (RST_MESSAGES (self->messages)) != NULL)
    rst_window_bring (self->outer, self->reader_pane);
  folds_changed_cb (self);
}

static void
back_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RstWindow *self = user_data;

  if (rst_window_shows_reader (self) && rst_reader_leave_message (RST_READER (self->reader)))
    return;
  if (shows_second (self->outer, self->reader_pane))
    {
      adw_leaflet_navigate (ADW_LEAFLET (self->outer), ADW_NAVIGATION_DIRECTION_BACK);
      rst_messages_focus_list (RST_MESSAGES (self->messages));
    }
  else
    {
      adw_leaflet_navigate (ADW_LEAFLET (self->inner), ADW_NAVIGATION_DIRECTION_BACK);
      gtk_widget_child_focus (self->mailboxes, GTK_DIR_TAB_FORWARD);
    }
}

static void
hide_sidebar_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  RstWindow *self = user_data;

  g_simple_action_set_state (action, state);
  adw_leaflet_set_visible_child (ADW_LEAFLET (self->inner), self->messages_pane);
  adw_leaflet_set_can_unfold (ADW_LEAFLET (self->inner), !g_variant_get_boolean (state));
  rst_window_show_widths (self);
}

static const GActionEntry actions[] = {
  { "back", back_cb },
  { "hide-sidebar", NULL, NULL, "false", hide_sidebar_cb },
};

void
rst_window_bind_folds (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, folds_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, outer_folded_cb);
}

void
rst_window_init_folds (RstWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}

void
rst_window_show_folds (RstWindow *self)
{
  adw_leaflet_set_visible_child (ADW_LEAFLET (self->inner), self->messages_pane);
  folds_changed_cb (self);
}
