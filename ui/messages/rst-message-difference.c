/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "messages/rst-message-difference.h"

#define MAX_CHANGES 16 /* told one by one */
#define NEAR 32        /* rows compared each with each after a difference */
#define BLOCK 512      /* rows compared at a time */
#define FAR 10000      /* rows looked up after a larger one */

/* The rows of both that were not yet compared. */
typedef struct
{
  const RstMessageRows *before;
  const RstMessageRows *after;
  guint from;       /* in before */
  guint from_end;
  guint to;         /* in after */
  guint to_end;
} Walk;

static gint64
get_before (const Walk *walk, guint offset)
{
  return rst_message_rows_get_id (walk->before, walk->from + offset);
}

static gint64
get_after (const Walk *walk, guint offset)
{
  return rst_message_rows_get_id (walk->after, walk->to + offset);
}

static guint
count_same_start (const gint64 *a, const gint64 *b, guint n)
{
  guint i = 0;

  while (i < n && a[i] == b[i])
    i++;
  return i;
}

static guint
count_same_end (const gint64 *a, const gint64 *b, guint n)
{
  guint i = n;

  while (i > 0 && a[i - 1] == b[i - 1])
    i--;
  return n - i;
}

static void
skip_same_start (Walk *walk)
{
  gint64 before[BLOCK], after[BLOCK];
  guint n_rows, n_same;

  do
    {
      n_rows = MIN (BLOCK, MIN (walk->from_end - walk->from, walk->to_end - walk->to));
      rst_message_rows_get_ids (walk->before, walk->from, before, n_rows);
      rst_message_rows_get_ids (walk->after, walk->to, after, n_rows);
      n_same = count_same_start (before, after, n_rows);
      walk->from += n_same;
      walk->to += n_same;
    }
  while (n_same == BLOCK);
}

static void
skip_same_end (Walk *walk)
{
  gint64 before[BLOCK], after[BLOCK];
  guint n_rows, n_same;

  do
    {
      n_rows = MIN (BLOCK, MIN (walk->from_end - walk->from, walk->to_end - walk->to));
      rst_message_rows_get_ids (walk->before, walk->from_end - n_rows, before, n_rows);
      rst_message_rows_get_ids (walk->after, walk->to_end - n_rows, after, n_rows);
      n_same = count_same_end (before, after, n_rows);
      walk->from_end -= n_same;
      walk->to_end -= n_same;
    }
  while (n_same == BLOCK);
}

/* Each finds the next row that both have, and how many rows either has above it. */

static gboolean
look_near (const Walk *walk, RstMessageChange *change)
{
  guint n_before = MIN (walk->from_end - walk->from, NEAR);
  guint n_after = MIN (walk->to_end - walk->to, NEAR);

  for (guint n_rows = 0; n_rows < n_before + n_after; n_rows++)
    for (guint n_added = n_rows < n_before ? 0 : n_rows - n_before + 1;
         n_added <= n_rows && n_added < n_after;
         n_added++)
      {
        guint n_removed = n_rows - n_added;

        if (get_before (walk, n_removed) != get_after (walk, n_added))
          continue;
        change->n_removed = n_removed;
        change->n_added = n_added;
        return TRUE;
      }
  return FALSE;
}

static GHashTable *
index_before (const Walk *walk, gint64 *ids, guint n_ids)
{
  GHashTable *offsets = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < n_ids; i++)
    {
      ids[i] = get_before (walk, i);
      g_hash_table_insert (offsets, &ids[i], GUINT_TO_POINTER (i));
    }
  return offsets;
}

static gboolean
look_far (const Walk *walk, RstMessageChange *change)
{
  guint n_before = MIN (walk->from_end - walk->from, FAR);
  guint n_after = MIN (walk->to_end - walk->to, FAR);
  g_autofree gint64 *ids = g_new (gint64, n_before);
  g_autoptr (GHashTable) offsets = index_before (walk, ids, n_before);
  guint best = G_MAXUINT;

  for (guint i = 0; i < n_after && i < best; i++)
    {
      gint64 id = get_after (walk, i);
      gpointer offset;

      if (!g_hash_table_lookup_extended (offsets, &id, NULL, &offset) ||
          GPOINTER_TO_UINT (offset) + i >= best)
        continue;
      best = GPOINTER_TO_UINT (offset) + i;
      change->n_removed = GPOINTER_TO_UINT (offset);
      change->n_added = i;
    }
  return best != G_MAXUINT;
}

/* The next change, or all that is left as one. */
static RstMessageChange
find_change (const Walk *walk, gboolean last)
{
  RstMessageChange change = { .position = walk->to };
  guint n_before = walk->from_end - walk->from;
  guint n_after = walk->to_end - walk->to;

  if (last || n_before == 0 || n_after == 0 ||
      (!look_near (walk, &change) && !look_far (walk, &change)))
    {
      change.n_removed = n_before;
      change.n_added = n_after;
    }
  return change;
}

GArray *
rst_message_difference (const RstMessageRows *before, const RstMessageRows *after)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (RstMessageChange));
  Walk walk = { before, after, 0, 0, 0, 0 };

  g_return_val_if_fail (before != NULL && after != NULL, changes);

  walk.from_end = rst_message_rows_get_count (before);
  walk.to_end = rst_message_rows_get_count (after);
  skip_same_start (&walk);
  skip_same_end (&walk);
  while (walk.from < walk.from_end || walk.to < walk.to_end)
    {
      RstMessageChange change = find_change (&walk, changes->len + 1 == MAX_CHANGES);

      g_array_append_val (changes, change);
      walk.from += change.n_removed;
      walk.to += change.n_added;
      skip_same_start (&walk);
    }
  return changes;
}
