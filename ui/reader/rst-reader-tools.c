/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-reader-private.h"

#include "reader/rst-print-page.h"
#include "reader/rst-print.h"
#include "reader/rst-zoom.h"

/* Finding */

static void
find_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rst_find_bar_open (RST_READER (widget)->find_bar);
}

/* Size */

void
rst_reader_set_zoom (RstReader *self, int percent)
{
  percent = CLAMP (percent, RST_ZOOM_MIN, RST_ZOOM_MAX);
  if (self->zoom == percent)
    return;

  self->zoom = percent;
  rst_plain_text_set_zoom (self->text, percent);
  if (self->web != NULL)
    rst_web_view_set_zoom (self->web, percent);
  rst_reader_update_tools (self);
  g_object_notify (G_OBJECT (self), "zoom");
}

static void
zoom_in_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RstReader *self = RST_READER (widget);

  rst_reader_set_zoom (self, rst_zoom_step (self->zoom, 1));
}

static void
zoom_out_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RstReader *self = RST_READER (widget);

  rst_reader_set_zoom (self, rst_zoom_step (self->zoom, -1));
}

static void
zoom_normal_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rst_reader_set_zoom (RST_READER (widget), RST_ZOOM_NORMAL);
}

/* Printing */

static void
print_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RstReader *self = RST_READER (widget);
  g_autoptr (GtkPrintOperation) operation = NULL;

  if (rst_reader_shows_html (self))
    {
      /* It starts with the first message of its kind. */
      if (rst_web_view_get_page (self->web) != NULL)
        rst_print_page_ask (GTK_WIDGET (self->body), rst_web_view_get_page (self->web));
      return;
    }
  operation = rst_print_new (rst_message_get_summary (self->message),
                             rst_message_get_text (self->message));
  /* From inside the toast overlay, and as long as the pane is there. */
  rst_print_ask (GTK_WIDGET (self->body), operation);
}

/* All */

void
rst_reader_install_tools (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "reader.find", NULL, find_cb);
  gtk_widget_class_install_action (widget_class, "reader.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "reader.zoom-in", NULL, zoom_in_cb);
  gtk_widget_class_install_action (widget_class, "reader.zoom-out", NULL, zoom_out_cb);
  gtk_widget_class_install_action (widget_class, "reader.zoom-normal", NULL, zoom_normal_cb);
}

void
rst_reader_update_tools (RstReader *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean some = self->message != NULL;

  gtk_widget_action_set_enabled (widget, "reader.find", some);
  gtk_widget_action_set_enabled (widget, "reader.print", some);
  gtk_widget_action_set_enabled (widget, "reader.zoom-in", some && self->zoom < RST_ZOOM_MAX);
  gtk_widget_action_set_enabled (widget, "reader.zoom-out", some && self->zoom > RST_ZOOM_MIN);
  gtk_widget_action_set_enabled (widget, "reader.zoom-normal", some);
}

/* What is found in one text is nowhere in the next. */
void
rst_reader_show_body_tools (RstReader *self)
{
  rst_find_bar_set_findable (self->find_bar,
                             self->message == NULL ? NULL
                             : rst_reader_shows_html (self)
                               ? RST_FINDABLE (self->web)
                               : RST_FINDABLE (self->text));
}
