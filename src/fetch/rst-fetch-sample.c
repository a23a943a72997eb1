/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-sample.h"

#include <string.h>

#include "fetch/rst-fetch-rows.h"
#include "mime/rst-summary.h"

/* So many of the newest, and so many of all others. */
#define NEWEST 4
#define OTHERS 12

static void
add (GPtrArray *entries, RstPop3Listing *listing, guint i)
{
  RstPop3Entry *entry = rst_pop3_listing_get_entry (listing, i);

  if (entry->unique_id != NULL)
    g_ptr_array_add (entries, entry);
}

GPtrArray *
rst_fetch_sample_choose (RstPop3Listing *listing)
{
  GPtrArray *entries = g_ptr_array_new ();
  guint size = rst_pop3_listing_get_size (listing);
  guint n_newest = MIN (size, NEWEST);
  guint n_others = MIN (size - n_newest, OTHERS);

  for (guint i = 0; i < n_others; i++)
    add (entries, listing, (guint) ((guint64) i * (size - n_newest) / n_others));
  for (guint i = size - n_newest; i < size; i++)
    add (entries, listing, i);
  return entries;
}

/* The Message-IDs that the store has; those without are taken out of @entries. */
static GPtrArray *
load_ids (RstStore *store, const char *account, GPtrArray *entries, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rows = rst_fetch_rows_new_of (entries->pdata, entries->len);
  g_autoptr (GPtrArray) ids = rst_store_load_message_ids (store, account, rows, cancellable, error);

  for (guint i = ids != NULL ? ids->len : 0; i > 0; i--)
    if (ids->pdata[i - 1] == NULL)
      {
        g_ptr_array_remove_index (ids, i - 1);
        g_ptr_array_remove_index (entries, i - 1);
      }
  return g_steal_pointer (&ids);
}

/* NULL for none. */
static GBytes *
make_id (GBytes *header)
{
  g_autoptr (RstSummary) summary = rst_summary_parse (header);
  char *id = g_steal_pointer (&summary->message_id);

  return id != NULL ? g_bytes_new_take (id, strlen (id)) : NULL;
}

static gboolean
is_same_id (const char *stored, GBytes *given)
{
  g_autoptr (GBytes) known = g_bytes_new_static (stored, strlen (stored));

  return given == NULL || g_bytes_equal (known, given);
}

gboolean
rst_fetch_sample_run (RstStore         *store,
                      const char       *account,
                      GPtrArray        *entries,
                      RstFetchHeaders  *headers,
                      gboolean         *agrees,
                      GCancellable     *cancellable,
                      GError          **error)
{
  g_autoptr (GPtrArray) stored = NULL;
  g_autoptr (GPtrArray) given = NULL;

  g_return_val_if_fail (RST_IS_STORE (store), FALSE);
  g_return_val_if_fail (account != NULL && entries != NULL, FALSE);
  g_return_val_if_fail (headers != NULL && agrees != NULL, FALSE);

  *agrees = TRUE;
  stored = load_ids (store, account, entries, cancellable, error);
  given = stored != NULL ? rst_fetch_headers_read (headers, entries, make_id, cancellable, error) : NULL;
  if (given == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    *agrees = *agrees && is_same_id (stored->pdata[i], given->pdata[i]);
  return TRUE;
}

gboolean
rst_fetch_sample_compare (RstStore            *store,
                          const char          *account,
                          const RstPop3Entry  *entry,
                          GBytes              *header,
                          gboolean            *agrees,
                          GCancellable        *cancellable,
                          GError             **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  g_autoptr (GPtrArray) stored = NULL;
  g_autoptr (GBytes) given = NULL;

  g_return_val_if_fail (RST_IS_STORE (store), FALSE);
  g_return_val_if_fail (account != NULL && entry != NULL, FALSE);
  g_return_val_if_fail (header != NULL && agrees != NULL, FALSE);

  g_ptr_array_add (entries, (gpointer) entry);
  stored = load_ids (store, account, entries, cancellable, error);
  if (stored == NULL)
    return FALSE;
  given = make_id (header);
  *agrees = stored->len == 0 || is_same_id (stored->pdata[0], given);
  return TRUE;
}
