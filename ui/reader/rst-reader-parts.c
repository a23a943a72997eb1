/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-reader-private.h"

#include <glib/gi18n.h>

#include "reader/rst-notice.h"

/* So many messages, each inside the one before, are nobody's mail. Each keeps
 * its text and page while those inside it are read.
 */
#define MAX_DEPTH 20

static void
show_around (RstReader *self)
{
  RstMessage *around = NULL;

  if (self->around->len > 0)
    around = g_ptr_array_index (self->around, self->around->len - 1);
  rst_part_bar_show (self->part_bar,
                     around != NULL ? rst_message_get_summary (around)->subject : NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reader.leave-message", around != NULL);
}

void
rst_reader_forget_around (RstReader *self)
{
  g_ptr_array_set_size (self->around, 0);
  show_around (self);
}

static void
read_part (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_pointer (task,
                         rst_message_new (rst_part_get_content (task_data)),
                         g_object_unref);
}

static void
read_part_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RstReader *self = RST_READER (source);
  g_autoptr (GError) error = NULL;
  RstMessage *message = g_task_propagate_pointer (G_TASK (result), &error);

  /* Nothing but the next message can stop it. */
  if (message == NULL)
    return;

  g_ptr_array_add (self->around, g_object_ref (self->message));
  rst_reader_forget_charset (self);
  rst_reader_take_message (self, message);
  show_around (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* The message inside is parsed as any other, and shown by the same widgets. */
static void
open_message_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RstReader *self = RST_READER (widget);
  g_autoptr (GTask) task = NULL;
  g_autoptr (RstPart) part = NULL;

  /* One that goes is not to stop the one that comes. */
  if (self->message != NULL && self->shown == self->id)
    part = g_list_model_get_item (rst_message_get_parts (self->message),
                                  g_variant_get_uint32 (parameter));
  if (part == NULL || rst_part_get_summary (part) == NULL)
    return;
  if (self->around->len == MAX_DEPTH)
    {
      rst_notice_show_toast (GTK_WIDGET (self->body),
                             _("Too many messages inside each other: save this one to open it"));
      return;
    }

  rst_reader_stop_loading (self);
  self->loading = g_cancellable_new ();
  task = g_task_new (self, self->loading, read_part_cb, NULL);
  g_task_set_task_data (task, g_steal_pointer (&part), g_object_unref);
  g_task_run_in_thread (task, read_part);
}

gboolean
rst_reader_leave_message (RstReader *self)
{
  RstMessage *around;

  g_return_val_if_fail (RST_IS_READER (self), FALSE);

  if (self->around->len == 0)
    return FALSE;

  rst_reader_stop_loading (self);
  around = g_ptr_array_steal_index (self->around, self->around->len - 1);
  rst_reader_forget_charset (self);
  rst_reader_take_message (self, around);
  show_around (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  return TRUE;
}

static void
leave_message_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rst_reader_leave_message (RST_READER (widget));
}

void
rst_reader_install_parts (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "reader.open-message", "u",
                                   open_message_cb);
  gtk_widget_class_install_action (widget_class, "reader.leave-message", NULL,
                                   leave_message_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0,
                                       "reader.leave-message", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK,
                                       "reader.leave-message", NULL);
  g_type_ensure (RST_TYPE_INFO_CARDS);
  g_type_ensure (RST_TYPE_PART_BAR);
  g_type_ensure (RST_TYPE_SEAL_BAR);
  gtk_widget_class_bind_template_child (widget_class, RstReader, seal_bar);
  gtk_widget_class_bind_template_child (widget_class, RstReader, cards);
  gtk_widget_class_bind_template_child (widget_class, RstReader, part_bar);
}
