/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rst_header_digest:
 * @octets: a message, or its beginning up to the end of the header at least
 *
 * Names a message by its header, so that it is known again when the server
 * gives it another name, or counts its octets otherwise. Left out are the
 * fields in which servers keep their own notes on a message (`Status`, `X-UID`
 * and the like) and change them at will; the rest counts octet for octet, but
 * for line ends and blanks at the end of a line.
 *
 * Returns: (transfer full) (nullable): 64 lower-case hexadecimal digits; %NULL
 *   for a header without Message-ID, which says too little to tell messages
 *   apart
 */
char *rst_header_digest (GBytes *octets);

G_END_DECLS
