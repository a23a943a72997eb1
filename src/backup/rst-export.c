/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "backup/rst-export.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/rst-error.h"
#include "base/rst-mapping.h"
#include "base/rst-text.h"

/* Octets of a file name: ext4 takes 255, encrypted folders about 140. */
#define MAX_NAME 120

/* Rows that are read at once. */
#define PAGE 64

static gboolean
is_forbidden (gunichar c)
{
  return c == '/' || c == '\\' || c == ':' || c == '*' || c == '?' || c == '"' || c == '<' || c == '>' || c == '|';
}

/* A subject without what FAT, NTFS or a shell trips over, of so many octets at
 * most.
 */
static char *
dup_safe_subject (const char *subject, gsize max)
{
  g_autofree char *line = rst_text_dup_line (subject, -1);
  GString *safe = g_string_new (NULL);

  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (safe->len + (gsize) (g_utf8_next_char (p) - p) > max)
        break;
      if (is_forbidden (g_utf8_get_char (p)))
        g_string_append_c (safe, '_');
      else
        g_string_append_unichar (safe, g_utf8_get_char (p));
    }
  return g_strstrip (g_string_free (safe, FALSE));
}

/* "2026-01-31 1405 Subject (id).eml", in UTC so that it is the same wherever it
 * is exported again.
 */
static char *
dup_name (const RstRow *row)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (row->date);
  g_autofree char *start = g_date_time_format (date, "%Y-%m-%d %H%M");
  g_autofree char *end = g_strdup_printf ("(%" G_GINT64_FORMAT ").eml", row->id);
  g_autofree char *subject = dup_safe_subject (row->subject, MAX_NAME - strlen (start) - strlen (end) - 2);

  return g_strconcat (start, " ", subject, *subject != '\0' ? " " : "", end, NULL);
}

static gboolean
failed (const char *path, const char *reason, RstError code, GError **error)
{
  g_set_error (error, RST_ERROR, code, _("“%s” could not be written: %s"), path, reason);
  return FALSE;
}

static RstError
code_from_errno (int number)
{
  return number == ENOSPC || number == EDQUOT || number == EIO || number == EFBIG ? RST_ERROR_DISK
                                                                               : RST_ERROR_CANNOT_CREATE;
}

/* The file that is there already: fine if it is the same. */
static gboolean
compare_file (const char *path, GBytes *raw, GError **error)
{
  g_autoptr (GMappedFile) mapped = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr (GBytes) present = mapped != NULL ? g_mapped_file_get_bytes (mapped) : NULL;

  if (present != NULL && g_bytes_equal (present, raw))
    return TRUE;
  return failed (path, _("there is another file of that name"), RST_ERROR_CANNOT_CREATE, error);
}

static gboolean
write_piece (int fd, const guint8 *data, gsize size)
{
  while (size > 0)
    {
      gssize written = write (fd, data, size);

      if (written < 0 && errno != EINTR)
        return FALSE;
      if (written < 0)
        continue;
      data += written;
      size -= (gsize) written;
    }
  return TRUE;
}

static gboolean
write_all (int fd, GBytes *raw)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (raw, &size);

  for (gsize i = 0; i < size; i += RST_MAPPING_PIECE)
    {
      gsize length = MIN (RST_MAPPING_PIECE, size - i);

      if (!write_piece (fd, data + i, length))
        return FALSE;
      rst_mapping_forget (data + i, length);
    }
  return fsync (fd) == 0;
}

/* Complete or not at all: under another name until it is on the disk. */
static gboolean
write_file (const char *path, GBytes *raw, gint64 date, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *temporary = g_build_filename (folder, ".restante-XXXXXX", NULL);
  struct timespec times[2] = { { .tv_nsec = UTIME_NOW }, { .tv_sec = date } };
  int fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0600);
  gboolean written;
  int reason;

  if (fd < 0)
    return failed (path, g_strerror (errno), code_from_errno (errno), error);

  written = write_all (fd, raw) && futimens (fd, times) == 0;
  reason = errno;
  if (close (fd) == 0 && written && g_rename (temporary, path) == 0)
    return TRUE;

  if (written)
    reason = errno;
  g_unlink (temporary);
  return failed (path, g_strerror (reason), code_from_errno (reason), error);
}

static gboolean
export_one (RstStore         *store,
            const RstRow     *row,
            const char       *folder,
            RstExportResult  *result,
            GCancellable     *cancellable,
            GError          **error)
{
  g_autofree char *name = dup_name (row);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GBytes) raw = rst_store_load_raw (store, row->id, cancellable, error);
  gboolean done;

  if (raw == NULL)
    return FALSE;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    done = compare_file (path, raw, error);
  else
    done = write_file (path, raw, row->date, error);
  result->exported += done;
  result->octets += done ? g_bytes_get_size (raw) : 0;
  return done;
}

static gboolean
export_page (RstStore         *store,
             const gint64     *ids,
             gsize             n_ids,
             const char       *folder,
             RstExportResult  *result,
             GCancellable     *cancellable,
             GError          **error)
{
  g_autoptr (GPtrArray) rows = rst_store_load_rows (store, ids, n_ids, NULL, cancellable, error);

  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const RstRow *row = rows->pdata[i];

      if (row->partial)
        result->partial++;
      else if (!export_one (store, row, folder, result, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* The names, too, have to be on the disk. */
static gboolean
sync_folder (const char *folder, GError **error)
{
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean synced = fd >= 0 && fsync (fd) == 0;
  int reason = errno;

  if (fd >= 0)
    close (fd);
  return synced || failed (folder, g_strerror (reason), code_from_errno (reason), error);
}

gboolean
rst_export_eml (RstStore         *store,
                const RstFilter  *filter,
                const char       *folder,
                RstExportResult  *result,
                GCancellable     *cancellable,
                GError          **error)
{
  g_autoptr (RstListing) listing = NULL;
  const gint64 *ids;
  guint n_ids;

  g_return_val_if_fail (RST_IS_STORE (store), FALSE);
  g_return_val_if_fail (filter != NULL && folder != NULL && result != NULL, FALSE);

  *result = (RstExportResult) { 0 };
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return failed (folder, g_strerror (errno), code_from_errno (errno), error);
  listing = rst_store_list (store, filter, cancellable, error);
  if (listing == NULL)
    return FALSE;

  ids = rst_listing_get_ids (listing, &n_ids);
  for (guint i = 0; i < n_ids; i += PAGE)
    if (!export_page (store, ids + i, MIN (PAGE, n_ids - i), folder, result, cancellable, error))
      return FALSE;
  return sync_folder (folder, error);
}
