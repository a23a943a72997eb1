/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RST_TYPE_TAG_PILLS (rst_tag_pills_get_type ())

/**
 * RstTagPills:
 *
 * The tags of a message in a row of a list: the first two, and how many more
 * there are. It takes no height of its own, so that all rows have the same, and
 * where there is not enough width it shows less.
 */
G_DECLARE_FINAL_TYPE (RstTagPills, rst_tag_pills, RST, TAG_PILLS, GtkWidget)

/**
 * rst_tag_pills_set:
 * @self: pills
 * @names: (nullable) (array zero-terminated=1): the tags
 * @colors: (nullable): the colour of each
 *
 * Shows tags. What is not needed any more is kept for the next message.
 */
void rst_tag_pills_set (RstTagPills *self, const char *const *names, const guint *colors);

/**
 * rst_tag_pills_shorten:
 * @label: shows a tag's name
 * @n_chars: so many characters are always shown
 *
 * Lets a label end with an ellipsis if its text is longer.
 */
void rst_tag_pills_shorten (GtkLabel *label, glong n_chars);

/**
 * rst_tag_pills_get_class:
 * @color: one of the colours
 *
 * Returns: (transfer none): the style class of what has it
 */
const char *rst_tag_pills_get_class (guint color);

G_END_DECLS
