/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/rst-error.h"
#include "doctor/rst-examination.h"

/* A secret that is shorter hides nothing, and taking it out would only garble
 * what is told.
 */
#define SECRET_MIN 3

static void
plan (RstExamination *self, const char *const *names, gsize n_names)
{
  for (gsize i = 0; i < n_names; i++)
    g_ptr_array_add (self->planned, (gpointer) names[i]);
}

/* With a proxy the name and the way are its business. */
static void
plan_way (RstExamination *self, gboolean has_proxy)
{
  static const char *const through_proxy[] = { "proxy" };
  static const char *const direct[] = { "dns-a", "dns-aaaa", "srv", "tcp-ipv4", "tcp-ipv6" };

  if (has_proxy)
    plan (self, through_proxy, G_N_ELEMENTS (through_proxy));
  else
    plan (self, direct, G_N_ELEMENTS (direct));
}

void
rst_examination_init (RstExamination       *self,
                      const RstAccount     *account,
                      const RstCredentials *credentials,
                      RstAccountState      *state,
                      RstPop3Log           *log,
                      GCancellable         *cancellable)
{
  *self = (RstExamination) {
    .account = account,
    .credentials = credentials,
    .state = state,
    .log = log,
    .cancellable = cancellable,
    .planned = g_ptr_array_new (),
    .steps = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_doctor_step_free),
    .since = g_get_monotonic_time (),
  };
}

void
rst_examination_begin (RstExamination *self, gboolean has_proxy)
{
  static const char *const tls[] = { "tls", "greeting", "capa" };
  static const char *const stls[] = { "connect", "greeting", "capa", "stls" };
  static const char *const plaintext[] = { "connect", "greeting", "capa" };
  static const char *const maildrop[] = { "offers", "login", "uidl", "top", "retention", "pipelining", "quit" };

  plan_way (self, has_proxy);
  switch (self->account->endpoint->security)
    {
    case RST_SECURITY_TLS:
      plan (self, tls, G_N_ELEMENTS (tls));
      break;
    case RST_SECURITY_STLS:
      plan (self, stls, G_N_ELEMENTS (stls));
      break;
    case RST_SECURITY_PLAINTEXT:
    default:
      plan (self, plaintext, G_N_ELEMENTS (plaintext));
      break;
    }
  plan (self, maildrop, G_N_ELEMENTS (maildrop));
}

void
rst_examination_clear (RstExamination *self)
{
  g_clear_pointer (&self->planned, g_ptr_array_unref);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_error (&self->error);
}

/* What has passed since the last hop, which ends the one that is being tried. */
double
rst_examination_take_seconds (RstExamination *self)
{
  gint64 now = g_get_monotonic_time ();
  double seconds = (double) (now - self->since) / G_USEC_PER_SEC;

  self->since = now;
  return seconds;
}

static char *
replace_all (char *text, const char *secret)
{
  g_auto (GStrv) parts = NULL;

  if (text == NULL || strlen (secret) < SECRET_MIN || strstr (text, secret) == NULL)
    return text;

  parts = g_strsplit (text, secret, -1);
  g_free (text);
  return g_strjoinv ("•••", parts);
}

/* A server may repeat what it was sent: the secret itself, in base64, or in the
 * response of PLAIN (RFC 4616). Takes @text over.
 */
static char *
mask (RstExamination *self, char *text)
{
  const RstCredentials *credentials = self->credentials;
  g_autoptr (RstSecret) encoded = NULL;
  g_autoptr (RstSecret) plain = NULL;
  GString *message;

  if (credentials == NULL || text == NULL)
    return text;

  encoded = g_base64_encode ((const guchar *) credentials->secret, strlen (credentials->secret));
  message = g_string_new (NULL);
  g_string_append_c (message, '\0');
  g_string_append (message, credentials->user);
  g_string_append_c (message, '\0');
  g_string_append (message, credentials->secret);
  plain = g_base64_encode ((const guchar *) message->str, message->len);
  explicit_bzero (message->str, message->len);
  g_string_free (message, TRUE);

  return replace_all (replace_all (replace_all (text, credentials->secret), encoded), plain);
}

void
rst_examination_tell_full (RstExamination *self, const RstDoctorStep *step)
{
  RstDoctorStep *masked = rst_doctor_step_copy (step);

  masked->detail = mask (self, masked->detail);
  masked->hint = mask (self, masked->hint);
  if (masked->lines == NULL)
    masked->lines = g_new0 (char *, 1);
  for (char **line = masked->lines; *line != NULL; line++)
    *line = mask (self, *line);

  g_ptr_array_add (self->steps, masked);
  self->tell (masked, self->user_data);
}

void
rst_examination_tell (RstExamination     *self,
                     const char       *step,
                     RstDoctorVerdict  verdict,
                     const char       *detail,
                     const char       *hint)
{
  RstDoctorStep told = {
    .step = (char *) step,
    .verdict = verdict,
    .detail = (char *) detail,
    .hint = (char *) hint,
    .seconds = rst_examination_take_seconds (self),
  };

  rst_examination_tell_full (self, &told);
}

/* Takes @error over; with @hint NULL its own counts. */
void
rst_examination_fail (RstExamination *self, const char *step, const char *hint, GError *error)
{
  rst_examination_tell (self, step, RST_DOCTOR_FAILED, error->message,
                       hint != NULL ? hint : rst_error_get_hint (error));
  error->message = mask (self, error->message);
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
}

gboolean
rst_examination_has_told (RstExamination *self, const char *step)
{
  for (guint i = 0; i < self->steps->len; i++)
    if (g_str_equal (((const RstDoctorStep *) self->steps->pdata[i])->step, step))
      return TRUE;
  return FALSE;
}

void
rst_examination_skip_rest (RstExamination *self)
{
  for (guint i = 0; i < self->planned->len; i++)
    if (!rst_examination_has_told (self, self->planned->pdata[i]))
      {
        self->since = g_get_monotonic_time ();
        rst_examination_tell (self, self->planned->pdata[i], RST_DOCTOR_SKIPPED, _("Not tried"), NULL);
      }
}
