/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RstSealState:
 * @RST_SEAL_NONE: neither signed nor encrypted
 * @RST_SEAL_VALID: signed with a key of who the message says it is from, which
 *   is this person's by GnuPG's own judgement
 * @RST_SEAL_UNTRUSTED: the same with a key that nobody has vouched for
 * @RST_SEAL_OTHER: signed with somebody else's key
 * @RST_SEAL_OLD: the key or the signature has expired, or was revoked
 * @RST_SEAL_UNKNOWN: signed with a key that is not here
 * @RST_SEAL_BAD: changed after it was signed
 * @RST_SEAL_NO_KEYS: signed; GnuPG is not used here, so there is nothing to
 *   compare with
 * @RST_SEAL_UNCHECKED: signed in a way that is not looked into, or GnuPG could
 *   not say
 * @RST_SEAL_ENCRYPTED: encrypted, or in a wrapping that is not opened
 *
 * What is known of a message's signature.
 */
typedef enum
{
  RST_SEAL_NONE,
  RST_SEAL_VALID,
  RST_SEAL_UNTRUSTED,
  RST_SEAL_OTHER,
  RST_SEAL_OLD,
  RST_SEAL_UNKNOWN,
  RST_SEAL_BAD,
  RST_SEAL_NO_KEYS,
  RST_SEAL_UNCHECKED,
  RST_SEAL_ENCRYPTED,
} RstSealState;

/**
 * RstSeal:
 * @state: what is known
 * @partial: whether more is shown than what was signed
 * @signer: (nullable): whose key it says it is, fit for one line
 * @key: (nullable): the end of its fingerprint
 *
 * A message's signature (RFC 1847, RFC 3156, RFC 8551).
 */
typedef struct
{
  RstSealState state;
  gboolean partial;
  char *signer;
  char *key;
} RstSeal;

/**
 * rst_seal_check:
 * @raw: a message, exactly as it arrived
 * @cancellable: (nullable): stops GnuPG
 *
 * Has GnuPG verify a message's signature, with the keys that are here and
 * without the network: no key, certificate or revocation list is fetched.
 * Nothing is decrypted. Where there is no folder of GnuPG's, it is not started.
 *
 * Unlike the rest of this folder it runs another program and may wait for it:
 * give it a thread, and a limit by way of @cancellable.
 *
 * Returns: (transfer full): what is known
 */
RstSeal *rst_seal_check (GBytes *raw, GCancellable *cancellable);

/**
 * rst_seal_free:
 * @self: (transfer full): a seal
 */
void rst_seal_free (RstSeal *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstSeal, rst_seal_free)

G_END_DECLS
