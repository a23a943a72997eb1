/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/rst-mapping.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char *start;
  gsize size;
} Mapping;

/* All that are alive: a few. MADV_DONTNEED would destroy memory that no file
 * stands behind, so it must be known which is which.
 */
static GMutex mutex;
static GSList *mappings;

static void
unmap (gpointer data)
{
  Mapping *mapping = data;

  g_mutex_lock (&mutex);
  mappings = g_slist_remove (mappings, mapping);
  g_mutex_unlock (&mutex);
  munmap (mapping->start, mapping->size);
  g_free (mapping);
}

static GBytes *
fail (GError **error)
{
  int reason = errno;

  g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (reason), g_strerror (reason));
  return NULL;
}

GBytes *
rst_mapping_new (int fd, GError **error)
{
  Mapping *mapping;
  struct stat info;
  char *start;

  if (fstat (fd, &info) != 0)
    return fail (error);
  if (info.st_size == 0)
    return g_bytes_new (NULL, 0);

  start = mmap (NULL, (gsize) info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
  if (start == MAP_FAILED)
    return fail (error);
  mapping = g_new (Mapping, 1);
  *mapping = (Mapping) { start, (gsize) info.st_size };
  g_mutex_lock (&mutex);
  mappings = g_slist_prepend (mappings, mapping);
  g_mutex_unlock (&mutex);
  return g_bytes_new_with_free_func (start, mapping->size, unmap, mapping);
}

/* Whole pages, also where only a part of them was read. */
static void
forget (const Mapping *mapping, gsize offset, gsize size)
{
  gsize page = (gsize) sysconf (_SC_PAGESIZE);
  gsize start = offset / page * page;
  gsize end = MIN (offset + size, mapping->size);

  madvise (mapping->start + start, end - start, MADV_DONTNEED);
}

void
rst_mapping_forget (gconstpointer octets, gsize size)
{
  guintptr address = (guintptr) octets;

  g_mutex_lock (&mutex);
  for (GSList *l = mappings; l != NULL; l = l->next)
    {
      const Mapping *mapping = l->data;
      guintptr start = (guintptr) mapping->start;

      if (address >= start && address - start < mapping->size)
        forget (mapping, address - start, size);
    }
  g_mutex_unlock (&mutex);
}
