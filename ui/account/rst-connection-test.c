/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "account/rst-connection-test.h"

#include <glib/gi18n.h>

#include "account/rst-test-row.h"
#include "base/rst-error.h"
#include "doctor/rst-doctor.h"

struct _RstConnectionTest
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows; /* of RstTestRow, in the order of the hops */
  GCancellable *cancellable; /* of the test that runs, else NULL */
  RstDoctor *doctor;
};

G_DEFINE_FINAL_TYPE (RstConnectionTest, rst_connection_test, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The rows, named after the hop that decides them. */
static const struct
{
  const char *name;
  const char *title;
} rows[] = {
  { "connection", N_("Connection") },
  { "greeting", N_("Greeting") },
  { "stls", N_("Change to TLS") },
  { "login", N_("Login") },
  { "maildrop", N_("Mailbox") },
};

/* In which row a hop shows. The last of a row decides it; the others are seen
 * when they fail.
 */
static const struct
{
  const char *step;
  const char *row;
  gboolean decides;
} hops[] = {
  { "proxy", "connection", FALSE },
  { "dns-a", "connection", FALSE },
  { "dns-aaaa", "connection", FALSE },
  { "tcp-ipv4", "connection", FALSE },
  { "tcp-ipv6", "connection", FALSE },
  { "connect", "connection", TRUE },
  { "tls", "connection", TRUE },
  { "greeting", "greeting", TRUE },
  { "stls", "stls", TRUE },
  { "offers", "login", FALSE },
  { "login", "login", TRUE },
  { "uidl", "maildrop", TRUE },
};

/* What the look for a kept secret needs on its thread. */
typedef struct
{
  RstAccounts *accounts;
  RstAccount *account;
} Lookup;

static void
lookup_free (Lookup *lookup)
{
  g_object_unref (lookup->accounts);
  rst_account_free (lookup->account);
  g_free (lookup);
}

static void
clear_rows (RstConnectionTest *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
}

static void
add_rows (RstConnectionTest *self, RstSecurity security)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      RstTestRow *row;

      if (g_str_equal (rows[i].name, "stls") && security != RST_SECURITY_STLS)
        continue;

      row = rst_test_row_new (_(rows[i].title));
      gtk_widget_set_name (GTK_WIDGET (row), rows[i].name);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
      g_ptr_array_add (self->rows, row);
    }
  rst_test_row_set_state (self->rows->pdata[0], RST_TEST_RUNNING, NULL, NULL);
}

/* The place of the first row that was not decided. */
static guint
find_open_row (RstConnectionTest *self)
{
  guint i;

  for (i = 0; i < self->rows->len; i++)
    if (rst_test_row_get_state (self->rows->pdata[i]) <= RST_TEST_RUNNING)
      break;
  return i;
}

static guint
find_row (RstConnectionTest *self, const char *name)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (gtk_widget_get_name (self->rows->pdata[i]), name) == 0)
      return i;
  return find_open_row (self);
}

static void
skip_open_rows (RstConnectionTest *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (rst_test_row_get_state (self->rows->pdata[i]) <= RST_TEST_RUNNING)
      rst_test_row_set_state (self->rows->pdata[i], RST_TEST_SKIPPED, _("Not tried"), NULL);
}

static gboolean
has_failed_row (RstConnectionTest *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (rst_test_row_get_state (self->rows->pdata[i]) == RST_TEST_FAILED)
      return TRUE;
  return FALSE;
}

static void
show_step (RstConnectionTest *self, guint i, const RstDoctorStep *step)
{
  gboolean failed = step->verdict == RST_DOCTOR_FAILED;

  rst_test_row_set_state (self->rows->pdata[i], failed ? RST_TEST_FAILED : RST_TEST_PASSED,
                          step->detail, step->hint);
  if (!failed && i + 1 < self->rows->len)
    rst_test_row_set_state (self->rows->pdata[i + 1], RST_TEST_RUNNING, NULL, NULL);
}

