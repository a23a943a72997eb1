/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RST_TYPE_PANE_LAYOUT (rst_pane_layout_get_type ())

/**
 * RstPaneLayout:
 *
 * Lays a pane's only child out, and says how wide the pane would like to be.
 * What it needs at least is not changed by that: where panes side by side fold
 * depends on what they need, so no width that somebody chose makes them fold.
 */
G_DECLARE_FINAL_TYPE (RstPaneLayout, rst_pane_layout, RST, PANE_LAYOUT, GtkLayoutManager)

/**
 * RST_PANE_CONCEALED:
 *
 * The width of a pane for which no room is to be kept.
 */
#define RST_PANE_CONCEALED -1

/**
 * rst_pane_layout_set_width:
 * @self: a pane’s layout
 * @width: how wide the pane would like to be; 0 for no wider than it has to be,
 *   or %RST_PANE_CONCEALED
 */
void rst_pane_layout_set_width (RstPaneLayout *self, int width);

G_END_DECLS
