/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "account/rst-test-row.h"

#include <glib/gi18n.h>

struct _RstTestRow
{
  AdwActionRow parent_instance;

  GtkImage *icon;

  RstDoctorVerdict verdict;
};

G_DEFINE_FINAL_TYPE (RstTestRow, rst_test_row, ADW_TYPE_ACTION_ROW)

static const struct
{
  const char *icon;
  const char *css_class;
  const char *label;
} looks[] = {
  [RST_DOCTOR_OK] = { "emblem-ok-symbolic", "success", N_("Passed") },
  [RST_DOCTOR_WARNING] = { "dialog-warning-symbolic", "warning", N_("Warning") },
  [RST_DOCTOR_FAILED] = { "dialog-error-symbolic", "error", N_("Failed") },
  [RST_DOCTOR_SKIPPED] = { "list-remove-symbolic", "dim-label", N_("Not tried") },
};

static void
rst_test_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RST_TYPE_TEST_ROW);

  G_OBJECT_CLASS (rst_test_row_parent_class)->dispose (object);
}

static void
rst_test_row_class_init (RstTestRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_test_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/restante_mail/Restante/account/rst-test-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RstTestRow, icon);
}

static void
rst_test_row_init (RstTestRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* More than a sentence only where something is to be understood. */
static char *
dup_text (const RstDoctorStep *step)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  g_strv_builder_add (lines, step->detail);
  if (step->hint != NULL)
    g_strv_builder_add (lines, step->hint);
  if (step->verdict != RST_DOCTOR_OK && step->lines != NULL)
    g_strv_builder_addv (lines, (const char **) step->lines);
  all = g_strv_builder_end (lines);
  return g_strjoinv ("\n", all);
}

static void
show_verdict (RstTestRow *self, const char *title)
{
  const char *label = _(looks[self->verdict].label);
  /* Translators: a hop of the connection test and how it went, as in "Login: Passed" */
  g_autofree char *name = g_strdup_printf (_("%s: %s"), title, label);

  gtk_image_set_from_icon_name (self->icon, looks[self->verdict].icon);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), looks[self->verdict].css_class);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  /* The name is more than the title, by which libadwaita labels the row. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  if (self->verdict == RST_DOCTOR_FAILED || self->verdict == RST_DOCTOR_WARNING)
    gtk_widget_add_css_class (GTK_WIDGET (self), "noteworthy");
}

GtkWidget *
rst_test_row_new (const RstDoctorStep *step)
{
  RstTestRow *self;
  const char *title;
  g_autofree char *text = NULL;

  g_return_val_if_fail (step != NULL, NULL);
  g_return_val_if_fail (step->verdict < G_N_ELEMENTS (looks), NULL);

  title = rst_doctor_step_get_title (step->step);
  text = dup_text (step);
  self = g_object_new (RST_TYPE_TEST_ROW, "title", title, "subtitle", text, NULL);
  self->verdict = step->verdict;
  show_verdict (self, title);
  return GTK_WIDGET (self);
}

RstDoctorVerdict
rst_test_row_get_verdict (RstTestRow *self)
{
  g_return_val_if_fail (RST_IS_TEST_ROW (self), RST_DOCTOR_SKIPPED);

  return self->verdict;
}
