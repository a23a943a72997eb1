/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstHtmlElement:
 * @RST_HTML_ELEMENT_DROPPED: is not read, with all that is in it
 * @RST_HTML_ELEMENT_LINE: begins and ends a line
 * @RST_HTML_ELEMENT_PARAGRAPH: the same with a blank line
 * @RST_HTML_ELEMENT_QUOTE: somebody else's words
 * @RST_HTML_ELEMENT_LIST: has items
 * @RST_HTML_ELEMENT_ORDERED: has items with numbers
 * @RST_HTML_ELEMENT_ITEM: one of them
 * @RST_HTML_ELEMENT_CELL: stands beside others in a line
 * @RST_HTML_ELEMENT_PRE: keeps its white space
 * @RST_HTML_ELEMENT_LINK: leads to a target
 * @RST_HTML_ELEMENT_BLOCK: line or paragraph
 *
 * What an HTML element means where there is only text.
 */
typedef enum
{
  RST_HTML_ELEMENT_DROPPED = 1 << 0,
  RST_HTML_ELEMENT_LINE = 1 << 1,
  RST_HTML_ELEMENT_PARAGRAPH = 1 << 2,
  RST_HTML_ELEMENT_QUOTE = 1 << 3,
  RST_HTML_ELEMENT_LIST = 1 << 4,
  RST_HTML_ELEMENT_ORDERED = 1 << 5,
  RST_HTML_ELEMENT_ITEM = 1 << 6,
  RST_HTML_ELEMENT_CELL = 1 << 7,
  RST_HTML_ELEMENT_PRE = 1 << 8,
  RST_HTML_ELEMENT_LINK = 1 << 9,
  RST_HTML_ELEMENT_BLOCK = RST_HTML_ELEMENT_LINE | RST_HTML_ELEMENT_PARAGRAPH,
} RstHtmlElement;

/**
 * rst_html_element_get:
 * @name: an element's name in lower case
 *
 * Returns: what it means, 0 for one that means nothing to text
 */
RstHtmlElement rst_html_element_get (const char *name);

/**
 * rst_html_element_is_hidden:
 * @attributes: (nullable): an element's attributes, as a handler gets them
 *
 * Returns: whether a browser would not show the element
 */
gboolean rst_html_element_is_hidden (const char **attributes);

G_END_DECLS
