/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "doctor/rst-doctor.h"

#include <glib/gi18n-lib.h>

#include "accounts/rst-secrets.h"
#include "accounts/rst-sign-in.h"
#include "base/rst-error.h"
#include "base/rst-lane.h"
#include "base/rst-post.h"

struct _RstDoctor
{
  GObject parent_instance;

  RstAccount *account;
  char *password;
  RstLane *lane;
  GMainContext *context;
  const char *hop; /* being tried; the lane's */
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
  RstDoctorStep step;
} Verdict;

static void
verdict_free (gpointer data)
{
  Verdict *verdict = data;

  g_object_unref (verdict->doctor);
  g_free (verdict->step.step);
  g_free (verdict->step.detail);
  g_free (verdict->step.hint);
  g_free (verdict);
}

static gboolean
emit_step_cb (gpointer user_data)
{
  Verdict *verdict = user_data;

  g_signal_emit (verdict->doctor, signals[STEP], 0, &verdict->step);
  return G_SOURCE_REMOVE;
}

static void
tell (RstDoctor *self, gboolean ok, const char *detail, const char *hint)
{
  Verdict *verdict = g_new (Verdict, 1);

  *verdict = (Verdict) {
    g_object_ref (self),
    { g_strdup (self->hop), ok, g_strdup (detail), g_strdup (hint) },
  };
  rst_post (self->context, emit_step_cb, verdict, verdict_free);
}

static void
rst_doctor_finalize (GObject *object)
{
  RstDoctor *self = RST_DOCTOR (object);

  g_clear_object (&self->lane);
  g_clear_pointer (&self->account, rst_account_free);
  g_clear_pointer (&self->password, rst_password_free);
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
  self->context = g_main_context_ref_thread_default ();
}

RstDoctor *
rst_doctor_new (const RstAccount *account, const char *password)
{
  RstDoctor *self;

  g_return_val_if_fail (account != NULL, NULL);
  g_return_val_if_fail (password != NULL, NULL);

  self = g_object_new (RST_TYPE_DOCTOR, NULL);
  self->account = rst_account_copy (account);
  self->password = g_strdup (password);
  return self;
}

static const char *
name_of_hop_after (RstDoctor *self, RstSignInStep step)
{
  switch (step)
    {
    case RST_SIGN_IN_CONNECT:
      return "greeting";
    case RST_SIGN_IN_GREETING:
      return self->account->endpoint->security == RST_SECURITY_STLS ? "stls" : "login";
    case RST_SIGN_IN_STLS:
      return "login";
    case RST_SIGN_IN_LOGIN:
    default:
      return "maildrop";
    }
}

static void
signed_in_step_cb (RstSignInStep step, RstPop3Session *session, const char *detail, gpointer user_data)
{
  RstDoctor *self = user_data;

  tell (self, TRUE, detail, NULL);
  self->hop = name_of_hop_after (self, step);
}

static gboolean
look_into_maildrop (RstDoctor *self, RstPop3Session *session, GCancellable *cancellable, GError **error)
{
  g_autofree char *detail = NULL;
  g_autofree char *size = NULL;
  guint64 octets;
  guint count;

  if (!rst_pop3_session_stat (session, &count, &octets, cancellable, error) ||
      !rst_pop3_session_quit (session, cancellable, error))
    return FALSE;

  size = g_format_size (octets);
  detail = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%u message (%s) is waiting there",
                                         "%u messages (%s) are waiting there", count),
                            count, size);
  tell (self, TRUE, detail, NULL);
  return TRUE;
}

gboolean
rst_doctor_run (RstDoctor *self, GCancellable *cancellable, GError **error)
{
  RstSignIn request = { .account = self->account, .step = signed_in_step_cb, .user_data = self };
  g_autoptr (RstCredentials) credentials = NULL;
  g_autoptr (RstPop3Session) session = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (RST_IS_DOCTOR (self), FALSE);

  self->hop = "connect";
  credentials = rst_credentials_new (self->account->user, RST_SECRET_PASSWORD, self->password);
  request.credentials = credentials;
  session = rst_sign_in (&request, cancellable, &local_error);
  if (session != NULL && look_into_maildrop (self, session, cancellable, &local_error))
    return TRUE;

  tell (self, FALSE, local_error->message, rst_error_get_hint (local_error));
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
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
