/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "sasl/rst-sasl.h"

G_BEGIN_DECLS

/**
 * RstPop3Auth:
 * @RST_POP3_AUTH_AUTO: the best that server, secret and stream allow
 * @RST_POP3_AUTH_USER: USER and PASS (RFC 1939 §7)
 * @RST_POP3_AUTH_APOP: APOP (RFC 1939 §7), never chosen by itself
 * @RST_POP3_AUTH_SASL: AUTH (RFC 5034); this and what follows is the
 *   [enum@SaslMechanism] that is as far behind it
 * @RST_POP3_AUTH_LAST: the last there is
 *
 * How to log in.
 */
typedef enum
{
  RST_POP3_AUTH_AUTO,
  RST_POP3_AUTH_USER,
  RST_POP3_AUTH_APOP,
  RST_POP3_AUTH_SASL,
  RST_POP3_AUTH_LAST = RST_POP3_AUTH_SASL + RST_SASL_N_MECHANISMS - 1,
} RstPop3Auth;

/**
 * RstPop3AuthStrength:
 * @RST_POP3_AUTH_STRENGTH_CLEAR: the server gets the secret itself
 * @RST_POP3_AUTH_STRENGTH_DIGEST: it gets a digest (CRAM-MD5, APOP)
 * @RST_POP3_AUTH_STRENGTH_MUTUAL: it must show that it knows the password too
 *   (SCRAM); also a client certificate
 * @RST_POP3_AUTH_STRENGTH_BOUND: and nobody can be in between (SCRAM-…-PLUS)
 *
 * How little a login gives away. A server that once offered more is not given
 * less without the person's consent.
 */
typedef enum
{
  RST_POP3_AUTH_STRENGTH_CLEAR,
  RST_POP3_AUTH_STRENGTH_DIGEST,
  RST_POP3_AUTH_STRENGTH_MUTUAL,
  RST_POP3_AUTH_STRENGTH_BOUND,
} RstPop3AuthStrength;

/**
 * rst_pop3_auth_from_sasl:
 * @mechanism: a mechanism
 *
 * Returns: the way to log in by it
 */
RstPop3Auth rst_pop3_auth_from_sasl (RstSaslMechanism mechanism);

/**
 * rst_pop3_auth_get_sasl:
 * @auth: a way to log in
 * @mechanism: (out): its mechanism
 *
 * Returns: whether it is one of SASL
 */
gboolean rst_pop3_auth_get_sasl (RstPop3Auth auth, RstSaslMechanism *mechanism);

/**
 * rst_pop3_auth_get_name:
 * @auth: a way to log in
 *
 * Returns: (transfer none): its name in an account's settings: "auto", "user",
 *   "apop" or a SASL name in lower case
 */
const char *rst_pop3_auth_get_name (RstPop3Auth auth);

/**
 * rst_pop3_auth_from_name:
 * @name: a name in an account's settings
 * @auth: (out): the way to log in
 *
 * Returns: whether there is such a way
 */
gboolean rst_pop3_auth_from_name (const char *name, RstPop3Auth *auth);

/**
 * rst_pop3_auth_get_strength:
 * @auth: a way to log in, not automatic
 *
 * Returns: how little it gives away
 */
RstPop3AuthStrength rst_pop3_auth_get_strength (RstPop3Auth auth);

/**
 * rst_pop3_auth_get_secret_kind:
 * @auth: a way to log in, not automatic
 *
 * Returns: what it needs
 */
RstSecretKind rst_pop3_auth_get_secret_kind (RstPop3Auth auth);

G_END_DECLS
