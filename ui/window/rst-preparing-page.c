/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "window/rst-preparing-page.h"

struct _RstPreparingPage
{
  AdwBin parent_instance;

  GtkWidget *bar;
  GtkWidget *count;
};

G_DEFINE_FINAL_TYPE (RstPreparingPage, rst_preparing_page, ADW_TYPE_BIN)

static void
rst_preparing_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RST_TYPE_PREPARING_PAGE);

  G_OBJECT_CLASS (rst_preparing_page_parent_class)->dispose (object);
}

static void
rst_preparing_page_class_init (RstPreparingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_preparing_page_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/restante_mail/Restante/window/rst-preparing-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RstPreparingPage, bar);
  gtk_widget_class_bind_template_child (widget_class, RstPreparingPage, count);
}

static void
rst_preparing_page_init (RstPreparingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rst_preparing_page_show (RstPreparingPage *self, guint64 done, guint64 total)
{
  g_autofree char *text = NULL;

  g_return_if_fail (RST_IS_PREPARING_PAGE (self));
  g_return_if_fail (done <= total && total > 0);

  text = g_strdup_printf (ngettext ("%'u of %'u message", "%'u of %'u messages", (gulong) total),
                          (guint) done, (guint) total);
  gtk_label_set_text (GTK_LABEL (self->count), text);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), (double) done / (double) total);
}
