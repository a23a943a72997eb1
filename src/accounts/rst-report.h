/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "accounts/rst-account-state.h"
#include "accounts/rst-account.h"
#include "pop3/rst-pop3-log.h"

G_BEGIN_DECLS

/**
 * rst_report_dup_text:
 * @account: an account
 * @state: (nullable): what is known of its server
 * @error: (nullable): what went wrong
 * @log: (nullable): its protocol log
 *
 * Gathers what somebody who helps needs to know: the version, the account's
 * settings, the error and the last lines of the protocol. Nothing secret is in
 * it: of a command only that there is one, for it may hold a password. It is
 * for developers and not translated, but for the error.
 *
 * Returns: (transfer full): the report
 */
char *rst_report_dup_text (const RstAccount *account,
                           const RstAccountState *state,
                           const GError *error,
                           RstPop3Log *log);

G_END_DECLS
