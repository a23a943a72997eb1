/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "messages/rst-message-list.h"

G_BEGIN_DECLS

#define RST_TYPE_MESSAGE_SELECTION (rst_message_selection_get_type ())

/**
 * RstMessageSelection:
 *
 * Which messages of a list are selected: none, one or many.
 *
 * It knows places only. [class@Gtk.MultiSelection] asks its model for every item
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
 * rst_message_selection_get_count:
 * @self: a selection
 *
 * Returns: how many messages are selected
 */
guint rst_message_selection_get_count (RstMessageSelection *self);

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
 * Returns: (transfer full) (element-type gint64): the selected messages, newest
 *   first
 */
GArray *rst_message_selection_dup_ids (RstMessageSelection *self);

G_END_DECLS
