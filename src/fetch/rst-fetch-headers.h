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
 * rst_fetch_header_read:
 * @session: a session in which a header was asked for
 * @header: (out) (nullable) (transfer full): the one that comes next; %NULL
 *   where the server refuses it
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Returns: whether the session goes on
 */
gboolean rst_fetch_header_read (RstPop3Session *session,
                                GBytes **header,
                                GCancellable *cancellable,
                                GError **error);

/**
 * rst_fetch_headers_are_given:
 * @self: headers
 *
 * Returns: whether the server gave any; one that gives none may just not have TOP
 */
gboolean rst_fetch_headers_are_given (RstFetchHeaders *self);

/**
 * RstFetchHeaderFunc:
 * @header: a header
 *
 * Returns: (transfer full) (nullable): what it comes down to
 */
typedef GBytes *(*RstFetchHeaderFunc) (GBytes *header);

/**
 * rst_fetch_headers_read:
 * @self: headers
 * @entries: (element-type RstPop3Entry): messages of the session
 * @func: (scope call): what is made of a header
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Returns: (transfer full) (element-type GBytes): what was made of each header;
 *   %NULL for one that the server refused, or that comes down to nothing
 */
GPtrArray *rst_fetch_headers_read (RstFetchHeaders *self,
                                   GPtrArray *entries,
                                   RstFetchHeaderFunc func,
                                   GCancellable *cancellable,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstFetchHeaders, rst_fetch_headers_free)

G_END_DECLS
