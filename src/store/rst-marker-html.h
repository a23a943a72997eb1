/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rst-marker.h"

G_BEGIN_DECLS

/**
 * rst_marker_html:
 * @self: what is looked for
 * @html: an HTML body in UTF-8, hostile as ever
 * @max: how many places to mark at most
 *
 * Puts `<mark>` around what is found in the words that HTML shows: not in tags,
 * comments, styles, scripts, titles or entries. Whatever it takes for words, it
 * adds nothing but this one element, and removes nothing.
 *
 * Returns: (transfer full): the HTML with the places marked
 */
char *rst_marker_html (RstMarker *self, const char *html, guint max);

G_END_DECLS
