/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The longest digest of SCRAM's hash functions, SHA-256's. */
#define RST_SCRAM_DIGEST_MAX 32

/**
 * RstScramHash:
 * @RST_SCRAM_SHA_1: RFC 5802
 * @RST_SCRAM_SHA_256: RFC 7677
 *
 * SCRAM's hash function, "H" in RFC 5802.
 */
typedef enum
{
  RST_SCRAM_SHA_1,
  RST_SCRAM_SHA_256,
} RstScramHash;

/**
 * RstScramKeys:
 * @size: octets of each digest
 * @client_key: ClientKey
 * @stored_key: StoredKey
 * @server_key: ServerKey
 *
 * What a password comes to under a salt and an iteration count (RFC 5802 §3).
 * Who has them can log in: they are as secret as the password.
 */
typedef struct
{
  RstScramHash hash;
  gsize size;
  guint8 client_key[RST_SCRAM_DIGEST_MAX];
  guint8 stored_key[RST_SCRAM_DIGEST_MAX];
  guint8 server_key[RST_SCRAM_DIGEST_MAX];
} RstScramKeys;

/**
 * rst_scram_keys_init:
 * @self: (out caller-allocates): keys
 * @hash: the hash function
 * @password: the password, prepared
 * @salt: the salt
 * @iterations: the iteration count
 *
 * Derives the keys, which takes as long as the iteration count says.
 *
 * Returns: whether GnuTLS could
 */
gboolean rst_scram_keys_init (RstScramKeys *self,
                              RstScramHash hash,
                              const char *password,
                              const GString *salt,
                              guint iterations);

/**
 * rst_scram_keys_sign:
 * @self: keys
 * @message: AuthMessage
 * @proof: (out caller-allocates): ClientProof
 * @signature: (out caller-allocates): ServerSignature
 *
 * Computes what this side shows, and what the other side has to show.
 *
 * Returns: whether GnuTLS could
 */
gboolean rst_scram_keys_sign (const RstScramKeys *self,
                              const char *message,
                              guint8 *proof,
                              guint8 *signature);

/**
 * rst_scram_keys_clear:
 * @self: keys
 *
 * Overwrites them.
 */
void rst_scram_keys_clear (RstScramKeys *self);

/**
 * rst_scram_is_equal:
 * @one: octets
 * @other: octets
 * @size: how many
 *
 * Returns: whether they are the same, in a time that does not say where not
 */
gboolean rst_scram_is_equal (gconstpointer one, gconstpointer other, gsize size);

/**
 * rst_scram_dup_nonce:
 *
 * Returns: (transfer full) (nullable): a random text without a comma that never
 *   comes twice; %NULL when there is no randomness
 */
char *rst_scram_dup_nonce (void);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RstScramKeys, rst_scram_keys_clear)

G_END_DECLS
