/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-store-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/rst-error.h"
#include "base/rst-post.h"
#include "store/rst-schema.h"

/* At most so often is it looked whether another process wrote. */
#define MONITOR_INTERVAL_MS 300

enum
{
  SIGNAL_CHANGED,
  SIGNAL_INDEXED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RstStore, rst_store, G_TYPE_OBJECT)

static void
rst_store_finalize (GObject *object)
{
  RstStore *self = RST_STORE (object);

  if (self->notifier != NULL)
    g_source_destroy (self->notifier);
  g_clear_pointer (&self->notifier, g_source_unref);
  rst_store_stop_index (self);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);

  /* The lanes first: what is queued on them still uses the connections. */
  g_clear_object (&self->indexer);
  g_clear_object (&self->reader);
  g_clear_object (&self->writer);
  g_clear_pointer (&self->index_database, rst_database_free);
  g_clear_pointer (&self->read_database, rst_database_free);
  g_clear_pointer (&self->write_database, rst_database_free);
  g_free (self->folder);

  G_OBJECT_CLASS (rst_store_parent_class)->finalize (object);
}

static void
rst_store_class_init (RstStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rst_store_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  signals[SIGNAL_INDEXED] = g_signal_new ("indexed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
rst_store_init (RstStore *self)
{
  self->writer = rst_lane_new ("store-writer");
  self->reader = rst_lane_new ("store-reader");
  self->indexer = rst_lane_new ("store-index");
}

/* Sources and monitors outlive nothing: they know the store weakly. */
static GWeakRef *
weak_new (RstStore *self)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  return weak;
}

static void
weak_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
weak_free_closure (gpointer data, GClosure *closure)
{
  weak_free (data);
}

/* On the writer lane, whose own commits do not move its data version. */
static void
check_data_version (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  RstStore *self = source;
  gint64 version;

  g_atomic_int_set (&self->n_checks, 0);
  if (rst_database_get_int64 (self->write_database, "PRAGMA data_version", &version, NULL) &&
      version != self->data_version)
    {
      self->data_version = version;
      rst_store_note_commit (self);
    }
  g_task_return_boolean (task, TRUE);
}

static void
log_changed_cb (GFileMonitor       *monitor,
                GFile              *file,
                GFile              *other_file,
                GFileMonitorEvent   event,
                gpointer            user_data)
{
  g_autoptr (RstStore) self = g_weak_ref_get (user_data);

  if (self != NULL && g_atomic_int_compare_and_exchange (&self->n_checks, 0, 1))
    rst_lane_push (self->writer, g_task_new (self, NULL, NULL, NULL), check_data_version);
}

/* Every commit, of whatever process, writes to the log. */
static void
watch_log (RstStore *self)
{
  g_autofree char *path = rst_store_dup_path (self, "mail.db-wal");
  g_autoptr (GFile) file = g_file_new_for_path (path);

  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor == NULL)
    return;

  g_file_monitor_set_rate_limit (self->monitor, MONITOR_INTERVAL_MS);
  g_signal_connect_data (self->monitor,
                         "changed",
                         G_CALLBACK (log_changed_cb),
                         weak_new (self),
                         weak_free_closure,
                         0);
}

/* The first time it says only that there is a main loop: what needs one starts
 * now.
 */
static gboolean
notify_cb (gpointer user_data)
{
  g_autoptr (RstStore) self = g_weak_ref_get (user_data);

  if (self == NULL)
    return G_SOURCE_REMOVE;

  g_source_set_ready_time (self->notifier, -1);
  if (self->monitor == NULL)
    watch_log (self);
  for (int n = g_atomic_int_exchange (&self->n_commits, 0); n > 0; n--)
    {
      self->last_commit = g_get_monotonic_time ();
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    }
  rst_store_index_soon (self);
  return G_SOURCE_CONTINUE;
}

static gboolean
notifier_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  return callback (user_data);
}

static GSourceFuncs notifier_funcs = { .dispatch = notifier_dispatch };

