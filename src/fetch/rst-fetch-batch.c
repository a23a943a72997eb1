/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-batch.h"

#define MESSAGES_MAX 64
#define OCTETS_MAX (2 * 1024 * 1024)
#define TIME_MAX (G_USEC_PER_SEC / 4)

struct _RstFetchBatch
{
  RstStore *store;
  char *account;
  GPtrArray *arrivals;
  guint64 octets;
  gint64 since;
};

RstFetchBatch *
rst_fetch_batch_new (RstStore *store, const char *account)
{
  RstFetchBatch *self;

  g_return_val_if_fail (RST_IS_STORE (store), NULL);
  g_return_val_if_fail (account != NULL, NULL);

  self = g_new0 (RstFetchBatch, 1);
  self->store = g_object_ref (store);
  self->account = g_strdup (account);
  self->arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_arrival_free);
  self->since = g_get_monotonic_time ();
  return self;
}

void
rst_fetch_batch_free (RstFetchBatch *self)
{
  if (self == NULL)
    return;

  g_object_unref (self->store);
  g_free (self->account);
  g_ptr_array_unref (self->arrivals);
  g_free (self);
}

void
rst_fetch_batch_take (RstFetchBatch *self, RstArrival *arrival)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (arrival != NULL);

  self->octets += g_bytes_get_size (arrival->raw);
  g_ptr_array_add (self->arrivals, arrival);
}

gboolean
rst_fetch_batch_is_full (RstFetchBatch *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->arrivals->len >= MESSAGES_MAX ||
         self->octets >= OCTETS_MAX ||
         (self->arrivals->len > 0 && g_get_monotonic_time () - self->since >= TIME_MAX);
}

gboolean
rst_fetch_batch_flush (RstFetchBatch *self, guint *stored, guint64 *octets, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->arrivals->len > 0)
    {
      if (!rst_store_add (self->store, self->account, self->arrivals, NULL, error))
        return FALSE;
      *stored += self->arrivals->len;
      *octets += self->octets;
    }
  g_ptr_array_set_size (self->arrivals, 0);
  self->octets = 0;
  self->since = g_get_monotonic_time ();
  return TRUE;
}
