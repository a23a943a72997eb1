/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rst_display_text_fold:
 * @text: a text, UTF-8
 * @max_octets: how much of it to take at most
 * @cut: (out): whether something was left out
 *
 * Bounds a text for a text view, which lays out a line as a whole: lines of
 * many thousand octets are broken, and the end is left out.
 *
 * Returns: (transfer full): the text to show
 */
char *rst_display_text_fold (const char *text, gsize max_octets, gboolean *cut);

/**
 * rst_display_text_from_octets:
 * @octets: a message, exactly as it arrived
 * @max_octets: how much of it to take at most
 *
 * Makes octets visible: CRLF and LF end lines; octets that are not UTF-8,
 * control characters and a CR on its own are shown as `\xHH`; very long lines
 * are broken.
 *
 * Returns: (transfer full): the text to show
 */
char *rst_display_text_from_octets (GBytes *octets, gsize max_octets);

G_END_DECLS
