/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rst-crash-plan.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <unistd.h>

#include "rst-crash-disk.h"

typedef enum
{
  EVENT_NONE,
  EVENT_FAIL,
  EVENT_GONE,
  EVENT_FULL,
  EVENT_CUT,
  EVENT_LIE,
} Event;

static const char *const events[] = { "none", "fail", "gone", "full", "cut", "lie", NULL };

static const char *const calls[] = {
  "read",    "write",    "sync", "truncate", "size",   "lock",
  "shm-map", "shm-lock", "open", "delete",   "access", NULL,
};

/* What a call fails with, and what when the disk is full. */
static const int results[RST_CRASH_N_CALLS][2] = {
  [RST_CRASH_READ] = { SQLITE_IOERR_READ, SQLITE_IOERR_READ },
  [RST_CRASH_WRITE] = { SQLITE_IOERR_WRITE, SQLITE_FULL },
  [RST_CRASH_SYNC] = { SQLITE_IOERR_FSYNC, SQLITE_FULL },
  [RST_CRASH_TRUNCATE] = { SQLITE_IOERR_TRUNCATE, SQLITE_FULL },
  [RST_CRASH_SIZE] = { SQLITE_IOERR_FSTAT, SQLITE_IOERR_FSTAT },
  [RST_CRASH_LOCK] = { SQLITE_IOERR_LOCK, SQLITE_IOERR_LOCK },
  [RST_CRASH_SHM_MAP] = { SQLITE_IOERR_SHMMAP, SQLITE_IOERR_SHMSIZE },
  [RST_CRASH_SHM_LOCK] = { SQLITE_IOERR_SHMLOCK, SQLITE_IOERR_SHMLOCK },
  [RST_CRASH_OPEN] = { SQLITE_CANTOPEN, SQLITE_CANTOPEN },
  [RST_CRASH_DELETE] = { SQLITE_IOERR_DELETE, SQLITE_IOERR_DELETE },
  [RST_CRASH_ACCESS] = { SQLITE_IOERR_ACCESS, SQLITE_IOERR_ACCESS },
};

static Event event;
static char *file;
static RstCrashCall call_of_event;
static guint64 number;
static guint32 seed;

static GHashTable *counts; /* "file call" → how often, both owned */

static guint
find (const char *const *names, const char *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return i;
  g_error ("RST_CRASH: “%s” is not known", name);
}

void
rst_crash_plan_read (void)
{
  const char *text = g_getenv ("RST_CRASH");
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "none::read:0", ":", 0);
  guint n_words = g_strv_length (words);

  if (n_words < 4)
    g_error ("RST_CRASH=EVENT:FILE:CALL:N[:SEED]");
  event = (Event) find (events, words[0]);
  file = g_strdup (words[1]);
  call_of_event = (RstCrashCall) find (calls, words[2]);
  number = g_ascii_strtoull (words[3], NULL, 10);
  seed = n_words > 4 ? (guint32) g_ascii_strtoull (words[4], NULL, 10) : 0;
  counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static guint64
count (const char *name, RstCrashCall call)
{
  g_autofree char *key = g_strconcat (name, " ", calls[call], NULL);
  guint64 *n = g_hash_table_lookup (counts, key);

  if (n == NULL)
    {
      n = g_new0 (guint64, 1);
      g_hash_table_insert (counts, g_steal_pointer (&key), n);
    }
  return ++*n;
}

static void
cut_power (void)
{
  rst_crash_disk_cut (seed);
  kill (getpid (), SIGKILL);
}

int
rst_crash_plan_happen (RstCrashCall call, const char *path)
{
  g_autofree char *name = g_path_get_basename (path != NULL ? path : "-");
  guint64 n = count (name, call);

  if (event == EVENT_NONE || call != call_of_event || n < number || !g_str_equal (name, file))
    return SQLITE_OK;
  if (rst_crash_plan_has_cut ())
    cut_power ();
  if (event == EVENT_FAIL && n > number)
    return SQLITE_OK;
  return results[call][event == EVENT_FULL];
}

gboolean
rst_crash_plan_has_cut (void)
{
  return event == EVENT_CUT || event == EVENT_LIE;
}

gboolean
rst_crash_plan_is_honest (void)
{
  return event != EVENT_LIE;
}

static void
write_counts (const char *path)
{
  FILE *output = fopen (path, "w");
  GHashTableIter iter;
  gpointer key;
  gpointer n;

  if (output == NULL)
    g_error ("%s cannot be written", path);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, &n))
    fprintf (output, "%s %" G_GUINT64_FORMAT "\n", (char *) key, *(guint64 *) n);
  fclose (output);
}

void
rst_crash_plan_end (void)
{
  const char *path = g_getenv ("RST_CRASH_COUNTS");

  if (path != NULL)
    write_counts (path);
  if (rst_crash_plan_has_cut ())
    cut_power ();
}
