/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window/rst-pane-edge.h"
#include "window/rst-pane-layout.h"
#include "window/rst-window-private.h"

/* How wide panes are where nobody chose anything. */
#define SIDEBAR_WIDTH 200
#define LIST_WIDTH 340

static void
ask_for (GtkWidget *pane, int width)
{
  rst_pane_layout_set_width (RST_PANE_LAYOUT (gtk_widget_get_layout_manager (pane)), width);
}

/* The list fills what the mailboxes leave where no reader is beside it. No room
 * is kept for mailboxes that are hidden.
 */
void
rst_window_show_widths (RstWindow *self)
{
  gboolean alone = adw_leaflet_get_folded (ADW_LEAFLET (self->outer));
  gboolean folded = adw_leaflet_get_folded (ADW_LEAFLET (self->inner));
  gboolean hidden = !adw_leaflet_get_can_unfold (ADW_LEAFLET (self->inner));
  int sidebar = self->sidebar_width > 0 ? self->sidebar_width : SIDEBAR_WIDTH;
  int list = self->list_width > 0 ? self->list_width : LIST_WIDTH;

  ask_for (self->mailboxes_pane, hidden ? RST_PANE_CONCEALED : sidebar);
  ask_for (self->messages_pane, alone ? 0 : list);
  g_object_set (self->sidebar_edge, "yielding", alone ? self->messages_pane : self->reader_pane, NULL);

  /* Where the mailboxes gave way, the list has what the reader can spare. */
  gtk_widget_set_sensitive (self->list_edge, !folded || hidden);
}

static gboolean
has_spare (GtkWidget *pane)
{
  int minimum;

  gtk_widget_measure (pane, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return gtk_widget_get_width (pane) > minimum;
}

/* What the window has no room for is not what is chosen from now on. Where it has,
 * panes are as wide as they should be, or will be in a moment.
 */
static void
edge_grabbed_cb (RstWindow *self)
{
  gboolean alone = adw_leaflet_get_folded (ADW_LEAFLET (self->outer));

  if (has_spare (alone ? self->messages_pane : self->reader_pane))
    return;
  if (!adw_leaflet_get_folded (ADW_LEAFLET (self->inner)))
    self->sidebar_width = gtk_widget_get_width (self->mailboxes_pane);
  if (!alone)
    self->list_width = gtk_widget_get_width (self->messages_pane);
}

static int *
get_width (RstWindow *self, gpointer edge)
{
  return edge == self->sidebar_edge ? &self->sidebar_width : &self->list_width;
}

static void
edge_moved_cb (RstWindow *self, int width, RstPaneEdge *edge)
{
  *get_width (self, edge) = width;
  rst_window_show_widths (self);
}

static void
edge_reset_cb (RstWindow *self, RstPaneEdge *edge)
{
  *get_width (self, edge) = 0;
  rst_window_show_widths (self);
}

static void
edge_released_cb (RstWindow *self)
{
  if (self->settings == NULL)
    return;

  g_settings_set_int (self->settings, "sidebar-width", self->sidebar_width);
  g_settings_set_int (self->settings, "list-width", self->list_width);
}

/* The keyboard goes from edge to edge, and then back. */

static void
edge_left_cb (RstWindow *self)
{
  if (self->focus_before == NULL || !gtk_widget_grab_focus (self->focus_before))
    rst_messages_focus_list (RST_MESSAGES (self->messages));
  g_clear_weak_pointer (&self->focus_before);
}

static gboolean
can_be_moved (GtkWidget *edge)
{
  return gtk_widget_get_mapped (edge) && gtk_widget_is_sensitive (edge);
}

static void
next_edge_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RstWindow *self = user_data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean on_first = focus == self->sidebar_edge;
  gboolean on_edge = on_first || focus == self->list_edge;

  if (!on_edge)
    g_set_weak_pointer (&self->focus_before, focus);
  if (!on_edge && can_be_moved (self->sidebar_edge))
    gtk_widget_grab_focus (self->sidebar_edge);
  else if ((!on_edge || on_first) && can_be_moved (self->list_edge))
    gtk_widget_grab_focus (self->list_edge);
  else if (on_edge)
    edge_left_cb (self);
  gtk_window_set_focus_visible (GTK_WINDOW (self), TRUE);
}

static const GActionEntry actions[] = {
  { "next-edge", next_edge_cb },
};

void
rst_window_bind_panes (GtkWidgetClass *widget_class)
{
  g_type_ensure (RST_TYPE_PANE_EDGE);
  g_type_ensure (RST_TYPE_PANE_LAYOUT);
  gtk_widget_class_bind_template_callback (widget_class, edge_grabbed_cb);
  gtk_widget_class_bind_template_callback (widget_class, edge_moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, edge_reset_cb);
  gtk_widget_class_bind_template_callback (widget_class, edge_released_cb);
  gtk_widget_class_bind_template_callback (widget_class, edge_left_cb);
}

/* The pointer finds the uppermost of what overlaps: an edge reaches a little over
 * the panes on both sides.
 */
static void
raise_edge (GtkWidget *edge)
{
  gtk_widget_insert_before (edge, gtk_widget_get_parent (edge), NULL);
}

void
rst_window_init_panes (RstWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  raise_edge (self->sidebar_edge);
  raise_edge (self->list_edge);
}

void
rst_window_restore_widths (RstWindow *self)
{
  self->sidebar_width = g_settings_get_int (self->settings, "sidebar-width");
  self->list_width = g_settings_get_int (self->settings, "list-width");
  rst_window_show_widths (self);
}
