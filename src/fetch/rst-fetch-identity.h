/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fetch/rst-fetch-plan.h"
#include "fetch/rst-fetch-recogniser.h"

G_BEGIN_DECLS

/**
 * rst_fetch_check_identity:
 * @store: what is stored
 * @account: whose
 * @recogniser: of the session
 * @removals: (array length=n_removals): messages that may be removed
 * @n_removals: how many
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Compares messages with those that are stored under their names, but for those
 * that were stored in this session. The names of those that turn out to be
 * others are set aside, so that the next pass downloads them. A server without
 * TOP (RFC 1939 §7) has to be believed.
 *
 * Returns: (transfer full) (element-type RstFetchRemoval): those that are not
 *   others; %NULL on error
 */
GArray *rst_fetch_check_identity (RstStore *store,
                                  const char *account,
                                  RstFetchRecogniser *recogniser,
                                  const RstFetchRemoval *removals,
                                  guint n_removals,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
