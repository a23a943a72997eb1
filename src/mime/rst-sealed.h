/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mime/rst-body.h"

G_BEGIN_DECLS

/**
 * RstSealedKind:
 * @RST_SEALED_NOT: neither signed nor encrypted
 * @RST_SEALED_OPENPGP: signed (RFC 3156 §5)
 * @RST_SEALED_CMS: signed (RFC 8551 §3.5.3)
 * @RST_SEALED_OTHERWISE: signed in another way: in the text itself
 * @RST_SEALED_ENCRYPTED: encrypted, or signed so that the text is inside
 *
 * How a message is signed or encrypted.
 */
typedef enum
{
  RST_SEALED_NOT,
  RST_SEALED_OPENPGP,
  RST_SEALED_CMS,
  RST_SEALED_OTHERWISE,
  RST_SEALED_ENCRYPTED,
} RstSealedKind;

/**
 * RstSealed:
 * @kind: how
 * @partial: whether something else is read beside it
 * @content: (nullable): what was signed
 * @signature: (nullable): the signature, decoded
 *
 * What of a message is signed or encrypted, by its structure alone.
 */
typedef struct
{
  RstSealedKind kind;
  gboolean partial;
  GBytes *content;
  GBytes *signature;
} RstSealed;

/**
 * rst_sealed_find:
 * @self: filled; all of it to be cleared with [method@Sealed.clear]
 * @body: a message
 */
void rst_sealed_find (RstSealed *self, RstBody *body);

/**
 * rst_sealed_clear:
 * @self: what was found
 */
void rst_sealed_clear (RstSealed *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RstSealed, rst_sealed_clear)

G_END_DECLS
