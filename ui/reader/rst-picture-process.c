/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-picture-process.h"

#include <errno.h>
#include <gio/gio.h>
#include <sched.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "reader/rst-picture.h"

#define PROGRAM "/proc/self/exe"
#define ARGUMENT "--decode-picture"

/* What a picture may take. The sanitizers take far more memory for themselves. */
#define MAX_SECONDS 5
#define MAX_MEMORY (512 * 1024 * 1024)

#define CHANNELS 4

/* What is written before the pixels, which are RGBA without gaps. */
typedef struct
{
  guint32 width;
  guint32 height;
} Header;

static gboolean possible;

/* The process apart */

gboolean
rst_picture_process_is_wanted (int argc, char *argv[])
{
  possible = TRUE;
  return argc == 3 && strcmp (argv[1], ARGUMENT) == 0;
}

static void
limit (__rlimit_resource_t resource, rlim_t most)
{
  const struct rlimit limits = { most, most };

  setrlimit (resource, &limits);
}

/* What the kernel does not grant is one layer less. */
static void
lock_up (void)
{
  limit (RLIMIT_CORE, 0);
  limit (RLIMIT_CPU, MAX_SECONDS);
  limit (RLIMIT_FSIZE, 0);
#ifndef __SANITIZE_ADDRESS__
  limit (RLIMIT_DATA, MAX_MEMORY);
#endif
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  unshare (CLONE_NEWUSER | CLONE_NEWNET);
}

static gboolean
write_all (const guchar *octets, gsize length)
{
  while (length > 0)
    {
      gssize written = write (STDOUT_FILENO, octets, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return FALSE;
      octets += written;
      length -= (gsize) written;
    }
  return TRUE;
}

static void
write_picture (GdkPixbuf *picture)
{
  g_autoptr (GdkPixbuf) full = gdk_pixbuf_add_alpha (picture, FALSE, 0, 0, 0);
  const guchar *row = gdk_pixbuf_read_pixels (full);
  const Header header = {
    .width = (guint32) gdk_pixbuf_get_width (full),
    .height = (guint32) gdk_pixbuf_get_height (full),
  };
  gboolean open = write_all ((const guchar *) &header, sizeof header);

  for (guint32 y = 0; y < header.height && open; y++, row += gdk_pixbuf_get_rowstride (full))
    open = write_all (row, (gsize) header.width * CHANNELS);
}

/* It ends at once: what libraries keep is not to be looked for. */
int
rst_picture_process_run (const char *size)
{
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GdkPixbuf) picture = NULL;

  lock_up ();
  file = g_mapped_file_new_from_fd (STDIN_FILENO, FALSE, NULL);
  if (file != NULL)
    content = g_mapped_file_get_bytes (file);
  if (content != NULL)
    picture = rst_picture_decode (content, MAX (atoi (size), 1), NULL);
  if (picture != NULL)
    write_picture (picture);
  _exit (picture != NULL ? 0 : 1);
}

/* This process */

static int
open_file (GBytes *content)
{
  int fd = memfd_create ("picture", MFD_CLOEXEC);
  gsize length;
  const void *octets = g_bytes_get_data (content, &length);

  while (fd >= 0 && length > 0)
    {
      gssize written = write (fd, octets, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        {
          close (fd);
          return -1;
        }
      octets = (const guchar *) octets + written;
      length -= (gsize) written;
    }
  if (fd >= 0)
    lseek (fd, 0, SEEK_SET);
  return fd;
}

static gboolean
read_all (GInputStream *stream, gpointer buffer, gsize length, GCancellable *cancellable)
{
  gsize n;

  return g_input_stream_read_all (stream, buffer, length, &n, cancellable, NULL) && n == length;
}

/* Whatever it answers, it is no larger than what was asked for. */
static GdkPixbuf *
read_picture (GInputStream *stream, int size, GCancellable *cancellable)
{
  Header header;
  g_autofree guchar *pixels = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length;

  if (!read_all (stream, &header, sizeof header, cancellable) ||
      header.width == 0 || header.width > (guint32) size ||
      header.height == 0 || header.height > (guint32) size)
    return NULL;

  length = (gsize) header.width * header.height * CHANNELS;
  pixels = g_malloc (length);
  if (!read_all (stream, pixels, length, cancellable))
    return NULL;

  bytes = g_bytes_new_take (g_steal_pointer (&pixels), length);
  return gdk_pixbuf_new_from_bytes (bytes, GDK_COLORSPACE_RGB, TRUE, 8,
                                    (int) header.width, (int) header.height,
                                    (int) header.width * CHANNELS);
}

GdkPixbuf *
rst_picture_process_decode (GBytes *content, int size, GCancellable *cancellable)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *argument = NULL;
  GdkPixbuf *picture;
  int fd;

  g_return_val_if_fail (content != NULL, NULL);
  g_return_val_if_fail (size > 0, NULL);

  fd = possible ? open_file (content) : -1;
  if (fd < 0)
    return NULL;

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_take_stdin_fd (launcher, fd);
  argument = g_strdup_printf ("%d", size);
  process = g_subprocess_launcher_spawn (launcher, NULL, PROGRAM, ARGUMENT, argument, NULL);
  if (process == NULL)
    return NULL;
  picture = read_picture (g_subprocess_get_stdout_pipe (process), size, cancellable);
  g_subprocess_force_exit (process);
  return picture;
}
