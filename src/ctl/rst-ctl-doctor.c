/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>
#include <sysexits.h>

#include "accounts/rst-json.h"
#include "accounts/rst-secrets.h"
#include "base/rst-error.h"
#include "base/rst-text.h"
#include "ctl/rst-ctl-account-options.h"
#include "ctl/rst-ctl-output.h"
#include "ctl/rst-ctl.h"
#include "doctor/rst-doctor.h"

/* An account that is only tried has no name; this one stands for it. */
#define ANONYMOUS "doctor"

/* How wide the columns of verdicts and titles are, in characters. */
#define VERDICT_WIDTH 9
#define TITLE_WIDTH 18

/* One examination. */
typedef struct
{
  RstCtl *ctl;
  GMainLoop *loop;
  GCancellable *cancellable;
  GError *error;
} Visit;

static const char *
get_word (RstDoctorVerdict verdict)
{
  switch (verdict)
    {
    case RST_DOCTOR_OK:
      return _("ok");
    case RST_DOCTOR_WARNING:
      return _("warning");
    case RST_DOCTOR_FAILED:
      return _("FAILED");
    case RST_DOCTOR_SKIPPED:
    default:
      return "–";
    }
}

/* printf() counts octets, a terminal shows characters. */
static void
print_column (const char *text, glong width)
{
  glong length = g_utf8_strlen (text, -1);

  g_print ("%s%*s", text, (int) MAX (width - length, 1), "");
}

static void
print_more (const char *text)
{
  g_autofree char *printable = rst_text_dup_printable (text, -1);

  g_print ("%*s%s\n", VERDICT_WIDTH + TITLE_WIDTH + 9, "", printable);
}

static void
print_step (const RstDoctorStep *step)
{
  g_autofree char *detail = rst_text_dup_printable (step->detail, -1);

  print_column (get_word (step->verdict), VERDICT_WIDTH);
  print_column (rst_doctor_step_get_title (step->step), TITLE_WIDTH);
  if (step->verdict == RST_DOCTOR_SKIPPED)
    g_print ("%9s%s\n", "", detail);
  else
    g_print ("%6.2f s %s\n", step->seconds, detail);
  for (char **line = step->lines; *line != NULL; line++)
    print_more (*line);
  if (step->hint != NULL)
    print_more (step->hint);
}

static void
step_cb (RstDoctor *doctor, const RstDoctorStep *step, gpointer user_data)
{
  Visit *visit = user_data;

  if (!visit->ctl->json && !visit->ctl->quiet)
    print_step (step);
}

static void
add_step (JsonBuilder *builder, const RstDoctorStep *step)
{
  json_builder_begin_object (builder);
  rst_json_add_string (builder, "step", step->step);
  rst_json_add_boolean (builder, "ok", step->verdict == RST_DOCTOR_OK || step->verdict == RST_DOCTOR_WARNING);
  rst_json_add_string (builder, "verdict", rst_doctor_verdict_get_name (step->verdict));
  rst_json_add_string (builder, "detail", step->detail);
  rst_json_add_string (builder, "hint", step->hint);
  json_builder_set_member_name (builder, "lines");
  json_builder_begin_array (builder);
  for (char **line = step->lines; *line != NULL; line++)
    json_builder_add_string_value (builder, *line);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "seconds");
  json_builder_add_double_value (builder, step->seconds);
  json_builder_end_object (builder);
}

/* What to do stands with the hop that failed, where it is known best. */
static const char *
get_hint (GPtrArray *steps)
{
  for (guint i = 0; i < steps->len; i++)
    {
      const RstDoctorStep *step = steps->pdata[i];

      if (step->verdict == RST_DOCTOR_FAILED)
        return step->hint;
    }
  return NULL;
}

static void
add_error (JsonBuilder *builder, const GError *error, const char *hint)
{
  json_builder_set_member_name (builder, "error");
  if (error == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  rst_json_add_string (builder, "code", rst_error_get_code (error));
  rst_json_add_string (builder, "message", error->message);
  rst_json_add_string (builder, "hint", hint);
  json_builder_end_object (builder);
}

static void
print_json (RstDoctor *doctor, const char *summary, const GError *error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  GPtrArray *steps = rst_doctor_get_steps (doctor);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "steps");
  json_builder_begin_array (builder);
  for (guint i = 0; i < steps->len; i++)
    add_step (builder, steps->pdata[i]);
  json_builder_end_array (builder);
  rst_json_add_string (builder, "verdict", summary);
  add_error (builder, error, get_hint (steps));
  json_builder_end_object (builder);
  rst_ctl_print_json (builder);
}

static void
print_result (Visit *visit, RstDoctor *doctor)
{
  g_autofree char *summary = rst_doctor_dup_summary (doctor);
  g_autofree char *printable = NULL;
  const char *hint = get_hint (rst_doctor_get_steps (doctor));

  if (visit->ctl->json)
    {
      print_json (doctor, summary, visit->error);
      return;
    }
  printable = rst_text_dup_printable (summary, -1);
  g_print ("%s%s\n", visit->ctl->quiet ? "" : "\n", printable);
  if (hint != NULL)
    g_print ("  %s\n", hint);
}

