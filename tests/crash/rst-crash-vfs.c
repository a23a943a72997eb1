/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A disk that breaks, below SQLite: loaded with LD_PRELOAD into a program that
 * knows nothing of it. What is to happen is in the environment:
 *
 *   RST_CRASH=EVENT:FILE:CALL:N[:SEED]
 *
 *   fail   the Nth such call on the file fails with an I/O error, a write half-way
 *   gone   so do all such calls after it
 *   full   the same, because the disk is full
 *   cut    before the Nth such call, or at the latest when the program is
 *          done, the power fails: what was not synced is taken back, all of it
 *          without a SEED, and the process ends at once
 *   lie    the same with a disk that says it synced, but never did
 *
 *   RST_CRASH_COUNTS=FILE
 *
 * gets how often each call was made on each file.
 */
#include "config.h"

#include <dlfcn.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rst-crash-disk.h"
#include "rst-crash-plan.h"

typedef struct
{
  sqlite3_file base;
  const char *path; /* SQLite keeps it as long as the file; NULL without */
  sqlite3_file *real;
} CrashFile;

static sqlite3_vfs *real_vfs;

/* Of the plan, and of what the disk remembers. To sync a file may sync a folder. */
static GRecMutex mutex;

static CrashFile *
crash_file (sqlite3_file *file)
{
  return (CrashFile *) file;
}

static sqlite3_file *
real_file (sqlite3_file *file)
{
  return crash_file (file)->real;
}

static int
happen (RstCrashCall call, sqlite3_file *file)
{
  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&mutex);

  return rst_crash_plan_happen (call, crash_file (file)->path);
}

static int
crash_close (sqlite3_file *file)
{
  sqlite3_file *real = real_file (file);

  return real->pMethods->xClose (real);
}

static int
crash_read (sqlite3_file *file, void *octets, int length, sqlite3_int64 offset)
{
  sqlite3_file *real = real_file (file);
  int result = happen (RST_CRASH_READ, file);

  return result != SQLITE_OK ? result : real->pMethods->xRead (real, octets, length, offset);
}

static int
crash_write (sqlite3_file *file, const void *octets, int length, sqlite3_int64 offset)
{
  CrashFile *self = crash_file (file);
  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&mutex);
  int result = rst_crash_plan_happen (RST_CRASH_WRITE, self->path);

  if (rst_crash_plan_has_cut () && self->path != NULL)
    rst_crash_disk_remember (self->path, self->real, offset, length);
  if (result == SQLITE_OK)
    return self->real->pMethods->xWrite (self->real, octets, length, offset);
  self->real->pMethods->xWrite (self->real, octets, length / 2, offset);
  return result;
}

static int
crash_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  CrashFile *self = crash_file (file);
  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&mutex);
  int result = rst_crash_plan_happen (RST_CRASH_TRUNCATE, self->path);

  if (result != SQLITE_OK)
    return result;
  if (rst_crash_plan_has_cut () && self->path != NULL)
    rst_crash_disk_remember_size (self->path, self->real, size);
  return self->real->pMethods->xTruncate (self->real, size);
}

static int
crash_sync (sqlite3_file *file, int flags)
{
  CrashFile *self = crash_file (file);
  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&mutex);
  int result = rst_crash_plan_happen (RST_CRASH_SYNC, self->path);

  if (result == SQLITE_OK)
    result = self->real->pMethods->xSync (self->real, flags);
  if (result == SQLITE_OK && rst_crash_plan_is_honest () && self->path != NULL)
    rst_crash_disk_forget (self->path);
  return result;
}

static int
crash_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  sqlite3_file *real = real_file (file);
  int result = happen (RST_CRASH_SIZE, file);

  return result != SQLITE_OK ? result : real->pMethods->xFileSize (real, size);
}

static int
crash_lock (sqlite3_file *file, int level)
{
  sqlite3_file *real = real_file (file);
  int result = happen (RST_CRASH_LOCK, file);

  return result != SQLITE_OK ? result : real->pMethods->xLock (real, level);
}

static int
crash_unlock (sqlite3_file *file, int level)
{
  sqlite3_file *real = real_file (file);

  return real->pMethods->xUnlock (real, level);
}

static int
crash_check_reserved_lock (sqlite3_file *file, int *reserved)
{
  sqlite3_file *real = real_file (file);

  return real->pMethods->xCheckReservedLock (real, reserved);
}

static int
crash_file_control (sqlite3_file *file, int operation, void *data)
{
  sqlite3_file *real = real_file (file);

  return real->pMethods->xFileControl (real, operation, data);
}

static int
crash_sector_size (sqlite3_file *file)
{
  sqlite3_file *real = real_file (file);

  return real->pMethods->xSectorSize (real);
}

static int
crash_device_characteristics (sqlite3_file *file)
{
  sqlite3_file *real = real_file (file);

  return real->pMethods->xDeviceCharacteristics (real);
}

