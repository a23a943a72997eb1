/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "accounts/rst-account-state.h"
#include "accounts/rst-account.h"
#include "doctor/rst-doctor-step.h"
#include "pop3/rst-pop3-log.h"
#include "sasl/rst-credentials.h"

G_BEGIN_DECLS

#define RST_TYPE_DOCTOR (rst_doctor_get_type ())

/**
 * RstDoctor:
 *
 * Tries an account hop by hop and tells how each went. It keeps nothing and
 * changes nothing on the server; of messages it sees headers at most.
 */
G_DECLARE_FINAL_TYPE (RstDoctor, rst_doctor, RST, DOCTOR, GObject)

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
 * @credentials: (nullable): who logs in; with %NULL all up to the login is tried
 *
 * Returns: (transfer full): a doctor for one examination
 */
RstDoctor *rst_doctor_new (const RstAccount *account, const RstCredentials *credentials);

/**
 * rst_doctor_take_state:
 * @self: a doctor that has not begun
 * @state: (transfer full): what is known of the account's server
 *
 * Lets the examination meet what a fetch would: with it a server that offers
 * weaker logins than before is found. Nothing of it is kept.
 */
void rst_doctor_take_state (RstDoctor *self, RstAccountState *state);

/**
 * rst_doctor_get_log:
 * @self: a doctor
 *
 * Returns: (transfer none): what was said with the server, secrets masked
 */
RstPop3Log *rst_doctor_get_log (RstDoctor *self);

/**
 * rst_doctor_run:
 * @self: a doctor
 * @cancellable: (nullable): asks to stop
 * @error: where to say what is broken
 *
 * Tries each hop until one fails; those behind it are told as skipped. Blocks.
 *
 * Returns: whether none failed
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
 * Returns: whether no hop failed
 */
gboolean rst_doctor_run_finish (RstDoctor *self, GAsyncResult *result, GError **error);

/**
 * rst_doctor_get_steps:
 * @self: a doctor whose examination is over
 *
 * Returns: (transfer none) (element-type RstDoctorStep): all hops, in their
 *   order
 */
GPtrArray *rst_doctor_get_steps (RstDoctor *self);

/**
 * rst_doctor_dup_summary:
 * @self: a doctor whose examination is over
 *
 * Returns: (transfer full): one translated sentence on the whole
 */
char *rst_doctor_dup_summary (RstDoctor *self);

G_END_DECLS
