/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-delivery.h"

#include "mime/rst-header-digest.h"

/* One transaction. The number grows from the first to the last. */
#define MESSAGES_MIN 8
#define MESSAGES_MAX 256
#define OCTETS_MAX (1024 * 1024)
#define TIME_MAX (G_USEC_PER_SEC / 4)

/* What may be on its way besides: enough that one transaction is prepared while
 * another is written, and that neither waits for the line nor the line for them.
 */
#define WORKERS 2
#define PENDING_MAX (6 * OCTETS_MAX)

/* What a large message, which lies in a file, counts. */
#define WEIGHT_MAX (1024 * 1024)

struct _RstFetchDelivery
{
  RstStore *store;
  char *account;

  /* The receiving thread's: the next transaction. */
  GPtrArray *arrivals;
  guint64 weight;
  guint messages_max;
  gint64 since;

  GThreadPool *workers;
  GMutex lock; /* of what follows */
  GCond stored;
  guint64 pending;
  guint n_messages;
  guint n_rebound;
  guint64 n_octets;
  GError *error; /* the first */
};

static guint64
weigh (const RstArrival *arrival)
{
  return MIN (g_bytes_get_size (arrival->raw), WEIGHT_MAX) + 1;
}

static guint64
weigh_all (GPtrArray *arrivals)
{
  guint64 weight = 0;

  for (guint i = 0; i < arrivals->len; i++)
    weight += weigh (arrivals->pdata[i]);
  return weight;
}

static void
count_stored (RstFetchDelivery *self, GPtrArray *arrivals)
{
  for (guint i = 0; i < arrivals->len; i++)
    {
      const RstArrival *arrival = arrivals->pdata[i];

      if (arrival->rebound)
        self->n_rebound++;
      else
        self->n_messages++;
      self->n_octets += g_bytes_get_size (arrival->raw);
    }
}

static void
parse (GPtrArray *arrivals)
{
  for (guint i = 0; i < arrivals->len; i++)
    {
      RstArrival *arrival = arrivals->pdata[i];

      arrival->summary = rst_summary_parse (arrival->raw);
      arrival->header_digest = rst_header_digest (arrival->raw, NULL);
    }
}

/* On a worker: stores one batch. */
static void
store_batch (gpointer data, gpointer user_data)
{
  g_autoptr (GPtrArray) arrivals = data;
  RstFetchDelivery *self = user_data;
  GError *error = NULL;
  gboolean stored;

  parse (arrivals);
  stored = rst_store_add (self->store, self->account, arrivals, NULL, &error);

  g_mutex_lock (&self->lock);
  self->pending -= weigh_all (arrivals);
  if (stored)
    count_stored (self, arrivals);
  else if (self->error == NULL)
    self->error = g_steal_pointer (&error);
  g_cond_signal (&self->stored);
  g_mutex_unlock (&self->lock);
  g_clear_error (&error);
}

static void
begin_batch (RstFetchDelivery *self)
{
  self->arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_arrival_free);
  self->weight = 0;
  self->since = g_get_monotonic_time ();
}

RstFetchDelivery *
rst_fetch_delivery_new (RstStore *store, const char *account)
{
  RstFetchDelivery *self;

  g_return_val_if_fail (RST_IS_STORE (store), NULL);
  g_return_val_if_fail (account != NULL, NULL);

  self = g_new0 (RstFetchDelivery, 1);
  self->store = g_object_ref (store);
  self->account = g_strdup (account);
  self->messages_max = MESSAGES_MIN;
  self->workers = g_thread_pool_new (store_batch, self, WORKERS, FALSE, NULL);
  g_mutex_init (&self->lock);
  g_cond_init (&self->stored);
  begin_batch (self);
  return self;
}

void
rst_fetch_delivery_free (RstFetchDelivery *self)
{
  g_return_if_fail (self != NULL);

  g_thread_pool_free (self->workers, FALSE, TRUE);
  g_ptr_array_unref (self->arrivals);
  g_clear_error (&self->error);
  g_cond_clear (&self->stored);
  g_mutex_clear (&self->lock);
  g_object_unref (self->store);
  g_free (self->account);
  g_free (self);
}

/* Waits until no more than @bound is on its way, or something failed. */
static gboolean
wait_until (RstFetchDelivery *self, guint64 bound, GError **error)
{
  g_mutex_lock (&self->lock);
  while (self->pending > bound && (self->error == NULL || bound == 0))
    g_cond_wait (&self->stored, &self->lock);
  if (self->error != NULL)
    g_propagate_error (error, g_error_copy (self->error));
  g_mutex_unlock (&self->lock);
  return *error == NULL;
}

static void
hand_over (RstFetchDelivery *self)
{
  g_mutex_lock (&self->lock);
  self->pending += self->weight;
  g_mutex_unlock (&self->lock);

  g_thread_pool_push (self->workers, self->arrivals, NULL);
  self->messages_max = MIN (2 * self->messages_max, MESSAGES_MAX);
  begin_batch (self);
}

static gboolean
is_full (RstFetchDelivery *self)
{
  return self->arrivals->len >= self->messages_max ||
         self->weight >= OCTETS_MAX ||
         g_get_monotonic_time () - self->since >= TIME_MAX;
}

gboolean
rst_fetch_delivery_take (RstFetchDelivery *self, RstArrival *arrival, GError **error)
{
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (self != NULL && arrival != NULL, FALSE);

  g_ptr_array_add (self->arrivals, arrival);
  self->weight += weigh (arrival);
  if (!is_full (self))
    return TRUE;

  if (!wait_until (self, PENDING_MAX - OCTETS_MAX, &local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  hand_over (self);
  return TRUE;
}

gboolean
rst_fetch_delivery_finish (RstFetchDelivery *self, GError **error)
{
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->arrivals->len > 0)
    hand_over (self);
  if (wait_until (self, 0, &local))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

void
rst_fetch_delivery_get_stored (RstFetchDelivery *self, guint *messages, guint *rebound, guint64 *octets)
{
  g_return_if_fail (self != NULL && messages != NULL && rebound != NULL && octets != NULL);

  g_mutex_lock (&self->lock);
  *messages = self->n_messages;
  *rebound = self->n_rebound;
  *octets = self->n_octets;
  g_mutex_unlock (&self->lock);
}
