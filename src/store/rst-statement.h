/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rst-database.h"

G_BEGIN_DECLS

/**
 * rst_statement_new:
 * @database: a database
 * @sql: a statement
 * @kept: whether a release leaves it with its owner, for the next use
 * @error: where to say why it failed
 *
 * For [struct@Database] alone.
 *
 * Returns: (transfer full): the statement, in use
 */
RstStatement *rst_statement_new (RstDatabase *database,
                                 const char *sql,
                                 gboolean kept,
                                 GError **error);

/**
 * rst_statement_take:
 * @self: a kept statement that was released
 *
 * Marks a statement as in use again; for [struct@Database] alone.
 */
void rst_statement_take (RstStatement *self);

/**
 * rst_statement_release:
 * @self: (transfer full): a statement
 *
 * Gives a statement back.
 */
void rst_statement_release (RstStatement *self);

/**
 * rst_statement_destroy:
 * @self: (transfer full): a statement
 *
 * Frees a kept statement; for [struct@Database] alone.
 */
void rst_statement_destroy (RstStatement *self);

/**
 * rst_statement_bind_int64:
 * @self: a statement
 * @index: which parameter, from 1
 * @value: what to bind
 */
void rst_statement_bind_int64 (RstStatement *self, int index, gint64 value);

/**
 * rst_statement_bind_text:
 * @self: a statement
 * @index: which parameter, from 1
 * @value: (nullable): what to bind; it must live until the release
 */
void rst_statement_bind_text (RstStatement *self, int index, const char *value);

/**
 * rst_statement_bind_octets:
 * @self: a statement
 * @index: which parameter, from 1
 * @data: what to bind; it must live until the release
 * @size: how much
 */
void rst_statement_bind_octets (RstStatement *self, int index, gconstpointer data, gsize size);

/**
 * rst_statement_bind_bytes:
 * @self: a statement
 * @index: which parameter, from 1
 * @value: (nullable): what to bind; it must live until the release
 */
void rst_statement_bind_bytes (RstStatement *self, int index, GBytes *value);

/**
 * rst_statement_step:
 * @self: a statement
 * @error: where to say why it failed
 *
 * Returns: 1 with a row, 0 at the end, -1 with @error set
 */
int rst_statement_step (RstStatement *self, GError **error);

/**
 * rst_statement_run:
 * @self: a statement
 * @error: where to say why it failed
 *
 * Runs a statement to its end and makes it ready for the next binding.
 *
 * Returns: whether it succeeded
 */
gboolean rst_statement_run (RstStatement *self, GError **error);

/**
 * rst_statement_collect_ids:
 * @self: a statement, its values bound
 * @error: where to say why it failed
 *
 * Runs it to its end.
 *
 * Returns: (transfer full) (element-type gint64): the first column of each row
 */
GArray *rst_statement_collect_ids (RstStatement *self, GError **error);

/**
 * rst_statement_reset:
 * @self: a statement
 *
 * Makes a statement ready for the next binding.
 */
void rst_statement_reset (RstStatement *self);

/**
 * rst_statement_get_int64:
 * @self: a statement at a row
 * @column: which column, from 0
 *
 * Returns: the value, 0 for `NULL`
 */
gint64 rst_statement_get_int64 (RstStatement *self, int column);

/**
 * rst_statement_get_text:
 * @self: a statement at a row
 * @column: which column, from 0
 *
 * Returns: (transfer none) (nullable): the value, until the next step
 */
const char *rst_statement_get_text (RstStatement *self, int column);

/**
 * rst_statement_dup_text:
 * @self: a statement at a row
 * @column: which column, from 0
 *
 * Returns: (transfer full): the value, "" for `NULL`
 */
char *rst_statement_dup_text (RstStatement *self, int column);

/**
 * rst_statement_get_octets:
 * @self: a statement at a row
 * @column: which column, from 0
 * @size: (out): how many
 *
 * Returns: (transfer none) (nullable): the value, until the next step
 */
const guint8 *rst_statement_get_octets (RstStatement *self, int column, gsize *size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstStatement, rst_statement_release)

G_END_DECLS
