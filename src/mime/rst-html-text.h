/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstHtmlLinks:
 * @RST_HTML_LINKS_SHOWN: a link's target stands behind it, where it differs
 * @RST_HTML_LINKS_LEFT_OUT: only what the link says
 *
 * What becomes of links when HTML is turned into text.
 */
typedef enum
{
  RST_HTML_LINKS_SHOWN,
  RST_HTML_LINKS_LEFT_OUT,
} RstHtmlLinks;

/**
 * rst_html_text_render:
 * @html: HTML in UTF-8
 * @links: what becomes of links
 * @max: how many octets of text are enough
 *
 * Reads @html until there is more text than @max, or to its end.
 *
 * Returns: (transfer full): the text, of a longer one its beginning
 */
char *rst_html_text_render (const char *html, RstHtmlLinks links, gsize max);

G_END_DECLS
