/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "messages/rst-message-item.h"

G_BEGIN_DECLS

#define RST_TYPE_MESSAGE_CELL (rst_message_cell_get_type ())

/**
 * RstMessageCell:
 *
 * The place of a row in the message list. A list view has about two hundred of
 * them, of which a dozen are in sight: a cell gets its [class@MessageRow] when it
 * is seen for the first time, and until then is as large as the others.
 */
G_DECLARE_FINAL_TYPE (RstMessageCell, rst_message_cell, RST, MESSAGE_CELL, GtkWidget)

/**
 * RstMessageCell:item:
 *
 * The [class@MessageItem] that is shown, or %NULL.
 */

G_END_DECLS
