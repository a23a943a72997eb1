/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "messages/rst-message-cell.h"
#include "messages/rst-message-row.h"

struct _RstMessageCell
{
  GtkWidget parent_instance;

  RstMessageItem *item;
  GtkWidget *row; /* NULL until the cell is seen */
};

G_DEFINE_FINAL_TYPE (RstMessageCell, rst_message_cell, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_ITEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

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
  guint n_messages;
  gboolean open;

  g_object_get (self->item, "n-messages", &n_messages, "open", &open, NULL);
  if (n_messages > 1)
    gtk_accessible_update_state (place, GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
  else
    gtk_accessible_reset_state (place, GTK_ACCESSIBLE_STATE_EXPANDED);
}

/* GTK 4.8 has no accessible label on a list item: its widget is our parent. */
static void
describe_cb (RstMessageCell *self)
{
  GtkWidget *place = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *description = NULL;

  if (place == NULL || self->item == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  g_object_get (self->item, "description", &description, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (place), GTK_ACCESSIBLE_PROPERTY_LABEL, description, -1);
  describe_thread (self, GTK_ACCESSIBLE (place));
}

/* Out of sight the row stays as it is: what nobody sees is not worth the work. */
static void
show_item (RstMessageCell *self)
{
  if (self->row == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  g_object_set (self->row, "item", self->item, NULL);
  describe_cb (self);
}

static void
dress (RstMessageCell *self)
{
  self->row = g_object_new (RST_TYPE_MESSAGE_ROW, "item", self->item, NULL);
  gtk_widget_set_parent (self->row, GTK_WIDGET (self));
}

static void
set_item (RstMessageCell *self, RstMessageItem *item)
{
  if (self->item == item)
    return;

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, describe_cb, self);
  g_set_object (&self->item, item);
  if (item != NULL)
    {
      g_signal_connect_swapped (item, "notify::open", G_CALLBACK (describe_cb), self);
      g_signal_connect_swapped (item, "notify::description", G_CALLBACK (describe_cb), self);
    }
  show_item (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
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
      describe_cb (self);
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
rst_message_cell_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ITEM:
      g_value_set_object (value, RST_MESSAGE_CELL (object)->item);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rst_message_cell_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ITEM:
      set_item (RST_MESSAGE_CELL (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rst_message_cell_dispose (GObject *object)
{
  RstMessageCell *self = RST_MESSAGE_CELL (object);

  set_item (self, NULL);
  g_clear_pointer (&self->row, gtk_widget_unparent);

  G_OBJECT_CLASS (rst_message_cell_parent_class)->dispose (object);
}

static void
rst_message_cell_class_init (RstMessageCellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rst_message_cell_get_property;
  object_class->set_property = rst_message_cell_set_property;
  object_class->dispose = rst_message_cell_dispose;
  widget_class->get_request_mode = rst_message_cell_get_request_mode;
  widget_class->measure = rst_message_cell_measure;
  widget_class->size_allocate = rst_message_cell_size_allocate;
  widget_class->css_changed = rst_message_cell_css_changed;
  widget_class->map = rst_message_cell_map;

  properties[PROP_ITEM] =
    g_param_spec_object ("item", NULL, NULL, RST_TYPE_MESSAGE_ITEM,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
rst_message_cell_init (RstMessageCell *self)
{
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}
