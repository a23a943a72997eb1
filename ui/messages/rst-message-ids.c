/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "messages/rst-message-ids.h"

#define MAX_RUNS 16 /* differences told one by one */

/* A change of ids under way, and who is told of it. */
typedef struct
{
  GArray *ids;
  GArray *fresh;
  RstMessageIdsChanged changed;
  gpointer user_data;
} Merge;

static gint64
get_id (GArray *ids, guint position)
{
  return g_array_index (ids, gint64, position);
}

/* Puts @n_added ids of @fresh in the place of @n_removed of ours. */
static void
splice (const Merge *merge, guint position, guint n_removed, guint n_added)
{
  if (n_removed > 0)
    g_array_remove_range (merge->ids, position, n_removed);
  if (n_added > 0)
    g_array_insert_vals (merge->ids, position,
                         &g_array_index (merge->fresh, gint64, position), n_added);
  if (n_removed > 0 || n_added > 0)
    merge->changed (position, n_removed, n_added, merge->user_data);
}

/* Finds where ours and @fresh are the same again after they differ at
 * @position. Both descend.
 */
static void
measure_run (GArray *ids, GArray *fresh, guint position, guint *n_removed, guint *n_added)
{
  guint ours = position;
  guint theirs = position;

  while (ours < ids->len || theirs < fresh->len)
    {
      gint64 our_id = ours < ids->len ? get_id (ids, ours) : G_MININT64;
      gint64 their_id = theirs < fresh->len ? get_id (fresh, theirs) : G_MININT64;

      if (our_id == their_id)
        break;
      if (our_id > their_id)
        ours++;
      else
        theirs++;
    }
  *n_removed = ours - position;
  *n_added = theirs - position;
}

void
rst_message_ids_merge (GArray *ids, GArray *fresh, RstMessageIdsChanged changed, gpointer user_data)
{
  const Merge merge = { ids, fresh, changed, user_data };
  guint position = 0;

  g_return_if_fail (ids != NULL && fresh != NULL);
  g_return_if_fail (changed != NULL);

  for (guint run = 0; run < MAX_RUNS; run++)
    {
      guint n_removed, n_added;

      while (position < ids->len && position < fresh->len &&
             get_id (ids, position) == get_id (fresh, position))
        position++;
      measure_run (ids, fresh, position, &n_removed, &n_added);
      splice (&merge, position, n_removed, n_added);
      position += n_added;
    }
  splice (&merge, position, ids->len - position, fresh->len - position);
}

void
rst_message_ids_replace (GArray *ids, GArray *fresh, RstMessageIdsChanged changed, gpointer user_data)
{
  const Merge merge = { ids, fresh, changed, user_data };

  g_return_if_fail (ids != NULL);
  g_return_if_fail (changed != NULL);

  splice (&merge, 0, ids->len, fresh != NULL ? fresh->len : 0);
}

gboolean
rst_message_ids_find (GArray *ids, gint64 id, guint *position)
{
  guint low = 0;
  guint high;

  g_return_val_if_fail (ids != NULL, FALSE);

  high = ids->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_id (ids, middle) > id)
        low = middle + 1;
      else
        high = middle;
    }
  if (position != NULL)
    *position = low;
  return low < ids->len && get_id (ids, low) == id;
}
