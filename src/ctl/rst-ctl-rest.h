/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl/rst-ctl.h"

G_BEGIN_DECLS

/**
 * rst_ctl_want_rest:
 * @ctl: with the profile open
 * @ids: (array zero-terminated=1): messages, as they were typed
 * @error: where to say which of them makes no sense
 *
 * Asks for the rest of messages of which only the beginning is here.
 *
 * Returns: (transfer full) (array zero-terminated=1): the accounts to fetch,
 *   maybe one more than once
 */
char **rst_ctl_want_rest (RstCtl *ctl, char **ids, GError **error);

/**
 * rst_ctl_say_partial:
 * @ctl: what to work with
 * @row: a message
 *
 * Says on stderr if only its beginning is here.
 */
void rst_ctl_say_partial (RstCtl *ctl, const RstRow *row);

G_END_DECLS
