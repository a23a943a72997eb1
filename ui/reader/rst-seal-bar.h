/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mime/rst-message.h"

G_BEGIN_DECLS

#define RST_TYPE_SEAL_BAR (rst_seal_bar_get_type ())

/**
 * RstSealBar:
 *
 * Says whether a message is signed, by whom, and whether it is encrypted. Green
 * is only a whole message with a trusted signature of who it is from.
 * Invisible where there is nothing to say. Main loop only; GnuPG runs on
 * another thread, for a limited time.
 */
G_DECLARE_FINAL_TYPE (RstSealBar, rst_seal_bar, RST, SEAL_BAR, AdwBin)

/**
 * rst_seal_bar_set_message:
 * @self: the bar
 * @message: (nullable): whose signature
 */
void rst_seal_bar_set_message (RstSealBar *self, RstMessage *message);

G_END_DECLS
