/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-html-view.h"

#include <glib/gi18n.h>
#include <gmodule.h>

#include "base/rst-error.h"

/* The run path of the program says where it is: beside it in the build folder,
 * in a folder of its own where it is installed.
 */
#define MODULE "librestante-web.so"
#define GET_TYPE "rst_web_view_get_type"

G_DEFINE_ABSTRACT_TYPE (RstHtmlView, rst_html_view, ADW_TYPE_BIN)

enum
{
  LINK_ACTIVATED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
rst_html_view_class_init (RstHtmlViewClass *klass)
{
  signals[LINK_ACTIVATED] = g_signal_new ("link-activated",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL,
                                          G_TYPE_NONE,
                                          1, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed",
                                  G_TYPE_FROM_CLASS (klass),
                                  G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL,
                                  G_TYPE_NONE,
                                  1, G_TYPE_ERROR);
}

static void
rst_html_view_init (RstHtmlView *self)
{
}

/* A class that is registered stays, and with it the module. */
static GType
load_type (GError **error)
{
  GModule *module = g_module_open (MODULE, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);
  gpointer get_type;

  if (module == NULL || !g_module_symbol (module, GET_TYPE, &get_type))
    {
      g_set_error (error, RST_ERROR, RST_ERROR_CONFIG,
                   _("The module that shows HTML cannot be used: %s"), g_module_error ());
      g_clear_pointer (&module, g_module_close);
      return G_TYPE_INVALID;
    }
  g_module_make_resident (module);
  return ((GType (*) (void)) get_type) ();
}

RstHtmlView *
rst_html_view_new (GError **error)
{
  static GType type = G_TYPE_INVALID;

  if (type == G_TYPE_INVALID)
    type = load_type (error);
  if (type == G_TYPE_INVALID)
    return NULL;
  return g_object_new (type, NULL);
}

void
rst_html_view_show_message (RstHtmlView *self, RstMessage *message, gboolean images)
{
  g_return_if_fail (RST_IS_HTML_VIEW (self));
  g_return_if_fail (message == NULL || RST_IS_MESSAGE (message));

  RST_HTML_VIEW_GET_CLASS (self)->show_message (self, message, message != NULL && images);
}

void
rst_html_view_set_match (RstHtmlView *self, RstMarker *match)
{
  g_return_if_fail (RST_IS_HTML_VIEW (self));

  RST_HTML_VIEW_GET_CLASS (self)->set_match (self, match);
}

void
rst_html_view_set_zoom (RstHtmlView *self, int percent)
{
  g_return_if_fail (RST_IS_HTML_VIEW (self));
  g_return_if_fail (percent > 0);

  RST_HTML_VIEW_GET_CLASS (self)->set_zoom (self, percent);
}

void
rst_html_view_print (RstHtmlView *self, GtkWidget *widget)
{
  g_return_if_fail (RST_IS_HTML_VIEW (self));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  RST_HTML_VIEW_GET_CLASS (self)->print (self, widget);
}

gboolean
rst_html_view_turn_page (RstHtmlView *self, GtkEventControllerKey *keys, int by)
{
  g_return_val_if_fail (RST_IS_HTML_VIEW (self), FALSE);
  g_return_val_if_fail (GTK_IS_EVENT_CONTROLLER_KEY (keys), FALSE);

  return RST_HTML_VIEW_GET_CLASS (self)->turn_page (self, keys, by);
}

void
rst_html_view_emit_link_activated (RstHtmlView *self, const char *uri)
{
  g_return_if_fail (RST_IS_HTML_VIEW (self));
  g_return_if_fail (uri != NULL);

  g_signal_emit (self, signals[LINK_ACTIVATED], 0, uri);
}

void
rst_html_view_emit_failed (RstHtmlView *self, const GError *error)
{
  g_return_if_fail (RST_IS_HTML_VIEW (self));
  g_return_if_fail (error != NULL);

  g_signal_emit (self, signals[FAILED], 0, error);
}
