/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "sasl/rst-credentials.h"

G_BEGIN_DECLS

/**
 * RstSaslMechanism:
 * @RST_SASL_SCRAM_SHA_256_PLUS: RFC 7677, bound to the TLS channel
 * @RST_SASL_SCRAM_SHA_1_PLUS: RFC 5802, bound to the TLS channel
 * @RST_SASL_SCRAM_SHA_256: RFC 7677
 * @RST_SASL_SCRAM_SHA_1: RFC 5802
 * @RST_SASL_PLAIN: RFC 4616
 * @RST_SASL_LOGIN: draft-murchison-sasl-login
 * @RST_SASL_CRAM_MD5: RFC 2195
 * @RST_SASL_OAUTHBEARER: RFC 7628
 * @RST_SASL_XOAUTH2: Google's and Microsoft's convention, no RFC
 * @RST_SASL_EXTERNAL: RFC 4422 appendix A
 *
 * The ways of the Simple Authentication and Security Layer (RFC 4422) that this
 * client knows.
 */
typedef enum
{
  RST_SASL_SCRAM_SHA_256_PLUS,
  RST_SASL_SCRAM_SHA_1_PLUS,
  RST_SASL_SCRAM_SHA_256,
  RST_SASL_SCRAM_SHA_1,
  RST_SASL_PLAIN,
  RST_SASL_LOGIN,
  RST_SASL_CRAM_MD5,
  RST_SASL_OAUTHBEARER,
  RST_SASL_XOAUTH2,
  RST_SASL_EXTERNAL,
} RstSaslMechanism;

#define RST_SASL_N_MECHANISMS 10

/**
 * rst_sasl_mechanism_get_name:
 * @mechanism: a mechanism
 *
 * Returns: (transfer none): its registered name, such as "SCRAM-SHA-256"
 */
const char *rst_sasl_mechanism_get_name (RstSaslMechanism mechanism);

/**
 * rst_sasl_mechanism_get_secret_kind:
 * @mechanism: a mechanism
 *
 * Returns: what it shows who one is by
 */
RstSecretKind rst_sasl_mechanism_get_secret_kind (RstSaslMechanism mechanism);

/**
 * rst_sasl_mechanism_needs_binding:
 * @mechanism: a mechanism
 *
 * Returns: whether it is one that is bound to the TLS channel (RFC 5802 §6)
 */
gboolean rst_sasl_mechanism_needs_binding (RstSaslMechanism mechanism);

/**
 * RstSaslBinding:
 * @type: "tls-exporter" (RFC 9266), "tls-unique" or "tls-server-end-point"
 *   (RFC 5929)
 * @data: the channel's binding data
 *
 * What ties a login to the TLS channel that carries it, so that somebody in
 * between, who holds two channels, cannot pass the login on.
 */
typedef struct
{
  const char *type;
  GBytes *data;
} RstSaslBinding;

/**
 * RstSasl:
 *
 * The client's side of one authentication exchange. It does no I/O and knows no
 * base64: challenges go in, responses come out, until the protocol says how it
 * ended. Not thread-safe; a challenge may come from a hostile server, and all
 * that it can make the client hold or compute is bounded in rst-sasl-bounds.h.
 */
typedef struct _RstSasl RstSasl;

/**
 * rst_sasl_new:
 * @mechanism: how
 * @credentials: who; must outlive the exchange
 * @binding: (nullable): the channel's binding, %NULL where there is none; a
 *   mechanism that needs one must be given it. One without binding tells the server that the client could have
 *   bound (RFC 5802 §6, "y"), by which a server notices that somebody took the
 *   `-PLUS` out of its offer.
 * @host: the server's name as the person typed it (RFC 7628 §3.1)
 * @port: its port
 *
 * Returns: (transfer full): an exchange of which nothing was said yet
 */
RstSasl *rst_sasl_new (RstSaslMechanism mechanism,
                       const RstCredentials *credentials,
                       const RstSaslBinding *binding,
                       const char *host,
                       guint16 port);

/**
 * rst_sasl_free:
 * @self: (nullable) (transfer full): an exchange
 *
 * Overwrites and frees it.
 */
void rst_sasl_free (RstSasl *self);

/**
 * rst_sasl_speaks_first:
 * @self: an exchange
 *
 * Returns: whether the client has something to say before any challenge: an
 *   initial response (RFC 5034 §4)
 */
gboolean rst_sasl_speaks_first (RstSasl *self);

/**
 * rst_sasl_respond:
 * @self: an exchange
 * @challenge: (nullable): the server's challenge, decoded; it may hold NUL. %NULL
 *   asks for the initial response
 * @length: its octets
 * @error: where to say why not
 *
 * Takes a step. Errors are %RST_ERROR_PROTOCOL (what the server sent makes no
 * sense, passes a bound, does not show that it knows the password, or says
 * that somebody may be in between), %RST_ERROR_AUTH (it refuses in so many words) and
 * %RST_ERROR_CONFIG (what should be said cannot be). After an error the exchange is to be cancelled
 * (`*`, RFC 5034 §4). After %RST_ERROR_PROTOCOL nothing else may be tried: what
 * answers there may not be the server.
 *
 * Returns: (transfer full): the response, for [func@sasl_wipe]; may be empty
 */
GString *rst_sasl_respond (RstSasl *self,
                           const char *challenge,
                           gsize length,
                           GError **error);

/**
 * rst_sasl_finish:
 * @self: an exchange to which the server said that it succeeded
 * @error: where to say why that cannot be
 *
 * Looks whether the exchange may end here: for SCRAM, whether the server has
 * shown that it knows the password too (RFC 5802 §3, "the client MUST consider
 * the authentication exchange to be unsuccessful").
 *
 * Returns: whether it did
 */
gboolean rst_sasl_finish (RstSasl *self, GError **error);

/**
 * rst_sasl_get_refusal:
 * @self: an exchange that the server refuses
 *
 * What a server said about its refusal inside the exchange: what the JSON of
 * OAUTHBEARER (RFC 7628 §3.2.2) and XOAUTH2 names, the value of SCRAM's `e=`.
 *
 * Returns: (transfer none) (nullable): one line, fit to be shown
 */
const char *rst_sasl_get_refusal (RstSasl *self);

/**
 * rst_sasl_wipe:
 * @text: (transfer full): what [method@Sasl.respond] returned, or text made of
 *   it
 *
 * Overwrites and frees a text that may hold NUL.
 */
void rst_sasl_wipe (GString *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstSasl, rst_sasl_free)

G_END_DECLS
