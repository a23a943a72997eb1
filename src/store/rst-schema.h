/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rst-database.h"
#include "store/rst-progress.h"

G_BEGIN_DECLS

/**
 * RST_SCHEMA_APPLICATION_ID:
 *
 * "RSTN" in the header of mail.db, by which `file` and Restante know it.
 */
#define RST_SCHEMA_APPLICATION_ID 0x5253544E

/**
 * rst_schema_open_mail:
 * @path: where mail.db is or should be
 * @progress: (nullable) (scope call): told how far it is where that takes a while
 * @user_data: for @progress
 * @cancellable: (nullable): asks to stop; mail.db then stays as it was
 * @error: where to say why it failed
 *
 * Opens mail.db for writing and brings an older one up to date; makes it only
 * where there is no such file, whole or not at all, even when two processes do
 * so at once. A file that is damaged, from a newer Restante or somebody else's
 * is not touched.
 *
 * Returns: (transfer full): the database
 */
RstDatabase *rst_schema_open_mail (const char *path,
                                   RstProgressFunc progress,
                                   gpointer user_data,
                                   GCancellable *cancellable,
                                   GError **error);

/**
 * rst_schema_open_reader:
 * @path: where mail.db is, opened before with [func@schema_open_mail]
 * @error: where to say why it failed
 *
 * Returns: (transfer full): a connection that only reads
 */
RstDatabase *rst_schema_open_reader (const char *path, GError **error);

/**
 * rst_schema_get_mail_steps:
 * @n_steps: (out): how many there are: the version of mail.db
 *
 * Returns: (transfer none) (array length=n_steps): what leads mail.db from each
 *   version to the next; for those who look whether an old file still opens
 */
const char *const *rst_schema_get_mail_steps (guint *n_steps);

/**
 * rst_schema_migrate:
 * @database: a database
 * @steps: (array length=n_steps): what leads from each version to the next
 * @n_steps: the version to reach
 * @error: where to say why it failed
 *
 * Runs the steps that a database lacks, all in one transaction. Fails with
 * %RST_ERROR_NEWER where it has more of them than are known.
 *
 * Returns: whether the database has version @n_steps
 */
gboolean rst_schema_migrate (RstDatabase *database,
                             const char *const *steps,
                             guint n_steps,
                             GError **error);

G_END_DECLS
