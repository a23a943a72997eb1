/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rst-crash-disk.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* The least that a disk writes whole. */
#define SECTOR 512

/* A file as the disk has it, where that is not what was written. */
typedef struct
{
  gint64 size;
  GHashTable *sectors; /* number → its octets, both owned */
} Durable;

static GHashTable *files;   /* path → Durable, both owned */
static GHashTable *created; /* set of paths, owned */
static GHashTable *deleted; /* the same; each has a second name */

static void
durable_free (gpointer data)
{
  Durable *self = data;

  g_hash_table_unref (self->sectors);
  g_free (self);
}

static Durable *
ensure_durable (const char *path, sqlite3_file *file)
{
  Durable *self;
  sqlite3_int64 size = 0;

  if (files == NULL)
    files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, durable_free);
  self = g_hash_table_lookup (files, path);
  if (self != NULL)
    return self;

  file->pMethods->xFileSize (file, &size);
  self = g_new0 (Durable, 1);
  self->size = size;
  self->sectors = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_hash_table_insert (files, g_strdup (path), self);
  return self;
}

void
rst_crash_disk_remember (const char *path, sqlite3_file *file, gint64 offset, gint64 length)
{
  Durable *durable = ensure_durable (path, file);
  gint64 last = (offset + length - 1) / SECTOR;

  for (gint64 i = offset / SECTOR; length > 0 && i <= last; i++)
    if (!g_hash_table_contains (durable->sectors, &i))
      {
        guint8 *octets = g_malloc0 (SECTOR);

        /* What is behind the end reads as zeros. */
        file->pMethods->xRead (file, octets, SECTOR, i * SECTOR);
        g_hash_table_insert (durable->sectors, g_memdup2 (&i, sizeof i), octets);
      }
}

void
rst_crash_disk_remember_size (const char *path, sqlite3_file *file, gint64 size)
{
  sqlite3_int64 before = 0;

  file->pMethods->xFileSize (file, &before);
  rst_crash_disk_remember (path, file, size, MAX (before - size, 0));
}

void
rst_crash_disk_forget (const char *path)
{
  if (files != NULL)
    g_hash_table_remove (files, path);
}

static GHashTable *
ensure_set (GHashTable **set)
{
  if (*set == NULL)
    *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return *set;
}

static char *
second_name (const char *path)
{
  return g_strconcat (path, ".deleted", NULL);
}

void
rst_crash_disk_created (const char *path)
{
  g_hash_table_add (ensure_set (&created), g_strdup (path));
}

/* It has to be there still to come back; not if its name never was on the disk.
 */
void
rst_crash_disk_deleted (const char *path)
{
  g_autofree char *kept = second_name (path);

  g_unlink (kept);
  if (!g_hash_table_remove (ensure_set (&created), path) && link (path, kept) == 0)
    g_hash_table_add (ensure_set (&deleted), g_strdup (path));
}

void
rst_crash_disk_forget_names (void)
{
  GHashTableIter iter;
  gpointer path;

  g_hash_table_remove_all (ensure_set (&created));
  g_hash_table_iter_init (&iter, ensure_set (&deleted));
  while (g_hash_table_iter_next (&iter, &path, NULL))
    {
      g_autofree char *kept = second_name (path);

      g_unlink (kept);
      g_hash_table_iter_remove (&iter);
    }
}

/* Whether the disk had come to it by itself. */
static gboolean
was_lucky (GRand *dice)
{
  return dice != NULL && g_rand_boolean (dice);
}

/* Puts the old octets back, but for the lucky sectors; gives where the last of
 * these ends.
 */
static gint64
restore_sectors (const Durable *durable, int fd, gint64 size, GRand *dice)
{
  GHashTableIter iter;
  gpointer key;
  gpointer octets;
  gint64 end = 0;

  g_hash_table_iter_init (&iter, durable->sectors);
  while (g_hash_table_iter_next (&iter, &key, &octets))
    {
      gint64 offset = *(gint64 *) key * SECTOR;

      if (offset < size && was_lucky (dice))
        end = MAX (end, MIN (offset + SECTOR, size));
      else if (pwrite (fd, octets, SECTOR, offset) != SECTOR)
        g_error ("A sector could not be put back");
    }
  return end;
}

static void
restore_file (const char *path, const Durable *durable, GRand *dice)
{
  int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);
  struct stat info;
  gint64 end;

  if (fd < 0)
    return;
  if (fstat (fd, &info) != 0)
    g_error ("%s cannot be asked for its size", path);

  end = restore_sectors (durable, fd, info.st_size, dice);
  /* A file that was cut may be so already. */
  if (info.st_size < durable->size && was_lucky (dice))
    end = info.st_size;
  else
    end = MAX (end, durable->size);
  if (ftruncate (fd, end) != 0)
    g_error ("%s cannot be given its size back", path);
  close (fd);
}

static void
restore_names (GRand *dice)
{
  GHashTableIter iter;
  gpointer path;

  g_hash_table_iter_init (&iter, ensure_set (&created));
  while (g_hash_table_iter_next (&iter, &path, NULL))
    if (!was_lucky (dice))
      g_unlink (path);

  g_hash_table_iter_init (&iter, ensure_set (&deleted));
  while (g_hash_table_iter_next (&iter, &path, NULL))
    {
      g_autofree char *kept = second_name (path);

      if (was_lucky (dice) || g_access (path, F_OK) == 0)
        g_unlink (kept);
      else
        g_rename (kept, path);
    }
}

void
rst_crash_disk_cut (guint32 seed)
{
  g_autoptr (GRand) dice = seed != 0 ? g_rand_new_with_seed (seed) : NULL;
  GHashTableIter iter;
  gpointer path;
  gpointer durable;

  /* A file that comes back is as it was then. */
  restore_names (dice);
  if (files != NULL)
    {
      g_hash_table_iter_init (&iter, files);
      while (g_hash_table_iter_next (&iter, &path, &durable))
        restore_file (path, durable, dice);
    }
}
