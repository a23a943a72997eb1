/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "messages/rst-message-rows.h"

#define NEAR 32     /* threads around the place where one is looked for first */
#define MAX_FINDS 32 /* walks through a whole listing, a millisecond each */

typedef struct
{
  guint thread;
  guint n_more;  /* rows below its first */
  guint n_above; /* rows that open threads above it add */
} Open;

struct _RstMessageRows
{
  RstListing *listing;
  const gint64 *ids;
  guint n_ids;
  guint n_threads;
  guint n_more;  /* rows that open threads add */
  GArray *open;  /* Open, in the order of the listing */
};

RstMessageRows *
rst_message_rows_new (RstListing *listing)
{
  RstMessageRows *self;

  g_return_val_if_fail (listing != NULL, NULL);

  self = g_new0 (RstMessageRows, 1);
  self->listing = rst_listing_ref (listing);
  self->ids = rst_listing_get_ids (listing, &self->n_ids);
  self->n_threads = rst_listing_get_n_threads (listing);
  self->open = g_array_new (FALSE, FALSE, sizeof (Open));
  return self;
}

RstMessageRows *
rst_message_rows_copy_closed (const RstMessageRows *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return rst_message_rows_new (self->listing);
}

void
rst_message_rows_free (RstMessageRows *self)
{
  g_return_if_fail (self != NULL);

  rst_listing_unref (self->listing);
  g_array_unref (self->open);
  g_free (self);
}

RstListing *
rst_message_rows_get_listing (const RstMessageRows *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->listing;
}

guint
rst_message_rows_get_count (const RstMessageRows *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_threads + self->n_more;
}

guint
rst_message_rows_count_messages (const RstMessageRows *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_ids;
}

static const Open *
get_open (const RstMessageRows *self, guint index)
{
  return &g_array_index (self->open, Open, index);
}

/* How many open threads begin above @thread. */
static guint
count_open_above (const RstMessageRows *self, guint thread)
{
  guint low = 0;
  guint high = self->open->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_open (self, middle)->thread < thread)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* How many open threads have their first row at @position or above. */
static guint
count_open_until (const RstMessageRows *self, guint position)
{
  guint low = 0;
  guint high = self->open->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_open (self, middle)->thread + get_open (self, middle)->n_above <= position)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

void
rst_message_rows_get_place (const RstMessageRows *self,
                            guint                 position,
                            guint                *thread,
                            guint                *member)
{
  guint n_open;
  const Open *open;

  g_return_if_fail (self != NULL && thread != NULL && member != NULL);
  g_return_if_fail (position < self->n_threads + self->n_more);

  *thread = position;
  *member = 0;
  n_open = count_open_until (self, position);
  if (n_open == 0)
    return;

  open = get_open (self, n_open - 1);
  if (position - open->thread - open->n_above <= open->n_more)
    {
      *thread = open->thread;
      *member = position - open->thread - open->n_above;
    }
  else
    *thread = position - open->n_above - open->n_more;
}

guint
rst_message_rows_get_position (const RstMessageRows *self, guint thread, guint member)
{
  guint index;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (thread < self->n_threads, 0);

  index = count_open_above (self, thread);
  if (index == self->open->len)
    return thread + self->n_more;
  if (get_open (self, index)->thread == thread)
    thread += member;
  return thread + get_open (self, index)->n_above;
}

const gint64 *
rst_message_rows_get_thread (const RstMessageRows *self, guint thread, guint *n_ids)
{
  g_return_val_if_fail (self != NULL && n_ids != NULL, NULL);

  return rst_listing_get_thread (self->listing, thread, n_ids);
}

gint64
rst_message_rows_get_id (const RstMessageRows *self, guint position)
{
  guint thread = position;
  guint member = 0;
  guint n_ids;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (position < self->n_threads + self->n_more, 0);

  /* Also where all threads are open. */
  if (self->n_threads + self->n_more == self->n_ids)
    return self->ids[position];
  if (self->n_more > 0)
    rst_message_rows_get_place (self, position, &thread, &member);
  return rst_listing_get_thread (self->listing, thread, &n_ids)[member];
}

/* How many threads there are from @thread to the next open one. */
static guint
count_closed (const RstMessageRows *self, guint thread)
{
  guint index = count_open_above (self, thread);

  return (index < self->open->len ? get_open (self, index)->thread : self->n_threads) - thread;
}

void
rst_message_rows_get_ids (const RstMessageRows *self, guint position, gint64 *ids, guint n_rows)
{
  guint thread, member, n_ids;

  g_return_if_fail (self != NULL && ids != NULL);
  g_return_if_fail (n_rows <= self->n_threads + self->n_more - position);

  if (n_rows == 0)
    return;
  if (self->n_threads + self->n_more == self->n_ids)
    {
      memcpy (ids, self->ids + position, n_rows * sizeof *ids);
      return;
    }

  rst_message_rows_get_place (self, position, &thread, &member);
  while (n_rows > 0)
    {
      guint n_closed = member == 0 ? MIN (count_closed (self, thread), n_rows) : 0;
      const gint64 *open;

      n_rows -= n_closed;
      for (guint end = thread + n_closed; thread < end; thread++)
        *ids++ = *rst_listing_get_thread (self->listing, thread, &n_ids);
      if (n_rows == 0)
        break;
      open = rst_listing_get_thread (self->listing, thread++, &n_ids);
      for (; member < n_ids && n_rows > 0; member++, n_rows--)
        *ids++ = open[member];
      member = 0;
    }
}

