/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RST_TYPE_READER_TAGS (rst_reader_tags_get_type ())

/**
 * RstReaderTags:
 *
 * The tags of the message, below its header; a click searches for what else has
 * one. Main loop only.
 */
G_DECLARE_FINAL_TYPE (RstReaderTags, rst_reader_tags, RST, READER_TAGS, GtkWidget)

/**
 * rst_reader_tags_set:
 * @self: the tags
 * @names: (nullable) (array zero-terminated=1): the tags
 * @colors: (nullable): the colour of each
 */
void rst_reader_tags_set (RstReaderTags *self, const char *const *names, const guint *colors);

G_END_DECLS