static gboolean
interrupted_cb (gpointer user_data)
{
  Visit *visit = user_data;

  g_cancellable_cancel (visit->cancellable);
  return G_SOURCE_CONTINUE;
}

static void
run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Visit *visit = user_data;

  rst_doctor_run_finish (RST_DOCTOR (source), result, &visit->error);
  g_main_loop_quit (visit->loop);
}

/* On the doctor's thread. */
static void
print_log_line_cb (const char *line, gpointer user_data)
{
  g_printerr ("%s\n", line);
}

/* What cannot be read is not known; the examination goes on without it. */
static void
take_state (RstCtl *ctl, const RstAccount *account, RstDoctor *doctor)
{
  RstAccountState *state = rst_accounts_load_state (ctl->accounts, account, NULL, NULL);

  if (state != NULL)
    rst_doctor_take_state (doctor, state);
}

/* The result is the whole output, errors too, so none is set for main(). */
static int
examine (RstCtl *ctl, const RstAccount *account, const RstCredentials *credentials)
{
  g_autoptr (RstDoctor) doctor = rst_doctor_new (account, credentials);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Visit visit = { .ctl = ctl, .loop = loop, .cancellable = cancellable };
  guint interrupt = g_unix_signal_add (SIGINT, interrupted_cb, &visit);
  guint terminate = g_unix_signal_add (SIGTERM, interrupted_cb, &visit);
  int status;

  if (ctl->debug)
    rst_pop3_log_set_func (rst_doctor_get_log (doctor), print_log_line_cb, NULL);
  if (ctl->accounts != NULL)
    take_state (ctl, account, doctor);
  g_signal_connect (doctor, "step", G_CALLBACK (step_cb), &visit);
  rst_doctor_run_async (doctor, cancellable, run_cb, &visit);
  g_main_loop_run (loop);
  g_source_remove (interrupt);
  g_source_remove (terminate);

  print_result (&visit, doctor);
  status = visit.error != NULL ? rst_error_get_exit_status (visit.error) : EX_OK;
  g_clear_error (&visit.error);
  return status;
}

/* Without any source of a secret the login is not tried; with one that fails
 * nothing is.
 */
static gboolean
get_credentials (RstCtl                      *ctl,
                 const RstAccount            *account,
                 const RstCtlAccountOptions  *options,
                 RstCredentials             **credentials,
                 GError                     **error)
{
  RstSecretKind kind = account->token_command != NULL ? RST_SECRET_TOKEN : RST_SECRET_PASSWORD;
  g_autoptr (RstSecret) secret = NULL;

  if (options->password_stdin)
    {
      if (!rst_ctl_account_options_read_password (&secret, error))
        return FALSE;
      kind = RST_SECRET_PASSWORD;
    }
  else if (ctl->accounts != NULL)
    {
      *credentials = rst_accounts_dup_credentials (ctl->accounts, account, NULL, error);
      return *credentials != NULL;
    }
  else if (account->password_command != NULL || account->token_command != NULL)
    {
      secret = rst_secrets_lookup ("", account, NULL, error);
      if (secret == NULL)
        return FALSE;
    }
  if (secret != NULL)
    *credentials = rst_credentials_new (account->user, kind, secret);
  else if (account->endpoint->client_certificate != NULL)
    *credentials = rst_credentials_new (account->user, RST_SECRET_NONE, "");
  return TRUE;
}

static RstAccount *
find_account (RstCtl *ctl, const char *id, const RstCtlAccountOptions *options, GError **error)
{
  g_autoptr (RstAccount) account = NULL;

  if ((id != NULL) == (options->url != NULL))
    {
      g_set_error_literal (error, RST_ERROR, RST_ERROR_USAGE,
                           _("The doctor needs either the name of an account or --url"));
      return NULL;
    }
  if (id == NULL)
    account = rst_account_new (ANONYMOUS, error);
  else if (rst_ctl_open (ctl, error))
    account = rst_accounts_lookup (ctl->accounts, id, NULL, error);

  if (account == NULL || !rst_ctl_account_options_apply (options, account, error))
    return NULL;
  return g_steal_pointer (&account);
}

int
rst_ctl_doctor (RstCtl *ctl, int argc, char **argv, GError **error)
{
  g_auto (RstCtlAccountOptions) options = { 0 };
  g_autoptr (RstAccount) account = NULL;
  g_autoptr (RstCredentials) credentials = NULL;

  if (!rst_ctl_account_options_parse_connection (&options, "doctor [ID | --url URL] …", &argc, &argv, error))
    return EX_USAGE;
  account = find_account (ctl, argv[1], &options, error);
  if (account == NULL || !get_credentials (ctl, account, &options, &credentials, error))
    return EX_USAGE;

  return examine (ctl, account, credentials);
}
