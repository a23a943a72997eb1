/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <locale.h>

#include "reader/rst-reader.h"
#include "store-fixture.h"
#include "web-page.h"

/* A window with nothing but an RstReader in it, for test-web-view to look at
 * from outside. The files are stored as messages, which are numbered by their
 * dates, the oldest is 1.
 *
 * It takes one command a line and says "done" when a page is shown, or the
 * command has done what it does: "show NUMBER", "inside" (the first message
 * inside the shown one), "images", "trust ADDRESS", "junk NUMBER". At the end of
 * its input it ends.
 */
typedef struct
{
  GMainLoop *loop;
  StoreFixture store;
  GArray *ids; /* the newest first */
  GtkWidget *reader;
} Probe;

static gboolean
await_page_cb (gpointer user_data)
{
  WebKitWebView *page = web_page_find (user_data);

  if (page == NULL || webkit_web_view_is_loading (page))
    return G_SOURCE_CONTINUE;
  g_print ("done\n");
  return G_SOURCE_REMOVE;
}

/* Once it was told to load. */
static void
await_page (Probe *probe)
{
  g_timeout_add (300, await_page_cb, probe->reader);
}

static void
message_cb (Probe *probe)
{
  if (rst_reader_get_message (RST_READER (probe->reader)) != NULL)
    await_page (probe);
}

static void
open_inside (Probe *probe)
{
  GListModel *parts = rst_message_get_parts (rst_reader_get_message (RST_READER (probe->reader)));

  for (guint i = 0; i < g_list_model_get_n_items (parts); i++)
    {
      g_autoptr (RstPart) part = g_list_model_get_item (parts, i);

      if (rst_part_get_summary (part) == NULL)
        continue;
      gtk_widget_activate_action (probe->reader, "reader.open-message", "u", i);
      return;
    }
  g_error ("There is no message inside");
}

static void
mark_as_junk (Probe *probe, gint64 id)
{
  RstChange wanted = { .mailbox = "junk" };
  g_autoptr (GError) error = NULL;
  g_autoptr (RstUndo) undo = NULL;

  undo = rst_store_change (probe->store.store, &id, 1, &wanted, NULL, &error);
  g_assert_no_error (error);
  g_print ("done\n");
}

static void
trust (Probe *probe, const char *address)
{
  g_autoptr (GError) error = NULL;

  rst_store_set_sender_trusted (probe->store.store, address, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_print ("done\n");
}

static gint64
find_message (Probe *probe, const char *number)
{
  return g_array_index (probe->ids, gint64, probe->ids->len - g_ascii_strtoull (number, NULL, 10));
}

static void
run (Probe *probe, const char *command, const char *argument)
{

  if (g_str_equal (command, "show"))
    rst_reader_set_message (RST_READER (probe->reader), find_message (probe, argument));
  else if (g_str_equal (command, "inside"))
    open_inside (probe);
  else if (g_str_equal (command, "trust"))
    trust (probe, argument);
  else if (g_str_equal (command, "junk"))
    mark_as_junk (probe, find_message (probe, argument));
  else if (gtk_widget_activate_action (probe->reader, "reader.show-images", NULL))
    await_page (probe);
}

static gboolean
input_cb (GIOChannel *channel, GIOCondition condition, gpointer user_data)
{
  Probe *probe = user_data;
  g_auto (GStrv) words = NULL;
  g_autofree char *line = NULL;

  if (g_io_channel_read_line (channel, &line, NULL, NULL, NULL) != G_IO_STATUS_NORMAL)
    {
      g_main_loop_quit (probe->loop);
      return G_SOURCE_REMOVE;
    }
  words = g_strsplit (g_strstrip (line), " ", 2);
  run (probe, words[0], words[1]);
  return G_SOURCE_CONTINUE;
}

static void
store_file (Probe *probe, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *octets = NULL;
  gsize size;

  g_file_get_contents (path, &octets, &size, &error);
  g_assert_no_error (error);
  store_fixture_add (probe->store.store, path, octets, size, &error);
  g_assert_no_error (error);
}

static GtkWidget *
open_window (Probe *probe)
{
  GtkWidget *window = gtk_window_new ();

  probe->reader = rst_reader_new ();
  rst_reader_set_store (RST_READER (probe->reader), probe->store.store);
  g_signal_connect_swapped (probe->reader, "notify::message", G_CALLBACK (message_cb), probe);
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 700);
  gtk_window_set_child (GTK_WINDOW (window), probe->reader);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

int
main (int argc, char *argv[])
{
  Probe probe = { NULL };
  GtkWidget *window;
  GIOChannel *input;

  /* As restante does. */
  g_setenv ("WEBKIT_DISABLE_COMPOSITING_MODE", "1", FALSE);
  setlocale (LC_ALL, "");
  adw_init ();
  store_fixture_set_up (&probe.store, NULL);
  for (int i = 1; i < argc; i++)
    store_file (&probe, argv[i]);
  probe.ids = store_fixture_list (probe.store.store, NULL, NULL);

  probe.loop = g_main_loop_new (NULL, FALSE);
  input = g_io_channel_unix_new (0);
  g_io_add_watch (input, G_IO_IN | G_IO_HUP, input_cb, &probe);
  window = open_window (&probe);

  g_main_loop_run (probe.loop);
  gtk_window_destroy (GTK_WINDOW (window));
  g_array_unref (probe.ids);
  store_fixture_tear_down (&probe.store, NULL);
  g_io_channel_unref (input);
  g_main_loop_unref (probe.loop);
  return 0;
}
