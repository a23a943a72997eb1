/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstDoctorVerdict:
 * @RST_DOCTOR_OK: it works
 * @RST_DOCTOR_WARNING: it works, but there is something to know
 * @RST_DOCTOR_FAILED: it does not work
 * @RST_DOCTOR_SKIPPED: it was not tried
 *
 * How a hop went.
 */
typedef enum
{
  RST_DOCTOR_OK,
  RST_DOCTOR_WARNING,
  RST_DOCTOR_FAILED,
  RST_DOCTOR_SKIPPED,
} RstDoctorVerdict;

/**
 * RstDoctorStep:
 * @step: the hop: "proxy", "dns-a", "dns-aaaa", "srv", "tcp-ipv4", "tcp-ipv6",
 *   "connect", "tls", "greeting", "capa", "stls", "offers", "login", "uidl",
 *   "top", "pipelining", "retention" or "quit"
 * @verdict: how it went
 * @detail: one sentence on that
 * @hint: (nullable): what to do where something is to be done
 * @lines: (array zero-terminated=1): more that was found, such as the chain of
 *   certificates, a line each
 * @seconds: how long it took
 *
 * One hop and its verdict. Nothing in it is secret, whatever the server sent.
 */
typedef struct
{
  char *step;
  RstDoctorVerdict verdict;
  char *detail;
  char *hint;
  char **lines;
  double seconds;
} RstDoctorStep;

/**
 * rst_doctor_step_copy:
 * @self: a hop
 *
 * Returns: (transfer full): the same
 */
RstDoctorStep *rst_doctor_step_copy (const RstDoctorStep *self);

/**
 * rst_doctor_step_free:
 * @self: (transfer full): a hop
 */
void rst_doctor_step_free (RstDoctorStep *self);

/**
 * rst_doctor_step_get_title:
 * @step: the name of a hop
 *
 * Returns: (transfer none): what people call it
 */
const char *rst_doctor_step_get_title (const char *step);

/**
 * rst_doctor_verdict_get_name:
 * @verdict: a verdict
 *
 * Returns: (transfer none): its name in JSON: "ok", "warning", "failed" or
 *   "skipped"
 */
const char *rst_doctor_verdict_get_name (RstDoctorVerdict verdict);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstDoctorStep, rst_doctor_step_free)

G_END_DECLS
