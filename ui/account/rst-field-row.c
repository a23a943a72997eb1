/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "account/rst-field-row.h"

struct _RstFieldRow
{
  AdwEntryRow parent_instance;

  GtkWidget *icon; /* seen when there is a problem to tell */
  char *problem;
  gboolean was_left;
};

G_DEFINE_FINAL_TYPE (RstFieldRow, rst_field_row, ADW_TYPE_ENTRY_ROW)

static void
update (RstFieldRow *self)
{
  gboolean is_shown = self->problem != NULL && self->was_left;
  GtkWidget *text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self)));

  if (is_shown)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");

  gtk_widget_set_visible (self->icon, is_shown);
  gtk_widget_set_tooltip_text (self->icon, self->problem);
  gtk_accessible_update_property (GTK_ACCESSIBLE (text),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, is_shown ? self->problem : "",
                                  -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (text),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               is_shown ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
leave_cb (RstFieldRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));

  self->was_left = *text != '\0';
  update (self);
}

static void
rst_field_row_dispose (GObject *object)
{
  RstFieldRow *self = RST_FIELD_ROW (object);

  g_clear_pointer (&self->problem, g_free);

  G_OBJECT_CLASS (rst_field_row_parent_class)->dispose (object);
}

static void
rst_field_row_class_init (RstFieldRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rst_field_row_dispose;
}

static void
rst_field_row_init (RstFieldRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->icon = g_object_new (GTK_TYPE_IMAGE,
                             "icon-name", "dialog-error-symbolic",
                             "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                             NULL);
  gtk_widget_add_css_class (self->icon, "error");
  gtk_widget_set_visible (self->icon, FALSE);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), self->icon);

  g_signal_connect_swapped (focus, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

void
rst_field_row_set_problem (RstFieldRow *self, const char *problem)
{
  g_autofree char *copy = NULL;

  g_return_if_fail (RST_IS_FIELD_ROW (self));

  if (g_strcmp0 (self->problem, problem) == 0)
    return;

  copy = g_steal_pointer (&self->problem);
  self->problem = g_strdup (problem);
  update (self);
}

void
rst_field_row_set_placeholder (RstFieldRow *self, const char *placeholder)
{
  GtkEditable *text;

  g_return_if_fail (RST_IS_FIELD_ROW (self));

  text = gtk_editable_get_delegate (GTK_EDITABLE (self));
  gtk_text_set_placeholder_text (GTK_TEXT (text), placeholder);
}

char *
rst_field_row_dup_text (RstFieldRow *self)
{
  g_return_val_if_fail (RST_IS_FIELD_ROW (self), NULL);

  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self))));
}
