/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-run.h"

#include "base/rst-lane.h"
#include "base/rst-post.h"
#include "fetch/rst-fetch-lock.h"
#include "fetch/rst-fetch-pass.h"

/* A bar that moves more often than this costs more than it shows. */
#define PROGRESS_INTERVAL (G_USEC_PER_SEC / 10)

struct _RstFetchRun
{
  GObject parent_instance;

  RstAccounts *accounts;
  RstStore *store;
  RstAccount *account;
  RstLane *lane;
  GMainContext *context;

  /* The lane's while it runs, the caller's afterwards. */
  RstFetchResult result;
  char *warning;
  gint64 told;
};

G_DEFINE_FINAL_TYPE (RstFetchRun, rst_fetch_run, G_TYPE_OBJECT)

enum
{
  PROGRESS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
rst_fetch_run_finalize (GObject *object)
{
  RstFetchRun *self = RST_FETCH_RUN (object);

  g_clear_object (&self->lane);
  g_clear_object (&self->accounts);
  g_clear_object (&self->store);
  g_clear_pointer (&self->account, rst_account_free);
  g_free (self->warning);
  g_main_context_unref (self->context);

  G_OBJECT_CLASS (rst_fetch_run_parent_class)->finalize (object);
}

static void
rst_fetch_run_class_init (RstFetchRunClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rst_fetch_run_finalize;

  signals[PROGRESS] = g_signal_new ("progress", RST_TYPE_FETCH_RUN, G_SIGNAL_RUN_LAST,
                                    0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
rst_fetch_run_init (RstFetchRun *self)
{
  self->lane = rst_lane_new ("fetch");
  self->context = g_main_context_ref_thread_default ();
}

RstFetchRun *
rst_fetch_run_new (RstAccounts *accounts, RstStore *store, const RstAccount *account)
{
  RstFetchRun *self;

  g_return_val_if_fail (RST_IS_ACCOUNTS (accounts), NULL);
  g_return_val_if_fail (RST_IS_STORE (store), NULL);
  g_return_val_if_fail (account != NULL, NULL);

  self = g_object_new (RST_TYPE_FETCH_RUN, NULL);
  self->accounts = g_object_ref (accounts);
  self->store = g_object_ref (store);
  self->account = rst_account_copy (account);
  return self;
}

const RstAccount *
rst_fetch_run_get_account (RstFetchRun *self)
{
  g_return_val_if_fail (RST_IS_FETCH_RUN (self), NULL);

  return self->account;
}

const RstFetchResult *
rst_fetch_run_get_result (RstFetchRun *self)
{
  g_return_val_if_fail (RST_IS_FETCH_RUN (self), NULL);

  return &self->result;
}

const char *
rst_fetch_run_get_warning (RstFetchRun *self)
{
  g_return_val_if_fail (RST_IS_FETCH_RUN (self), NULL);

  return self->warning;
}

/* Progress */

typedef struct
{
  RstFetchRun *run;
  guint done;
  guint total;
} Progress;

static void
progress_free (gpointer data)
{
  Progress *progress = data;

  g_object_unref (progress->run);
  g_free (progress);
}

static gboolean
emit_progress_cb (gpointer user_data)
{
  Progress *progress = user_data;

  g_signal_emit (progress->run, signals[PROGRESS], 0, progress->done, progress->total);
  return G_SOURCE_REMOVE;
}

static void
progress_cb (guint done, guint total, gpointer user_data)
{
  RstFetchRun *self = user_data;
  Progress *progress;
  gint64 now = g_get_monotonic_time ();

  if (done < total && now - self->told < PROGRESS_INTERVAL)
    return;

  self->told = now;
  progress = g_new (Progress, 1);
  *progress = (Progress) { g_object_ref (self), done, total };
  rst_post (self->context, emit_progress_cb, progress, progress_free);
}

gboolean
rst_fetch_run_start (RstFetchRun *self, GCancellable *cancellable, GError **error)
{
  gint64 begin = g_get_monotonic_time ();
  RstFetchPass pass;
  gboolean finished;
  int lock;

  g_return_val_if_fail (RST_IS_FETCH_RUN (self), FALSE);

  pass = (RstFetchPass) {
    .accounts = self->accounts,
    .store = self->store,
    .account = self->account,
    .result = &self->result,
    .warning = &self->warning,
    .progress = progress_cb,
    .user_data = self,
  };
  lock = rst_fetch_lock_take (rst_store_get_folder (self->store), self->account->id, error);
  if (lock == -1)
    return FALSE;

  finished = rst_fetch_pass_run (&pass, cancellable, error);
  rst_fetch_lock_release (lock);
  self->result.seconds = (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC;
  return finished;
}

static void
start_work (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (rst_fetch_run_start (source, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
rst_fetch_run_start_async (RstFetchRun        *self,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (RST_IS_FETCH_RUN (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, rst_fetch_run_start_async);
  /* The pass says itself what was stopped, and what it did until then. */
  g_task_set_check_cancellable (task, FALSE);
  rst_lane_push (self->lane, task, start_work);
}

gboolean
rst_fetch_run_start_finish (RstFetchRun *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  /* A program that ends now must not leave the store to the lane's thread. */
  rst_lane_flush (self->lane);
  return g_task_propagate_boolean (G_TASK (result), error);
}
