/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-listing.h"

struct _RstListing
{
  GArray *ids;    /* gint64 */
  GArray *starts; /* guint, or NULL where each message stands for itself */
};

G_DEFINE_BOXED_TYPE (RstListing, rst_listing, rst_listing_ref, rst_listing_unref)

RstListing *
rst_listing_new (GArray *ids, GArray *starts)
{
  RstListing *self;

  g_return_val_if_fail (ids != NULL, NULL);
  g_return_val_if_fail (starts == NULL || (starts->len == 0) == (ids->len == 0), NULL);

  self = g_atomic_rc_box_new0 (RstListing);
  self->ids = ids;
  self->starts = starts;
  return self;
}

RstListing *
rst_listing_ref (RstListing *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  RstListing *self = data;

  g_array_unref (self->ids);
  g_clear_pointer (&self->starts, g_array_unref);
}

void
rst_listing_unref (RstListing *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear);
}

const gint64 *
rst_listing_get_ids (RstListing *self, guint *n_ids)
{
  g_return_val_if_fail (self != NULL && n_ids != NULL, NULL);

  *n_ids = self->ids->len;
  return (const gint64 *) (gpointer) self->ids->data;
}

GArray *
rst_listing_dup_ids (RstListing *self)
{
  GArray *ids;

  g_return_val_if_fail (self != NULL, NULL);

  ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), self->ids->len);
  return g_array_append_vals (ids, self->ids->data, self->ids->len);
}

guint
rst_listing_get_n_threads (RstListing *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->starts != NULL ? self->starts->len : self->ids->len;
}

static guint
get_start (RstListing *self, guint thread)
{
  if (self->starts == NULL)
    return thread;
  return thread < self->starts->len ? g_array_index (self->starts, guint, thread) : self->ids->len;
}

const gint64 *
rst_listing_get_thread (RstListing *self, guint thread, guint *n_ids)
{
  guint start;

  g_return_val_if_fail (self != NULL && n_ids != NULL, NULL);
  g_return_val_if_fail (thread < rst_listing_get_n_threads (self), NULL);

  start = get_start (self, thread);
  *n_ids = get_start (self, thread + 1) - start;
  return &g_array_index (self->ids, gint64, start);
}

/* The last thread that begins at @position or before. */
static guint
find_thread (RstListing *self, guint position)
{
  guint low = 0;
  guint high = rst_listing_get_n_threads (self);

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (get_start (self, middle) <= position)
        low = middle;
      else
        high = middle;
    }
  return low;
}

gboolean
rst_listing_find (RstListing *self, gint64 id, guint *thread, guint *member)
{
  guint position = 0;
  guint found;

  g_return_val_if_fail (self != NULL, FALSE);

  while (position < self->ids->len && g_array_index (self->ids, gint64, position) != id)
    position++;
  if (position == self->ids->len)
    return FALSE;

  found = self->starts != NULL ? find_thread (self, position) : position;
  if (thread != NULL)
    *thread = found;
  if (member != NULL)
    *member = position - get_start (self, found);
  return TRUE;
}
