/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <webkit/webkit.h>

G_BEGIN_DECLS

/**
 * rst_print_page_ask:
 * @widget: a widget of the window to speak in
 * @page: what shows the page
 *
 * Asks how to print a page of HTML, and prints it, to a printer or into a PDF
 * file. What goes wrong is said. Main loop only.
 */
void rst_print_page_ask (GtkWidget *widget, WebKitWebView *page);

G_END_DECLS
