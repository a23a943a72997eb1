/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstCssFunc:
 * @url: a URL that a style sheet names
 * @data: what was given to [func@css_foreach_url]
 *
 * Called for every URL.
 */
typedef void (*RstCssFunc) (const char *url, gpointer data);

/**
 * rst_css_foreach_url:
 * @css: a style sheet or the value of a style attribute, in UTF-8
 * @func: (scope call): what to do with a URL
 * @data: passed to @func
 *
 * Finds what a style would fetch: `url()`, `src()`, `image-set()` and `@import`,
 * also where escapes or comments are in between (CSS Syntax §4.3.7).
 */
void rst_css_foreach_url (const char *css, RstCssFunc func, gpointer data);

G_END_DECLS
