/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <webkit/webkit.h>

G_BEGIN_DECLS

#define RST_TYPE_WEB_CONTEXT (rst_web_context_get_type ())

/**
 * RstWebContext:
 *
 * Makes WebKit views that cannot reach the network: the settings, sessions and
 * content filters of the reader. See the folder's README for the layers.
 *
 * Views can be had when [method@WebContext.prepare_async] is done. Main loop
 * only.
 */
G_DECLARE_FINAL_TYPE (RstWebContext, rst_web_context, RST, WEB_CONTEXT, GObject)

/**
 * rst_web_context_new:
 *
 * Returns: (transfer full): a context
 */
RstWebContext *rst_web_context_new (void);

/**
 * rst_web_context_prepare_async:
 * @self: a context
 * @cancellable: (nullable): asks to stop
 * @callback: called on the main loop
 * @user_data: for @callback
 *
 * Compiles the content filters.
 */
void rst_web_context_prepare_async (RstWebContext *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/**
 * rst_web_context_prepare_finish:
 * @self: a context
 * @result: what the callback was given
 * @error: where to say why the filters could not be made
 *
 * Returns: whether views can be made
 */
gboolean rst_web_context_prepare_finish (RstWebContext *self,
                                      GAsyncResult *result,
                                      GError **error);

/**
 * rst_web_context_make_view:
 * @self: a context that was prepared
 * @images: whether the view's pages may fetch images by http and https
 *
 * Returns: (transfer floating): a view with every layer in place but the
 *   policy on navigation, which its owner decides
 */
WebKitWebView *rst_web_context_make_view (RstWebContext *self, gboolean images);

/**
 * rst_web_context_set_dark:
 * @view: a view of a context
 * @dark: whether what brings no colours is shown light on dark
 *
 * Sets the style of the page that is shown and those that follow.
 */
void rst_web_context_set_dark (WebKitWebView *view, gboolean dark);

G_END_DECLS
