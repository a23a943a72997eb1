/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rst_header_digest:
 * @octets: a message, or its beginning up to the end of the header at least
 * @tells_apart: (out) (optional): whether the header says enough to tell
 *   messages apart by it alone: it has a Message-ID
 *
 * Names a message by its header, so that it is known again when the server
 * gives it no name, or counts its octets otherwise. Left out are the fields in
 * which servers keep their own notes on a message (`Status`, `X-UID` and the
 * like) and change them at will; the rest counts octet for octet, but for line
 * ends and blanks at the end of a line.
 *
 * Returns: (transfer full): 32 octets
 */
GBytes *rst_header_digest (GBytes *octets, gboolean *tells_apart);

/**
 * rst_header_digest_alike:
 * @one: a whole message
 * @other: a whole message
 *
 * Returns: whether they are the same but for what [func@header_digest] leaves
 *   out of the header
 */
gboolean rst_header_digest_alike (GBytes *one, GBytes *other);

G_END_DECLS
