/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <gnutls/gnutls.h>

G_BEGIN_DECLS

/**
 * RstTestChannel:
 *
 * A server's end of a connection, in the clear or over TLS. GnuTLS is used
 * without GIO, whose TLS has one set of versions for the whole process. It
 * blocks; when the client is gone, or the server stops, everything fails.
 */
typedef struct _RstTestChannel RstTestChannel;

/**
 * rst_test_channel_new:
 * @connection: the connection
 * @segment: how many octets a write has at most, 0 for no limit
 * @gather: whether what is written waits while lines wait to be read
 * @cancellable: ends everything
 *
 * Returns: (transfer full): a channel in the clear
 */
RstTestChannel *rst_test_channel_new (GSocketConnection *connection,
                                      gsize segment,
                                      gboolean gather,
                                      GCancellable *cancellable);

/**
 * rst_test_channel_free:
 * @self: (transfer full): a channel; the connection ends as it is
 */
void rst_test_channel_free (RstTestChannel *self);

/**
 * rst_test_channel_start_tls:
 * @self: a channel in the clear
 * @credentials: what to show
 * @priority: GnuTLS's priorities
 * @ticket_key: the key under which sessions can be resumed
 * @ask_client: whether to ask for the client's certificate
 *
 * Returns: whether the handshake succeeded
 */
gboolean rst_test_channel_start_tls (RstTestChannel *self,
                                     gnutls_certificate_credentials_t credentials,
                                     const char *priority,
                                     const gnutls_datum_t *ticket_key,
                                     gboolean ask_client);

/**
 * rst_test_channel_is_tls:
 * @self: a channel
 *
 * Returns: whether it is over TLS
 */
gboolean rst_test_channel_is_tls (RstTestChannel *self);

/**
 * rst_test_channel_is_resumed:
 * @self: a channel over TLS
 *
 * Returns: whether its TLS session is an earlier one
 */
gboolean rst_test_channel_is_resumed (RstTestChannel *self);

/**
 * rst_test_channel_is_client_trusted:
 * @self: a channel over TLS
 *
 * Returns: whether the client showed a certificate of an authority that is
 *   trusted
 */
gboolean rst_test_channel_is_client_trusted (RstTestChannel *self);

/**
 * rst_test_channel_dup_binding:
 * @self: a channel
 * @type: "tls-exporter" (RFC 9266), "tls-unique" or "tls-server-end-point"
 *   (RFC 5929)
 *
 * Returns: (transfer full) (nullable): the channel's binding data, %NULL where
 *   the type is not known, the version of TLS has none, or there is no TLS
 */
GBytes *rst_test_channel_dup_binding (RstTestChannel *self, const char *type);

/**
 * rst_test_channel_write:
 * @self: a channel
 * @octets: what to write
 * @size: how much
 *
 * Returns: whether all was written
 */
gboolean rst_test_channel_write (RstTestChannel *self, const char *octets, gsize size);

/**
 * rst_test_channel_read_line:
 * @self: a channel
 *
 * Returns: (transfer full) (nullable): a line without its end, %NULL when the
 *   client is gone
 */
char *rst_test_channel_read_line (RstTestChannel *self);

/**
 * rst_test_channel_forget:
 * @self: a channel
 *
 * Loses what came and was not read yet.
 */
void rst_test_channel_forget (RstTestChannel *self);

/**
 * rst_test_channel_wait:
 * @self: a channel
 * @milliseconds: how long, -1 until the client is gone
 *
 * Waits without answering anything.
 *
 * Returns: whether to go on
 */
gboolean rst_test_channel_wait (RstTestChannel *self, int milliseconds);

/**
 * rst_test_channel_close:
 * @self: a channel
 *
 * Ends the connection as it should be, with TLS's goodbye.
 */
void rst_test_channel_close (RstTestChannel *self);

/**
 * rst_test_channel_drop:
 * @self: a channel
 *
 * Ends the connection without a goodbye; what was sent before still arrives.
 */
void rst_test_channel_drop (RstTestChannel *self);

/**
 * rst_test_channel_reset:
 * @self: a channel
 *
 * Ends the connection with a TCP reset.
 */
void rst_test_channel_reset (RstTestChannel *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstTestChannel, rst_test_channel_free)

G_END_DECLS
