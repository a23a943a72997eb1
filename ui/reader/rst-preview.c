/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-preview.h"

#include <string.h>

#define MAX_OCTETS (32 * 1024 * 1024)
/* Decoded, a picture takes up to four octets a pixel. */
#define MAX_PIXELS (40 * 1000 * 1000)
/* Between two of these the decoding can be stopped. */
#define STEP (64 * 1024)

static const struct
{
  const char *mime_type;
  const char *magic;
  gsize length;
} formats[] = {
  { "image/jpeg", "\xFF\xD8\xFF", 3 },
  { "image/png", "\x89PNG\r\n\x1A\n", 8 },
};

gboolean
rst_preview_can (RstPart *part)
{
  g_return_val_if_fail (RST_IS_PART (part), FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (strcmp (rst_part_get_content_type (part), formats[i].mime_type) == 0)
      return TRUE;
  return FALSE;
}

/* By its first octets, so that no other decoder is ever reached. */
static const char *
find_format (const guchar *octets, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (length > formats[i].length &&
        memcmp (octets, formats[i].magic, formats[i].length) == 0)
      return formats[i].mime_type;
  return NULL;
}

/* The size is known before a pixel is decoded. */
static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  int *size = user_data;
  double scale;

  if (width <= 0 || height <= 0 || (gint64) width * height > MAX_PIXELS)
    {
      *size = 0;
      /* The decoder takes this as an error, before it asks for memory. */
      gdk_pixbuf_loader_set_size (loader, 0, 0);
      return;
    }
  scale = (double) *size / MAX (width, height);
  if (scale < 1)
    gdk_pixbuf_loader_set_size (loader,
                                MAX ((int) (width * scale), 1),
                                MAX ((int) (height * scale), 1));
}

static gboolean
feed (GdkPixbufLoader *loader, const guchar *octets, gsize length, int *size, GCancellable *cancellable)
{
  for (gsize done = 0; done < length; done += STEP)
    if (*size == 0 ||
        g_cancellable_is_cancelled (cancellable) ||
        !gdk_pixbuf_loader_write (loader, octets + done, MIN (STEP, length - done), NULL))
      return FALSE;
  return *size != 0;
}

static GdkPixbuf *
decode (const guchar *octets, gsize length, int size, GCancellable *cancellable)
{
  const char *format = find_format (octets, length);
  g_autoptr (GdkPixbufLoader) loader = NULL;
  GdkPixbuf *pixbuf;
  gboolean fed;

  if (format != NULL)
    loader = gdk_pixbuf_loader_new_with_mime_type (format, NULL);
  if (loader == NULL)
    return NULL;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &size);
  fed = feed (loader, octets, length, &size, cancellable);
  /* A picture that ends early is shown as far as it goes, but not one that was
   * given up.
   */
  gdk_pixbuf_loader_close (loader, NULL);
  pixbuf = fed ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  return pixbuf != NULL ? gdk_pixbuf_apply_embedded_orientation (pixbuf) : NULL;
}

static void
load (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GBytes *content = rst_part_get_content (RST_PART (source));
  gsize length;
  const guchar *octets = g_bytes_get_data (content, &length);
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  if (length <= MAX_OCTETS)
    pixbuf = decode (octets, length, GPOINTER_TO_INT (data), cancellable);
  g_task_return_pointer (task, g_steal_pointer (&pixbuf), g_object_unref);
}

void
rst_preview_load_async (RstPart *part,
                        int size,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (RST_IS_PART (part));
  g_return_if_fail (size > 0);

  task = g_task_new (part, cancellable, callback, user_data);
  g_task_set_task_data (task, GINT_TO_POINTER (size), NULL);
  g_task_run_in_thread (task, load);
}

GdkTexture *
rst_preview_load_finish (RstPart *part, GAsyncResult *result)
{
  g_autoptr (GdkPixbuf) pixbuf = g_task_propagate_pointer (G_TASK (result), NULL);

  return pixbuf != NULL ? gdk_texture_new_for_pixbuf (pixbuf) : NULL;
}
