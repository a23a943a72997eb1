/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-preview.h"

#include "reader/rst-picture-process.h"
#include "reader/rst-picture.h"

gboolean
rst_preview_can (RstPart *part)
{
  g_return_val_if_fail (RST_IS_PART (part), FALSE);

  return rst_picture_is_known (rst_part_get_content_type (part));
}

typedef struct
{
  RstPart *part;   /* whose content is decoded first, or NULL */
  GBytes *content; /* or this */
  int size;
} Load;

static void
load_free (Load *data)
{
  g_clear_object (&data->part);
  g_clear_pointer (&data->content, g_bytes_unref);
  g_free (data);
}

static void
load (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Load *data = task_data;
  GBytes *content = data->part != NULL ? rst_part_get_content (data->part) : data->content;
  GdkPixbuf *pixbuf;

  if (rst_picture_is_apart (content))
    pixbuf = rst_picture_process_decode (content, data->size, cancellable);
  else
    pixbuf = rst_picture_decode (content, data->size, cancellable);
  g_task_return_pointer (task, pixbuf, g_object_unref);
}

static void
start (RstPart *part, GBytes *content, int size, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (part, cancellable, callback, user_data);
  Load *data = g_new0 (Load, 1);

  g_set_object (&data->part, part);
  data->content = content != NULL ? g_bytes_ref (content) : NULL;
  data->size = size;
  g_task_set_task_data (task, data, (GDestroyNotify) load_free);
  g_task_run_in_thread (task, load);
}

void
rst_preview_load_async (RstPart            *part,
                        int                 size,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_return_if_fail (RST_IS_PART (part));
  g_return_if_fail (size > 0);

  start (part, NULL, size, cancellable, callback, user_data);
}

void
rst_preview_load_octets_async (GBytes             *content,
                               int                 size,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_return_if_fail (content != NULL);
  g_return_if_fail (size > 0);

  start (NULL, content, size, cancellable, callback, user_data);
}

GdkTexture *
rst_preview_load_finish (GAsyncResult *result)
{
  g_autoptr (GdkPixbuf) pixbuf = g_task_propagate_pointer (G_TASK (result), NULL);

  return pixbuf != NULL ? gdk_texture_new_for_pixbuf (pixbuf) : NULL;
}
