/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sasl/rst-scram-keys.h"

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <string.h>

/* RFC 5802 §5.1 names no length; 18 octets are 24 characters of base64. */
#define NONCE_OCTETS 18

static const struct
{
  gnutls_mac_algorithm_t mac;
  gnutls_digest_algorithm_t digest;
} algorithms[] = {
  [RST_SCRAM_SHA_1] = { GNUTLS_MAC_SHA1, GNUTLS_DIG_SHA1 },
  [RST_SCRAM_SHA_256] = { GNUTLS_MAC_SHA256, GNUTLS_DIG_SHA256 },
};

static gboolean
sign (RstScramHash hash, const guint8 *key, gsize size, const char *text, guint8 *digest)
{
  return gnutls_hmac_fast (algorithms[hash].mac, key, size, text, strlen (text), digest) == 0;
}

gboolean
rst_scram_keys_init (RstScramKeys  *self,
                     RstScramHash   hash,
                     const char    *password,
                     const GString *salt,
                     guint          iterations)
{
  guint8 salted[RST_SCRAM_DIGEST_MAX];
  gnutls_datum_t key = { (unsigned char *) password, (unsigned int) strlen (password) };
  gnutls_datum_t seed = { (unsigned char *) salt->str, (unsigned int) salt->len };
  gboolean ok;

  self->hash = hash;
  self->size = gnutls_hmac_get_len (algorithms[hash].mac);
  g_assert (self->size > 0 && self->size <= RST_SCRAM_DIGEST_MAX);

  ok = gnutls_pbkdf2 (algorithms[hash].mac, &key, &seed, iterations, salted, self->size) == 0 &&
       sign (hash, salted, self->size, "Client Key", self->client_key) &&
       sign (hash, salted, self->size, "Server Key", self->server_key) &&
       gnutls_hash_fast (algorithms[hash].digest, self->client_key, self->size, self->stored_key) == 0;
  explicit_bzero (salted, sizeof salted);
  return ok;
}

gboolean
rst_scram_keys_sign (const RstScramKeys *self,
                     const char         *message,
                     guint8             *proof,
                     guint8             *signature)
{
  if (!sign (self->hash, self->stored_key, self->size, message, proof) ||
      !sign (self->hash, self->server_key, self->size, message, signature))
    return FALSE;

  for (gsize i = 0; i < self->size; i++)
    proof[i] ^= self->client_key[i];
  return TRUE;
}

void
rst_scram_keys_clear (RstScramKeys *self)
{
  explicit_bzero (self, sizeof *self);
}

gboolean
rst_scram_is_equal (gconstpointer one, gconstpointer other, gsize size)
{
  return gnutls_memcmp (one, other, size) == 0;
}

char *
rst_scram_dup_nonce (void)
{
  guint8 octets[NONCE_OCTETS];

  if (gnutls_rnd (GNUTLS_RND_NONCE, octets, sizeof octets) != 0)
    return NULL;
  return g_base64_encode (octets, sizeof octets);
}
