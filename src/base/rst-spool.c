/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/rst-spool.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "base/rst-error.h"
#include "base/rst-mapping.h"
#include "base/rst-sha256.h"

#define MEMORY_MAX (1024 * 1024)

struct _RstSpool
{
  char *folder;
  GByteArray *memory; /* all of it, until there is a file */
  int fd;             /* -1 while memory is enough */
  RstSha256 *hash;
};

RstSpool *
rst_spool_new (const char *folder, guint64 expected)
{
  RstSpool *self;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_new0 (RstSpool, 1);
  self->folder = g_strdup (folder);
  self->memory = g_byte_array_sized_new ((guint) MIN (expected, MEMORY_MAX));
  self->hash = rst_sha256_new ();
  self->fd = -1;
  return self;
}

void
rst_spool_free (RstSpool *self)
{
  if (self == NULL)
    return;

  if (self->fd != -1)
    close (self->fd);
  g_clear_pointer (&self->memory, g_byte_array_unref);
  rst_sha256_free (self->hash);
  g_free (self->folder);
  g_free (self);
}

static gboolean
disk_error (RstSpool *self, GError **error)
{
  g_set_error (error, RST_ERROR, RST_ERROR_DISK,
               _("A large message could not be kept in “%s” for the moment: %s"),
               self->folder, g_strerror (errno));
  return FALSE;
}

/* A file without a name goes with the process, however it ends. Not every
 * file system can make one; there it is unlinked at once.
 */
static int
open_unnamed (const char *folder)
{
  g_autofree char *path = NULL;
  int fd = open (folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

  if (fd != -1 || (errno != EOPNOTSUPP && errno != EISDIR))
    return fd;

  path = g_build_filename (folder, ".spool-XXXXXX", NULL);
  fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  if (fd != -1)
    g_unlink (path);
  return fd;
}

static gboolean
write_all (int fd, const guint8 *octets, gsize length)
{
  while (length > 0)
    {
      gssize written = write (fd, octets, length);

      if (written == -1 && errno == EINTR)
        continue;
      if (written == -1)
        return FALSE;
      octets += written;
      length -= (gsize) written;
    }
  return TRUE;
}

static gboolean
move_to_file (RstSpool *self, GError **error)
{
  self->fd = open_unnamed (self->folder);
  if (self->fd == -1 || !write_all (self->fd, self->memory->data, self->memory->len))
    return disk_error (self, error);

  g_byte_array_set_size (self->memory, 0);
  return TRUE;
}

gboolean
rst_spool_write (RstSpool *self, const char *octets, gsize length, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  rst_sha256_update (self->hash, octets, length);
  if (self->fd == -1 && self->memory->len + length > MEMORY_MAX && !move_to_file (self, error))
    return FALSE;
  if (self->fd == -1)
    {
      g_byte_array_append (self->memory, (const guint8 *) octets, (guint) length);
      return TRUE;
    }
  return write_all (self->fd, (const guint8 *) octets, length) || disk_error (self, error);
}

static GBytes *
map_file (RstSpool *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  GBytes *octets = rst_mapping_new (self->fd, &local_error);

  if (octets != NULL)
    return octets;

  g_set_error (error, RST_ERROR, RST_ERROR_DISK,
               _("A large message could not be read back from “%s”: %s"),
               self->folder, local_error->message);
  return NULL;
}

GBytes *
rst_spool_finish (RstSpool *self, char **sha256, GError **error)
{
  g_autoptr (RstSpool) spool = self;
  guint8 digest[RST_SHA256_SIZE];

  g_return_val_if_fail (self != NULL, NULL);

  rst_sha256_finish (spool->hash, digest);
  if (sha256 != NULL)
    *sha256 = rst_sha256_dup_text (digest);
  if (spool->fd != -1)
    return map_file (spool, error);
  return g_byte_array_free_to_bytes (g_steal_pointer (&spool->memory));
}
