/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * rst_body_layout_new:
 *
 * Where a message brings a lot along, its text is still to be read: the one
 * child of the widget with this layout has some lines at least, and as much as
 * there is to share before what stands below it gets more.
 *
 * Returns: (transfer full): a layout for one child
 */
GtkLayoutManager *rst_body_layout_new (void);

G_END_DECLS
