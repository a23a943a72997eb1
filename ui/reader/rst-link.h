/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * rst_link_is_openable:
 * @uri: (nullable): where a link of a message leads
 *
 * Returns: whether it may reach the desktop: http, https and mailto may
 */
gboolean rst_link_is_openable (const char *uri);

/**
 * rst_link_find:
 * @text: a text, UTF-8
 * @length: (out): octets of the link
 *
 * Finds the first address that people would expect to click on.
 *
 * Returns: (transfer none) (nullable): where in @text it starts
 */
const char *rst_link_find (const char *text, gsize *length);

G_END_DECLS
