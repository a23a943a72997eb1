/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "doctor/rst-doctor-step.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *step;
  const char *title;
} titles[] = {
  { "proxy", N_("Proxy") },
  { "dns-a", N_("IPv4 addresses") },
  { "dns-aaaa", N_("IPv6 addresses") },
  { "srv", N_("Domain’s servers") },
  { "tcp-ipv4", N_("Way over IPv4") },
  { "tcp-ipv6", N_("Way over IPv6") },
  { "connect", N_("Connection") },
  { "tls", N_("TLS") },
  { "greeting", N_("Greeting") },
  { "capa", N_("Capabilities") },
  { "stls", N_("Change to TLS") },
  { "offers", N_("Ways to log in") },
  { "login", N_("Login") },
  { "uidl", N_("Mailbox") },
  { "top", N_("Headers alone") },
  { "pipelining", N_("Pipelining") },
  { "retention", N_("Server’s rules") },
  { "quit", N_("Goodbye") },
};

RstDoctorStep *
rst_doctor_step_copy (const RstDoctorStep *self)
{
  RstDoctorStep *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (RstDoctorStep, 1);
  *copy = (RstDoctorStep) {
    .step = g_strdup (self->step),
    .verdict = self->verdict,
    .detail = g_strdup (self->detail),
    .hint = g_strdup (self->hint),
    .lines = g_strdupv (self->lines),
    .seconds = self->seconds,
  };
  return copy;
}

void
rst_doctor_step_free (RstDoctorStep *self)
{
  g_free (self->step);
  g_free (self->detail);
  g_free (self->hint);
  g_strfreev (self->lines);
  g_free (self);
}

const char *
rst_doctor_step_get_title (const char *step)
{
  g_return_val_if_fail (step != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_str_equal (titles[i].step, step))
      return _(titles[i].title);
  return step;
}

const char *
rst_doctor_verdict_get_name (RstDoctorVerdict verdict)
{
  switch (verdict)
    {
    case RST_DOCTOR_OK:
      return "ok";
    case RST_DOCTOR_WARNING:
      return "warning";
    case RST_DOCTOR_FAILED:
      return "failed";
    case RST_DOCTOR_SKIPPED:
    default:
      return "skipped";
    }
}