/* A source that any thread can make ready. */
static void
start_notifier (RstStore *self, GMainContext *context)
{
  self->notifier = g_source_new (&notifier_funcs, sizeof (GSource));
  g_source_set_static_name (self->notifier, "RstStore::changed");
  g_source_set_callback (self->notifier, notify_cb, weak_new (self), weak_free);
  g_source_set_ready_time (self->notifier, 0);
  g_source_attach (self->notifier, context);
}

void
rst_store_note_commit (RstStore *self)
{
  g_assert (RST_IS_STORE (self));

  g_atomic_int_inc (&self->n_commits);
  rst_store_wake (self);
}

void
rst_store_wake (RstStore *self)
{
  g_source_set_ready_time (self->notifier, 0);
}

/* What the opening of a store is told. */
typedef struct
{
  RstStore *store;
  GMainContext *context;
  RstProgressFunc progress;
  gpointer progress_data;
} Open;

static Open *
open_new (const char *folder, RstProgressFunc progress, gpointer progress_data)
{
  Open *open = g_new0 (Open, 1);

  open->progress = progress;
  open->progress_data = progress_data;
  open->store = g_object_new (RST_TYPE_STORE, NULL);
  open->store->folder = g_canonicalize_filename (folder, NULL);
  open->context = g_main_context_ref_thread_default ();
  return open;
}

static void
open_free (Open *open)
{
  g_clear_object (&open->store);
  g_main_context_unref (open->context);
  g_free (open);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Open, open_free)

static gboolean
make_folder (const char *folder, GError **error)
{
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;

  g_set_error (error, RST_ERROR, RST_ERROR_CANNOT_CREATE,
               _("The folder “%s” could not be created: %s"), folder, g_strerror (errno));
  return FALSE;
}

static gboolean
open_store (Open             *open,
            RstProgressFunc   progress,
            gpointer          progress_data,
            GCancellable     *cancellable,
            GError          **error)
{
  RstStore *self = open->store;
  g_autofree char *path = rst_store_dup_path (self, "mail.db");

  if (!make_folder (self->folder, error))
    return FALSE;
  self->write_database = rst_schema_open_mail (path, progress, progress_data, cancellable, error);
  if (self->write_database == NULL)
    return FALSE;
  self->read_database = rst_schema_open_reader (path, error);
  if (self->read_database == NULL ||
      !rst_database_get_int64 (self->write_database, "PRAGMA data_version", &self->data_version, error))
    return FALSE;

  start_notifier (self, open->context);
  return TRUE;
}

static gboolean
open_in_lane (gpointer data, GCancellable *cancellable, GError **error)
{
  Open *open = data;

  return open_store (open, open->progress, open->progress_data, cancellable, error);
}

RstStore *
rst_store_open (const char *folder, GError **error)
{
  g_return_val_if_fail (folder != NULL, NULL);

  return rst_store_open_watched (folder, NULL, NULL, NULL, error);
}

RstStore *
rst_store_open_watched (const char       *folder,
                        RstProgressFunc   progress,
                        gpointer          progress_data,
                        GCancellable     *cancellable,
                        GError          **error)
{
  g_autoptr (Open) open = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  open = open_new (folder, progress, progress_data);
  if (!rst_lane_call (open->store->writer, open_in_lane, open, cancellable, error))
    {
      rst_error_adopt_file (error);
      return NULL;
    }
  return g_steal_pointer (&open->store);
}

/* What a lane says on its way to the main context. */
typedef struct
{
  RstProgressFunc func;
  gpointer user_data;
  guint64 done;
  guint64 total;
} Told;

static gboolean
tell_cb (gpointer user_data)
{
  const Told *told = user_data;

  told->func (told->done, told->total, told->user_data);
  return G_SOURCE_REMOVE;
}

static void
post_progress_cb (guint64 done, guint64 total, gpointer user_data)
{
  Open *open = user_data;
  Told *told = g_new (Told, 1);

  *told = (Told) { open->progress, open->progress_data, done, total };
  rst_post (open->context, tell_cb, told, g_free);
}

static void
open_task (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Open *open = task_data;
  GError *error = NULL;

  if (open_store (open, open->progress != NULL ? post_progress_cb : NULL, open, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&open->store), g_object_unref);
  else
    g_task_return_error (task, error);
}

