/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "accounts/rst-account.h"

G_BEGIN_DECLS

#define RST_TYPE_DOCTOR (rst_doctor_get_type ())

/**
 * RstDoctor:
 *
 * Tries an account hop by hop and tells how each went. It keeps nothing and
 * changes nothing on the server.
 */
G_DECLARE_FINAL_TYPE (RstDoctor, rst_doctor, RST, DOCTOR, GObject)

/**
 * RstDoctorStep:
 * @step: the hop: "connect", "greeting", "stls", "login" or "maildrop"
 * @ok: whether it succeeded
 * @detail: one sentence on how it went
 * @hint: (nullable): what to do where it did not
 *
 * One hop and its verdict.
 */
typedef struct
{
  char *step;
  gboolean ok;
  char *detail;
  char *hint;
} RstDoctorStep;

/**
 * RstDoctor::step:
 * @self: the doctor
 * @step: an [struct@DoctorStep], valid during the emission
 *
 * A hop was tried. Emitted in the main context that was the thread's default
 * when the doctor was made.
 */

/**
 * rst_doctor_new:
 * @account: what to try
 * @password: the password to try
 *
 * Returns: (transfer full): a doctor for one examination
 */
RstDoctor *rst_doctor_new (const RstAccount *account, const char *password);

/**
 * rst_doctor_run:
 * @self: a doctor
 * @cancellable: (nullable): asks to stop
 * @error: where to say what is broken
 *
 * Tries each hop until one fails. Blocks.
 *
 * Returns: whether all succeeded
 */
gboolean rst_doctor_run (RstDoctor *self, GCancellable *cancellable, GError **error);

/**
 * rst_doctor_run_async:
 * @self: a doctor
 * @cancellable: (nullable): asks to stop
 * @callback: called in the caller's main context
 * @user_data: for @callback
 */
void rst_doctor_run_async (RstDoctor *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);

/**
 * rst_doctor_run_finish:
 * @self: a doctor
 * @result: what the callback was given
 * @error: where to say what is broken
 *
 * Returns: whether all hops succeeded
 */
gboolean rst_doctor_run_finish (RstDoctor *self, GAsyncResult *result, GError **error);

G_END_DECLS
