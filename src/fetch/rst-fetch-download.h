/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fetch/rst-fetch-plan.h"
#include "fetch/rst-fetch-texts.h"

G_BEGIN_DECLS

/**
 * rst_fetch_download:
 * @store: where to
 * @account: whose
 * @session: a session that is logged in
 * @plan: what to download, in which order; an entry without unique-id gets one
 *   made of its content
 * @result: (inout): counts what was stored and what was refused
 * @refusal: (out) (nullable): that the server kept messages back, and why the
 *   first; the others were downloaded all the same
 * @progress: (scope call): told of each message
 * @user_data: for @progress
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it stopped
 *
 * Downloads and stores messages, many in one transaction. Whatever stops it,
 * what came whole is stored.
 *
 * Returns: whether all were asked for and stored, or refused
 */
gboolean rst_fetch_download (RstStore *store,
                             const char *account,
                             RstPop3Session *session,
                             const RstFetchPlan *plan,
                             RstFetchResult *result,
                             GError **refusal,
                             RstFetchProgressFunc progress,
                             gpointer user_data,
                             GCancellable *cancellable,
                             GError **error);

G_END_DECLS
