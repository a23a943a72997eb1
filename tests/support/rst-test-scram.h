/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "rst-test-sasl.h"

G_BEGIN_DECLS

/**
 * RstTestScram:
 *
 * The server's side of one SCRAM exchange (RFC 5802, RFC 7677), written against
 * the RFCs alone and on GLib's HMAC, so that it and the client cannot share a
 * mistake. Passwords are compared as they are, without SASLprep.
 */
typedef struct _RstTestScram RstTestScram;

/**
 * rst_test_scram_new:
 * @hash: SHA-1 or SHA-256
 * @plus: whether the client chose the mechanism that is bound to the channel
 * @policy: who may log in, and what is done wrong; must outlive the exchange
 *
 * Returns: (transfer full): an exchange
 */
RstTestScram *rst_test_scram_new (GChecksumType hash,
                                  gboolean plus,
                                  const RstTestSaslPolicy *policy);

/**
 * rst_test_scram_free:
 * @self: (transfer full) (nullable): an exchange
 */
void rst_test_scram_free (RstTestScram *self);

/**
 * rst_test_scram_step:
 * @self: an exchange
 * @response: what the client said
 * @challenge: where to put what the server says
 *
 * Returns: how it goes on
 */
RstTestSaslStep rst_test_scram_step (RstTestScram *self,
                                     const char *response,
                                     GString *challenge);

G_END_DECLS
