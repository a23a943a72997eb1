/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rst-database.h"
#include "store/rst-migration.h"
#include "store/rst-thread-clues.h"

G_BEGIN_DECLS

/**
 * rst_thread_find:
 * @database: mail.db inside a transaction
 * @clues: what a message says
 * @id: the message
 * @fresh: the number of a thread that it begins: nobody ever had it
 * @thread: (inout): its thread, 0 where it has none yet
 * @error: where to say why it failed
 *
 * Finds the thread of a message that comes, or that says more than before, and
 * joins threads that turn out to be one.
 *
 * Returns: whether @thread is set
 */
gboolean rst_thread_find (RstDatabase *database,
                          const RstThreadClues *clues,
                          gint64 id,
                          gint64 fresh,
                          gint64 *thread,
                          GError **error);

/**
 * rst_thread_forget:
 * @database: mail.db inside a transaction
 * @thread: the thread of a message that was deleted for good
 * @clues: what it said
 * @error: where to say why it failed
 *
 * Forgets the names of a thread that has no messages any more.
 *
 * Returns: whether it succeeded
 */
gboolean rst_thread_forget (RstDatabase *database,
                            gint64 thread,
                            const RstThreadClues *clues,
                            GError **error);

/**
 * rst_thread_register:
 * @database: mail.db
 * @error: where to say why it failed
 *
 * Makes `rst_name (message_id)` known to a connection, the 64 bits of a
 * Message-ID.
 *
 * Returns: whether it succeeded
 */
gboolean rst_thread_register (RstDatabase *database, GError **error);

/**
 * rst_thread_begin_fill:
 * @database: mail.db
 * @migration: told of each message, until [func@thread_end_fill]
 * @error: where to say why it failed
 *
 * Makes known to a connection what a step of the schema calls:
 * `rst_fill_threads ()` finds the thread of each message that has none, and its
 * keys; `rst_join_subjects ()` then does for all of them what
 * [func@thread_find] does by subject.
 *
 * Returns: whether it succeeded
 */
gboolean rst_thread_begin_fill (RstDatabase *database, RstMigration *migration, GError **error);

/**
 * rst_thread_end_fill:
 * @database: mail.db
 *
 * Takes them back.
 */
void rst_thread_end_fill (RstDatabase *database);

G_END_DECLS
