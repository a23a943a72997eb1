/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-identity.h"

#include "fetch/rst-fetch-rows.h"

static GArray *
compare (RstFetchRecogniser     *recogniser,
         const RstFetchRemoval  *removals,
         guint                   n_removals,
         GCancellable           *cancellable,
         GError                **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_sized_new (n_removals);

  for (guint i = 0; i < n_removals; i++)
    g_ptr_array_add (entries, (gpointer) removals[i].entry);
  return rst_fetch_recogniser_compare (recogniser, entries, cancellable, error);
}

GArray *
rst_fetch_check_identity (RstStore               *store,
                          const char             *account,
                          RstFetchRecogniser     *recogniser,
                          const RstFetchRemoval  *removals,
                          guint                   n_removals,
                          GCancellable           *cancellable,
                          GError                **error)
{
  g_autoptr (GArray) checked = g_array_new (FALSE, FALSE, sizeof (RstFetchRemoval));
  g_autoptr (GPtrArray) others = rst_fetch_rows_new ();
  g_autoptr (GArray) matches = NULL;

  g_return_val_if_fail (RST_IS_STORE (store), NULL);
  g_return_val_if_fail (account != NULL && recogniser != NULL && removals != NULL, NULL);

  matches = compare (recogniser, removals, n_removals, cancellable, error);
  if (matches == NULL)
    return NULL;
  for (guint i = 0; i < n_removals; i++)
    {
      const RstPop3Entry *entry = removals[i].entry;
      RstMatch match = g_array_index (matches, RstMatch, i);

      /* What was refused may be given the next time, and is let alone till then. */
      if (match == RST_MATCH_OTHER)
        rst_fetch_rows_add (others, entry);
      else if (match != RST_MATCH_REFUSED)
        g_array_append_val (checked, removals[i]);
    }
  if (!rst_store_set_aside (store, account, others, cancellable, error))
    return NULL;
  return g_steal_pointer (&checked);
}
