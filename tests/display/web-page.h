/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <webkit/webkit.h>

/* WebKit's own view in a widget of ours; NULL where it has none yet. */
WebKitWebView *web_page_find (GtkWidget *widget);
