/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mime/rst-part.h"

G_BEGIN_DECLS

#define RST_TYPE_ATTACHMENT_CARD (rst_attachment_card_get_type ())

/**
 * RstAttachmentCard:
 *
 * One attachment: what it is, and buttons to open and to save it. It can be
 * dragged out of the window and copied, both as a file. Main loop only.
 */
G_DECLARE_FINAL_TYPE (RstAttachmentCard, rst_attachment_card, RST, ATTACHMENT_CARD, GtkWidget)

/**
 * rst_attachment_card_new:
 * @part: an attachment
 *
 * Returns: (transfer floating): its card
 */
GtkWidget *rst_attachment_card_new (RstPart *part);

/**
 * RST_ATTACHMENT_CARD_PREVIEW:
 *
 * How large a preview is shown.
 */
#define RST_ATTACHMENT_CARD_PREVIEW 40

/**
 * rst_attachment_card_get_part:
 * @self: a card
 *
 * Returns: (transfer none): its attachment
 */
RstPart *rst_attachment_card_get_part (RstAttachmentCard *self);

/**
 * rst_attachment_card_show_preview:
 * @self: a card
 * @picture: what the attachment looks like
 */
void rst_attachment_card_show_preview (RstAttachmentCard *self, GdkPaintable *picture);

G_END_DECLS
