/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pop3/rst-pop3-listing.h"
#include "store/rst-ledger.h"

G_BEGIN_DECLS

/**
 * rst_fetch_row_new:
 * @entry: a message that has a unique-id
 *
 * Returns: (transfer full): what a server announced, in the ledger's words
 */
RstLedgerEntry *rst_fetch_row_new (const RstPop3Entry *entry);

/**
 * rst_fetch_rows_new:
 *
 * Returns: (transfer full) (element-type RstLedgerEntry): no rows yet
 */
GPtrArray *rst_fetch_rows_new (void);

/**
 * rst_fetch_rows_new_of:
 * @entries: (array length=n_entries): messages that have unique-ids
 * @n_entries: how many
 *
 * Returns: (transfer full) (element-type RstLedgerEntry): what a server announced
 */
GPtrArray *rst_fetch_rows_new_of (gpointer *entries, guint n_entries);

/**
 * rst_fetch_rows_add:
 * @rows: (element-type RstLedgerEntry): rows
 * @entry: a message that has a unique-id
 *
 * Adds what a server announced.
 */
void rst_fetch_rows_add (GPtrArray *rows, const RstPop3Entry *entry);

G_END_DECLS