gboolean
rst_message_rows_find (const RstMessageRows *self, gint64 id, guint *position, gboolean *shown)
{
  guint thread, member;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!rst_listing_find (self->listing, id, &thread, &member))
    return FALSE;
  if (position != NULL)
    *position = rst_message_rows_get_position (self, thread, member);
  if (shown != NULL)
    *shown = member == 0 || rst_message_rows_is_open (self, thread);
  return TRUE;
}

gboolean
rst_message_rows_is_open (const RstMessageRows *self, guint thread)
{
  guint index;

  g_return_val_if_fail (self != NULL, FALSE);

  index = count_open_above (self, thread);
  return index < self->open->len && get_open (self, index)->thread == thread;
}

/* Counts anew what the open threads add, from @index on. */
static void
count_rows (RstMessageRows *self, guint index)
{
  guint n_above = 0;

  if (index > 0)
    n_above = get_open (self, index - 1)->n_above + get_open (self, index - 1)->n_more;
  for (; index < self->open->len; index++)
    {
      Open *open = &g_array_index (self->open, Open, index);

      open->n_above = n_above;
      n_above += open->n_more;
    }
  self->n_more = n_above;
}

guint
rst_message_rows_set_open (RstMessageRows *self, guint thread, gboolean open)
{
  Open entry = { thread, 0, 0 };
  guint index;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (thread < self->n_threads, 0);

  rst_listing_get_thread (self->listing, thread, &entry.n_more);
  entry.n_more--;
  if (entry.n_more == 0 || rst_message_rows_is_open (self, thread) == open)
    return 0;

  index = count_open_above (self, thread);
  if (open)
    g_array_insert_val (self->open, index, entry);
  else
    g_array_remove_index (self->open, index);
  count_rows (self, index);
  return entry.n_more;
}

/* Opens a thread that is below all that are open; the rows are not yet counted. */
static void
append_open (RstMessageRows *self, guint thread)
{
  Open entry = { thread, 0, 0 };

  rst_listing_get_thread (self->listing, thread, &entry.n_more);
  entry.n_more--;
  if (entry.n_more > 0)
    g_array_append_val (self->open, entry);
}

void
rst_message_rows_open_all (RstMessageRows *self)
{
  g_return_if_fail (self != NULL);

  g_array_set_size (self->open, 0);
  for (guint thread = 0; thread < self->n_threads; thread++)
    append_open (self, thread);
  count_rows (self, 0);
}

static gboolean
share_message (const RstMessageRows *self, guint thread, const gint64 *ids, guint n_ids)
{
  guint n_own;
  const gint64 *own = rst_listing_get_thread (self->listing, thread, &n_own);

  for (guint i = 0; i < n_own; i++)
    for (guint j = 0; j < n_ids; j++)
      if (own[i] == ids[j])
        return TRUE;
  return FALSE;
}

/* Looks for a thread with one of @ids around the place where it should be. */
static gboolean
find_near (const RstMessageRows *self, gint64 expected, const gint64 *ids, guint n_ids, guint *thread)
{
  for (gint64 distance = 0; distance <= NEAR; distance++)
    for (int sign = -1; sign <= 1; sign += 2)
      {
        gint64 at = expected + sign * distance;

        if (at < 0 || at >= self->n_threads || !share_message (self, (guint) at, ids, n_ids))
          continue;
        *thread = (guint) at;
        return TRUE;
      }
  return FALSE;
}

static gboolean
find_far (const RstMessageRows *self, const gint64 *ids, guint n_ids, guint *n_finds, guint *thread)
{
  for (guint i = 0; i < n_ids && *n_finds < MAX_FINDS; i++)
    {
      ++*n_finds;
      if (rst_listing_find (self->listing, ids[i], thread, NULL))
        return TRUE;
    }
  return FALSE;
}

static int
compare_threads (gconstpointer a, gconstpointer b)
{
  guint left = *(const guint *) a;
  guint right = *(const guint *) b;

  return left < right ? -1 : left > right;
}

/* Most threads are where they were, or as far from there as the one above. */
static GArray *
find_alike (const RstMessageRows *self, const RstMessageRows *before)
{
  GArray *threads = g_array_new (FALSE, FALSE, sizeof (guint));
  gint64 shift = 0;
  guint n_finds = 0;

  for (guint i = 0; i < before->open->len; i++)
    {
      guint was = get_open (before, i)->thread;
      guint n_ids, thread;
      const gint64 *ids = rst_listing_get_thread (before->listing, was, &n_ids);

      if (find_near (self, was + shift, ids, n_ids, &thread))
        shift = (gint64) thread - was;
      else if (!find_far (self, ids, n_ids, &n_finds, &thread))
        continue;
      g_array_append_val (threads, thread);
    }
  g_array_sort (threads, compare_threads);
  return threads;
}

void
rst_message_rows_open_alike (RstMessageRows *self, const RstMessageRows *before)
{
  g_autoptr (GArray) threads = NULL;

  g_return_if_fail (self != NULL && self->open->len == 0);
  g_return_if_fail (before != NULL);

  threads = find_alike (self, before);
  for (guint i = 0; i < threads->len; i++)
    {
      guint thread = g_array_index (threads, guint, i);

      /* Two that have become one. */
      if (i == 0 || thread != g_array_index (threads, guint, i - 1))
        append_open (self, thread);
    }
  count_rows (self, 0);
}
