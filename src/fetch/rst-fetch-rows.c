/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-rows.h"

RstLedgerEntry *
rst_fetch_row_new (const RstPop3Entry *entry)
{
  g_return_val_if_fail (entry != NULL, NULL);

  return rst_ledger_entry_new (entry->unique_id, entry->ordinal, entry->octets);
}

GPtrArray *
rst_fetch_rows_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) rst_ledger_entry_free);
}

void
rst_fetch_rows_add (GPtrArray *rows, const RstPop3Entry *entry)
{
  g_return_if_fail (rows != NULL);

  g_ptr_array_add (rows, rst_fetch_row_new (entry));
}

GPtrArray *
rst_fetch_rows_new_of (gpointer *entries, guint n_entries)
{
  GPtrArray *rows = rst_fetch_rows_new ();

  for (guint i = 0; i < n_entries; i++)
    rst_fetch_rows_add (rows, entries[i]);
  return rows;
}
