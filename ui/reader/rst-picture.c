/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-picture.h"

#include <string.h>

#define MEGABYTE (1024 * 1024)
/* Decoded, a picture takes up to four octets a pixel. */
#define MAX_PIXELS (40 * 1000 * 1000)
/* Between two of these the decoding can be stopped. Each takes a while where a
 * picture moves, so they are larger where nobody would stop it.
 */
#define STEP (64 * 1024)
#define LARGE_STEP MEGABYTE

typedef struct
{
  const char *mime_type;
  const char *magic; /* a dot stands for any octet */
  gsize max_octets;
  gboolean apart;
} Format;

static const Format formats[] = {
  { "image/jpeg", "\xFF\xD8\xFF", 32 * MEGABYTE, FALSE },
  { "image/png", "\x89PNG\r\n\x1A\n", 32 * MEGABYTE, FALSE },
  { "image/gif", "GIF8", 32 * MEGABYTE, TRUE },
  { "image/webp", "RIFF....WEBP", 32 * MEGABYTE, TRUE },
  { "image/svg+xml", "<svg", 4 * MEGABYTE, TRUE },
  { "image/svg+xml", "<?xml", 4 * MEGABYTE, TRUE },
  { "image/svg+xml", "<!", 4 * MEGABYTE, TRUE },
};

gboolean
rst_picture_is_known (const char *mime_type)
{
  g_return_val_if_fail (mime_type != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (strcmp (mime_type, formats[i].mime_type) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
matches (const Format *format, const guchar *octets, gsize length)
{
  gsize n = strlen (format->magic);

  if (length <= n)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (format->magic[i] != '.' && (guchar) format->magic[i] != octets[i])
      return FALSE;
  return TRUE;
}

/* By its first octets, so that no other decoder is ever reached. */
static const Format *
find_format (const guchar *octets, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (matches (&formats[i], octets, length))
      return &formats[i];
  return NULL;
}

gboolean
rst_picture_is_apart (GBytes *content)
{
  const guchar *octets;
  const Format *format;
  gsize length;

  g_return_val_if_fail (content != NULL, FALSE);

  octets = g_bytes_get_data (content, &length);
  format = find_format (octets, length);
  return format != NULL && format->apart;
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

/* Of a picture that moves, the first one is enough. */
static gboolean
has_frame (GdkPixbufLoader *loader)
{
  GdkPixbufAnimation *animation = gdk_pixbuf_loader_get_animation (loader);

  return animation != NULL && !gdk_pixbuf_animation_is_static_image (animation);
}

static gboolean
feed (GdkPixbufLoader *loader, const guchar *octets, gsize length, int *size, GCancellable *cancellable)
{
  const gsize step = cancellable != NULL ? STEP : LARGE_STEP;

  for (gsize done = 0; done < length && !has_frame (loader); done += step)
    if (*size == 0 ||
        g_cancellable_is_cancelled (cancellable) ||
        !gdk_pixbuf_loader_write (loader, octets + done, MIN (step, length - done), NULL))
      return FALSE;
  return *size != 0;
}

GdkPixbuf *
rst_picture_decode (GBytes *content, int size, GCancellable *cancellable)
{
  const Format *format;
  const guchar *octets;
  gsize length;
  g_autoptr (GdkPixbufLoader) loader = NULL;
  GdkPixbuf *pixbuf;
  gboolean fed;

  g_return_val_if_fail (content != NULL, NULL);
  g_return_val_if_fail (size > 0, NULL);

  octets = g_bytes_get_data (content, &length);
  format = find_format (octets, length);
  if (format != NULL && length <= format->max_octets)
    loader = gdk_pixbuf_loader_new_with_mime_type (format->mime_type, NULL);
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
