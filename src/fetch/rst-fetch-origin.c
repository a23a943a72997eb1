/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-origin.h"

#include <glib/gi18n-lib.h>

#include "base/rst-error.h"
#include "base/rst-lane.h"
#include "fetch/rst-fetch-reason.h"

/* Rows of the ledger that are read at once. */
#define PIECE 1000

void
rst_fetch_origin_free (RstFetchOrigin *self)
{
  g_return_if_fail (self != NULL);

  rst_origin_free (self->origin);
  g_free (self->label);
  g_free (self->server);
  g_free (self->reason);
  g_free (self);
}

/* What reasons come from. */
typedef struct
{
  RstAccount *account; /* one that keeps everything where it is no longer set up */
  gboolean is_set_up;
  gint64 clock_now; /* the account's clock */
  gint64 now;       /* the computer's */
} Grounds;

static void
grounds_clear (Grounds *self)
{
  g_clear_pointer (&self->account, rst_account_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Grounds, grounds_clear)

/* An account that is gone, or cannot be used, takes no origin away. */
static gboolean
grounds_load (Grounds *self, RstAccounts *accounts, const char *id, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  self->now = g_get_real_time () / G_USEC_PER_SEC;
  self->account = rst_accounts_lookup (accounts, id, cancellable, &local_error);
  self->is_set_up = self->account != NULL;
  if (self->is_set_up)
    return rst_accounts_load_clock (accounts, self->account, &self->clock_now, cancellable, error);
  if (g_error_matches (local_error, RST_ERROR, RST_ERROR_CONFIG))
    self->account = rst_account_new (id, error);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));
  return self->account != NULL;
}

static char *
dup_reason (const RstOrigin *origin, const Grounds *grounds)
{
  if (origin->entry == NULL)
    return g_strdup (_("It came from no server that is known here."));
  if (!grounds->is_set_up && rst_origin_is_on_server (origin))
    return g_strdup (_("It stays on the server: its account is no longer set up here."));
  return rst_fetch_reason_dup (grounds->account, origin->entry, grounds->clock_now, grounds->now);
}

/* @origin: (transfer full) */
static RstFetchOrigin *
new_origin (RstOrigin *origin, const Grounds *grounds)
{
  RstFetchOrigin *self = g_new0 (RstFetchOrigin, 1);

  self->origin = origin;
  self->label = g_strdup (rst_account_get_label (grounds->account));
  self->server = grounds->is_set_up ? g_strdup (grounds->account->endpoint->host) : NULL;
  self->reason = dup_reason (origin, grounds);
  return self;
}

RstFetchOrigin *
rst_fetch_origin_load (RstAccounts   *accounts,
                       RstStore      *store,
                       gint64         message,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr (RstOrigin) origin = NULL;
  g_auto (Grounds) grounds = { 0 };

  g_return_val_if_fail (RST_IS_ACCOUNTS (accounts), NULL);
  g_return_val_if_fail (RST_IS_STORE (store), NULL);

  origin = rst_store_load_origin (store, message, cancellable, error);
  if (origin == NULL || !grounds_load (&grounds, accounts, origin->account, cancellable, error))
    return NULL;
  return new_origin (g_steal_pointer (&origin), &grounds);
}

/* What a load hands to its lane. */
typedef struct
{
  RstAccounts *accounts;
  RstStore *store;
  gint64 message;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_object_unref (load->accounts);
  g_object_unref (load->store);
  g_free (load);
}

static void
load_work (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Load *load = task_data;
  GError *error = NULL;
  RstFetchOrigin *origin = rst_fetch_origin_load (load->accounts, load->store, load->message, cancellable, &error);

  if (origin != NULL)
    g_task_return_pointer (task, origin, (GDestroyNotify) rst_fetch_origin_free);
  else
    g_task_return_error (task, error);
}

/* On a lane of its own, which ends with it: it asks the store more than once. */
void
rst_fetch_origin_load_async (RstAccounts        *accounts,
                             RstStore           *store,
                             gint64              message,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_autoptr (RstLane) lane = NULL;
  GTask *task;
  Load *load;

  g_return_if_fail (RST_IS_ACCOUNTS (accounts));
  g_return_if_fail (RST_IS_STORE (store));

  load = g_new0 (Load, 1);
  load->accounts = g_object_ref (accounts);
  load->store = g_object_ref (store);
  load->message = message;
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, rst_fetch_origin_load_async);
  g_task_set_task_data (task, load, load_free);
  lane = rst_lane_new ("origin");
  rst_lane_push (lane, task, load_work);
}

RstFetchOrigin *
rst_fetch_origin_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, rst_fetch_origin_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Empties @origins. */
static void
tell (GPtrArray *origins, const Grounds *grounds, RstFetchOriginFunc func, gpointer user_data)
{
  gsize n_origins;
  g_autofree gpointer *stolen = g_ptr_array_steal (origins, &n_origins);

  for (gsize i = 0; i < n_origins; i++)
    {
      g_autoptr (RstFetchOrigin) origin = new_origin (stolen[i], grounds);

      func (origin, user_data);
    }
}

gboolean
rst_fetch_origin_foreach (RstAccounts         *accounts,
                          RstStore            *store,
                          const char          *account,
                          RstFetchOriginFunc   func,
                          gpointer             user_data,
                          GCancellable        *cancellable,
                          GError             **error)
{
  g_autoptr (RstLedgerEntry) after = NULL;
  g_auto (Grounds) grounds = { 0 };

  g_return_val_if_fail (RST_IS_ACCOUNTS (accounts), FALSE);
  g_return_val_if_fail (RST_IS_STORE (store), FALSE);
  g_return_val_if_fail (account != NULL, FALSE);

  if (!grounds_load (&grounds, accounts, account, cancellable, error))
    return FALSE;
  for (;;)
    {
      g_autoptr (GPtrArray) origins = rst_store_load_on_server (store, account, after, PIECE, cancellable, error);
      const RstOrigin *last;

      if (origins == NULL || origins->len == 0)
        return origins != NULL;
      last = origins->pdata[origins->len - 1];
      g_clear_pointer (&after, rst_ledger_entry_free);
      after = rst_ledger_entry_new (last->entry->unique_id, last->entry->ordinal, 0);
      tell (origins, &grounds, func, user_data);
    }
}
