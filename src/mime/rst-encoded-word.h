/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rst_encoded_word_decode:
 * @text: a header's text in UTF-8
 *
 * Decodes encoded words (RFC 2047). Neighbouring words in one charset are
 * decoded together, as many programs split characters between them. GMime
 * before 3.2.14 loses what follows a base64 word that ends with padding, so
 * this is done here.
 *
 * Returns: (transfer full): the text, valid UTF-8
 */
char *rst_encoded_word_decode (const char *text);

/**
 * rst_encoded_word_merge:
 * @text: a structured header's text in UTF-8
 *
 * Makes one quoted-printable word of every run of encoded words, which any
 * version of GMime decodes in its place: a decoded name may hold characters
 * that mean something in an address list.
 *
 * Returns: (transfer full): the text, valid UTF-8
 */
char *rst_encoded_word_merge (const char *text);

G_END_DECLS
