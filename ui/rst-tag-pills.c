/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rst-tag-pills.h"

#include <glib/gi18n.h>

#include "store/rst-tag.h"

#define MAX_SHOWN 2
#define MAX_CHARS 10
#define SPACING 4

struct _RstTagPills
{
  GtkWidget parent_instance;

  GtkWidget *pills[MAX_SHOWN + 1]; /* the last says how many more; NULL until needed */
  const char *classes[MAX_SHOWN + 1];
  char *all;           /* their names, a line each */
};

G_DEFINE_FINAL_TYPE (RstTagPills, rst_tag_pills, GTK_TYPE_WIDGET)

const char *
rst_tag_pills_get_class (guint color)
{
  static const char *const classes[RST_TAG_N_COLORS] = {
    "tag-0", "tag-1", "tag-2", "tag-3", "tag-4", "tag-5", "tag-6", "tag-7",
  };

  return classes[color % RST_TAG_N_COLORS];
}

static int
measure_width (GtkWidget *pill)
{
  int width;

  gtk_widget_measure (pill, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  return width;
}

static gboolean
is_shown (GtkWidget *pill)
{
  return pill != NULL && gtk_widget_get_visible (pill);
}

static void
rst_tag_pills_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  RstTagPills *self = RST_TAG_PILLS (widget);

  *minimum = *natural = 0;
  for (guint i = 0; orientation == GTK_ORIENTATION_HORIZONTAL && i < G_N_ELEMENTS (self->pills); i++)
    if (is_shown (self->pills[i]))
      *natural += measure_width (self->pills[i]) + (*natural > 0 ? SPACING : 0);
}

static void
place (GtkWidget *widget, GtkWidget *pill, int x, int width, int height)
{
  int n = measure_width (pill);
  GtkAllocation box = { .width = MIN (n, width - x) };
  int minimum;

  gtk_widget_measure (pill, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_set_child_visible (pill, box.width >= minimum);
  if (box.width < minimum)
    return;

  gtk_widget_measure (pill, GTK_ORIENTATION_VERTICAL, box.width, NULL, &box.height, NULL, NULL);
  box.x = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? width - x - box.width : x;
  box.y = (height - box.height) / 2;
  gtk_widget_size_allocate (pill, &box, -1);
}

static void
rst_tag_pills_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RstTagPills *self = RST_TAG_PILLS (widget);
  int x = 0;

  for (guint i = 0; i < G_N_ELEMENTS (self->pills); i++)
    if (is_shown (self->pills[i]))
      {
        place (widget, self->pills[i], x, width, height);
        x += measure_width (self->pills[i]) + SPACING;
      }
}

/* Not all names may be seen, nor all of a name. */
static gboolean
rst_tag_pills_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, RST_TAG_PILLS (widget)->all);
  return RST_TAG_PILLS (widget)->all != NULL;
}

static void
rst_tag_pills_dispose (GObject *object)
{
  RstTagPills *self = RST_TAG_PILLS (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->pills); i++)
    g_clear_pointer (&self->pills[i], gtk_widget_unparent);

  G_OBJECT_CLASS (rst_tag_pills_parent_class)->dispose (object);
}

static void
rst_tag_pills_finalize (GObject *object)
{
  g_free (RST_TAG_PILLS (object)->all);

  G_OBJECT_CLASS (rst_tag_pills_parent_class)->finalize (object);
}

static void
rst_tag_pills_class_init (RstTagPillsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_tag_pills_dispose;
  G_OBJECT_CLASS (klass)->finalize = rst_tag_pills_finalize;
  widget_class->measure = rst_tag_pills_measure;
  widget_class->size_allocate = rst_tag_pills_size_allocate;
  widget_class->query_tooltip = rst_tag_pills_query_tooltip;
}

static void
rst_tag_pills_init (RstTagPills *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

static GtkLabel *
ensure_pill (RstTagPills *self, guint index)
{
  GtkWidget *pill = self->pills[index];

  if (pill == NULL)
    {
      pill = self->pills[index] = gtk_label_new (NULL);
      gtk_label_set_single_line_mode (GTK_LABEL (pill), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (pill), MAX_CHARS);
      gtk_widget_add_css_class (pill, "caption");
      gtk_widget_set_parent (pill, GTK_WIDGET (self));
    }
  gtk_widget_set_visible (pill, TRUE);
  return GTK_LABEL (pill);
}

/* GTK 4.8 takes a text that is narrower than an ellipsis for an error. */
void
rst_tag_pills_shorten (GtkLabel *label, glong n_chars)
{
  gboolean shorten;

  g_return_if_fail (GTK_IS_LABEL (label));

  shorten = g_utf8_strlen (gtk_label_get_label (label), -1) > n_chars;
  gtk_label_set_ellipsize (label, shorten ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
}

static void
show_pill (RstTagPills *self, guint index, const char *name, guint color)
{
  GtkLabel *pill = ensure_pill (self, index);
  const char *class = rst_tag_pills_get_class (color);

  gtk_label_set_label (pill, name);
  rst_tag_pills_shorten (pill, MAX_CHARS);
  gtk_widget_add_css_class (GTK_WIDGET (pill), "tag-pill");
  if (self->classes[index] == class)
    return;
  if (self->classes[index] != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (pill), self->classes[index]);
  gtk_widget_add_css_class (GTK_WIDGET (pill), class);
  self->classes[index] = class;
}

static void
show_more (RstTagPills *self, guint n_more)
{
  /* Translators: so many more tags */
  g_autofree char *text = g_strdup_printf (_("+%u"), n_more);

  gtk_label_set_label (ensure_pill (self, MAX_SHOWN), text);
}

void
rst_tag_pills_set (RstTagPills *self, const char *const *names, const guint *colors)
{
  guint n;

  g_return_if_fail (RST_IS_TAG_PILLS (self));

  n = names != NULL ? g_strv_length ((char **) names) : 0;
  g_free (self->all);
  self->all = n > 0 ? g_strjoinv ("\n", (char **) names) : NULL;
  for (guint i = 0; i < G_N_ELEMENTS (self->pills); i++)
    if (self->pills[i] != NULL)
      gtk_widget_set_visible (self->pills[i], FALSE);
  for (guint i = 0; i < MIN (n, MAX_SHOWN); i++)
    show_pill (self, i, names[i], colors[i]);
  if (n > MAX_SHOWN)
    show_more (self, n - MAX_SHOWN);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}
