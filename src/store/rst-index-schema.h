/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rst-database.h"

G_BEGIN_DECLS

/**
 * rst_index_schema_open:
 * @path: where search.db is or should be
 * @mail_path: the mail.db that it is the index of
 * @error: where to say why it failed
 *
 * Opens search.db, makes it where it is missing, and attaches mail.db to it as
 * `mail`, only for reading. Fails with %RST_ERROR_DAMAGED where it has to be
 * made again: damaged, of another version or of another mail.db.
 *
 * Returns: (transfer full): the database
 */
RstDatabase *rst_index_schema_open (const char *path, const char *mail_path, GError **error);

/**
 * rst_index_schema_delete:
 * @path: a search.db
 *
 * Deletes it with its log. A process that has it open goes on with what it has.
 */
void rst_index_schema_delete (const char *path);

G_END_DECLS
