/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-source-window.h"

#include <glib/gi18n.h>

#include "reader/rst-display-text.h"

#define MAX_OCTETS (1024 * 1024)

struct _RstSourceWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkRevealer *notice;
  GtkLabel *notice_label;
  GtkTextBuffer *buffer;
};

G_DEFINE_FINAL_TYPE (RstSourceWindow, rst_source_window, ADW_TYPE_WINDOW)

static void
rst_source_window_class_init (RstSourceWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/restante_mail/Restante/reader/rst-source-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RstSourceWindow, title);
  gtk_widget_class_bind_template_child (widget_class, RstSourceWindow, notice);
  gtk_widget_class_bind_template_child (widget_class, RstSourceWindow, notice_label);
  gtk_widget_class_bind_template_child (widget_class, RstSourceWindow, buffer);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
}

static void
rst_source_window_init (RstSourceWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_source (RstSourceWindow *self, GBytes *raw)
{
  g_autofree char *text = rst_display_text_from_octets (raw, MAX_OCTETS);
  GtkTextTag *exact;
  GtkTextIter start, end;

  /* Without it Pango adds hyphens that are not in the message. */
  exact = gtk_text_buffer_create_tag (self->buffer, NULL, "insert-hyphens", FALSE, NULL);
  gtk_text_buffer_set_text (self->buffer, text, -1);
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_apply_tag (self->buffer, exact, &start, &end);
  gtk_text_buffer_place_cursor (self->buffer, &start);

  if (g_bytes_get_size (raw) > MAX_OCTETS)
    {
      g_autofree char *shown = g_format_size_full (MAX_OCTETS, G_FORMAT_SIZE_IEC_UNITS);
      g_autofree char *size = g_format_size_full (g_bytes_get_size (raw),
                                                  G_FORMAT_SIZE_IEC_UNITS);
      /* Translators: two sizes, such as "1.0 MiB" and "25.3 MiB" */
      g_autofree char *notice = g_strdup_printf (
          _("The first %s of %s are shown. Save the message to see all of it."),
          shown, size);

      gtk_label_set_text (self->notice_label, notice);
      gtk_revealer_set_reveal_child (self->notice, TRUE);
    }
}

GtkWindow *
rst_source_window_new (GtkWindow *parent, RstMessage *message)
{
  RstSourceWindow *self;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (RST_IS_MESSAGE (message), NULL);

  self = g_object_new (RST_TYPE_SOURCE_WINDOW, "transient-for", parent, NULL);
  adw_window_title_set_subtitle (self->title, rst_message_get_summary (message)->subject);
  show_source (self, rst_message_get_raw (message));
  return GTK_WINDOW (self);
}
