/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * rst_text_links_get_bounds:
 * @place: a place of a text
 * @link: the tag of links
 * @start: (out): where the link begins
 * @end: (out): where it ends
 *
 * Returns: whether there is a link
 */
gboolean rst_text_links_get_bounds (const GtkTextIter *place,
                                    GtkTextTag        *link,
                                    GtkTextIter       *start,
                                    GtkTextIter       *end);

/**
 * rst_text_links_dup_selected:
 * @view: a text view
 * @link: the tag of links
 *
 * Returns: (transfer full) (nullable): the text of the link that is selected, and
 *   nothing besides
 */
char *rst_text_links_dup_selected (GtkTextView *view, GtkTextTag *link);

/**
 * rst_text_links_move_focus:
 * @view: a text view
 * @link: the tag of links
 * @by: 1 for Tab, -1 for Shift+Tab
 *
 * Takes the keyboard through a text: the text itself comes first, then its links
 * and the buttons between them, from what is in sight on. A link that has the
 * keyboard is selected, which is what screen readers tell of.
 *
 * Returns: %FALSE where it leaves the text
 */
gboolean rst_text_links_move_focus (GtkTextView *view, GtkTextTag *link, int by);

G_END_DECLS
