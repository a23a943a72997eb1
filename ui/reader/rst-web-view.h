/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gmodule.h>

#include "reader/rst-html-view.h"

G_BEGIN_DECLS

#define RST_TYPE_WEB_VIEW (rst_web_view_get_type ())

/**
 * RstWebView:
 *
 * Shows the HTML body of a message in WebKit: the class that is in the module.
 *
 * Its WebKit processes start with the first message that is shown, so make it
 * when it is needed. Hovering a link shows where it leads. Main loop only.
 */
G_MODULE_EXPORT
G_DECLARE_FINAL_TYPE (RstWebView, rst_web_view, RST, WEB_VIEW, RstHtmlView)

G_END_DECLS
