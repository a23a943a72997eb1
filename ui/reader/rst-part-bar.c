/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-part-bar.h"

#include <glib/gi18n.h>

struct _RstPartBar
{
  AdwBin parent_instance;

  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (RstPartBar, rst_part_bar, ADW_TYPE_BIN)

static void
rst_part_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RST_TYPE_PART_BAR);

  G_OBJECT_CLASS (rst_part_bar_parent_class)->dispose (object);
}

static void
rst_part_bar_class_init (RstPartBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_part_bar_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/restante_mail/Restante/reader/rst-part-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, RstPartBar, label);
}

static void
rst_part_bar_init (RstPartBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rst_part_bar_show (RstPartBar *self, const char *subject)
{
  g_autofree char *text = NULL;

  g_return_if_fail (RST_IS_PART_BAR (self));

  gtk_widget_set_visible (GTK_WIDGET (self), subject != NULL);
  if (subject == NULL)
    return;

  if (*subject != '\0')
    /* Translators: the subject of a message */
    text = g_strdup_printf (_("Part of “%s”"), subject);
  else
    text = g_strdup (_("Part of another message"));
  gtk_label_set_text (self->label, text);
}
