/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a server may make a login hold and compute, and why. Beyond a bound the
 * login ends with RST_ERROR_PROTOCOL.
 */

/* A challenge, decoded. RFC 5034 §4 lets lines of base64 have 12,288 octets. */
#define RST_SASL_CHALLENGE_MAX (9 * 1024)

/* Challenges in one exchange. The longest that we know, SCRAM, has two, and one
 * more where the server's last words come before its verdict.
 */
#define RST_SASL_CHALLENGES_MAX 4

/* SCRAM's iteration count. RFC 5802 §5.1 and RFC 7677 §4 ask for 4,096 at
 * least: fewer let whoever listens guess the password. The computation cannot
 * be stopped, so the upper bound is what a slow core does in two seconds; a
 * fast one does it in a third of a second. Servers use 4,096 to some hundred
 * thousand.
 */
#define RST_SASL_ITERATIONS_MIN 4096
#define RST_SASL_ITERATIONS_MAX (2 * 1000 * 1000)

/* SCRAM's salt and the server's part of the nonce, in octets. */
#define RST_SASL_SALT_MAX 1024
#define RST_SASL_NONCE_MAX 1024

/* What is shown of a server's refusal, in characters. */
#define RST_SASL_REFUSAL_MAX 300
