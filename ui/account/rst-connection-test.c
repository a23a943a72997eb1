/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "account/rst-connection-test.h"

#include "account/rst-test-row.h"
#include "accounts/rst-report.h"
#include "base/rst-error.h"
#include "doctor/rst-doctor.h"
#include "rst-error-text.h"

struct _RstConnectionTest
{
  AdwPreferencesGroup parent_instance;

  GtkSpinner *spinner;

  GPtrArray *rows; /* of RstTestRow, in the order of the hops */
  GCancellable *cancellable; /* of the test that runs, else NULL */
  RstDoctor *doctor;
  GString *report; /* on the account and each hop so far */
};

G_DEFINE_FINAL_TYPE (RstConnectionTest, rst_connection_test, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  GROWN,
  FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What is looked up on a thread before the doctor can begin, and the answer. */
typedef struct
{
  RstAccounts *accounts;
  RstAccount *account;
  RstSecret *password; /* as typed, or NULL */

  RstCredentials *credentials;
  RstAccountState *state;
} Lookup;

static void
lookup_free (Lookup *lookup)
{
  g_object_unref (lookup->accounts);
  rst_account_free (lookup->account);
  rst_secret_free (lookup->password);
  rst_credentials_free (lookup->credentials);
  rst_account_state_free (lookup->state);
  g_free (lookup);
}

/* The report is for whoever helps and, but for what the doctor says, not
 * translated.
 */
static void
report_step (RstConnectionTest *self, const RstDoctorStep *step)
{
  g_string_append_printf (self->report, "%s %.2f s %s: %s\n",
                          rst_doctor_verdict_get_name (step->verdict), step->seconds,
                          step->step, step->detail);
  for (char **line = step->lines; line != NULL && *line != NULL; line++)
    g_string_append_printf (self->report, "    %s\n", *line);
  if (step->hint != NULL)
    g_string_append_printf (self->report, "    %s\n", step->hint);
}

static void
begin_report (RstConnectionTest *self, const RstAccount *account)
{
  g_autofree char *settings = rst_report_dup_text (account, NULL, NULL, NULL);

  g_string_assign (self->report, settings);
}

static void
clear_rows (RstConnectionTest *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
}

static void
add_step (RstConnectionTest *self, const RstDoctorStep *step)
{
  GtkWidget *row = rst_test_row_new (step);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
  report_step (self, step);
  g_signal_emit (self, signals[GROWN], 0);
}

static void
step_cb (RstConnectionTest *self, const RstDoctorStep *step, RstDoctor *doctor)
{
  if (doctor == self->doctor)
    add_step (self, step);
}

static void
show_running (RstConnectionTest *self)
{
  gboolean is_running = self->cancellable != NULL;

  gtk_spinner_set_spinning (self->spinner, is_running);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_running);
}

static void
finish (RstConnectionTest *self)
{
  g_clear_object (&self->cancellable);
  g_clear_object (&self->doctor);
  show_running (self);
  g_signal_emit (self, signals[FINISHED], 0);
}

static void
run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstConnectionTest) self = user_data;
  g_autoptr (GError) error = NULL;

  rst_doctor_run_finish (RST_DOCTOR (source), result, &error);
  if (RST_DOCTOR (source) != self->doctor)
    return;
  if (error != NULL)
    g_string_append_printf (self->report, "Error: %s\n", rst_error_get_code (error));
  finish (self);
}

static void
run_doctor (RstConnectionTest *self, Lookup *lookup)
{
  self->doctor = rst_doctor_new (lookup->account, lookup->credentials);
  if (lookup->state != NULL)
    rst_doctor_take_state (self->doctor, g_steal_pointer (&lookup->state));
  g_signal_connect_object (self->doctor, "step", G_CALLBACK (step_cb), self, G_CONNECT_SWAPPED);
  rst_doctor_run_async (self->doctor, self->cancellable, run_cb, g_object_ref (self));
}

/* Without its secret the doctor does not begin. */
static void
fail_lookup (RstConnectionTest *self, const GError *error)
{
  const RstDoctorStep step = {
    .step = (char *) "login",
    .verdict = RST_DOCTOR_FAILED,
    .detail = error->message,
    .hint = (char *) rst_error_text_get_hint (error),
  };

  add_step (self, &step);
  finish (self);
}

/* Whether what was learned of a server holds for the settings in the form. */
static gboolean
is_same_login (const RstAccount *one, const RstAccount *other)
{
  return g_ascii_strcasecmp (one->endpoint->host, other->endpoint->host) == 0 &&
         one->endpoint->port == other->endpoint->port &&
         one->endpoint->security == other->endpoint->security &&
         g_strcmp0 (one->endpoint->client_certificate, other->endpoint->client_certificate) == 0 &&
         g_str_equal (one->user, other->user) &&
         one->auth == other->auth;
}

static RstAccountState *
load_state (Lookup *lookup, GCancellable *cancellable)
{
  g_autoptr (RstAccount) stored = rst_accounts_lookup (lookup->accounts, lookup->account->id, cancellable, NULL);

  if (stored == NULL || !is_same_login (stored, lookup->account))
    return NULL;
  return rst_accounts_load_state (lookup->accounts, stored, cancellable, NULL);
}

