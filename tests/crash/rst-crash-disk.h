/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* What of SQLite's files would not survive a power cut: everything since the
 * last sync, in sectors, and the names since the last sync of the folder. All
 * files are taken to be in one folder. The caller holds a lock.
 */

/* @file is about to change there; it is asked what it holds. */
void rst_crash_disk_remember (const char *path, sqlite3_file *file, gint64 offset, gint64 length);

/* @file is about to have this size. */
void rst_crash_disk_remember_size (const char *path, sqlite3_file *file, gint64 size);

/* What was written to the file is on the disk. */
void rst_crash_disk_forget (const char *path);

/* The file was not there before. */
void rst_crash_disk_created (const char *path);

/* The file is about to go. */
void rst_crash_disk_deleted (const char *path);

/* The names are on the disk. */
void rst_crash_disk_forget_names (void);

/* Takes back what was not on the disk: all of it, or with a @seed what the dice
 * say, sector by sector and name by name.
 */
void rst_crash_disk_cut (guint32 seed);

G_END_DECLS
