/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mime/rst-part.h"

G_BEGIN_DECLS

#define RST_TYPE_MESSAGE_CARD (rst_message_card_get_type ())

/**
 * RstMessageCard:
 *
 * A message that came inside another one: about what, from whom and when, a
 * button that shows it in its place (`reader.open-message`) and one that saves
 * it. Main loop only.
 */
G_DECLARE_FINAL_TYPE (RstMessageCard, rst_message_card, RST, MESSAGE_CARD, GtkWidget)

/**
 * rst_message_card_new:
 * @part: a part that has a summary
 * @index: where it stands among the parts of the message that is shown
 *
 * Returns: (transfer floating): its card
 */
GtkWidget *rst_message_card_new (RstPart *part, guint index);

G_END_DECLS
