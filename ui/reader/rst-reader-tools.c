/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-reader-private.h"

#include "reader/rst-print.h"
#include "reader/rst-zoom.h"

/* Finding */

static void
find_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rst_find_bar_open (RST_READER (widget)->find_bar);
}

void
rst_reader_set_match (RstReader *self, RstMarker *match)
{
  g_return_if_fail (RST_IS_READER (self));

  if (self->match == match)
    return;

  g_clear_pointer (&self->match, rst_marker_unref);
  if (match != NULL)
    self->match = rst_marker_ref (match);
  rst_plain_text_set_match (self->text, match);
  if (self->web != NULL)
    rst_html_view_set_match (self->web, match);
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
    rst_html_view_set_zoom (self->web, percent);
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

/* Text encoding */

static void
show_charset (RstReader *self, const char *charset)
{
  if (g_str_equal (self->charset, charset))
    return;

  g_free (self->charset);
  self->charset = g_strdup (charset);
  g_object_notify (G_OBJECT (self), "charset");
}

/* Before another message, which says itself what it is in. */
void
rst_reader_forget_charset (RstReader *self)
{
  show_charset (self, "");
}

static void
read_anew (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GBytes *raw = g_object_get_data (G_OBJECT (task), "raw");
  const char *charset = task_data;

  g_task_return_pointer (task,
                         rst_message_new_in_charset (raw, *charset != '\0' ? charset : NULL),
                         g_object_unref);
}

static void
read_anew_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  RstMessage *message = g_task_propagate_pointer (G_TASK (result), &error);

  /* Nothing but the next message can stop it. */
  if (message == NULL)
    return;

  rst_reader_take_message (RST_READER (source), message);
  /* GTK 4.8 leaves the keyboard in the submenu that has closed. */
  gtk_widget_grab_focus (GTK_WIDGET (source));
}

/* A long message takes a while to parse, so not here. */
void
rst_reader_set_charset (RstReader *self, const char *charset)
{
  g_autoptr (GTask) task = NULL;

  if (charset == NULL || self->message == NULL || g_str_equal (self->charset, charset))
    return;
  /* A message that goes is not to stop the one that comes. */
  if (self->shown != self->id)
    return;

  show_charset (self, charset);
  rst_reader_stop_loading (self);
  self->loading = g_cancellable_new ();
  task = g_task_new (self, self->loading, read_anew_cb, NULL);
  g_task_set_task_data (task, g_strdup (charset), g_free);
  g_object_set_data_full (G_OBJECT (task), "raw",
                          g_bytes_ref (rst_message_get_raw (self->message)),
                          (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, read_anew);
}

/* Printing */

static void
print_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RstReader *self = RST_READER (widget);
  g_autoptr (GtkPrintOperation) operation = NULL;

  if (rst_reader_shows_html (self))
    {
      rst_html_view_print (self->web, GTK_WIDGET (self->body));
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
  gtk_widget_class_install_property_action (widget_class, "reader.charset", "charset");
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
  gtk_widget_action_set_enabled (widget, "reader.charset", some);
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
