/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RST_TYPE_WRAP_LAYOUT (rst_wrap_layout_get_type ())

/**
 * RstWrapLayout:
 *
 * Lays children out one after the other, as words: what has no room in a line
 * starts the next one.
 */
G_DECLARE_FINAL_TYPE (RstWrapLayout, rst_wrap_layout, RST, WRAP_LAYOUT, GtkLayoutManager)

G_END_DECLS
