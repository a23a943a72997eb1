/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/rst-error.h"
#include "doctor/rst-examination.h"
#include "net/rst-connect.h"

/* Fewer days than this of validity are worth a warning: authorities that renew
 * by themselves do it a month before the end.
 */
#define DAYS_LEFT_MIN 14

static char *
dup_day (GDateTime *date)
{
  return date != NULL ? g_date_time_format (date, "%F") : g_strdup ("?");
}

/* The chain, and what a person needs to pin it. */
static char **
dup_lines (const RstTlsDetails *details)
{
  GStrvBuilder *builder = g_strv_builder_new ();
  g_autofree char *until = dup_day (details->not_after);
  g_autofree char *from = dup_day (details->not_before);
  g_autofree char *names = g_strdup_printf (_("For %s"), details->names);
  g_autofree char *dates = g_strdup_printf (_("Valid from %s until %s"), from, until);
  g_autofree char *pin = g_strdup_printf (_("Fingerprint sha256:%s"), details->fingerprint);
  char **lines;

  g_strv_builder_add (builder, names);
  g_strv_builder_add (builder, dates);
  g_strv_builder_add (builder, pin);
  for (guint i = 0; i < details->chain->len; i++)
    {
      g_autofree char *link = g_strdup_printf (_("Certificate %u: %s"), i + 1, (const char *) details->chain->pdata[i]);

      g_strv_builder_add (builder, link);
    }
  lines = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return lines;
}

static char *
dup_expiry_warning (const RstExamination *run, const RstTlsDetails *details)
{
  int days = rst_tls_details_get_days_left (details);

  /* With a pin dates do not count. */
  if (days >= DAYS_LEFT_MIN || run->account->endpoint->pin != NULL)
    return NULL;
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "The certificate is valid for %d day more; the server’s operator has to renew it.",
                                       "The certificate is valid for %d days more; the server’s operator has to renew it.",
                                       (gulong) MAX (days, 0)),
                          MAX (days, 0));
}

void
rst_examine_tell_tls (RstExamination *run, const char *step, GIOStream *stream, double seconds)
{
  GTlsConnection *connection = G_TLS_CONNECTION (stream);
  GTlsCertificate *certificate = g_tls_connection_get_peer_certificate (connection);
  g_autoptr (RstTlsDetails) details = rst_tls_details_new (connection, certificate);
  g_auto (GStrv) lines = dup_lines (details);
  g_autofree char *hint = dup_expiry_warning (run, details);
  g_autofree char *detail = NULL;
  RstDoctorStep told = { .step = (char *) step, .hint = hint, .lines = lines, .seconds = seconds };

  detail = g_strdup_printf (run->account->endpoint->pin != NULL
                              ? _("%s with %s, and the certificate is the pinned one")
                              : _("%s with %s, and the certificate is verified"),
                            details->version, details->cipher);
  told.detail = detail;
  told.verdict = hint != NULL ? RST_DOCTOR_WARNING : RST_DOCTOR_OK;
  rst_examination_tell_full (run, &told);
}

/* Up to the handshake, in the clear; with STLS the server is asked for it. */
static GIOStream *
open_plain (RstExamination *run)
{
  const RstEndpoint *endpoint = run->account->endpoint;
  g_autoptr (RstEndpoint) plain = rst_endpoint_copy (endpoint);
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (RstPop3Session) session = NULL;

  plain->security = RST_SECURITY_PLAINTEXT;
  stream = rst_connect (plain, run->cancellable, NULL);
  if (stream == NULL || endpoint->security == RST_SECURITY_TLS)
    return g_steal_pointer (&stream);

  session = rst_pop3_session_new (stream);
  rst_pop3_session_set_timeout (session, endpoint->timeout);
  if (!rst_pop3_session_read_greeting (session, run->cancellable, NULL) ||
      !rst_pop3_session_stls (session, run->cancellable, NULL))
    return NULL;
  return g_steal_pointer (&stream);
}

/* The stream that failed is gone, so the server is asked once more. */
static RstTlsDetails *
look_again (RstExamination *run)
{
  g_autoptr (GIOStream) plain = open_plain (run);
  g_autoptr (GIOStream) stream = NULL;
  RstTlsDetails *details = NULL;

  if (plain != NULL)
    stream = rst_start_tls_full (run->account->endpoint, plain, &details, run->cancellable, NULL);
  return details;
}

/* Takes @error over. */
void
rst_examine_fail_tls (RstExamination *run, const char *step, GError *error)
{
  double seconds = rst_examination_take_seconds (run);
  g_autoptr (RstTlsDetails) details = NULL;
  g_auto (GStrv) lines = NULL;

  if (g_error_matches (error, RST_ERROR, RST_ERROR_TLS_UNTRUSTED))
    details = look_again (run);
  if (details != NULL)
    lines = dup_lines (details);

  rst_examination_tell_full (run, &(RstDoctorStep) {
    .step = (char *) step,
    .verdict = RST_DOCTOR_FAILED,
    .detail = error->message,
    .hint = (char *) rst_error_get_hint (error),
    .lines = lines,
    .seconds = seconds,
  });
  run->error = error;
  run->since = g_get_monotonic_time ();
}
