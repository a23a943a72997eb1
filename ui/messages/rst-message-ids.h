/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The ids of a message list, an array of gint64 in which the greatest comes
 * first, and how it becomes another.
 */

/**
 * RstMessageIdsChanged:
 * @position: where
 * @n_removed: how many went there
 * @n_added: how many came in their place
 * @user_data: of who is told
 *
 * Is told of each change when it has been made.
 */
typedef void (*RstMessageIdsChanged) (guint    position,
                                      guint    n_removed,
                                      guint    n_added,
                                      gpointer user_data);

/**
 * rst_message_ids_merge:
 * @ids: (element-type gint64): what is listed
 * @fresh: (element-type gint64): what shall be listed
 * @changed: who is told
 * @user_data: for @changed
 *
 * Makes the one into the other in few changes that leave alone what is in both,
 * so that views keep their selection and their place.
 */
void rst_message_ids_merge (GArray               *ids,
                            GArray               *fresh,
                            RstMessageIdsChanged  changed,
                            gpointer              user_data);

/**
 * rst_message_ids_replace:
 * @ids: (element-type gint64): what is listed
 * @fresh: (element-type gint64) (nullable): what shall be listed
 * @changed: who is told
 * @user_data: for @changed
 *
 * Makes the one into the other in one change, as if they had nothing in common.
 */
void rst_message_ids_replace (GArray               *ids,
                              GArray               *fresh,
                              RstMessageIdsChanged  changed,
                              gpointer              user_data);

/**
 * rst_message_ids_find:
 * @ids: (element-type gint64): what is listed
 * @id: a message
 * @position: (out) (optional): where it is, or would be
 *
 * Returns: whether it is listed
 */
gboolean rst_message_ids_find (GArray *ids, gint64 id, guint *position);

G_END_DECLS
