/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstHtmlHandler:
 * @start: an element begins; @attributes are names and values in turn, %NULL
 *   at the end or where there are none at all; a value may be %NULL
 * @end: it ends; every start has its end
 * @text: characters in it, maybe in several pieces
 * @is_done: (nullable): whether nothing more has to be read
 *
 * What is done with the pieces of an HTML text.
 */
typedef struct
{
  void (*start) (gpointer data, const char *name, const char **attributes);
  void (*end) (gpointer data, const char *name);
  void (*text) (gpointer data, const char *text, gsize length);
  gboolean (*is_done) (gpointer data);
} RstHtmlHandler;

/**
 * rst_html_scan:
 * @html: HTML in UTF-8, however broken
 * @handler: what to do with its pieces
 * @data: passed to @handler
 *
 * Goes over HTML once, from front to back, with libxml2's parser, and keeps
 * nothing. Time grows with the length only: libxml2 looks through all open
 * elements at some tags, so where too many are open they are all closed; and a
 * tag with too much in it ends where that is seen.
 *
 * Returns: whether every tag of what was read was read to its end: what else
 *   stands in one that was not was taken for text
 */
gboolean rst_html_scan (const char           *html,
                        const RstHtmlHandler *handler,
                        gpointer              data);

/**
 * rst_html_get_attribute:
 * @attributes: (nullable): what a handler was given
 * @name: a name in lower case
 *
 * Returns: (transfer none) (nullable): the attribute's value, "" for one
 *   without a value
 */
const char *rst_html_get_attribute (const char **attributes, const char *name);

G_END_DECLS
