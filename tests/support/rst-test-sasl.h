/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstTestSaslPolicy:
 * @user: (nullable): who may log in; %NULL is anybody
 * @password: (nullable): with what password; %NULL is any, but for the
 *   mechanisms that prove it, where it is ""
 * @token: (nullable): with what token; %NULL is any
 * @certificate: whether the client showed a certificate that is trusted
 * @plus: whether the server can bind to the channel
 * @get_binding: (nullable): gives the channel's binding data of a type, or
 *   %NULL where it has none
 * @channel: for @get_binding
 * @fault: (nullable): what is done wrong: "wrong-signature", "no-signature",
 *   "foreign-nonce", "same-nonce", "empty-salt", "extension", "huge-challenge"
 * @iterations: (nullable): SCRAM's iteration count as it is written; %NULL is
 *   4096
 * @salt: (nullable): SCRAM's salt in base64; %NULL makes one
 * @nonce: (nullable): the server's part of SCRAM's nonce; %NULL makes one
 *
 * Who may log in and what is done wrong.
 */
typedef struct
{
  const char *user;
  const char *password;
  const char *token;
  gboolean certificate;
  gboolean plus;
  GBytes *(*get_binding) (gpointer channel, const char *type);
  gpointer channel;
  const char *fault;
  const char *iterations;
  const char *salt;
  const char *nonce;
} RstTestSaslPolicy;

/**
 * RstTestSaslStep:
 * @RST_TEST_SASL_CHALLENGE: the server says something and waits
 * @RST_TEST_SASL_SUCCESS: the client is in
 * @RST_TEST_SASL_FAILURE: it is not
 *
 * How an exchange goes on.
 */
typedef enum
{
  RST_TEST_SASL_CHALLENGE,
  RST_TEST_SASL_SUCCESS,
  RST_TEST_SASL_FAILURE,
} RstTestSaslStep;

/**
 * RstTestSasl:
 *
 * The server's side of one authentication exchange (RFC 4422). No I/O, no
 * base64, and nothing in common with the client under test.
 */
typedef struct _RstTestSasl RstTestSasl;

/**
 * rst_test_sasl_new:
 * @mechanism: a mechanism's name
 * @policy: who may log in; must outlive the exchange
 *
 * Returns: (transfer full) (nullable): an exchange, %NULL when there is no such
 *   mechanism
 */
RstTestSasl *rst_test_sasl_new (const char *mechanism, const RstTestSaslPolicy *policy);

/**
 * rst_test_sasl_free:
 * @self: (transfer full) (nullable): an exchange
 */
void rst_test_sasl_free (RstTestSasl *self);

/**
 * rst_test_sasl_step:
 * @self: an exchange
 * @response: (nullable): what the client said, decoded; %NULL when it sent no
 *   initial response
 * @size: its octets
 * @challenge: where to put what the server says; empty before
 *
 * Returns: how it goes on
 */
RstTestSaslStep rst_test_sasl_step (RstTestSasl *self,
                                    const char *response,
                                    gsize size,
                                    GString *challenge);

/**
 * rst_test_sasl_is_known:
 * @policy: who may log in
 * @user: a user
 * @password: a password
 *
 * Returns: whether they may
 */
gboolean rst_test_sasl_is_known (const RstTestSaslPolicy *policy,
                                 const char *user,
                                 const char *password);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstTestSasl, rst_test_sasl_free)

G_END_DECLS
