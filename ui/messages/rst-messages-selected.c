/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "messages/rst-message-cell.h"
#include "messages/rst-messages-private.h"

/* Only the one that is read needs its item: of many, none is read. */
static void
selection_changed_cb (RstMessages *self)
{
  guint n_rows = rst_message_selection_get_n_rows (self->selection);
  guint n_selected;
  g_autoptr (RstMessageItem) selected = NULL;

  if (!rst_message_selection_is_settled (self->selection))
    return;

  n_selected = rst_message_selection_count_messages (self->selection);
  if (n_rows == 1)
    {
      guint position = rst_message_selection_get_first (self->selection);

      selected = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
      rst_message_list_read (self->list, position);
    }
  if (selected == self->selected && n_selected == self->n_selected)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  if (g_set_object (&self->selected, selected))
    g_object_notify (G_OBJECT (self), "selected");
  if (n_selected != self->n_selected)
    g_object_notify (G_OBJECT (self), "n-selected");
  self->n_selected = n_selected;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "messages.select-one", n_rows > 1);
  rst_message_list_keep (self->list, selected != NULL ? rst_message_item_get_id (selected) : 0);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
opened_cb (RstMessages *self)
{
  if (self->n_selected > 0)
    g_signal_emit_by_name (self, "opened");
}

/* The view's own gesture selects at the press; at the release the message that
 * was clicked is the selected one. Who holds a modifier selects, and opens not.
 */
static void
released_cb (RstMessages *self, int n_press, double x, double y, GtkEventController *gesture)
{
  GtkWidget *picked = gtk_widget_pick (self->view, x, y, GTK_PICK_DEFAULT);
  GdkModifierType state = gtk_event_controller_get_current_event_state (gesture);

  if (picked != NULL && gtk_widget_get_ancestor (picked, RST_TYPE_MESSAGE_CELL) != NULL &&
      (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) == 0)
    opened_cb (self);
}

/* The message that a row of GtkListView shows. */
static RstMessageItem *
get_item_of (GtkWidget *row)
{
  GtkWidget *cell = row != NULL ? gtk_widget_get_first_child (row) : NULL;

  return RST_IS_MESSAGE_CELL (cell) ? rst_message_cell_get_item (RST_MESSAGE_CELL (cell)) : NULL;
}

static gboolean
find_selected_focus (RstMessages *self, guint *position)
{
  RstMessageItem *item = get_item_of (gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))));

  return item != NULL &&
         rst_message_list_find (self->list, rst_message_item_get_id (item), position) &&
         gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), *position);
}

gboolean
rst_messages_is_on_selected (RstMessages *self)
{
  guint position;

  g_return_val_if_fail (RST_IS_MESSAGES (self), FALSE);

  return rst_messages_has_keyboard (self) && find_selected_focus (self, &position);
}

/* The message that has the keyboard, if it is among the selected ones. */
guint
rst_messages_find_focused (RstMessages *self)
{
  guint position;

  if (find_selected_focus (self, &position))
    return position;
  return rst_message_selection_get_first (self->selection);
}

static void
select_one_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RstMessages *self = RST_MESSAGES (widget);

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection),
                                   rst_messages_find_focused (self), TRUE);
}

RstMessageItem *
rst_messages_get_selected (RstMessages *self)
{
  g_return_val_if_fail (RST_IS_MESSAGES (self), NULL);

  return self->selected;
}

gboolean
rst_messages_has_several (RstMessages *self)
{
  g_return_val_if_fail (RST_IS_MESSAGES (self), FALSE);

  return self->n_selected > 0 && self->selected == NULL;
}

guint
rst_messages_get_n_selected (RstMessages *self)
{
  g_return_val_if_fail (RST_IS_MESSAGES (self), 0);

  return self->n_selected;
}

GArray *
rst_messages_dup_selected_ids (RstMessages *self)
{
  g_return_val_if_fail (RST_IS_MESSAGES (self), NULL);

  return rst_message_selection_dup_ids (self->selection);
}

/* GtkListView would give the keyboard to the row that had it last. */
static void
focus_row (RstMessages *self, guint position)
{
  gint64 id = rst_message_list_get_id (self->list, position);

  for (GtkWidget *row = gtk_widget_get_first_child (self->view); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      RstMessageItem *item = get_item_of (row);

      if (item != NULL && rst_message_item_get_id (item) == id && gtk_widget_grab_focus (row))
        return;
    }
  gtk_widget_grab_focus (self->view);
}

void
rst_messages_select_row (RstMessages *self, guint position)
{
  gboolean focused = rst_messages_has_keyboard (self);

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  rst_messages_scroll_to (self, position);
  /* The arrow keys go on from here. */
  if (focused)
    focus_row (self, position);
}

gboolean
rst_messages_select (RstMessages *self, gint64 id)
{
  guint position;

  g_return_val_if_fail (RST_IS_MESSAGES (self), FALSE);

  if (!rst_message_list_reveal (self->list, id, &position))
    return FALSE;
  rst_messages_select_row (self, position);
  return TRUE;
}

gboolean
rst_messages_step (RstMessages *self, int by)
{
  guint selected, n_items;

  g_return_val_if_fail (RST_IS_MESSAGES (self), FALSE);

  selected = rst_message_selection_get_first (self->selection);
  n_items = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  if (rst_message_selection_get_n_rows (self->selection) > 1)
    return FALSE;
  if (selected == NOWHERE)
    selected = 0;
  else if ((by < 0 && selected == 0) || (by > 0 && selected + 1 >= n_items))
    return FALSE;
  else
    selected += by;

  if (selected >= n_items)
    return FALSE;
  rst_messages_select_row (self, selected);
  return TRUE;
}

void
rst_messages_leave_selected (RstMessages *self)
{
  g_return_if_fail (RST_IS_MESSAGES (self));

  if (!rst_messages_step (self, 1) && !rst_messages_step (self, -1))
    rst_messages_select_none (self);
}

void
rst_messages_select_none (RstMessages *self)
{
  g_return_if_fail (RST_IS_MESSAGES (self));

  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

void
rst_messages_install_selected (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "messages.select-one", NULL, select_one_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, released_cb);
}

void
rst_messages_init_selected (RstMessages *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "messages.select-one", FALSE);
  g_signal_connect_object (self->selection, "selection-changed",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "refreshed",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
}
