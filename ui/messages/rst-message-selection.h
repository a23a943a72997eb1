/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "messages/rst-message-list.h"

G_BEGIN_DECLS

#define RST_TYPE_MESSAGE_SELECTION (rst_message_selection_get_type ())

/**
 * RstMessageSelection:
 *
 * Which rows of a list are selected: none, one or many.
 *
 * While the list is read again it remembers the messages, and selects those that
 * have moved. It knows places only otherwise. [class@Gtk.MultiSelection] asks its model for every item
 * that is selected, which would read the rows of ten thousand messages that
 * nobody sees.
 */
G_DECLARE_FINAL_TYPE (RstMessageSelection, rst_message_selection, RST, MESSAGE_SELECTION, GObject)

/**
 * rst_message_selection_new:
 * @list: the messages
 *
 * Returns: (transfer full): a selection of none
 */
RstMessageSelection *rst_message_selection_new (RstMessageList *list);

/**
 * rst_message_selection_is_settled:
 * @self: a selection
 *
 * Returns: whether no message that was selected is still looked for, since the
 *   list is being read again
 */
gboolean rst_message_selection_is_settled (RstMessageSelection *self);

/**
 * rst_message_selection_get_n_rows:
 * @self: a selection
 *
 * Returns: how many rows are selected
 */
guint rst_message_selection_get_n_rows (RstMessageSelection *self);

/**
 * rst_message_selection_count_messages:
 * @self: a selection
 *
 * Returns: how many messages they stand for
 */
guint rst_message_selection_count_messages (RstMessageSelection *self);

/**
 * rst_message_selection_get_first:
 * @self: a selection
 *
 * Returns: the place of the first of them, or %GTK_INVALID_LIST_POSITION
 */
guint rst_message_selection_get_first (RstMessageSelection *self);

/**
 * rst_message_selection_dup_ids:
 * @self: a selection
 *
 * Returns: (transfer full) (element-type gint64): the messages that the selected
 *   rows stand for, in the order of the list
 */
GArray *rst_message_selection_dup_ids (RstMessageSelection *self);

G_END_DECLS
