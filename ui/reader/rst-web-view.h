/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <webkit/webkit.h>

#include "mime/rst-message.h"
#include "store/rst-marker.h"

G_BEGIN_DECLS

#define RST_TYPE_WEB_VIEW (rst_web_view_get_type ())

/**
 * RstWebView:
 *
 * Shows the HTML body of a message and lets nothing of it reach the network.
 *
 * Its WebKit processes start with the first message that is shown, so make it
 * when it is needed. Hovering a link shows where it leads, and words can be
 * found ([iface@Findable]). Main loop only.
 */
G_DECLARE_FINAL_TYPE (RstWebView, rst_web_view, RST, WEB_VIEW, AdwBin)

/**
 * RstWebView::link-activated:
 * @self: the view
 * @uri: an address by http, https or mailto
 *
 * Someone chose a link. The view itself goes nowhere.
 */

/**
 * RstWebView::failed:
 * @self: the view
 * @error: a [error@Rst.Error]
 *
 * The message cannot be shown as HTML: WebKit's process ended, or what keeps
 * remote content out could not be set up. The view is empty then.
 */

/**
 * rst_web_view_new:
 *
 * Returns: (transfer floating): an empty view
 */
GtkWidget *rst_web_view_new (void);

/**
 * rst_web_view_show_message:
 * @self: a view
 * @message: (nullable): a message with an HTML body; %NULL empties the view
 * @images: whether the images it names by http and https are fetched
 *
 * Shows a message's HTML body. With @images nothing but images is fetched, and
 * neither cookies nor a referrer go along.
 */
void rst_web_view_show_message (RstWebView *self, RstMessage *message, gboolean images);

/**
 * rst_web_view_set_match:
 * @self: a view
 * @match: (nullable): what was searched
 *
 * Marks what was searched, in this page and those that follow.
 */
void rst_web_view_set_match (RstWebView *self, RstMarker *match);

/**
 * rst_web_view_set_zoom:
 * @self: a view
 * @percent: how large pages are, 100 being the usual size
 *
 * Applies to this page and those that follow.
 */
void rst_web_view_set_zoom (RstWebView *self, int percent);

/**
 * rst_web_view_get_page:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): what shows the page that is to be
 *   printed, with every layer in place
 */
WebKitWebView *rst_web_view_get_page (RstWebView *self);

G_END_DECLS
