/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "accounts/rst-account-state.h"

G_BEGIN_DECLS

/* When the next pass over an account that nobody asked for may begin. Pure: a
 * state, how a pass ended, the time and a number by chance go in. A pass that a
 * person asks for begins at once, whatever this says.
 */

/**
 * RST_FETCH_SCHEDULE_PAUSE_MIN:
 *
 * Seconds to wait after the first failure that will pass by itself; each
 * further one doubles them.
 */
#define RST_FETCH_SCHEDULE_PAUSE_MIN 60

/**
 * RST_FETCH_SCHEDULE_PAUSE_MAX:
 *
 * Seconds beyond which they are doubled no more: mail of an hour ago is late,
 * but not lost.
 */
#define RST_FETCH_SCHEDULE_PAUSE_MAX (60 * 60)

/**
 * RST_FETCH_SCHEDULE_DELAY_MAX:
 *
 * Seconds of LOGIN-DELAY that are believed. A server that wants more than a day
 * between logins wants something else.
 */
#define RST_FETCH_SCHEDULE_DELAY_MAX (24 * 60 * 60)

/**
 * rst_fetch_schedule_update:
 * @state: (inout): what is known of the server, its last login included
 * @error: (nullable): why the pass failed; %NULL when it did not
 * @now: the time, in seconds since 1970, UTC
 * @jitter: from 0 to 1, by chance: pauses are longer by up to a quarter, so that
 *   many who met the same failure do not come back at once
 *
 * Takes note of how a pass ended. The server's LOGIN-DELAY counts from the last
 * login (RFC 2449 §6.5). `IN-USE`, `LOGIN-DELAY`, `SYS/TEMP` (RFC 2449 §8.1, RFC
 * 3206 §4) and a server that is not reached give pauses that grow with the
 * failures. Other failures do not pass by waiting, and a stop on request is none.
 */
void rst_fetch_schedule_update (RstAccountState *state,
                                const GError *error,
                                gint64 now,
                                double jitter);

/**
 * rst_fetch_schedule_check:
 * @state: what is known of the server
 * @account: the account's id
 * @now: the time
 * @error: where to say why not, by the reason of the pause
 *
 * Returns: whether a pass that nobody asked for may begin
 */
gboolean rst_fetch_schedule_check (const RstAccountState *state,
                                   const char *account,
                                   gint64 now,
                                   GError **error);

G_END_DECLS
