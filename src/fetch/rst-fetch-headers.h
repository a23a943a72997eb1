/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pop3/rst-pop3-session.h"

G_BEGIN_DECLS

/**
 * RstFetchHeaders:
 *
 * Asks a server for the headers of messages (TOP, RFC 1939 §7), many in flight.
 * A server may have TOP without saying so: whether it has is asked with the
 * first message alone, and where it has not nothing more is asked.
 */
typedef struct _RstFetchHeaders RstFetchHeaders;

/**
 * rst_fetch_headers_new:
 * @session: a session that is logged in
 *
 * Returns: (transfer full): nothing asked yet
 */
RstFetchHeaders *rst_fetch_headers_new (RstPop3Session *session);

/**
 * rst_fetch_headers_free:
 * @self: (nullable) (transfer full): headers
 */
void rst_fetch_headers_free (RstFetchHeaders *self);

/**
 * rst_fetch_headers_are_given:
 * @self: headers
 *
 * Returns: whether the server gave any; one that gives none may just not have TOP
 */
gboolean rst_fetch_headers_are_given (RstFetchHeaders *self);

/**
 * rst_fetch_headers_read:
 * @self: headers
 * @entries: (element-type RstPop3Entry): messages of the session
 * @apart: whether only those headers count that tell messages apart; see
 *   [func@header_digest]
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Returns: (transfer full) (element-type GBytes): the digest of each header;
 *   %NULL for one that the server refused, or that does not count
 */
GPtrArray *rst_fetch_headers_read (RstFetchHeaders *self,
                                   GPtrArray *entries,
                                   gboolean apart,
                                   GCancellable *cancellable,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstFetchHeaders, rst_fetch_headers_free)

G_END_DECLS
