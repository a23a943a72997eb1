/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RST_TYPE_PART_BAR (rst_part_bar_get_type ())

/**
 * RstPartBar:
 *
 * Says of a message that it came inside another one, and leads back: its button
 * activates `reader.leave-message`. Main loop only.
 */
G_DECLARE_FINAL_TYPE (RstPartBar, rst_part_bar, RST, PART_BAR, AdwBin)

/**
 * rst_part_bar_show:
 * @self: the bar
 * @subject: (nullable): what the message around is about, maybe ""; %NULL for a
 *   message that stands on its own, which hides the bar
 */
void rst_part_bar_show (RstPartBar *self, const char *subject);

G_END_DECLS