static void
lookup_work (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Lookup *lookup = task_data;
  const RstAccount *account = lookup->account;
  GError *error = NULL;

  if (lookup->password != NULL && account->auth != rst_pop3_auth_from_sasl (RST_SASL_EXTERNAL))
    lookup->credentials = rst_credentials_new (account->user, RST_SECRET_PASSWORD, lookup->password);
  else
    lookup->credentials = rst_accounts_dup_credentials (lookup->accounts, account, cancellable, &error);
  if (lookup->credentials == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  lookup->state = load_state (lookup, cancellable);
  g_task_return_boolean (task, TRUE);
}

static void
lookup_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RstConnectionTest *self = RST_CONNECTION_TEST (source);
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  if (error == NULL)
    run_doctor (self, g_task_get_task_data (G_TASK (result)));
  else
    fail_lookup (self, error);
}

/* GLib's thread and not a lane: a lane waits for its work when it goes away, a
 * keyring waits for a person, and closing the dialog must wait for nobody.
 */
static void
look_up (RstConnectionTest *self, RstAccounts *accounts, const RstAccount *account, const char *password)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, lookup_cb, NULL);
  Lookup *lookup = g_new0 (Lookup, 1);

  lookup->accounts = g_object_ref (accounts);
  lookup->account = rst_account_copy (account);
  lookup->password = g_strdup (password);
  g_task_set_source_tag (task, look_up);
  g_task_set_task_data (task, lookup, (GDestroyNotify) lookup_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, lookup_work);
}

static void
rst_connection_test_dispose (GObject *object)
{
  RstConnectionTest *self = RST_CONNECTION_TEST (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->doctor);
  gtk_widget_dispose_template (GTK_WIDGET (object), RST_TYPE_CONNECTION_TEST);

  G_OBJECT_CLASS (rst_connection_test_parent_class)->dispose (object);
}

static void
rst_connection_test_finalize (GObject *object)
{
  RstConnectionTest *self = RST_CONNECTION_TEST (object);

  g_ptr_array_unref (self->rows);
  g_string_free (self->report, TRUE);

  G_OBJECT_CLASS (rst_connection_test_parent_class)->finalize (object);
}

static void
rst_connection_test_class_init (RstConnectionTestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rst_connection_test_dispose;
  object_class->finalize = rst_connection_test_finalize;

  signals[GROWN] = g_signal_new ("grown", RST_TYPE_CONNECTION_TEST, G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FINISHED] = g_signal_new ("finished", RST_TYPE_CONNECTION_TEST, G_SIGNAL_RUN_LAST,
                                    0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/restante_mail/Restante/account/rst-connection-test.ui");
  gtk_widget_class_bind_template_child (widget_class, RstConnectionTest, spinner);
}

static void
rst_connection_test_init (RstConnectionTest *self)
{
  self->rows = g_ptr_array_new ();
  self->report = g_string_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rst_connection_test_start (RstConnectionTest *self,
                           RstAccounts       *accounts,
                           const RstAccount  *account,
                           const char        *password)
{
  g_return_if_fail (RST_IS_CONNECTION_TEST (self));
  g_return_if_fail (RST_IS_ACCOUNTS (accounts));
  g_return_if_fail (account != NULL && account->endpoint != NULL);

  rst_connection_test_stop (self);
  clear_rows (self);
  begin_report (self, account);

  self->cancellable = g_cancellable_new ();
  show_running (self);
  look_up (self, accounts, account, password);
}

void
rst_connection_test_stop (RstConnectionTest *self)
{
  g_return_if_fail (RST_IS_CONNECTION_TEST (self));

  if (self->cancellable == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->doctor);
  show_running (self);
}

RstDoctorVerdict
rst_connection_test_get_verdict (RstConnectionTest *self, GtkWidget **row)
{
  static const RstDoctorVerdict worst_first[] = { RST_DOCTOR_FAILED, RST_DOCTOR_WARNING };

  g_return_val_if_fail (RST_IS_CONNECTION_TEST (self), RST_DOCTOR_FAILED);

  for (guint i = 0; i < G_N_ELEMENTS (worst_first); i++)
    for (guint j = 0; j < self->rows->len; j++)
      if (rst_test_row_get_verdict (self->rows->pdata[j]) == worst_first[i])
        {
          if (row != NULL)
            *row = self->rows->pdata[j];
          return worst_first[i];
        }
  if (row != NULL)
    *row = NULL;
  return RST_DOCTOR_OK;
}

const char *
rst_connection_test_get_report (RstConnectionTest *self)
{
  g_return_val_if_fail (RST_IS_CONNECTION_TEST (self), NULL);

  return self->report->str;
}

gboolean
rst_connection_test_is_running (RstConnectionTest *self)
{
  g_return_val_if_fail (RST_IS_CONNECTION_TEST (self), FALSE);

  return self->cancellable != NULL;
}
