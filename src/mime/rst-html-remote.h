/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rst_html_remote_find:
 * @html: HTML in UTF-8
 *
 * Returns: whether showing @html would fetch something from a network
 */
gboolean rst_html_remote_find (const char *html);

G_END_DECLS
