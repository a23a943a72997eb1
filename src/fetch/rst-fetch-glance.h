/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "accounts/rst-account.h"
#include "accounts/rst-maildrop-mark.h"
#include "pop3/rst-pop3-session.h"
#include "store/rst-store.h"

G_BEGIN_DECLS

/**
 * rst_fetch_glance_can_do:
 * @mark: (nullable): how the last pass left the maildrop
 * @account: whose
 * @clock: what the account's clock shows
 * @wall: what the computer's shows, in seconds since 1970, UTC
 *
 * A glance is enough as long as nothing is due and nobody changed the rules.
 * Once a day all is listed nevertheless, and the server asked what it can.
 *
 * Returns: whether it tells all to see that the maildrop is as @mark says
 */
gboolean rst_fetch_glance_can_do (const RstMaildropMark *mark,
                                  const RstAccount *account,
                                  gint64 clock,
                                  gint64 wall);

/**
 * rst_fetch_glance_run:
 * @mark: how the last pass left the maildrop
 * @store: what it stored
 * @account: whose
 * @session: a session that is logged in
 * @unchanged: (out): whether it is so still
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Looks at count, size, the newest messages and the header of the last alone, in
 * one round trip where the server pipelines.
 *
 * Returns: whether the server answered
 */
gboolean rst_fetch_glance_run (const RstMaildropMark *mark,
                               RstStore *store,
                               const char *account,
                               RstPop3Session *session,
                               gboolean *unchanged,
                               GCancellable *cancellable,
                               GError **error);

/**
 * rst_fetch_glance_is_named:
 * @listing: a maildrop as the server listed it
 *
 * Returns: whether every message has a unique-id of the server's
 */
gboolean rst_fetch_glance_is_named (RstPop3Listing *listing);

/**
 * rst_fetch_glance_new_mark:
 * @account: whose
 * @listing: the maildrop, all of which is stored, and of which nothing was
 *   removed
 * @due: see [struct@MaildropMark]
 * @wall: what the computer's clock shows
 *
 * Returns: (transfer full) (nullable): how the next glance knows it; %NULL where
 *   that cannot be, since several messages share
 *   one, or numbers are missing
 */
RstMaildropMark *rst_fetch_glance_new_mark (const RstAccount *account,
                                            RstPop3Listing *listing,
                                            gint64 due,
                                            gint64 wall);

/**
 * rst_fetch_glance_list_newest:
 * @session: a session that is logged in
 * @count: (out): messages in the maildrop
 * @newest: (out) (nullable) (transfer full): the newest messages of a maildrop
 *   so large that listing it takes a while; %NULL where it is not, or where they
 *   have no unique-ids
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Makes a beginning, so that one can read while a large maildrop is listed.
 *
 * Returns: whether the server answered
 */
gboolean rst_fetch_glance_list_newest (RstPop3Session *session,
                                       guint *count,
                                       RstPop3Listing **newest,
                                       GCancellable *cancellable,
                                       GError **error);

G_END_DECLS
