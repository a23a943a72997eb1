/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sizes of what is read, as percentages of the usual one. */
#define RST_ZOOM_MIN 50
#define RST_ZOOM_MAX 300
#define RST_ZOOM_NORMAL 100

/**
 * rst_zoom_step:
 * @percent: a size, from %RST_ZOOM_MIN to %RST_ZOOM_MAX
 * @by: 1 for larger, -1 for smaller
 *
 * Returns: the next size that one sees as a step; at the ends the same one
 */
int rst_zoom_step (int percent, int by);

G_END_DECLS