static void
step_cb (RstConnectionTest *self, const RstDoctorStep *step, RstDoctor *doctor)
{
  gboolean failed = step->verdict == RST_DOCTOR_FAILED;

  if (doctor != self->doctor || step->verdict == RST_DOCTOR_SKIPPED || (failed && has_failed_row (self)))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (hops); i++)
    if (g_str_equal (hops[i].step, step->step) && (failed || hops[i].decides))
      {
        guint row = find_row (self, hops[i].row);

        if (row < self->rows->len)
          show_step (self, row, step);
      }
}

static void
finish (RstConnectionTest *self, guint row, const GError *error)
{
  g_clear_object (&self->cancellable);
  g_clear_object (&self->doctor);

  if (error != NULL && !has_failed_row (self) && row < self->rows->len)
    rst_test_row_set_state (self->rows->pdata[row], RST_TEST_FAILED,
                            error->message, rst_error_get_hint (error));
  skip_open_rows (self);
  g_signal_emit (self, signals[FINISHED], 0, error == NULL);
}

static void
run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstConnectionTest) self = user_data;
  g_autoptr (GError) error = NULL;

  rst_doctor_run_finish (RST_DOCTOR (source), result, &error);
  if (RST_DOCTOR (source) == self->doctor)
    finish (self, find_open_row (self), error);
}

static void
run_doctor (RstConnectionTest *self, const RstAccount *account, const RstCredentials *credentials)
{
  self->doctor = rst_doctor_new (account, credentials);
  g_signal_connect_object (self->doctor, "step", G_CALLBACK (step_cb), self, G_CONNECT_SWAPPED);
  rst_doctor_run_async (self->doctor, self->cancellable, run_cb, g_object_ref (self));
}

static void
lookup_work (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Lookup *lookup = task_data;
  GError *error = NULL;
  RstCredentials *credentials = rst_accounts_dup_credentials (lookup->accounts, lookup->account, cancellable, &error);

  if (credentials != NULL)
    g_task_return_pointer (task, credentials, (GDestroyNotify) rst_credentials_free);
  else
    g_task_return_error (task, error);
}

static void
lookup_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RstConnectionTest *self = RST_CONNECTION_TEST (source);
  Lookup *lookup = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (RstCredentials) credentials = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_task_get_cancellable (G_TASK (result)) == self->cancellable)
    {
      if (credentials != NULL)
        run_doctor (self, lookup->account, credentials);
      else
        finish (self, find_row (self, "login"), error);
    }
}

/* GLib's thread and not a lane: a lane waits for its work when it goes away, a
 * keyring waits for a person, and closing the dialog must wait for nobody.
 */
static void
look_for_credentials (RstConnectionTest *self, RstAccounts *accounts, const RstAccount *account)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, lookup_cb, NULL);
  Lookup *lookup = g_new (Lookup, 1);

  lookup->accounts = g_object_ref (accounts);
  lookup->account = rst_account_copy (account);
  g_task_set_source_tag (task, look_for_credentials);
  g_task_set_task_data (task, lookup, (GDestroyNotify) lookup_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, lookup_work);
}

static void
rst_connection_test_dispose (GObject *object)
{
  RstConnectionTest *self = RST_CONNECTION_TEST (object);

  rst_connection_test_stop (self);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), RST_TYPE_CONNECTION_TEST);

  G_OBJECT_CLASS (rst_connection_test_parent_class)->dispose (object);
}

static void
rst_connection_test_class_init (RstConnectionTestClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_connection_test_dispose;

  signals[FINISHED] = g_signal_new ("finished", RST_TYPE_CONNECTION_TEST, G_SIGNAL_RUN_LAST,
                                    0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/restante_mail/Restante/account/rst-connection-test.ui");
}

static void
rst_connection_test_init (RstConnectionTest *self)
{
  self->rows = g_ptr_array_new ();
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
  add_rows (self, account->endpoint->security);

  self->cancellable = g_cancellable_new ();
  if (password != NULL)
    {
      g_autoptr (RstCredentials) credentials = rst_credentials_new (account->user, RST_SECRET_PASSWORD, password);

      run_doctor (self, account, credentials);
    }
  else
    look_for_credentials (self, accounts, account);
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
  skip_open_rows (self);
}

gboolean
rst_connection_test_is_running (RstConnectionTest *self)
{
  g_return_val_if_fail (RST_IS_CONNECTION_TEST (self), FALSE);

  return self->cancellable != NULL;
}
