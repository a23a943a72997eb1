/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/rst-marker.h"

G_BEGIN_DECLS

/**
 * RST_TEXT_MARKS_MAX:
 *
 * So many places of what was searched are marked in a message.
 */
#define RST_TEXT_MARKS_MAX 500

/**
 * rst_text_marks_apply:
 * @buffer: a text
 * @tag: how a place is to look
 * @match: (nullable): what was searched
 *
 * Marks what was searched, and nothing else any more.
 */
void rst_text_marks_apply (GtkTextBuffer *buffer, GtkTextTag *tag, RstMarker *match);

/**
 * rst_text_marks_get_attributes:
 * @match: (nullable): what was searched
 * @text: a text
 *
 * Returns: (transfer full) (nullable): what marks it in a label
 */
PangoAttrList *rst_text_marks_get_attributes (RstMarker *match, const char *text);

G_END_DECLS
