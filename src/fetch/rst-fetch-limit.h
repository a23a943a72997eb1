/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "accounts/rst-account.h"
#include "fetch/rst-fetch-plan.h"
#include "store/rst-store.h"

G_BEGIN_DECLS

/**
 * rst_fetch_limit_dup_warning:
 * @account: whose maildrop
 * @n: how many messages were downloaded whole although they are larger than
 *   its size limit
 *
 * Returns: (transfer full) (nullable): a translated sentence that says so and
 *   why; %NULL when there was none
 */
char *rst_fetch_limit_dup_warning (const RstAccount *account, guint n);

/**
 * rst_fetch_limit_end_pass:
 * @store: the profile's store
 * @account: whose maildrop
 * @warning: (out) (transfer full) (nullable): a translated sentence that says
 *   how many rests were asked for and are no longer on the server; %NULL when
 *   all came
 * @error: where to say why it failed
 *
 * Ends a pass in which the server gave all that was asked for.
 *
 * Returns: whether it is noted
 */
gboolean rst_fetch_limit_end_pass (RstStore *store,
                                   const RstAccount *account,
                                   char **warning,
                                   GError **error);

G_END_DECLS
