/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstScramFirst:
 * @nonce: the nonce, ours and the server's in one
 * @salt: the salt, decoded
 * @iterations: the iteration count
 *
 * The server's first message (RFC 5802 §7, server-first-message).
 */
typedef struct
{
  char *nonce;
  GString *salt;
  guint iterations;
} RstScramFirst;

/**
 * RstScramFinal:
 * @verifier: (nullable): the server's signature, decoded
 * @refusal: (nullable): or why it refuses, which may hold anything but a comma
 *
 * The server's last message (RFC 5802 §7, server-final-message).
 */
typedef struct
{
  GString *verifier;
  char *refusal;
} RstScramFinal;

/**
 * rst_scram_first_parse:
 * @self: (out caller-allocates): a message, to be cleared on failure too
 * @text: what the server sent
 * @length: its octets
 * @client_nonce: the nonce that it has to begin with
 * @error: where to say why it is not to be answered
 *
 * Takes the message apart by the letter: attributes in their order, each with a
 * value, unknown ones at the end only, and all values within their bounds.
 *
 * Returns: whether it may be answered
 */
gboolean rst_scram_first_parse (RstScramFirst *self,
                                const char *text,
                                gsize length,
                                const char *client_nonce,
                                GError **error);

/**
 * rst_scram_final_parse:
 * @self: (out caller-allocates): a message, to be cleared on failure too
 * @text: what the server sent
 * @length: its octets
 * @error: where to say that it is none
 *
 * Returns: whether it is one; then one member is set
 */
gboolean rst_scram_final_parse (RstScramFinal *self,
                                const char *text,
                                gsize length,
                                GError **error);

void rst_scram_first_clear (RstScramFirst *self);
void rst_scram_final_clear (RstScramFinal *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RstScramFirst, rst_scram_first_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RstScramFinal, rst_scram_final_clear)

G_END_DECLS
