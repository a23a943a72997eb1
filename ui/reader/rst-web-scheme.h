/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <webkit/webkit.h>

#include "mime/rst-message.h"
#include "store/rst-marker.h"

G_BEGIN_DECLS

/**
 * rst_web_scheme_register:
 * @context: where the views will be made
 *
 * Makes `mail:` and `cid:` known: the two ways by which a page gets anything.
 * Both answer from the message that the asking view was given last, and from
 * nothing else.
 */
void rst_web_scheme_register (WebKitWebContext *context);

/**
 * rst_web_scheme_give:
 * @view: a view in a registered context
 * @message: (nullable): what the view may read from now on; %NULL for an
 *   empty page
 * @images: whether the page may fetch images by http and https
 * @match: (nullable): what to mark in the page
 *
 * Gives a view its message. Each call makes an address of its own, so that no
 * page is ever taken from memory under another policy.
 *
 * Returns: (transfer full): the address of the body
 */
char *rst_web_scheme_give (WebKitWebView *view,
                           RstMessage    *message,
                           gboolean       images,
                           RstMarker      *match);

G_END_DECLS
