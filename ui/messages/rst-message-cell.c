/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "messages/rst-message-cell.h"
#include "messages/rst-message-row.h"

struct _RstMessageCell
{
  GtkWidget parent_instance;

  RstMessageItem *item;
  RstMessageItem *shown; /* what the row shows: another while the cell is unseen */
  GtkWidget *row;        /* NULL until the cell is seen */
};

G_DEFINE_FINAL_TYPE (RstMessageCell, rst_message_cell, GTK_TYPE_WIDGET)

/* What rows measure, for cells without one; 0 while nobody knows. All rows are
 * equally high, and styled alike.
 */
static struct
{
  int minimum;
  int natural;
} sizes[2];

static void
describe_thread (RstMessageCell *self, GtkAccessible *place)
{
  if (rst_message_item_get_n_messages (self->item) > 1)
    gtk_accessible_update_state (place, GTK_ACCESSIBLE_STATE_EXPANDED, rst_message_item_is_open (self->item), -1);
  else
    gtk_accessible_reset_state (place, GTK_ACCESSIBLE_STATE_EXPANDED);
}

/* GTK 4.8 has no accessible label on a list item: its widget is our parent. */
static void
describe_cb (RstMessageCell *self)
{
  GtkWidget *place = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *description = NULL;

  if (place == NULL || self->shown != self->item || self->item == NULL)
    return;

  description = rst_message_item_dup_description (self->item);
  gtk_accessible_update_property (GTK_ACCESSIBLE (place), GTK_ACCESSIBLE_PROPERTY_LABEL, description, -1);
  describe_thread (self, GTK_ACCESSIBLE (place));
}

static void
set_shown (RstMessageCell *self, RstMessageItem *item)
{
  if (self->shown == item)
    return;

  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_func (self->shown, describe_cb, self);
  g_set_object (&self->shown, item);
  if (item != NULL)
    g_signal_connect_swapped (item, "changed", G_CALLBACK (describe_cb), self);
  rst_message_row_set_item (RST_MESSAGE_ROW (self->row), item);
  describe_cb (self);
}

/* Out of sight the row stays as it is: what nobody sees is not worth the work. */
static void
show_item (RstMessageCell *self)
{
  if (self->row != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    set_shown (self, self->item);
}

static void
dress (RstMessageCell *self)
{
  self->row = rst_message_row_new ();
  gtk_widget_set_parent (self->row, GTK_WIDGET (self));
  set_shown (self, self->item);
}

/* GtkWidget */

static GtkSizeRequestMode
rst_message_cell_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
rst_message_cell_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  RstMessageCell *self = RST_MESSAGE_CELL (widget);

  if (self->row == NULL && sizes[orientation].natural == 0)
    dress (self);
  if (self->row != NULL)
    gtk_widget_measure (self->row, orientation, -1,
                        &sizes[orientation].minimum, &sizes[orientation].natural, NULL, NULL);
  *minimum = sizes[orientation].minimum;
  *natural = sizes[orientation].natural;
}

/* A list view gives a place only to what is in sight. That a cell is mapped does
 * not say so: all are, from when they are made to when places are first given.
 */
static void
rst_message_cell_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RstMessageCell *self = RST_MESSAGE_CELL (widget);

  if (self->row == NULL)
    {
      dress (self);
      gtk_widget_measure (self->row, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
    }
  gtk_widget_allocate (self->row, width, height, baseline, NULL);
}

/* The font may have changed, and with it the height. */
static void
rst_message_cell_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (rst_message_cell_parent_class)->css_changed (widget, change);
  memset (sizes, 0, sizeof sizes);
}

static void
rst_message_cell_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rst_message_cell_parent_class)->map (widget);
  show_item (RST_MESSAGE_CELL (widget));
}

/* GObject */

static void
rst_message_cell_dispose (GObject *object)
{
  RstMessageCell *self = RST_MESSAGE_CELL (object);

  if (self->row != NULL)
    set_shown (self, NULL);
  g_clear_pointer (&self->row, gtk_widget_unparent);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (rst_message_cell_parent_class)->dispose (object);
}

static void
rst_message_cell_class_init (RstMessageCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_message_cell_dispose;
  widget_class->get_request_mode = rst_message_cell_get_request_mode;
  widget_class->measure = rst_message_cell_measure;
  widget_class->size_allocate = rst_message_cell_size_allocate;
  widget_class->css_changed = rst_message_cell_css_changed;
  widget_class->map = rst_message_cell_map;
}

static void
rst_message_cell_init (RstMessageCell *self)
{
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}

GtkWidget *
rst_message_cell_new (void)
{
  return g_object_new (RST_TYPE_MESSAGE_CELL, NULL);
}

void
rst_message_cell_set_item (RstMessageCell *self, RstMessageItem *item)
{
  g_return_if_fail (RST_IS_MESSAGE_CELL (self));

  if (g_set_object (&self->item, item))
    show_item (self);
}

RstMessageItem *
rst_message_cell_get_item (RstMessageCell *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE_CELL (self), NULL);

  return self->item;
}
