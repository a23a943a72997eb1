/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RST_TAG_N_COLORS:
 *
 * How many colours there are. What they look like, the interface says.
 */
#define RST_TAG_N_COLORS 8

/**
 * RstTag:
 * @id: by which the store knows it, whatever its name is by now
 * @name: what people call it
 * @color: which of the colours it has, from 0
 * @total: how many messages have it, without those in the junk and the trash
 * @unread: how many of these were not read
 * @n_chosen: how many of the messages that were asked about have it
 *
 * A word that people put on messages. Immutable.
 */
typedef struct
{
  gint64 id;
  char *name;
  guint color;
  guint total;
  guint unread;
  guint n_chosen;
} RstTag;

/**
 * rst_tag_free:
 * @self: (transfer full): a tag
 */
void rst_tag_free (RstTag *self);

/**
 * rst_tag_dup_name:
 * @text: what a person typed
 *
 * Blanks at the ends go, and those between words become one.
 *
 * Returns: (transfer full) (nullable): the name of a tag; %NULL where there is
 *   nothing left, or what no name can have: quotation marks, which search could
 *   not tell from its own, or more than 100 characters
 */
char *rst_tag_dup_name (const char *text);

/**
 * rst_tag_dup_folded:
 * @name: the name of a tag
 *
 * Returns: (transfer full): what is the same for names that differ in case alone
 */
char *rst_tag_dup_folded (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstTag, rst_tag_free)

G_END_DECLS
