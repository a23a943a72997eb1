/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rst_html_color_find:
 * @html: an HTML body in UTF-8
 *
 * Returns: whether it brings colours of its own, or a style sheet that may: what
 *   is written for a white page would be unreadable on another
 */
gboolean rst_html_color_find (const char *html);

G_END_DECLS
