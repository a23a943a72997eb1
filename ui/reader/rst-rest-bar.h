/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RST_TYPE_REST_BAR (rst_rest_bar_get_type ())

/**
 * RstRestBar:
 *
 * Says of a message that only its beginning is here, and offers the rest: its
 * button activates `win.fetch-rest`.
 */
G_DECLARE_FINAL_TYPE (RstRestBar, rst_rest_bar, RST, REST_BAR, AdwBin)

/**
 * rst_rest_bar_show:
 * @self: the bar
 * @octets: the size of the whole message; 0 for a message that is whole, which
 *   hides the bar
 * @coming: whether the rest is being downloaded
 */
void rst_rest_bar_show (RstRestBar *self, guint64 octets, gboolean coming);

G_END_DECLS
