/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mime/rst-part.h"

G_BEGIN_DECLS

#define RST_TYPE_INFO_CARD (rst_info_card_get_type ())

/**
 * RstInfoCard:
 *
 * What an attachment says, for those who only want to read it: a heading, and
 * rows of a label and a value. Main loop only.
 */
G_DECLARE_FINAL_TYPE (RstInfoCard, rst_info_card, RST, INFO_CARD, GtkWidget)

/**
 * rst_info_card_new:
 * @icon_name: what kind it is, as a picture
 * @kind: and in words
 * @title: what it is about, maybe ""
 *
 * Returns: (transfer floating): a card without rows
 */
GtkWidget *rst_info_card_new (const char *icon_name, const char *kind, const char *title);

/**
 * rst_info_card_add:
 * @self: a card
 * @label: what the value is
 * @value: (nullable): the value; %NULL and "" add nothing
 * @copyable: whether a button copies it
 */
void rst_info_card_add (RstInfoCard *self,
                        const char  *label,
                        const char  *value,
                        gboolean     copyable);

/**
 * RST_INFO_CARD_PICTURE:
 *
 * How large a picture on a card is.
 */
#define RST_INFO_CARD_PICTURE 48

/**
 * rst_info_card_set_picture:
 * @self: a card
 * @picture: of whom it is about
 *
 * Shows a picture in the place of what kind the card is.
 */
void rst_info_card_set_picture (RstInfoCard *self, GdkPaintable *picture);

/**
 * rst_info_card_set_part:
 * @self: a card
 * @part: the attachment
 * @label: what opening it in another program is called, with a mnemonic
 */
void rst_info_card_set_part (RstInfoCard *self, RstPart *part, const char *label);

G_END_DECLS
