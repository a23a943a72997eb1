/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/rst-marker.h"

G_BEGIN_DECLS

#define RST_TYPE_PLAIN_TEXT (rst_plain_text_get_type ())

/**
 * RstPlainText:
 *
 * Shows a message's text for reading: links can be clicked and gone through by
 * Tab, quotes have bars and
 * long ones are folded, words can be found ([iface@Findable]). Main loop only.
 */
G_DECLARE_FINAL_TYPE (RstPlainText, rst_plain_text, RST, PLAIN_TEXT, GtkTextView)

/**
 * RstPlainText:target: (getter)
 *
 * Where the link that has the keyboard leads, as people can read it; %NULL where
 * none has it.
 */

/**
 * RstPlainText::link-activated:
 * @self: the text
 * @uri: an address by http, https or mailto
 *
 * Someone clicked on a link, or pressed Enter on it.
 */

/**
 * rst_plain_text_new:
 *
 * Returns: (transfer floating): an empty text
 */
GtkWidget *rst_plain_text_new (void);

/**
 * rst_plain_text_set_text:
 * @self: a text view
 * @text: what to show
 *
 * Shows a text from its start. Of a text that is too long to be read on a
 * screen only the first part is shown, with a note at its end.
 */
void rst_plain_text_set_text (RstPlainText *self, const char *text);

/**
 * rst_plain_text_set_match:
 * @self: a text view
 * @match: (nullable): what was searched
 *
 * Marks what was searched, in this text and those that follow.
 */
void rst_plain_text_set_match (RstPlainText *self, RstMarker *match);

/**
 * rst_plain_text_set_zoom:
 * @self: a text view
 * @percent: how large the text is, 100 being the usual size
 *
 * Applies to this text and those that follow.
 */
void rst_plain_text_set_zoom (RstPlainText *self, int percent);

G_END_DECLS
