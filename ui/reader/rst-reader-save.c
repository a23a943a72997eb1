/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-reader-private.h"

#include <glib/gi18n.h>

#include "reader/rst-save.h"
#include "reader/rst-source-window.h"

static void
view_source_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RstReader *self = RST_READER (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  gtk_window_present (rst_source_window_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root)
                                                                   : NULL,
                                             self->message));
}

static char *
dup_file_name (RstMessage *message)
{
  const char *subject = rst_message_get_summary (message)->subject;
  g_autofree char *name = NULL;

  name = g_utf8_substring (subject, 0, MIN (g_utf8_strlen (subject, -1), 80));
  g_strdelimit (name, "/\\:*?\"<>|", '-');
  for (char *dot = name; *dot == '.'; dot++)
    *dot = '-';
  return g_strconcat (*name != '\0' ? name : _("Message"), ".eml", NULL);
}

static void
save_message_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RstReader *self = RST_READER (widget);
  g_autofree char *name = dup_file_name (self->message);

  /* From inside the toast overlay, where the outcome is told. */
  rst_save_ask (GTK_WIDGET (self->body), name, rst_message_get_raw (self->message));
}

static void
save_attachments_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rst_attachments_save_all (RST_READER (widget)->attachments);
}

void
rst_reader_install_save (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "reader.view-source", NULL, view_source_cb);
  gtk_widget_class_install_action (widget_class, "reader.save-message", NULL, save_message_cb);
  gtk_widget_class_install_action (widget_class, "reader.save-attachments", NULL, save_attachments_cb);
}

void
rst_reader_update_save (RstReader *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean some = self->message != NULL;

  gtk_widget_action_set_enabled (widget, "reader.view-source", some);
  gtk_widget_action_set_enabled (widget, "reader.save-message", some && self->rest == 0);
  gtk_widget_action_set_enabled (widget, "reader.save-attachments",
                                 some && self->rest == 0 && rst_attachments_get_count (self->attachments) > 0);
}
