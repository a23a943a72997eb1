/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-wrap-layout.h"

struct _RstWrapLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (RstWrapLayout, rst_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
rst_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* The next child that takes part. */
static GtkWidget *
skip_hidden (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* Where a line that begins with a child ends, and how high it is. */
static GtkWidget *
measure_line (GtkWidget *child, int width, int *height)
{
  int x = 0;

  *height = 0;
  for (GtkWidget *first = child; child != NULL; child = skip_hidden (gtk_widget_get_next_sibling (child)))
    {
      int natural, child_height;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
      if (child != first && x + natural > width)
        return child;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, MIN (natural, width),
                          NULL, &child_height, NULL, NULL);
      *height = MAX (*height, child_height);
      x += natural;
    }
  return NULL;
}

static void
measure_width (GtkWidget *widget, int *minimum, int *natural)
{
  GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget));

  for (; child != NULL; child = skip_hidden (gtk_widget_get_next_sibling (child)))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1,
                          &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += child_natural;
    }
}

static void
rst_wrap_layout_measure (GtkLayoutManager *manager,
                         GtkWidget        *widget,
                         GtkOrientation    orientation,
                         int               for_size,
                         int              *minimum,
                         int              *natural,
                         int              *minimum_baseline,
                         int              *natural_baseline)
{
  GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget));
  int height;

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (widget, minimum, natural);
      return;
    }
  while (child != NULL)
    {
      child = measure_line (child, for_size < 0 ? G_MAXINT : for_size, &height);
      *natural += height;
    }
  *minimum = *natural;
}

static void
allocate_line (GtkWidget *widget, GtkWidget *child, GtkWidget *end, int width, int y, int height)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0;

  for (; child != end; child = skip_hidden (gtk_widget_get_next_sibling (child)))
    {
      GtkAllocation place = { 0, y, 0, height };
      int minimum, natural;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
      place.width = MAX (MIN (natural, width), minimum);
      place.x = mirrored ? width - x - place.width : x;
      gtk_widget_size_allocate (child, &place, -1);
      x += place.width;
    }
}

static void
rst_wrap_layout_allocate (GtkLayoutManager *manager,
                          GtkWidget        *widget,
                          int               width,
                          int               height,
                          int               baseline)
{
  GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget));
  int y = 0;

  while (child != NULL)
    {
      int line_height;
      GtkWidget *end = measure_line (child, width, &line_height);

      allocate_line (widget, child, end, width, y, line_height);
      y += line_height;
      child = end;
    }
}

static void
rst_wrap_layout_class_init (RstWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = rst_wrap_layout_get_request_mode;
  manager_class->measure = rst_wrap_layout_measure;
  manager_class->allocate = rst_wrap_layout_allocate;
}

static void
rst_wrap_layout_init (RstWrapLayout *self)
{
}
