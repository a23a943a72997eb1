/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/rst-secret.h"

G_BEGIN_DECLS

/**
 * rst_base64_encode:
 * @octets: octets, which may be a secret
 * @length: how many
 *
 * Returns: (transfer full): them in base64 (RFC 4648 §4)
 */
RstSecret *rst_base64_encode (const char *octets, gsize length);

/**
 * rst_base64_decode:
 * @text: base64 from outside
 * @length: its octets
 *
 * Decodes base64 strictly (RFC 4648 §3): whole groups, nothing but the
 * alphabet, padding at the end only, and no bits set behind the last octet.
 * What is read in two ways may be checked in one and used in the other.
 *
 * Returns: (transfer full) (nullable): the octets, for [func@sasl_wipe]; %NULL
 *   when it is none
 */
GString *rst_base64_decode (const char *text, gsize length);

G_END_DECLS
