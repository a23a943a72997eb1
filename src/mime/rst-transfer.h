/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gmime/gmime.h>

#include "mime/rst-span.h"

G_BEGIN_DECLS

/**
 * rst_transfer_parse:
 * @name: (nullable): a Content-Transfer-Encoding
 *
 * Returns: which encoding it is (RFC 2045 §6); an unknown one is taken as none
 */
GMimeContentEncoding rst_transfer_parse (const char *name);

/**
 * rst_transfer_is_identity:
 * @encoding: an encoding
 *
 * Returns: whether the content stands in the message as it is
 */
gboolean rst_transfer_is_identity (GMimeContentEncoding encoding);

/**
 * rst_transfer_decode:
 * @encoded: octets of a message
 * @encoding: how they are encoded
 * @line_end: LF or CR
 *
 * Returns: (transfer full): the content; an identity encoding is copied
 */
GBytes *rst_transfer_decode (RstSpan              encoded,
                             GMimeContentEncoding encoding,
                             char                 line_end);

G_END_DECLS
