/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mime/rst-message.h"

G_BEGIN_DECLS

#define RST_TYPE_ATTACHMENTS (rst_attachments_get_type ())

/**
 * RstAttachments:
 *
 * A message's attachments, each to be opened or saved. Invisible where there
 * are none. Main loop only.
 */
G_DECLARE_FINAL_TYPE (RstAttachments, rst_attachments, RST, ATTACHMENTS, GtkWidget)

/**
 * rst_attachments_set_message:
 * @self: the attachments
 * @message: (nullable): whose
 */
void rst_attachments_set_message (RstAttachments *self, RstMessage *message);

/**
 * rst_attachments_get_count:
 * @self: the attachments
 *
 * Returns: how many there are
 */
guint rst_attachments_get_count (RstAttachments *self);

/**
 * rst_attachments_save_all:
 * @self: the attachments
 *
 * Asks for a folder and saves all of them there.
 */
void rst_attachments_save_all (RstAttachments *self);

G_END_DECLS
