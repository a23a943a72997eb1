/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-reader-tags.h"

#include <glib/gi18n.h>

#include "reader/rst-wrap-layout.h"
#include "rst-tag-pills.h"

#define MAX_CHARS 12
/* The text is what one came for. */
#define MAX_CHIPS 8

struct _RstReaderTags
{
  GtkWidget parent_instance;

  char *shown; /* names and colours */
};

G_DEFINE_FINAL_TYPE (RstReaderTags, rst_reader_tags, GTK_TYPE_WIDGET)

static void
clear (RstReaderTags *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
rst_reader_tags_dispose (GObject *object)
{
  clear (RST_READER_TAGS (object));

  G_OBJECT_CLASS (rst_reader_tags_parent_class)->dispose (object);
}

static void
rst_reader_tags_finalize (GObject *object)
{
  g_free (RST_READER_TAGS (object)->shown);

  G_OBJECT_CLASS (rst_reader_tags_parent_class)->finalize (object);
}

static void
rst_reader_tags_class_init (RstReaderTagsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_reader_tags_dispose;
  G_OBJECT_CLASS (klass)->finalize = rst_reader_tags_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, RST_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
rst_reader_tags_init (RstReaderTags *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "rst-reader-tags");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Tags"), -1);
}

static GtkWidget *
make_chip (const char *name, guint color)
{
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *chip = gtk_button_new ();
  g_autofree char *query = g_strdup_printf ("tag:\"%s\"", name);

  rst_tag_pills_shorten (GTK_LABEL (label), MAX_CHARS);
  gtk_button_set_child (GTK_BUTTON (chip), label);
  gtk_widget_set_tooltip_text (chip, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (chip, "tag-pill");
  gtk_widget_add_css_class (chip, rst_tag_pills_get_class (color));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (chip), "win.search-for");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (chip), "s", query);
  return chip;
}

/* All are seen where they are changed. */
static GtkWidget *
make_rest (guint n)
{
  g_autofree char *label = g_strdup_printf ("+%u", n);
  g_autofree char *name = g_strdup_printf (ngettext ("%u more tag", "%u more tags", n), n);
  GtkWidget *chip = gtk_button_new_with_label (label);

  gtk_widget_set_tooltip_text (chip, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (chip, "flat");
  gtk_widget_add_css_class (chip, "tag-pill");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (chip), "win.tags");
  return chip;
}

static char *
dup_key (const char *const *names, const guint *colors)
{
  GString *key = g_string_new (NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    g_string_append_printf (key, "%u %s\n", colors[i], names[i]);
  return g_string_free (key, FALSE);
}

void
rst_reader_tags_set (RstReaderTags *self, const char *const *names, const guint *colors)
{
  guint n = names != NULL ? g_strv_length ((char **) names) : 0;
  guint n_chips = n > MAX_CHIPS + 1 ? MAX_CHIPS : n;
  g_autofree char *key = NULL;

  g_return_if_fail (RST_IS_READER_TAGS (self));

  /* A chip may have the keyboard. */
  key = dup_key (names, colors);
  if (g_strcmp0 (key, self->shown) == 0)
    return;

  g_free (self->shown);
  self->shown = g_steal_pointer (&key);
  clear (self);
  for (guint i = 0; i < n_chips; i++)
    gtk_widget_set_parent (make_chip (names[i], colors[i]), GTK_WIDGET (self));
  if (n > n_chips)
    gtk_widget_set_parent (make_rest (n - n_chips), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}
