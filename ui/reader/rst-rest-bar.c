/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-rest-bar.h"

#include <glib/gi18n.h>

struct _RstRestBar
{
  AdwBin parent_instance;

  GtkLabel *label;
  GtkStack *end;
};

G_DEFINE_FINAL_TYPE (RstRestBar, rst_rest_bar, ADW_TYPE_BIN)

static void
rst_rest_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RST_TYPE_REST_BAR);

  G_OBJECT_CLASS (rst_rest_bar_parent_class)->dispose (object);
}

static void
rst_rest_bar_class_init (RstRestBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_rest_bar_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/restante_mail/Restante/reader/rst-rest-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, RstRestBar, label);
  gtk_widget_class_bind_template_child (widget_class, RstRestBar, end);
}

static void
rst_rest_bar_init (RstRestBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Text and button stay as they were while the bar folds up. */
void
rst_rest_bar_show (RstRestBar *self, guint64 octets, gboolean coming)
{
  g_autofree char *size = g_format_size (octets);
  g_autofree char *text = NULL;

  g_return_if_fail (RST_IS_REST_BAR (self));

  gtk_revealer_set_reveal_child (GTK_REVEALER (adw_bin_get_child (ADW_BIN (self))), octets > 0);
  if (octets == 0)
    return;

  if (coming)
    /* Translators: %s is the size of a message */
    text = g_strdup_printf (_("The whole message of %s is being downloaded"), size);
  else
    /* Translators: %s is the size of a message */
    text = g_strdup_printf (_("Only the beginning of this message of %s was downloaded"), size);
  gtk_label_set_label (self->label, text);
  gtk_stack_set_visible_child_name (self->end, coming ? "coming" : "offer");
}
