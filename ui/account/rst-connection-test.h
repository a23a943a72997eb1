/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "accounts/rst-accounts.h"
#include "doctor/rst-doctor-step.h"

G_BEGIN_DECLS

#define RST_TYPE_CONNECTION_TEST (rst_connection_test_get_type ())

/**
 * RstConnectionTest:
 *
 * Tries an account with a [class@Doctor] and shows each hop as it is taken.
 * Going away stops it.
 */
G_DECLARE_FINAL_TYPE (RstConnectionTest, rst_connection_test, RST, CONNECTION_TEST, AdwPreferencesGroup)

/**
 * RstConnectionTest::grown:
 * @self: the test
 *
 * A hop was added at the end.
 */

/**
 * RstConnectionTest::finished:
 * @self: the test
 *
 * The test came to its end. Not emitted when it was stopped.
 */

/**
 * rst_connection_test_start:
 * @self: the test
 * @accounts: where the password is kept
 * @account: what to try
 * @password: (nullable): the password to try, %NULL for the one that is kept
 *
 * Begins a test; one that runs is stopped.
 */
void rst_connection_test_start (RstConnectionTest *self,
                                RstAccounts *accounts,
                                const RstAccount *account,
                                const char *password);

/**
 * rst_connection_test_stop:
 * @self: the test
 *
 * Stops the test if it runs.
 */
void rst_connection_test_stop (RstConnectionTest *self);

/**
 * rst_connection_test_get_verdict:
 * @self: a test that came to its end
 * @row: (out) (optional) (nullable): the first row that is to be looked at
 *
 * Returns: the worst of what was found: all is well, a warning or a failure
 */
RstDoctorVerdict rst_connection_test_get_verdict (RstConnectionTest *self, GtkWidget **row);

/**
 * rst_connection_test_get_report:
 * @self: a test that came to its end
 *
 * Returns: (transfer none): the account's settings and each hop, for whoever
 *   helps; nothing secret
 */
const char *rst_connection_test_get_report (RstConnectionTest *self);

/**
 * rst_connection_test_is_running:
 * @self: the test
 *
 * Returns: whether it runs
 */
gboolean rst_connection_test_is_running (RstConnectionTest *self);

G_END_DECLS
