/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window/rst-pane-layout.h"

struct _RstPaneLayout
{
  GtkLayoutManager parent_instance;

  int width;
};

G_DEFINE_FINAL_TYPE (RstPaneLayout, rst_pane_layout, GTK_TYPE_LAYOUT_MANAGER)

static void
rst_pane_layout_measure (GtkLayoutManager *manager,
                         GtkWidget        *widget,
                         GtkOrientation    orientation,
                         int               for_size,
                         int              *minimum,
                         int              *natural,
                         int              *minimum_baseline,
                         int              *natural_baseline)
{
  RstPaneLayout *self = RST_PANE_LAYOUT (manager);
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child != NULL && gtk_widget_should_layout (child))
    gtk_widget_measure (child, orientation, for_size, minimum, natural,
                        minimum_baseline, natural_baseline);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    return;

  if (self->width == RST_PANE_CONCEALED)
    *minimum = 0;
  *natural = MAX (*minimum, self->width);
}

static void
rst_pane_layout_allocate (GtkLayoutManager *manager,
                          GtkWidget        *widget,
                          int               width,
                          int               height,
                          int               baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child != NULL && gtk_widget_should_layout (child))
    gtk_widget_size_allocate (child, &(GtkAllocation) { 0, 0, width, height }, baseline);
}

static void
rst_pane_layout_class_init (RstPaneLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->measure = rst_pane_layout_measure;
  manager_class->allocate = rst_pane_layout_allocate;
}

static void
rst_pane_layout_init (RstPaneLayout *self)
{
}

void
rst_pane_layout_set_width (RstPaneLayout *self, int width)
{
  g_return_if_fail (RST_IS_PANE_LAYOUT (self));

  if (self->width == width)
    return;

  self->width = width;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}