static int
crash_shm_map (sqlite3_file *file, int region, int size, int extend, void volatile **memory)
{
  sqlite3_file *real = real_file (file);
  int result = happen (RST_CRASH_SHM_MAP, file);

  if (result != SQLITE_OK)
    return result;
  return real->pMethods->xShmMap (real, region, size, extend, memory);
}

static int
crash_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  sqlite3_file *real = real_file (file);
  int result = (flags & SQLITE_SHM_LOCK) != 0 ? happen (RST_CRASH_SHM_LOCK, file) : SQLITE_OK;

  return result != SQLITE_OK ? result : real->pMethods->xShmLock (real, offset, n, flags);
}

static void
crash_shm_barrier (sqlite3_file *file)
{
  sqlite3_file *real = real_file (file);

  real->pMethods->xShmBarrier (real);
}

static int
crash_shm_unmap (sqlite3_file *file, int delete_it)
{
  sqlite3_file *real = real_file (file);

  return real->pMethods->xShmUnmap (real, delete_it);
}

/* Version 2: without mapping the file, which would pass by here. */
static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = crash_close,
  .xRead = crash_read,
  .xWrite = crash_write,
  .xTruncate = crash_truncate,
  .xSync = crash_sync,
  .xFileSize = crash_file_size,
  .xLock = crash_lock,
  .xUnlock = crash_unlock,
  .xCheckReservedLock = crash_check_reserved_lock,
  .xFileControl = crash_file_control,
  .xSectorSize = crash_sector_size,
  .xDeviceCharacteristics = crash_device_characteristics,
  .xShmMap = crash_shm_map,
  .xShmLock = crash_shm_lock,
  .xShmBarrier = crash_shm_barrier,
  .xShmUnmap = crash_shm_unmap,
};

static int
crash_open (sqlite3_vfs *vfs, sqlite3_filename path, sqlite3_file *file, int flags, int *out_flags)
{
  CrashFile *self = crash_file (file);
  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&mutex);
  int result = rst_crash_plan_happen (RST_CRASH_OPEN, path);
  gboolean was_there = path != NULL && access (path, F_OK) == 0;

  self->base.pMethods = NULL;
  if (result != SQLITE_OK)
    return result;

  self->path = path;
  self->real = (sqlite3_file *) (self + 1);
  result = real_vfs->xOpen (real_vfs, path, self->real, flags, out_flags);
  if (self->real->pMethods != NULL)
    self->base.pMethods = &methods;
  if (result == SQLITE_OK && rst_crash_plan_has_cut () && path != NULL && !was_there)
    rst_crash_disk_created (path);
  return result;
}

static int
crash_delete (sqlite3_vfs *vfs, const char *path, int sync_folder)
{
  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&mutex);
  int result = rst_crash_plan_happen (RST_CRASH_DELETE, path);

  if (result != SQLITE_OK)
    return result;
  if (rst_crash_plan_has_cut ())
    rst_crash_disk_deleted (path);
  return real_vfs->xDelete (real_vfs, path, sync_folder);
}

static int
crash_access (sqlite3_vfs *vfs, const char *path, int flags, int *answer)
{
  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&mutex);
  int result = rst_crash_plan_happen (RST_CRASH_ACCESS, path);

  return result != SQLITE_OK ? result : real_vfs->xAccess (real_vfs, path, flags, answer);
}

/* SQLite and the program sync a folder like any file: only the C library sees
 * it.
 */
static int
sync_descriptor (const char *name, int fd)
{
  int (*next) (int) = (int (*) (int)) dlsym (RTLD_NEXT, name);
  int result = next (fd);
  struct stat info;

  if (result == 0 &&
      rst_crash_plan_is_honest () &&
      fstat (fd, &info) == 0 &&
      S_ISDIR (info.st_mode))
    {
      g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&mutex);

      rst_crash_disk_forget_names ();
    }
  return result;
}

int
fsync (int fd)
{
  return sync_descriptor ("fsync", fd);
}

int
fdatasync (int fd)
{
  return sync_descriptor ("fdatasync", fd);
}

__attribute__ ((constructor)) static void
begin (void)
{
  static sqlite3_vfs vfs;

  rst_crash_plan_read ();
  real_vfs = sqlite3_vfs_find (NULL);
  vfs = *real_vfs;
  vfs.zName = "rst-crash";
  vfs.szOsFile = (int) sizeof (CrashFile) + real_vfs->szOsFile;
  vfs.xOpen = crash_open;
  vfs.xDelete = crash_delete;
  vfs.xAccess = crash_access;
  sqlite3_vfs_register (&vfs, TRUE);
}

__attribute__ ((destructor)) static void
end (void)
{
  /* Another thread may still be closing. */
  g_rec_mutex_lock (&mutex);
  rst_crash_plan_end ();
  g_rec_mutex_unlock (&mutex);
}
