/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "account/rst-test-row.h"

#include <glib/gi18n.h>

struct _RstTestRow
{
  AdwActionRow parent_instance;

  GtkStack *stack;
  GtkSpinner *spinner;
  GtkImage *icon;

  RstTestState state;
};

G_DEFINE_FINAL_TYPE (RstTestRow, rst_test_row, ADW_TYPE_ACTION_ROW)

static const struct
{
  const char *icon;
  const char *css_class;
  const char *label;
} looks[] = {
  [RST_TEST_WAITING] = { "content-loading-symbolic", "dim-label", N_("Waiting") },
  [RST_TEST_RUNNING] = { "content-loading-symbolic", "dim-label", N_("Running") },
  [RST_TEST_PASSED] = { "emblem-ok-symbolic", "success", N_("Passed") },
  [RST_TEST_FAILED] = { "dialog-error-symbolic", "error", N_("Failed") },
  [RST_TEST_SKIPPED] = { "list-remove-symbolic", "dim-label", N_("Not tried") },
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
  gtk_widget_class_bind_template_child (widget_class, RstTestRow, stack);
  gtk_widget_class_bind_template_child (widget_class, RstTestRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, RstTestRow, icon);
}

static void
rst_test_row_init (RstTestRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rst_test_row_set_state (self, RST_TEST_WAITING, NULL, NULL);
}

RstTestRow *
rst_test_row_new (const char *title)
{
  g_return_val_if_fail (title != NULL, NULL);

  return g_object_new (RST_TYPE_TEST_ROW, "title", title, NULL);
}

RstTestState
rst_test_row_get_state (RstTestRow *self)
{
  g_return_val_if_fail (RST_IS_TEST_ROW (self), RST_TEST_WAITING);

  return self->state;
}

static void
show_state (RstTestRow *self)
{
  gboolean is_running = self->state == RST_TEST_RUNNING;

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), looks[i].css_class);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), looks[self->state].css_class);
  gtk_image_set_from_icon_name (self->icon, looks[self->state].icon);
  if (self->state == RST_TEST_FAILED)
    gtk_widget_add_css_class (GTK_WIDGET (self), "failed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "failed");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _(looks[self->state].label),
                                  -1);
  gtk_spinner_set_spinning (self->spinner, is_running);
  gtk_stack_set_visible_child (self->stack, is_running ? GTK_WIDGET (self->spinner) : GTK_WIDGET (self->icon));
}

void
rst_test_row_set_state (RstTestRow *self, RstTestState state, const char *detail, const char *hint)
{
  g_autofree char *subtitle = NULL;

  g_return_if_fail (RST_IS_TEST_ROW (self));
  g_return_if_fail (state < G_N_ELEMENTS (looks));

  self->state = state;
  show_state (self);

  if (detail != NULL && hint != NULL)
    subtitle = g_strconcat (detail, "\n", hint, NULL);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle != NULL ? subtitle : detail != NULL ? detail : "");
}
