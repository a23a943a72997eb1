/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fetch/rst-fetch-plan.h"
#include "fetch/rst-fetch-texts.h"

G_BEGIN_DECLS

/**
 * rst_fetch_beginnings:
 * @store: where to
 * @account: whose
 * @session: a session that is logged in
 * @plan: what to fetch the beginning of; what the server gives no beginning of
 *   is left there
 * @result: (inout): counts what was kept
 * @progress: (scope call): told of each message
 * @user_data: for @progress
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it stopped
 *
 * Fetches the beginnings of messages that are larger than the account's size
 * limit (TOP, RFC 1939 §7) and keeps them as partial messages, many in one
 * transaction. A server need not have TOP, and may have it without saying so:
 * the first is asked for alone, and where it is refused no other is asked for.
 *
 * Returns: whether all were asked for, and what came is kept
 */
gboolean rst_fetch_beginnings (RstStore *store,
                               const char *account,
                               RstPop3Session *session,
                               RstFetchPlan *plan,
                               RstFetchResult *result,
                               RstFetchProgressFunc progress,
                               gpointer user_data,
                               GCancellable *cancellable,
                               GError **error);

G_END_DECLS
