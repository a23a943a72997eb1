/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rst-database.h"
#include "store/rst-progress.h"

G_BEGIN_DECLS

/**
 * RstMigration:
 *
 * The steps that bring a database up to date, while they run: how far they are.
 * It lives on the stack, from [func@Migration.init] on; nothing in it is to be
 * freed.
 */
typedef struct
{
  RstDatabase *database;
  RstProgressFunc func;
  gpointer user_data;

  guint64 n_messages;
  guint64 n_rows;  /* of the statement that runs, whichever counts */
  guint work;      /* what all statements weigh together */
  guint past;      /* what those weigh that ran */
  guint weight;    /* of the one that runs */
  gint64 told;     /* monotonic time */
} RstMigration;

/**
 * rst_migration_init:
 * @self: (out caller-allocates): a migration
 * @database: inside a transaction
 * @steps: (array length=n_steps): what is to run
 * @n_steps: how many
 * @func: (nullable): told how far it is, on the calling thread, ten times a
 *   second at most; not at all where no step looks at every message
 * @user_data: for @func
 */
void rst_migration_init (RstMigration *self,
                         RstDatabase *database,
                         const char *const *steps,
                         guint n_steps,
                         RstProgressFunc func,
                         gpointer user_data);

/**
 * rst_migration_run:
 * @self: a migration
 * @step: the next of its steps: statements
 * @error: where to say why it failed
 *
 * Returns: whether all statements ran
 */
gboolean rst_migration_run (RstMigration *self, const char *step, GError **error);

/**
 * rst_migration_note_row:
 * @self: a migration
 *
 * Notes that a statement that looks at every message is done with one more.
 */
void rst_migration_note_row (RstMigration *self);

G_END_DECLS
