/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-strangers.h"

#include "fetch/rst-fetch-rows.h"

/* So many are looked for, and announced, at once. */
#define PIECE 5000

static gboolean
is_suspicious (const RstFetchStrangers *self, const RstPop3Entry *entry)
{
  return entry->unique_id != NULL && entry->number < self->last_known;
}

static gboolean
any_is_suspicious (const RstFetchStrangers *self, GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    if (is_suspicious (self, entries->pdata[i]))
      return TRUE;
  return FALSE;
}

/* Those that may be known, though not by name. */
static GPtrArray *
choose (const RstFetchStrangers *self,
        gpointer                *entries,
        guint                    n_entries,
        GCancellable            *cancellable,
        GError                 **error)
{
  g_autoptr (GPtrArray) suspicious = g_ptr_array_new ();
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GArray) matches = NULL;

  for (guint i = 0; i < n_entries; i++)
    {
      RstPop3Entry *entry = entries[i];

      if (!is_suspicious (self, entry))
        continue;
      g_ptr_array_add (suspicious, entry);
      g_array_append_val (sizes, entry->octets);
    }
  if (suspicious->len == 0)
    return g_steal_pointer (&chosen);

  matches = rst_store_match_sizes (self->store, self->account, sizes, cancellable, error);
  if (matches == NULL)
    return NULL;
  for (guint i = 0; i < suspicious->len; i++)
    if (g_array_index (matches, gboolean, i))
      g_ptr_array_add (chosen, suspicious->pdata[i]);
  return g_steal_pointer (&chosen);
}

/* Plans what to do with each, and announces those that are not known. */
static gboolean
plan (const RstFetchStrangers *self,
      gpointer                *entries,
      guint                    n_entries,
      RstLedger               *found,
      GCancellable            *cancellable,
      GError                 **error)
{
  g_autoptr (GPtrArray) rows = rst_fetch_rows_new ();

  for (guint i = 0; i < n_entries; i++)
    {
      RstPop3Entry *entry = entries[i];
      const RstLedgerEntry *known = NULL;

      if (entry->unique_id != NULL)
        known = rst_ledger_lookup (found, entry->unique_id, entry->ordinal);
      rst_fetch_plan_add (self->plan, entry, known);
      if (known == NULL && entry->unique_id != NULL)
        rst_fetch_rows_add (rows, entry);
    }
  return rows->len == 0 ||
         rst_store_advance (self->store, self->account, rows, RST_LEDGER_ANNOUNCED, cancellable, error);
}

static gboolean
settle_piece (const RstFetchStrangers *self,
              gpointer                *entries,
              guint                    n_entries,
              guint                   *n_rebound,
              GCancellable            *cancellable,
              GError                 **error)
{
  g_autoptr (GPtrArray) chosen = choose (self, entries, n_entries, cancellable, error);
  g_autoptr (RstLedger) found = NULL;

  if (chosen == NULL)
    return FALSE;
  found = rst_fetch_recogniser_rebind (self->recogniser, chosen, cancellable, error);
  if (found == NULL)
    return FALSE;
  *n_rebound += rst_ledger_get_size (found);
  return plan (self, entries, n_entries, found, cancellable, error) &&
         rst_pop3_session_keep_alive (self->session, cancellable, error);
}

gboolean
rst_fetch_strangers_settle (const RstFetchStrangers *self,
                            GPtrArray               *entries,
                            guint                   *n_rebound,
                            GCancellable            *cancellable,
                            GError                 **error)
{
  g_return_val_if_fail (self != NULL && entries != NULL && n_rebound != NULL, FALSE);

  /* Also what no row of the ledger names can be known again. */
  if (any_is_suspicious (self, entries) &&
      !rst_store_adopt (self->store, self->account, cancellable, error))
    return FALSE;

  for (guint i = 0; i < entries->len; i += PIECE)
    if (!settle_piece (self, entries->pdata + i, MIN (PIECE, entries->len - i), n_rebound, cancellable, error))
      return FALSE;
  return TRUE;
}
