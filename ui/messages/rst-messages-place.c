/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "messages/rst-message-cell.h"
#include "messages/rst-messages-private.h"

/* A row of which less is seen, above the lower end, is not looked at. */
#define LOWEST 30

static GtkAdjustment *
get_place (RstMessages *self)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
}

gboolean
rst_messages_is_at_top (RstMessages *self)
{
  return gtk_adjustment_get_value (get_place (self)) <= 0.0;
}

/* What is listed otherwise is read from its top. That is gone to before: GtkListView
 * of GTK 4.8 shows no rows where nearly all go while it is far down.
 */
void
rst_messages_go_to_top (RstMessages *self)
{
  gtk_adjustment_set_value (get_place (self), 0);
}

void
rst_messages_scroll_to (RstMessages *self, guint position)
{
  gtk_widget_activate_action (self->view, "list.scroll-to-item", "u", position);
}

/* Back to where the last window was left. */

static gboolean
restore_place_cb (gpointer user_data)
{
  g_autoptr (RstMessages) self = user_data;
  guint position;

  if (self->restored_place != 0 &&
      rst_message_list_reveal (self->list, self->restored_place, &position))
    rst_messages_scroll_to (self, position);
  self->restored_place = 0;
  return G_SOURCE_REMOVE;
}

static void
restore_cb (RstMessages *self, gboolean whole)
{
  guint position;

  if (self->restored_message != 0 &&
      rst_message_list_reveal (self->list, self->restored_message, &position))
    {
      self->restored_message = 0;
      gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
    }
  if (!whole)
    return;

  self->restored_message = 0;
  /* Once the rows have their places. */
  if (self->restored_place != 0)
    g_idle_add_full (G_PRIORITY_LOW, restore_place_cb, g_object_ref (self), NULL);
}

void
rst_messages_restore (RstMessages *self, gint64 selected, gint64 last_visible)
{
  g_return_if_fail (RST_IS_MESSAGES (self));

  self->restored_message = selected;
  self->restored_place = last_visible;
}

gint64
rst_messages_get_last_visible (RstMessages *self)
{
  GtkWidget *cell;
  RstMessageItem *item;

  g_return_val_if_fail (RST_IS_MESSAGES (self), 0);

  if (rst_messages_is_at_top (self))
    return 0;

  cell = gtk_widget_pick (self->view,
                          gtk_widget_get_width (self->view) / 2,
                          gtk_widget_get_height (self->view) - LOWEST,
                          GTK_PICK_DEFAULT);
  if (cell != NULL && !RST_IS_MESSAGE_CELL (cell))
    cell = gtk_widget_get_ancestor (cell, RST_TYPE_MESSAGE_CELL);
  item = cell != NULL ? rst_message_cell_get_item (RST_MESSAGE_CELL (cell)) : NULL;
  return item != NULL ? rst_message_item_get_id (item) : 0;
}

/* All rows are equally high. */
static void
read_sight_cb (RstMessages *self, GtkAdjustment *place)
{
  double n_items = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  double upper = gtk_adjustment_get_upper (place);
  double value = gtk_adjustment_get_value (place);

  if (upper > 0)
    rst_message_list_set_sight (self->list,
                           (guint) (value / upper * n_items),
                           (guint) ((value + gtk_adjustment_get_page_size (place)) / upper * n_items));
}

/* GtkListView of GTK 4.8 passes over the first time that its place changes: after
 * a jump it would show no rows until the next. That first time is when there are
 * more rows than fit, and for nothing.
 */
static gboolean
announce_place_cb (GtkWidget *view, GdkFrameClock *clock, gpointer user_data)
{
  g_signal_emit_by_name (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view)), "value-changed");
  return G_SOURCE_REMOVE;
}

static void
place_changed_cb (RstMessages *self, GtkAdjustment *place)
{
  if (gtk_adjustment_get_upper (place) <= gtk_adjustment_get_page_size (place))
    return;

  g_signal_handlers_disconnect_by_func (place, place_changed_cb, self);
  gtk_widget_add_tick_callback (self->view, announce_place_cb, NULL, NULL);
}

void
rst_messages_init_place (RstMessages *self)
{
  GtkAdjustment *place = get_place (self);

  g_signal_connect_object (place, "changed", G_CALLBACK (place_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (place, "changed", G_CALLBACK (read_sight_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (place, "value-changed", G_CALLBACK (read_sight_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "refreshed",
                           G_CALLBACK (restore_cb), self, G_CONNECT_SWAPPED);
}
