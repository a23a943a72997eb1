/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <locale.h>

#include "reader/rst-html-view.h"
#include "web-page.h"

/* A window with nothing but an RstHtmlView in it, for test-web-view to look at
 * from outside. The HTML file is put into a message first, as it comes from
 * the network. With --bare it is an ordinary WebKit view without any layer, so
 * that the test can see its own traps snap.
 *
 * It says "loaded" when a page is shown, "link URI" when a link was chosen,
 * "failed TEXT"; a line "images" on its input allows them; at the end of its
 * input it ends.
 */
typedef struct
{
  GMainLoop *loop;
  RstHtmlView *view;
  RstMessage *message;
} Probe;

static void
say (const char *word, const char *text)
{
  g_print ("%s%s%s\n", word, text != NULL ? " " : "", text != NULL ? text : "");
}

static void
link_activated_cb (RstHtmlView *view, const char *uri)
{
  say ("link", uri);
}

static void
failed_cb (RstHtmlView *view, const GError *error)
{
  say ("failed", error->message);
}

static gboolean
await_page_cb (gpointer user_data)
{
  WebKitWebView *page = web_page_find (GTK_WIDGET (user_data));

  if (page == NULL || webkit_web_view_is_loading (page) ||
      webkit_web_view_get_uri (page) == NULL)
    return G_SOURCE_CONTINUE;
  say ("loaded", webkit_web_view_get_uri (page));
  return G_SOURCE_REMOVE;
}

static void
show (Probe *probe, gboolean images)
{
  rst_html_view_show_message (probe->view, probe->message, images);
  g_timeout_add (50, await_page_cb, probe->view);
}

static gboolean
input_cb (GIOChannel *channel, GIOCondition condition, gpointer user_data)
{
  Probe *probe = user_data;
  g_autofree char *line = NULL;

  if (g_io_channel_read_line (channel, &line, NULL, NULL, NULL) != G_IO_STATUS_NORMAL)
    {
      g_main_loop_quit (probe->loop);
      return G_SOURCE_REMOVE;
    }
  if (g_str_has_prefix (line, "images") && probe->view != NULL)
    show (probe, TRUE);
  return G_SOURCE_CONTINUE;
}

static RstMessage *
make_message (const char *html)
{
  g_autofree char *text = g_strconcat ("From: probe@example.org\r\n"
                                       "MIME-Version: 1.0\r\n"
                                       "Content-Type: text/html; charset=utf-8\r\n"
                                       "Content-Transfer-Encoding: 8bit\r\n"
                                       "\r\n",
                                       html, NULL);
  g_autoptr (GBytes) raw = g_bytes_new (text, strlen (text));

  return rst_message_new (raw);
}

static GtkWidget *
make_view (Probe *probe, const char *html, gboolean bare)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *view;

  if (bare)
    {
      view = webkit_web_view_new ();
      webkit_web_view_load_html (WEBKIT_WEB_VIEW (view), html, "http://bare.test/");
      return view;
    }

  probe->message = make_message (html);
  probe->view = rst_html_view_new (&error);
  if (probe->view == NULL)
    g_error ("%s", error->message);
  view = GTK_WIDGET (probe->view);
  g_signal_connect (view, "link-activated", G_CALLBACK (link_activated_cb), NULL);
  g_signal_connect (view, "failed", G_CALLBACK (failed_cb), NULL);
  return view;
}

static void
open_window (Probe *probe, const char *html, gboolean bare)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *view = make_view (probe, html, bare);

  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 700);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  if (bare)
    say ("loaded", NULL);
  else
    show (probe, FALSE);
}

int
main (int argc, char *argv[])
{
  Probe probe = { NULL };
  gboolean bare = argc == 3 && g_str_equal (argv[1], "--bare");
  g_autofree char *html = NULL;
  g_autoptr (GError) error = NULL;
  GIOChannel *input;

  /* As restante does. */
  g_setenv ("WEBKIT_DISABLE_COMPOSITING_MODE", "1", FALSE);
  if (argc < 2 || !g_file_get_contents (argv[argc - 1], &html, NULL, &error))
    g_error ("Usage: web-view-probe [--bare] FILE: %s", error != NULL ? error->message : "");

  setlocale (LC_ALL, "");
  adw_init ();
  probe.loop = g_main_loop_new (NULL, FALSE);
  input = g_io_channel_unix_new (0);
  g_io_add_watch (input, G_IO_IN | G_IO_HUP, input_cb, &probe);
  open_window (&probe, html, bare);

  g_main_loop_run (probe.loop);
  while (g_list_model_get_n_items (gtk_window_get_toplevels ()) > 0)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (gtk_window_get_toplevels (), 0);

      gtk_window_destroy (window);
    }
  g_clear_object (&probe.message);
  g_io_channel_unref (input);
  g_main_loop_unref (probe.loop);
  return 0;
}
