/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rst_text_dup_line:
 * @text: text from outside, in any encoding
 * @length: its octets, or -1 when it ends with NUL
 *
 * Makes foreign text fit for one line on a screen or terminal: valid UTF-8,
 * runs of white space and control characters become one blank, none at the
 * ends.
 *
 * Returns: (transfer full): the line, maybe empty
 */
char *rst_text_dup_line (const char *text, gssize length);

/**
 * rst_text_dup_printable:
 * @text: text from outside, in any encoding
 * @length: its octets, or -1 when it ends with NUL
 *
 * Makes foreign text fit for a terminal: valid UTF-8 with its lines and tabs,
 * but U+FFFD for every other control character. A CRLF becomes LF.
 *
 * Returns: (transfer full): the text
 */
char *rst_text_dup_printable (const char *text, gssize length);

/**
 * rst_text_dup_escaped:
 * @octets: octets from outside
 * @length: how many
 *
 * Names octets so that different ones never get the same name: printable ASCII
 * stays, all else and the backslash become `\xHH`. For unique-ids, which a
 * server may fill with anything (RFC 1939 §7 allows 0x21 to 0x7E).
 *
 * Returns: (transfer full): the name, in ASCII
 */
char *rst_text_dup_escaped (const char *octets, gsize length);

/**
 * rst_text_begins_with:
 * @text: text
 * @beginning: what it may begin with
 *
 * Looks at no more of @text than that takes. g_str_has_prefix() of newer GLib
 * measures all of it, so that a walk through a text takes the square of its length.
 *
 * Returns: whether @text begins with @beginning
 */
gboolean rst_text_begins_with (const char *text, const char *beginning);

/**
 * rst_text_dup_short:
 * @text: text in UTF-8
 * @n_chars: how many characters at most, with the ellipsis; at least 1
 *
 * Cuts off what nobody reads to its end. A label that wraps takes time with the
 * square of its text: with 100,000 characters it stands for minutes.
 *
 * Returns: (transfer full): @text, or its beginning and “…”
 */
char *rst_text_dup_short (const char *text, gsize n_chars);

/**
 * rst_text_dup_folded:
 * @text: text in UTF-8
 * @n_chars: how many characters at most
 *
 * Makes what sorts alike the same: without case, accents and differences of
 * form such as that of ligatures. Compared octet by octet, it sorts by code
 * point. Takes no longer for a longer text.
 *
 * Returns: (transfer full): the key
 */
char *rst_text_dup_folded (const char *text, gsize n_chars);

G_END_DECLS
