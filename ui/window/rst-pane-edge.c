/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window/rst-pane-edge.h"

/* The line is one pixel wide, which nobody hits. Less of what is before it, where
 * the scroll bar is.
 */
#define REACH_BEFORE 3
#define REACH_BEHIND 5

#define STEP 16

struct _RstPaneEdge
{
  GtkWidget parent_instance;

  GtkWidget *pane;
  GtkWidget *yielding;
  int maximum;

  int width;       /* as it was told last */
  int first_width; /* while it is dragged: the pane's, and where the pointer was */
  double first_x;
  gboolean dragged;
};

G_DEFINE_FINAL_TYPE (RstPaneEdge, rst_pane_edge, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_PANE,
  PROP_YIELDING,
  PROP_MAXIMUM,
  N_PROPS
};

enum
{
  GRABBED,
  MOVED,
  RESET,
  RELEASED,
  LEFT,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
is_mirrored (RstPaneEdge *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

/* Widths */

static int
get_least (GtkWidget *pane)
{
  int minimum;

  gtk_widget_measure (pane, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

static int
get_greatest (RstPaneEdge *self)
{
  int spare = gtk_widget_get_width (self->yielding) - get_least (self->yielding);

  return MIN (self->maximum, gtk_widget_get_width (self->pane) + MAX (spare, 0));
}

static void
take_width (RstPaneEdge *self, int width)
{
  self->width = width;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, (double) get_least (self->pane),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) get_greatest (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) width,
                                  -1);
}

static void
move (RstPaneEdge *self, int width)
{
  width = MAX (get_least (self->pane), MIN (width, get_greatest (self)));
  take_width (self, width);
  g_signal_emit (self, signals[MOVED], 0, width);
}

/* The pointer */

/* The edge moves along: what stays is the window. */
static double
get_pointer_x (RstPaneEdge *self, GtkGestureDrag *drag)
{
  GtkWidget *widget = GTK_WIDGET (self);
  double start_x, start_y, offset = 0, x, y;

  gtk_gesture_drag_get_start_point (drag, &start_x, &start_y);
  gtk_gesture_drag_get_offset (drag, &offset, NULL);
  gtk_widget_translate_coordinates (widget, GTK_WIDGET (gtk_widget_get_root (widget)),
                                    start_x + offset, start_y, &x, &y);
  return x;
}

static void
drag_begin_cb (RstPaneEdge *self, double x, double y, GtkGestureDrag *drag)
{
  self->first_width = gtk_widget_get_width (self->pane);
  self->first_x = get_pointer_x (self, drag);
  self->dragged = FALSE;
}

static void
drag_update_cb (RstPaneEdge *self, double x, double y, GtkGestureDrag *drag)
{
  int moved = (int) (get_pointer_x (self, drag) - self->first_x);

  if (!self->dragged && moved == 0)
    return;

  if (!self->dragged)
    {
      gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
      g_signal_emit (self, signals[GRABBED], 0);
    }
  self->dragged = TRUE;
  move (self, self->first_width + (is_mirrored (self) ? -moved : moved));
}

static void
drag_end_cb (RstPaneEdge *self)
{
  if (self->dragged)
    g_signal_emit (self, signals[RELEASED], 0);
  self->dragged = FALSE;
}

static void
pressed_cb (RstPaneEdge *self, int n_press)
{
  if (n_press != 2)
    return;

  g_signal_emit (self, signals[RESET], 0);
  g_signal_emit (self, signals[RELEASED], 0);
}

static gboolean
rst_pane_edge_contains (GtkWidget *widget, double x, double y)
{
  gboolean mirrored = is_mirrored (RST_PANE_EDGE (widget));
  int left = mirrored ? REACH_BEHIND : REACH_BEFORE;
  int right = mirrored ? REACH_BEFORE : REACH_BEHIND;

  return x >= -left && x < gtk_widget_get_width (widget) + right &&
         y >= 0 && y < gtk_widget_get_height (widget);
}

/* The keyboard */

static void
move_by_key (RstPaneEdge *self, int width)
{
  g_signal_emit (self, signals[GRABBED], 0);
  move (self, width);
  g_signal_emit (self, signals[RELEASED], 0);
}

/* A key may be faster than the pane. */
static gboolean
step_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  RstPaneEdge *self = RST_PANE_EDGE (widget);
  int step = g_variant_get_int32 (args);

  move_by_key (self, MIN (self->width, get_greatest (self)) + (is_mirrored (self) ? -step : step));
  return TRUE;
}

static gboolean
go_to_end_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  move_by_key (RST_PANE_EDGE (widget), g_variant_get_int32 (args));
  return TRUE;
}

