/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What SQLite asks of a disk. */
typedef enum
{
  RST_CRASH_READ,
  RST_CRASH_WRITE,
  RST_CRASH_SYNC,
  RST_CRASH_TRUNCATE,
  RST_CRASH_SIZE,
  RST_CRASH_LOCK,
  RST_CRASH_SHM_MAP,
  RST_CRASH_SHM_LOCK,
  RST_CRASH_OPEN,
  RST_CRASH_DELETE,
  RST_CRASH_ACCESS,
  RST_CRASH_N_CALLS
} RstCrashCall;

/* Reads the environment. */
void rst_crash_plan_read (void);

/* Counts a call on this file, or on one without a name; gives SQLite's code of
 * what it has to fail with, or SQLITE_OK. May end the process. The caller holds
 * the lock.
 */
int rst_crash_plan_happen (RstCrashCall call, const char *path);

/* Whether the power is to fail at some time. */
gboolean rst_crash_plan_has_cut (void);

/* Whether what is synced is on the disk. */
gboolean rst_crash_plan_is_honest (void);

/* The program is done. */
void rst_crash_plan_end (void);

G_END_DECLS
