/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "web-page.h"

WebKitWebView *
web_page_find (GtkWidget *widget)
{
  WebKitWebView *page = NULL;

  if (WEBKIT_IS_WEB_VIEW (widget))
    return WEBKIT_WEB_VIEW (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && page == NULL;
       child = gtk_widget_get_next_sibling (child))
    page = web_page_find (child);
  return page;
}
