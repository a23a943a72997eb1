/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-part-content.h"

#include <string.h>

#include "reader/rst-part-copy.h"

#define URI_LIST "text/uri-list"

struct _RstPartContent
{
  GdkContentProvider parent_instance;

  RstPart *part;
  GtkWidget *widget; /* weak */
  char *uri;         /* of the copy, once it was asked for */
};

G_DEFINE_FINAL_TYPE (RstPartContent, rst_part_content, GDK_TYPE_CONTENT_PROVIDER)

static GdkContentFormats *
rst_part_content_ref_formats (GdkContentProvider *provider)
{
  static const char *types[] = { URI_LIST };

  return gdk_content_formats_new (types, G_N_ELEMENTS (types));
}

static void
written_cb (GObject *stream, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (stream), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* RFC 2483 §5: each URI in a line of its own, ended by CRLF. */
static void
write_uri (RstPartContent *self, GTask *task)
{
  GOutputStream *stream = g_task_get_task_data (task);
  char *line = g_strconcat (self->uri, "\r\n", NULL);

  g_object_set_data_full (G_OBJECT (task), "line", line, g_free);
  g_output_stream_write_all_async (stream, line, strlen (line), g_task_get_priority (task),
                                   g_task_get_cancellable (task), written_cb,
                                   g_object_ref (task));
}

static void
make_copy (GTask *copying, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  /* A file manager gives what it copies the same permissions. */
  char *path = rst_part_copy_write (data, 0600, &error);

  if (path != NULL)
    g_task_return_pointer (copying, path, g_free);
  else
    g_task_return_error (copying, error);
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RstPartContent *self = RST_PART_CONTENT (source);
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autofree char *path = g_task_propagate_pointer (G_TASK (result), &error);

  if (path == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->widget == NULL)
    g_debug ("The copy %s stays: the window is gone", path);
  else
    rst_part_copy_keep (self->widget, path);
  g_free (self->uri);
  self->uri = g_filename_to_uri (path, NULL, NULL);
  write_uri (self, task);
}

static void
rst_part_content_write_async (GdkContentProvider *provider,
                              const char *mime_type,
                              GOutputStream *stream,
                              int priority,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  RstPartContent *self = RST_PART_CONTENT (provider);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GTask) copying = NULL;

  g_task_set_priority (task, priority);
  g_task_set_task_data (task, g_object_ref (stream), g_object_unref);
  if (self->uri != NULL)
    {
      write_uri (self, task);
      return;
    }

  copying = g_task_new (self, NULL, copied_cb, g_object_ref (task));
  g_task_set_task_data (copying, g_object_ref (self->part), g_object_unref);
  g_task_run_in_thread (copying, make_copy);
}

static gboolean
rst_part_content_write_finish (GdkContentProvider *provider,
                               GAsyncResult *result,
                               GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
rst_part_content_finalize (GObject *object)
{
  RstPartContent *self = RST_PART_CONTENT (object);

  g_clear_weak_pointer (&self->widget);
  g_clear_object (&self->part);
  g_free (self->uri);

  G_OBJECT_CLASS (rst_part_content_parent_class)->finalize (object);
}

static void
rst_part_content_class_init (RstPartContentClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rst_part_content_finalize;
  provider_class->ref_formats = rst_part_content_ref_formats;
  provider_class->write_mime_type_async = rst_part_content_write_async;
  provider_class->write_mime_type_finish = rst_part_content_write_finish;
}

static void
rst_part_content_init (RstPartContent *self)
{
}

GdkContentProvider *
rst_part_content_new (RstPart *part, GtkWidget *widget)
{
  RstPartContent *self;

  g_return_val_if_fail (RST_IS_PART (part), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  self = g_object_new (RST_TYPE_PART_CONTENT, NULL);
  self->part = g_object_ref (part);
  g_set_weak_pointer (&self->widget, widget);
  return GDK_CONTENT_PROVIDER (self);
}
