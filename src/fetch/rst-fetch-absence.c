/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-absence.h"

#include <string.h>

/* Rows of the ledger that are read, and noted, at once. */
#define PIECE 5000

static int
compare_names (const char *name, guint ordinal, const RstPop3Entry *entry)
{
  int names = strcmp (name, entry->unique_id);

  return names != 0 ? names : (ordinal > entry->ordinal) - (ordinal < entry->ordinal);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const RstPop3Entry *entry = *(const RstPop3Entry *const *) a;

  return compare_names (entry->unique_id, entry->ordinal, *(const RstPop3Entry *const *) b);
}

/* The entries by name; %NULL where one has none: nobody knows then which rows
 * are not there. Sorted rather than hashed, as the names are the server's.
 */
static GPtrArray *
sort_entries (RstPop3Listing *listing)
{
  guint n_entries = rst_pop3_listing_get_size (listing);
  g_autoptr (GPtrArray) entries = g_ptr_array_sized_new (n_entries);

  for (guint i = 0; i < n_entries; i++)
    {
      RstPop3Entry *entry = rst_pop3_listing_get_entry (listing, i);

      if (entry->unique_id == NULL)
        return NULL;
      g_ptr_array_add (entries, entry);
    }
  g_ptr_array_sort (entries, compare_entries);
  return g_steal_pointer (&entries);
}

static gboolean
is_there (GPtrArray *entries, const RstLedgerEntry *row)
{
  guint low = 0;
  guint high = entries->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      int order = compare_names (row->unique_id, row->ordinal, entries->pdata[middle]);

      if (order == 0)
        return TRUE;
      if (order > 0)
        low = middle + 1;
      else
        high = middle;
    }
  return FALSE;
}

/* What of a piece is not there. A removal that was asked for is not taken for
 * done because of a listing: with all names changed at once, that would be a
 * message that is still there and not known any more.
 */
static gboolean
note_piece (RstStore      *store,
            const char    *account,
            GPtrArray     *rows,
            GPtrArray     *entries,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (GPtrArray) absent = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    if (!is_there (entries, rows->pdata[i]))
      g_ptr_array_add (absent, rows->pdata[i]);
  return rst_store_note_vanished (store, account, absent, cancellable, error);
}

gboolean
rst_fetch_note_absent (RstStore        *store,
                       const char      *account,
                       RstPop3Session  *session,
                       RstPop3Listing  *listing,
                       guint            n_known,
                       GCancellable    *cancellable,
                       GError         **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  guint count;

  g_return_val_if_fail (RST_IS_STORE (store), FALSE);
  g_return_val_if_fail (RST_IS_POP3_SESSION (session), FALSE);
  g_return_val_if_fail (account != NULL && listing != NULL, FALSE);

  if (!rst_store_count_listed (store, account, &count, cancellable, error))
    return FALSE;
  if (count <= n_known)
    return TRUE;
  entries = sort_entries (listing);
  if (entries == NULL)
    return TRUE;

  do
    {
      g_autoptr (GPtrArray) before = g_steal_pointer (&rows);
      const RstLedgerEntry *after = before != NULL ? before->pdata[before->len - 1] : NULL;

      rows = rst_store_load_listed (store, account, after, PIECE, cancellable, error);
      if (rows == NULL ||
          !note_piece (store, account, rows, entries, cancellable, error) ||
          !rst_pop3_session_keep_alive (session, cancellable, error))
        return FALSE;
    }
  while (rows->len == PIECE);
  return TRUE;
}
