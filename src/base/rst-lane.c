/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/rst-lane.h"

struct _RstLane
{
  GObject parent_instance;

  char *name;
  GThreadPool *pool;
  GThread *thread; /* written by the lane's thread, compared by any */
};

G_DEFINE_FINAL_TYPE (RstLane, rst_lane, G_TYPE_OBJECT)

/* One queued piece of work: either a task's or a waiting caller's. */
typedef struct
{
  RstLane *lane; /* held for a task, whose source may let go of it before */
  GTask *task;
  GTaskThreadFunc task_func;

  RstLaneFunc func;
  gpointer data;
  GCancellable *cancellable;
  GError **error;
  gboolean result;
  gboolean done;
} Job;

static GMutex done_mutex;
static GCond done_cond;

static void
run_task (Job *job)
{
  g_autoptr (RstLane) lane = job->lane;
  g_autoptr (GTask) task = job->task;

  if (!g_task_return_error_if_cancelled (task))
    job->task_func (task,
                    g_task_get_source_object (task),
                    g_task_get_task_data (task),
                    g_task_get_cancellable (task));
  g_free (job);
}

static void
run_call (Job *job)
{
  job->result = !g_cancellable_set_error_if_cancelled (job->cancellable, job->error) &&
                job->func (job->data, job->cancellable, job->error);

  g_mutex_lock (&done_mutex);
  job->done = TRUE;
  g_cond_broadcast (&done_cond);
  g_mutex_unlock (&done_mutex);
}

static void
run_job_cb (gpointer item, gpointer user_data)
{
  RstLane *self = user_data;
  Job *job = item;

  g_atomic_pointer_set (&self->thread, g_thread_self ());
  if (job->task != NULL)
    run_task (job);
  else
    run_call (job);
}

static void
rst_lane_finalize (GObject *object)
{
  RstLane *self = RST_LANE (object);

  /* A task may hold the last reference to the lane it runs on; a thread cannot
   * wait for itself.
   */
  g_thread_pool_free (self->pool, FALSE, !rst_lane_is_current (self));
  g_free (self->name);

  G_OBJECT_CLASS (rst_lane_parent_class)->finalize (object);
}

static void
rst_lane_class_init (RstLaneClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rst_lane_finalize;

  /* GIO looks for its modules when they are first needed. With GLib 2.84 and
   * libproxy, one thread that needs the files and another that needs the proxy
   * first wait for each other for ever; so the files come before any thread.
   */
  g_vfs_get_default ();
}

static void
rst_lane_init (RstLane *self)
{
  /* An exclusive pool of one: its thread starts now and is nobody else's. */
  self->pool = g_thread_pool_new (run_job_cb, self, 1, TRUE, NULL);
}

RstLane *
rst_lane_new (const char *name)
{
  RstLane *self = g_object_new (RST_TYPE_LANE, NULL);

  self->name = g_strdup (name);
  return self;
}

void
rst_lane_push (RstLane *self, GTask *task, GTaskThreadFunc func)
{
  Job *job;

  g_return_if_fail (RST_IS_LANE (self));
  g_return_if_fail (G_IS_TASK (task));

  job = g_new0 (Job, 1);
  job->lane = g_object_ref (self);
  job->task = task;
  job->task_func = func;
  g_thread_pool_push (self->pool, job, NULL);
}

gboolean
rst_lane_call (RstLane       *self,
               RstLaneFunc    func,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  Job job = { .func = func, .data = data, .cancellable = cancellable, .error = error };

  g_return_val_if_fail (RST_IS_LANE (self), FALSE);

  if (rst_lane_is_current (self))
    return func (data, cancellable, error);

  g_thread_pool_push (self->pool, &job, NULL);
  g_mutex_lock (&done_mutex);
  while (!job.done)
    g_cond_wait (&done_cond, &done_mutex);
  g_mutex_unlock (&done_mutex);
  return job.result;
}

static gboolean
do_nothing (gpointer data, GCancellable *cancellable, GError **error)
{
  return TRUE;
}

void
rst_lane_flush (RstLane *self)
{
  g_return_if_fail (RST_IS_LANE (self));

  rst_lane_call (self, do_nothing, NULL, NULL, NULL);
}

gboolean
rst_lane_is_current (RstLane *self)
{
  g_return_val_if_fail (RST_IS_LANE (self), FALSE);

  return g_atomic_pointer_get (&self->thread) == g_thread_self ();
}
