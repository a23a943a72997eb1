/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RstTlsDetails:
 * @version: (nullable): such as "TLS 1.3"; %NULL when there was no session
 * @cipher: (nullable): the cipher suite's registered name
 * @names: the names that the certificate is for
 * @chain: (element-type utf8): a line for each certificate that was shown, the
 *   server's first: who it is for, and who signed it
 * @fingerprint: SHA-256 of the server's certificate, as in [struct@Endpoint]
 * @not_before: (nullable): since when it is valid
 * @not_after: (nullable): until when
 *
 * What a server showed of itself, whether that was accepted or not. For people:
 * nothing here says that it may be trusted.
 */
typedef struct
{
  char *version;
  char *cipher;
  char *names;
  GPtrArray *chain;
  char *fingerprint;
  GDateTime *not_before;
  GDateTime *not_after;
} RstTlsDetails;

/**
 * RST_TLS_CHAIN_MAX:
 *
 * How many certificates of a chain are told; a server may send any number.
 */
#define RST_TLS_CHAIN_MAX 10

/**
 * rst_tls_details_new:
 * @connection: a TLS connection, whose handshake may have failed
 * @certificate: what the server showed there
 *
 * Returns: (transfer full): the details
 */
RstTlsDetails *rst_tls_details_new (GTlsConnection *connection,
                                    GTlsCertificate *certificate);

/**
 * rst_tls_details_free:
 * @self: (transfer full): details
 */
void rst_tls_details_free (RstTlsDetails *self);

/**
 * rst_tls_details_get_days_left:
 * @self: details
 *
 * Returns: for how many whole days the certificate is still valid; negative
 *   when it is no more
 */
int rst_tls_details_get_days_left (const RstTlsDetails *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstTlsDetails, rst_tls_details_free)

G_END_DECLS
