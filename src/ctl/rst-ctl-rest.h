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
 * rst_ctl_is_partial:
 * @ctl: with the profile open
 * @id: a message
 * @partial: (out): whether only its beginning is here, which is then also said
 *   on stderr
 * @error: where to say why it is not known
 *
 * Returns: whether it is known
 */
gboolean rst_ctl_is_partial (RstCtl *ctl, gint64 id, gboolean *partial, GError **error);

G_END_DECLS
