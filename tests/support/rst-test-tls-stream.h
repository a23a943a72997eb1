/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define RST_TEST_TYPE_TLS_STREAM (rst_test_tls_stream_get_type ())

/**
 * RstTestTlsStream:
 *
 * A stream that says of itself that it is TLS, and passes octets through.
 */
G_DECLARE_FINAL_TYPE (RstTestTlsStream, rst_test_tls_stream, RST_TEST, TLS_STREAM, GTlsConnection)

/**
 * rst_test_tls_stream_new:
 * @base: the stream to pass octets to
 * @version: which TLS it is to be
 * @bindings: the kinds of channel binding that it has, as a set of
 *   `1 << GTlsChannelBindingType`; the data of each is its type's number
 *
 * Returns: (transfer full): a stream
 */
GIOStream *rst_test_tls_stream_new (GIOStream *base,
                                    GTlsProtocolVersion version,
                                    guint bindings);

G_END_DECLS
