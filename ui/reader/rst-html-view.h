/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mime/rst-message.h"
#include "store/rst-marker.h"

G_BEGIN_DECLS

#define RST_TYPE_HTML_VIEW (rst_html_view_get_type ())

/**
 * RstHtmlView:
 *
 * What shows the HTML body of a message and lets nothing of it reach the network.
 *
 * There is one such class, `RstWebView`, in a module of its own: the hundred
 * libraries that WebKit needs are loaded with the first HTML message. Words can
 * be found in it ([iface@Findable]). Main loop only.
 */
G_DECLARE_DERIVABLE_TYPE (RstHtmlView, rst_html_view, RST, HTML_VIEW, AdwBin)

/**
 * RstHtmlViewClass:
 * @show_message: see rst_html_view_show_message()
 * @set_match: see rst_html_view_set_match()
 * @set_zoom: see rst_html_view_set_zoom()
 * @print: see rst_html_view_print()
 * @turn_page: see rst_html_view_turn_page()
 *
 * What a class that shows HTML does.
 */
struct _RstHtmlViewClass
{
  /*< private >*/
  AdwBinClass parent_class;

  /*< public >*/
  void (*show_message) (RstHtmlView *self, RstMessage *message, gboolean images);
  void (*set_match) (RstHtmlView *self, RstMarker *match);
  void (*set_zoom) (RstHtmlView *self, int percent);
  void (*print) (RstHtmlView *self, GtkWidget *widget);
  gboolean (*turn_page) (RstHtmlView *self, GtkEventControllerKey *keys, int by);
};

/**
 * RstHtmlView::link-activated:
 * @self: the view
 * @uri: an address by http, https or mailto
 *
 * Someone chose a link. The view itself goes nowhere.
 */

/**
 * RstHtmlView::failed:
 * @self: the view
 * @error: a [error@Rst.Error]
 *
 * The message cannot be shown as HTML: WebKit's process ended, or what keeps
 * remote content out could not be set up. The view is empty then.
 */

/**
 * rst_html_view_new:
 * @error: where to say why the module cannot be used
 *
 * Loads the module with the first view.
 *
 * Returns: (transfer floating) (nullable): an empty view; %NULL and @error on
 *   failure
 */
RstHtmlView *rst_html_view_new (GError **error);

/**
 * rst_html_view_show_message:
 * @self: a view
 * @message: (nullable): a message with an HTML body; %NULL empties the view
 * @images: whether the images it names by http and https are fetched
 *
 * Shows a message's HTML body. With @images nothing but images is fetched, and
 * neither cookies nor a referrer go along.
 */
void rst_html_view_show_message (RstHtmlView *self, RstMessage *message, gboolean images);

/**
 * rst_html_view_set_match:
 * @self: a view
 * @match: (nullable): what was searched
 *
 * Marks what was searched, in this page and those that follow.
 */
void rst_html_view_set_match (RstHtmlView *self, RstMarker *match);

/**
 * rst_html_view_set_zoom:
 * @self: a view
 * @percent: how large pages are, 100 being the usual size
 *
 * Applies to this page and those that follow.
 */
void rst_html_view_set_zoom (RstHtmlView *self, int percent);

/**
 * rst_html_view_print:
 * @self: a view
 * @widget: a widget of the window to speak in
 *
 * Asks how to print the page that is shown, and prints it, to a printer or into
 * a PDF file. What goes wrong is said. Without a page nothing happens.
 */
void rst_html_view_print (RstHtmlView *self, GtkWidget *widget);

/**
 * rst_html_view_turn_page:
 * @self: a view
 * @keys: what is telling of a key just now
 * @by: 1 to read on, -1 to go back
 *
 * Scrolls by a screenful. The key itself is given to the page, which may use it
 * for something of its own, as Space in a field. Only the page knows where it
 * ends: it gives a key that it has no use for back, and @keys tells of it once
 * more. So this is to be called for each such key, which then goes no further.
 *
 * Returns: %FALSE where the key was given back, as there is nothing to scroll to
 */
gboolean rst_html_view_turn_page (RstHtmlView *self, GtkEventControllerKey *keys, int by);

/**
 * rst_html_view_emit_link_activated:
 * @self: a view
 * @uri: where the link leads
 *
 * For the class that shows HTML: emits the signal.
 */
void rst_html_view_emit_link_activated (RstHtmlView *self, const char *uri);

/**
 * rst_html_view_emit_failed:
 * @self: a view
 * @error: what went wrong
 *
 * For the class that shows HTML: emits the signal.
 */
void rst_html_view_emit_failed (RstHtmlView *self, const GError *error);

G_END_DECLS
