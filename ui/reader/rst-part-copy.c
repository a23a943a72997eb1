/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-part-copy.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "base/rst-error.h"

/* Copies that were made for a widget, to be removed with it. */
static void
remove_copies (gpointer data)
{
  g_autoptr (GPtrArray) paths = data;

  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      g_autofree char *folder = g_path_get_dirname (path);

      if (g_unlink (path) != 0 || g_rmdir (folder) != 0)
        g_debug ("The copy %s stays: %s", path, g_strerror (errno));
    }
}

void
rst_part_copy_keep (GtkWidget *widget, const char *path)
{
  GPtrArray *paths;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (path != NULL);

  paths = g_object_get_data (G_OBJECT (widget), "rst-part-copies");
  if (paths == NULL)
    {
      paths = g_ptr_array_new_with_free_func (g_free);
      g_object_set_data_full (G_OBJECT (widget), "rst-part-copies", paths, remove_copies);
    }
  g_ptr_array_add (paths, g_strdup (path));
}

static gboolean
write_octets (int fd, GBytes *content)
{
  gsize left;
  const char *data = g_bytes_get_data (content, &left);

  while (left > 0)
    {
      gssize n = write (fd, data, left);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      data += n;
      left -= (gsize) n;
    }
  return TRUE;
}

static gboolean
write_file (const char *path, int mode, GBytes *content)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
  gboolean written;

  if (fd < 0)
    return FALSE;

  written = write_octets (fd, content);
  return close (fd) == 0 && written;
}

char *
rst_part_copy_write (RstPart *part, int mode, GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (RST_IS_PART (part), NULL);

  folder = g_build_filename (g_get_tmp_dir (), "restante-XXXXXX", NULL);
  if (g_mkdtemp_full (folder, 0700) == NULL)
    {
      g_set_error (error, RST_ERROR, RST_ERROR_CANNOT_CREATE,
                   _("No folder can be made in “%s”: %s"),
                   g_get_tmp_dir (), g_strerror (errno));
      return NULL;
    }

  path = g_build_filename (folder, rst_part_get_name (part), NULL);
  if (write_file (path, mode, rst_part_get_content (part)))
    return g_steal_pointer (&path);

  g_set_error (error, RST_ERROR, RST_ERROR_DISK,
               _("The copy “%s” cannot be written: %s"), path, g_strerror (errno));
  g_unlink (path);
  g_rmdir (folder);
  return NULL;
}
