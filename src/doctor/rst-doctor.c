/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "doctor/rst-doctor.h"

#include <glib/gi18n-lib.h>

#include "base/rst-lane.h"
#include "base/rst-post.h"
#include "doctor/rst-examination.h"

struct _RstDoctor
{
  GObject parent_instance;

  RstAccount *account;
  RstCredentials *credentials;
  RstAccountState *state;
  RstPop3Log *log;
  RstLane *lane;
  GMainContext *context;

  /* The lane's, until the examination is over. */
  GPtrArray *steps;
  GError *error;
};

G_DEFINE_FINAL_TYPE (RstDoctor, rst_doctor, G_TYPE_OBJECT)

enum
{
  STEP,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A verdict on its way to the main loop. */
typedef struct
{
  RstDoctor *doctor;
  RstDoctorStep *step;
} Verdict;

static void
verdict_free (gpointer data)
{
  Verdict *verdict = data;

  g_object_unref (verdict->doctor);
  rst_doctor_step_free (verdict->step);
  g_free (verdict);
}

static gboolean
emit_step_cb (gpointer user_data)
{
  Verdict *verdict = user_data;

  g_signal_emit (verdict->doctor, signals[STEP], 0, verdict->step);
  return G_SOURCE_REMOVE;
}

static void
tell_cb (const RstDoctorStep *step, gpointer user_data)
{
  RstDoctor *self = user_data;
  Verdict *verdict = g_new (Verdict, 1);

  verdict->doctor = g_object_ref (self);
  verdict->step = rst_doctor_step_copy (step);
  rst_post (self->context, emit_step_cb, verdict, verdict_free);
}

static void
rst_doctor_finalize (GObject *object)
{
  RstDoctor *self = RST_DOCTOR (object);

  g_clear_object (&self->lane);
  g_clear_pointer (&self->account, rst_account_free);
  g_clear_pointer (&self->credentials, rst_credentials_free);
  g_clear_pointer (&self->state, rst_account_state_free);
  g_clear_pointer (&self->log, rst_pop3_log_unref);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_main_context_unref (self->context);

  G_OBJECT_CLASS (rst_doctor_parent_class)->finalize (object);
}

static void
rst_doctor_class_init (RstDoctorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rst_doctor_finalize;

  signals[STEP] = g_signal_new ("step", RST_TYPE_DOCTOR, G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
rst_doctor_init (RstDoctor *self)
{
  self->lane = rst_lane_new ("doctor");
  self->log = rst_pop3_log_new ();
  self->context = g_main_context_ref_thread_default ();
}

RstDoctor *
rst_doctor_new (const RstAccount *account, const RstCredentials *credentials)
{
  RstDoctor *self;

  g_return_val_if_fail (account != NULL && account->endpoint != NULL, NULL);

  self = g_object_new (RST_TYPE_DOCTOR, NULL);
  self->account = rst_account_copy (account);
  self->state = rst_account_state_new ();
  if (credentials != NULL)
    self->credentials = rst_credentials_new (credentials->user, credentials->kind, credentials->secret);
  return self;
}

void
rst_doctor_take_state (RstDoctor *self, RstAccountState *state)
{
  g_return_if_fail (RST_IS_DOCTOR (self));
  g_return_if_fail (state != NULL);

  rst_account_state_free (self->state);
  self->state = state;
}

RstPop3Log *
rst_doctor_get_log (RstDoctor *self)
{
  g_return_val_if_fail (RST_IS_DOCTOR (self), NULL);

  return self->log;
}

/* Whether it has to be gone through again, without pipelining. */
static gboolean
examine_server (RstExamination *examination)
{
  g_autoptr (RstPop3Session) session = rst_examine_session (examination);

  if (session == NULL)
    return FALSE;
  if (examination->credentials != NULL)
    return !rst_examine_maildrop (examination, session);
  rst_pop3_session_quit (session, examination->cancellable, NULL);
  return FALSE;
}

static void
examine (RstExamination *examination)
{
  if (!rst_examine_way (examination))
    return;

  examination->state->no_pipelining = FALSE;
  if (examine_server (examination))
    {
      examination->state->no_pipelining = TRUE;
      examine_server (examination);
    }
}

gboolean
rst_doctor_run (RstDoctor *self, GCancellable *cancellable, GError **error)
{
  RstExamination examination;

  g_return_val_if_fail (RST_IS_DOCTOR (self), FALSE);
  g_return_val_if_fail (self->steps == NULL, FALSE);

  rst_examination_init (&examination, self->account, self->credentials, self->state, self->log, cancellable);
  examination.tell = tell_cb;
  examination.user_data = self;
  examine (&examination);
  rst_examination_skip_rest (&examination);

  self->steps = g_ptr_array_ref (examination.steps);
  self->error = g_steal_pointer (&examination.error);
  rst_examination_clear (&examination);
  if (self->error != NULL)
    g_propagate_error (error, g_error_copy (self->error));
  return self->error == NULL;
}

static void
run_work (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (rst_doctor_run (source, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
rst_doctor_run_async (RstDoctor          *self,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (RST_IS_DOCTOR (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, rst_doctor_run_async);
  rst_lane_push (self->lane, task, run_work);
}

gboolean
rst_doctor_run_finish (RstDoctor *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

GPtrArray *
rst_doctor_get_steps (RstDoctor *self)
{
  g_return_val_if_fail (RST_IS_DOCTOR (self), NULL);
  g_return_val_if_fail (self->steps != NULL, NULL);

  return self->steps;
}

static const RstDoctorStep *
find_warning (RstDoctor *self)
{
  for (guint i = 0; i < self->steps->len; i++)
    {
      const RstDoctorStep *step = self->steps->pdata[i];

      if (step->verdict == RST_DOCTOR_WARNING)
        return step;
    }
  return NULL;
}

char *
rst_doctor_dup_summary (RstDoctor *self)
{
  const RstDoctorStep *warning;

  g_return_val_if_fail (RST_IS_DOCTOR (self), NULL);
  g_return_val_if_fail (self->steps != NULL, NULL);

  if (self->error != NULL)
    return g_strdup (self->error->message);
  if (self->credentials == NULL)
    return g_strdup (_("All up to the login works; the login was not tried, because there is no password"));
  warning = find_warning (self);
  if (warning != NULL)
    return g_strdup_printf (_("Mail can be fetched, but there is something to know: %s"), warning->detail);
  return g_strdup (_("Everything works"));
}
