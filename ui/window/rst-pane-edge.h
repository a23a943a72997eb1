/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RST_TYPE_PANE_EDGE (rst_pane_edge_get_type ())

/**
 * RstPaneEdge:
 *
 * The line between two panes, by which the first one is made wider or narrower:
 * with the pointer, or with the arrow keys, Home and End while it has the
 * keyboard. Tab passes it by.
 *
 * It only says how wide the pane should be, within what the pane itself needs
 * and what others can spare.
 *
 * Properties: `pane` (#GtkWidget): the one before the edge, in the direction of
 * reading. `yielding` (#GtkWidget): the one that gives the room and takes it.
 * `maximum` (#gint): how wide the pane may become.
 */
G_DECLARE_FINAL_TYPE (RstPaneEdge, rst_pane_edge, RST, PANE_EDGE, GtkWidget)

/**
 * RstPaneEdge::grabbed:
 * @self: the edge
 *
 * The width is going to change: panes should hold on to what they have.
 */

/**
 * RstPaneEdge::moved:
 * @self: the edge
 * @width: how wide the pane should be now
 */

/**
 * RstPaneEdge::reset:
 * @self: the edge
 *
 * The pane should be as wide as usual.
 */

/**
 * RstPaneEdge::released:
 * @self: the edge
 *
 * The width changed, and stays as it is now.
 */

/**
 * RstPaneEdge::left:
 * @self: the edge
 *
 * The keyboard should go back to where it was.
 */

G_END_DECLS