void
rst_store_open_async (const char          *folder,
                      RstProgressFunc      progress,
                      gpointer             progress_data,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GTask *task;
  Open *open;

  g_return_if_fail (folder != NULL);

  open = open_new (folder, progress, progress_data);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, rst_store_open_async);
  g_task_set_task_data (task, open, (GDestroyNotify) open_free);
  rst_lane_push (open->store->writer, task, open_task);
}

RstStore *
rst_store_open_finish (GAsyncResult *result, GError **error)
{
  RstStore *self;

  g_return_val_if_fail (g_async_result_is_tagged (result, rst_store_open_async), NULL);

  self = g_task_propagate_pointer (G_TASK (result), error);
  rst_error_adopt_file (error);
  return self;
}

const char *
rst_store_get_folder (RstStore *self)
{
  g_return_val_if_fail (RST_IS_STORE (self), NULL);

  return self->folder;
}

char *
rst_store_dup_default_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "restante", NULL);
}

char *
rst_store_dup_path (RstStore *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

/* One operation on its way to a lane, for either face. */
typedef struct
{
  RstStore *store;
  const RstStoreOperation *operation;
  gpointer request;
  gpointer answer;
} Call;

static gboolean
run_call (gpointer data, GCancellable *cancellable, GError **error)
{
  Call *call = data;
  RstStore *self = call->store;

  /* A write is over in a moment and ends one way or the other. */
  if (rst_lane_is_current (self->reader))
    rst_database_set_cancellable (self->read_database, cancellable);
  call->answer = call->operation->func (self, call->request, cancellable, error);
  if (rst_lane_is_current (self->reader))
    rst_database_set_cancellable (self->read_database, NULL);
  return call->answer != NULL;
}

GArray *
rst_store_copy_ids (const gint64 *ids, gsize n_ids)
{
  GArray *copy = g_array_sized_new (FALSE, FALSE, sizeof (gint64), (guint) n_ids);

  g_array_append_vals (copy, ids, (guint) n_ids);
  return copy;
}

gpointer
rst_store_call (RstStore                 *self,
                RstLane                  *lane,
                const RstStoreOperation  *operation,
                gpointer                  request,
                GCancellable             *cancellable,
                GError                  **error)
{
  Call call = { .store = self, .operation = operation, .request = request };

  if (!rst_lane_call (lane, run_call, &call, cancellable, error))
    rst_error_adopt_file (error);
  return call.answer;
}

static void
call_free (gpointer data)
{
  Call *call = data;

  if (call->operation->request_free != NULL)
    call->operation->request_free (call->request);
  g_free (call);
}

static void
call_task (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Call *call = task_data;
  GError *error = NULL;

  if (run_call (call, cancellable, &error))
    g_task_return_pointer (task, call->answer, call->operation->answer_free);
  else
    g_task_return_error (task, error);
}

void
rst_store_call_async (RstStore                 *self,
                      RstLane                  *lane,
                      const RstStoreOperation  *operation,
                      gpointer                  request,
                      GCancellable             *cancellable,
                      GAsyncReadyCallback       callback,
                      gpointer                  user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  call->store = self;
  call->operation = operation;
  call->request = request;
  g_task_set_source_tag (task, (gpointer) operation);
  g_task_set_task_data (task, call, call_free);

  /* What was committed was committed, whoever lost interest meanwhile. */
  g_task_set_check_cancellable (task, lane != self->writer);
  rst_lane_push (lane, task, call_task);
}

gpointer
rst_store_call_finish (RstStore                 *self,
                       const RstStoreOperation  *operation,
                       GAsyncResult             *result,
                       GError                  **error)
{
  gpointer answer;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, (gpointer) operation), NULL);

  answer = g_task_propagate_pointer (G_TASK (result), error);
  rst_error_adopt_file (error);
  return answer;
}

gboolean
rst_store_take_answer (gpointer answer, gpointer value, gsize size)
{
  if (answer == NULL)
    return FALSE;

  memcpy (value, answer, size);
  g_free (answer);
  return TRUE;
}
