/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mime/rst-message.h"

G_BEGIN_DECLS

#define RST_TYPE_INFO_CARDS (rst_info_cards_get_type ())

/**
 * RstInfoCards:
 *
 * The invitations and contacts that came with a message, as cards. They are
 * read on another thread. Invisible where there are none. Main loop only.
 */
G_DECLARE_FINAL_TYPE (RstInfoCards, rst_info_cards, RST, INFO_CARDS, GtkWidget)

/**
 * rst_info_cards_set_message:
 * @self: the cards
 * @message: (nullable): whose
 */
void rst_info_cards_set_message (RstInfoCards *self, RstMessage *message);

G_END_DECLS
