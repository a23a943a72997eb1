/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "reader/rst-findable.h"

G_BEGIN_DECLS

#define RST_TYPE_FIND_BAR (rst_find_bar_get_type ())

/**
 * RstFindBar:
 *
 * Finds words in the message that is shown. Enter and Shift+Enter step through
 * what was found, Escape ends it. Main loop only.
 */
G_DECLARE_FINAL_TYPE (RstFindBar, rst_find_bar, RST, FIND_BAR, AdwBin)

/**
 * rst_find_bar_set_findable:
 * @self: the bar
 * @findable: (nullable): where to find; outlives the bar or is set to %NULL
 *   before
 *
 * Says in which body to find. Ends the search, also where the body is the same
 * and only its text is new.
 */
void rst_find_bar_set_findable (RstFindBar *self, RstFindable *findable);

/**
 * rst_find_bar_open:
 * @self: the bar
 *
 * Shows the bar and gives its entry the keyboard.
 */
void rst_find_bar_open (RstFindBar *self);

G_END_DECLS
