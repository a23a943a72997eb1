/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mime/rst-part.h"

G_BEGIN_DECLS

#define RST_TYPE_ATTACHMENT_CARD (rst_attachment_card_get_type ())

/**
 * RstAttachmentCard:
 *
 * One attachment: what it is, and buttons to open and to save it. Main loop
 * only.
 */
G_DECLARE_FINAL_TYPE (RstAttachmentCard, rst_attachment_card, RST, ATTACHMENT_CARD, GtkWidget)

/**
 * rst_attachment_card_new:
 * @part: an attachment
 *
 * Returns: (transfer floating): its card
 */
GtkWidget *rst_attachment_card_new (RstPart *part);

G_END_DECLS
