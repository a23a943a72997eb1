/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rst_charset_to_utf8:
 * @declared: (nullable): the charset that the message names
 * @octets: text in it, or in another one
 * @length: how many octets
 *
 * Reads text in the charset that it says it is in; where that makes no sense in
 * UTF-8, and at last in windows-1252. What fits in none is shown with
 * replacement characters.
 *
 * Returns: (transfer full): valid UTF-8 without NUL or a byte order mark
 */
char *rst_charset_to_utf8 (const char *declared,
                           const char *octets,
                           gsize       length);

/**
 * rst_charset_to_utf8_as_told:
 * @charset: a charset that a person chose
 * @octets: text
 * @length: how many octets
 *
 * Reads text in this charset whatever comes out, with replacement characters
 * for what is not in it.
 *
 * Returns: (transfer full): valid UTF-8 without NUL or a byte order mark
 */
char *rst_charset_to_utf8_as_told (const char *charset,
                                   const char *octets,
                                   gsize       length);

G_END_DECLS
