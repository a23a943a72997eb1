/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "net/rst-endpoint.h"
#include "net/rst-tls-details.h"

G_BEGIN_DECLS

/**
 * rst_connect:
 * @endpoint: where to
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Connects, and with %RST_SECURITY_TLS verifies the server as
 * [func@start_tls] does. Blocks for at most the endpoint's time-out a step;
 * every later read and write on the stream has the same bound. May be called
 * from any thread that does not draw.
 *
 * Errors are of [error@Rst.Error]: dns, tcp, timeout, tls-untrusted, tls-failed,
 * cancelled; the message names host and port.
 *
 * Returns: (transfer full): a connected stream
 */
GIOStream *rst_connect (const RstEndpoint *endpoint,
                        GCancellable *cancellable,
                        GError **error);

/**
 * rst_connect_try:
 * @endpoint: whose port is tried
 * @address: one of its host's addresses
 * @seconds: what it may take
 * @cancellable: (nullable): asks to stop
 * @error: where to say why there is no connection
 *
 * Makes a TCP connection to one address, past all proxies, and ends it at once:
 * only to learn whether it is possible. Errors as with [func@connect].
 *
 * Returns: whether it is
 */
gboolean rst_connect_try (const RstEndpoint *endpoint,
                          GInetAddress *address,
                          guint seconds,
                          GCancellable *cancellable,
                          GError **error);

/**
 * rst_start_tls:
 * @endpoint: where @plain leads
 * @plain: a connected stream on which nothing is unread
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Makes a TLS session over @plain and verifies the server: protocol 1.2 or
 * newer (RFC 8997), and a certificate that the endpoint's authorities vouch for
 * under the endpoint's host name (RFC 7817), or the pinned one. All of it is
 * looked at after the handshake, because a resumed session raises no signal.
 * The endpoint's client certificate is shown to a server that asks for one.
 *
 * Returns: (transfer full): the stream to go on with
 */
GIOStream *rst_start_tls (const RstEndpoint *endpoint,
                          GIOStream *plain,
                          GCancellable *cancellable,
                          GError **error);

/**
 * rst_start_tls_full:
 * @endpoint: where @plain leads
 * @plain: a connected stream on which nothing is unread
 * @details: (out) (optional) (nullable) (transfer full): what the server showed,
 *   also when it was refused; %NULL when it showed nothing
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * [func@start_tls] for those who want to tell more about it.
 *
 * Returns: (transfer full): the stream to go on with
 */
GIOStream *rst_start_tls_full (const RstEndpoint *endpoint,
                               GIOStream *plain,
                               RstTlsDetails **details,
                               GCancellable *cancellable,
                               GError **error);

/**
 * rst_connect_describe_tls:
 * @stream: a stream from this file
 *
 * Returns: (transfer full) (nullable): such as "TLS 1.3", %NULL for plaintext
 */
char *rst_connect_describe_tls (GIOStream *stream);

/**
 * rst_connect_dup_fingerprint:
 * @stream: a stream from this file
 *
 * Returns: (transfer full) (nullable): SHA-256 of the server's certificate, as
 *   in [struct@Endpoint], %NULL for plaintext
 */
char *rst_connect_dup_fingerprint (GIOStream *stream);

G_END_DECLS
