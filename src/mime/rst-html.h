/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rst_html_to_text:
 * @html: an HTML body in UTF-8, however broken
 *
 * Turns HTML into text that reads well: paragraphs, list marks, quotes with
 * `> `, links with their target behind them where it differs; no script, no
 * style, nothing hidden. Blocks; may run on any thread. Nothing is fetched.
 *
 * Returns: (transfer full): the text
 */
char *rst_html_to_text (const char *html);

/**
 * rst_html_names_remote:
 * @html: an HTML body in UTF-8
 *
 * Returns: whether it refers to anything outside the message that a browser
 *   would fetch by itself: pictures, styles, fonts, frames, media; links to
 *   click on do not count
 */
gboolean rst_html_names_remote (const char *html);

/**
 * rst_html_names_colors:
 * @html: an HTML body in UTF-8
 *
 * Returns: whether it brings colours of its own, or a style sheet that may
 */
gboolean rst_html_names_colors (const char *html);

G_END_DECLS