static gboolean
leave_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  g_signal_emit (widget, signals[LEFT], 0);
  return TRUE;
}

/* Those who pass through the window by Tab do not come to change it. */
static gboolean
rst_pane_edge_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return FALSE;
}

static gboolean
rst_pane_edge_grab_focus (GtkWidget *widget)
{
  RstPaneEdge *self = RST_PANE_EDGE (widget);

  take_width (self, gtk_widget_get_width (self->pane));
  return GTK_WIDGET_CLASS (rst_pane_edge_parent_class)->grab_focus (widget);
}

/* GObject */

static void
rst_pane_edge_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  RstPaneEdge *self = RST_PANE_EDGE (object);

  if (id == PROP_PANE)
    g_value_set_object (value, self->pane);
  else if (id == PROP_YIELDING)
    g_value_set_object (value, self->yielding);
  else
    g_value_set_int (value, self->maximum);
}

static void
rst_pane_edge_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  RstPaneEdge *self = RST_PANE_EDGE (object);

  if (id == PROP_PANE)
    g_set_object (&self->pane, g_value_get_object (value));
  else if (id == PROP_YIELDING)
    g_set_object (&self->yielding, g_value_get_object (value));
  else
    self->maximum = g_value_get_int (value);
}

static void
rst_pane_edge_dispose (GObject *object)
{
  RstPaneEdge *self = RST_PANE_EDGE (object);

  g_clear_object (&self->pane);
  g_clear_object (&self->yielding);

  G_OBJECT_CLASS (rst_pane_edge_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  props[PROP_PANE] = g_param_spec_object ("pane", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_YIELDING] = g_param_spec_object ("yielding", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_MAXIMUM] = g_param_spec_int ("maximum", NULL, NULL, 0, G_MAXINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static guint
add_signal (const char *name, guint n_params, GType type)
{
  return g_signal_new (name, RST_TYPE_PANE_EDGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, n_params, type);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const guint leaving[] = { GDK_KEY_Escape, GDK_KEY_Return, GDK_KEY_KP_Enter };

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, step_cb, "i", -STEP);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, step_cb, "i", STEP);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, 0, go_to_end_cb, "i", 0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, 0, go_to_end_cb, "i", G_MAXINT);
  for (guint i = 0; i < G_N_ELEMENTS (leaving); i++)
    gtk_widget_class_add_binding (widget_class, leaving[i], 0, leave_cb, NULL);
}

static void
rst_pane_edge_class_init (RstPaneEdgeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rst_pane_edge_get_property;
  object_class->set_property = rst_pane_edge_set_property;
  object_class->dispose = rst_pane_edge_dispose;
  install_properties (object_class);

  signals[GRABBED] = add_signal ("grabbed", 0, G_TYPE_NONE);
  signals[MOVED] = add_signal ("moved", 1, G_TYPE_INT);
  signals[RESET] = add_signal ("reset", 0, G_TYPE_NONE);
  signals[RELEASED] = add_signal ("released", 0, G_TYPE_NONE);
  signals[LEFT] = add_signal ("left", 0, G_TYPE_NONE);

  widget_class->contains = rst_pane_edge_contains;
  widget_class->focus = rst_pane_edge_focus;
  widget_class->grab_focus = rst_pane_edge_grab_focus;
  gtk_widget_class_set_css_name (widget_class, "separator");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SEPARATOR);
  add_keys (widget_class);
}

static void
rst_pane_edge_init (RstPaneEdge *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_group (click, drag);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));

  gtk_widget_add_css_class (widget, "vertical");
  gtk_widget_add_css_class (widget, "pane-edge");
  gtk_widget_set_cursor_from_name (widget, "col-resize");
  gtk_widget_set_focusable (widget, TRUE);
}
