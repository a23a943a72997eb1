/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/rst-error.h"

int
rst_fetch_lock_take (const char *folder, const char *account, GError **error)
{
  g_autofree char *name = g_strdup_printf ("fetch-%s.lock", account);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd == -1)
    {
      g_set_error (error, RST_ERROR, RST_ERROR_CANNOT_CREATE,
                   _("“%s” cannot be made: %s"), path, g_strerror (errno));
      return -1;
    }
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    return fd;

  if (errno == EWOULDBLOCK)
    g_set_error (error, RST_ERROR, RST_ERROR_IN_USE,
                 _("Account “%s” is being fetched already"), account);
  else
    g_set_error (error, RST_ERROR, RST_ERROR_DISK,
                 _("“%s” cannot be locked: %s"), path, g_strerror (errno));
  close (fd);
  return -1;
}

void
rst_fetch_lock_release (int lock)
{
  /* The file stays: taking it away could part two who hold it. */
  close (lock);
}
