/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <webkit/webkit.h>

#include "reader/rst-findable.h"

G_BEGIN_DECLS

/**
 * RstWebFind:
 *
 * Finds words in a WebKit view and tells a [iface@Findable] what came of it.
 * Main loop only.
 */
typedef struct _RstWebFind RstWebFind;

/**
 * rst_web_find_new:
 * @page: where to find
 * @owner: whose [signal@Findable::found] to emit; outlives what is returned
 *
 * Returns: (transfer full): nothing found yet
 */
RstWebFind *rst_web_find_new (WebKitWebView *page, RstFindable *owner);

/**
 * rst_web_find_free:
 * @self: (transfer full): what was found
 */
void rst_web_find_free (RstWebFind *self);

/**
 * rst_web_find_search:
 * @self: what was found
 * @text: what to look for; "" to forget
 */
void rst_web_find_search (RstWebFind *self, const char *text);

/**
 * rst_web_find_step:
 * @self: what was found
 * @by: 1 or -1
 */
void rst_web_find_step (RstWebFind *self, int by);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstWebFind, rst_web_find_free)

G_END_DECLS
