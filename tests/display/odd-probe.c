/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <locale.h>

#include "mime/rst-header-digest.h"
#include "reader/rst-reader.h"
#include "web-page.h"

/* So slow is no machine. */
#define PATIENCE_SECONDS 60

/* Shows one message after another in the reading pane, for test-odd to choose
 * them and to see that nothing of them breaks it.
 *
 *     odd-probe PROFILE [+]FILE…
 *
 * Each is parsed, stored and shown as one that arrives. It says how many
 * milliseconds the storing and the showing took, and the file. A message is
 * shown when the pane has it, its page has come where it has one, and a frame was
 * drawn. With a "+" it is not waited for: its page is given a second, and the next
 * one comes while it is laid out.
 */
typedef struct
{
  RstStore *store;
  RstReader *reader;
  gboolean drawn;
} Probe;

static RstArrival *
new_arrival (const char *path, GBytes *raw)
{
  RstArrival *arrival = g_new0 (RstArrival, 1);

  arrival->unique_id = g_strdup (path);
  arrival->octets = g_bytes_get_size (raw);
  arrival->raw = g_bytes_ref (raw);
  arrival->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, raw);
  arrival->summary = rst_summary_parse (raw);
  arrival->header_digest = rst_header_digest (raw, NULL);
  return arrival;
}

static gint64
store_file (Probe *probe, const char *path)
{
  g_autoptr (GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_arrival_free);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_ledger_entry_free);
  g_autoptr (RstLedger) ledger = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) raw = NULL;
  char *octets;
  gsize size;

  if (!g_file_get_contents (path, &octets, &size, &error))
    g_error ("%s", error->message);
  raw = g_bytes_new_take (octets, size);
  g_ptr_array_add (arrivals, new_arrival (path, raw));
  g_ptr_array_add (rows, rst_ledger_entry_new (path, 0, size));
  if (!rst_store_add (probe->store, "work", arrivals, NULL, &error))
    g_error ("%s: %s", path, error->message);
  ledger = rst_store_load_ledger (probe->store, "work", rows, NULL, &error);
  if (ledger == NULL)
    g_error ("%s: %s", path, error->message);
  return rst_ledger_lookup (ledger, path, 0)->message;
}

static gboolean
is_loading (Probe *probe)
{
  WebKitWebView *page = web_page_find (GTK_WIDGET (probe->reader));

  return page != NULL &&
         gtk_widget_get_mapped (GTK_WIDGET (page)) &&
         webkit_web_view_is_loading (page);
}

static gboolean
drawn_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Probe *probe = user_data;

  probe->drawn = TRUE;
  return G_SOURCE_REMOVE;
}

/* A tick comes before its frame is drawn, so the second says that one was. */
static void
wait_for_frames (Probe *probe)
{
  for (int frame = 0; frame < 2; frame++)
    {
      probe->drawn = FALSE;
      gtk_widget_add_tick_callback (GTK_WIDGET (probe->reader), drawn_cb, probe, NULL);
      gtk_widget_queue_draw (GTK_WIDGET (probe->reader));
      while (!probe->drawn)
        g_main_context_iteration (NULL, TRUE);
    }
}

static gboolean
over_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_a_second (void)
{
  gboolean over = FALSE;

  g_timeout_add_seconds (1, over_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
late_cb (gpointer user_data)
{
  g_error ("%s is not shown", (const char *) user_data);
  return G_SOURCE_REMOVE;
}

static void
show_file (Probe *probe, const char *path, gboolean endless)
{
  gint64 begin = g_get_monotonic_time ();
  gint64 id = store_file (probe, path);
  gint64 stored = g_get_monotonic_time ();
  guint late = g_timeout_add_seconds (PATIENCE_SECONDS, late_cb, (gpointer) path);

  rst_reader_set_message (probe->reader, 0);
  rst_reader_set_message (probe->reader, id);
  while (rst_reader_get_message (probe->reader) == NULL || (!endless && is_loading (probe)))
    g_main_context_iteration (NULL, TRUE);
  if (endless)
    wait_a_second ();
  wait_for_frames (probe);
  g_source_remove (late);
  g_print ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s\n",
           (stored - begin) / 1000, (g_get_monotonic_time () - stored) / 1000, path);
}

static GtkWidget *
open_window (Probe *probe)
{
  GtkWidget *window = gtk_window_new ();

  probe->reader = RST_READER (rst_reader_new ());
  rst_reader_set_store (probe->reader, probe->store);
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 700);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (probe->reader));
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

int
main (int argc, char *argv[])
{
  Probe probe = { NULL };
  g_autoptr (GError) error = NULL;
  GtkWidget *window;

  /* As restante does. */
  g_setenv ("WEBKIT_DISABLE_COMPOSITING_MODE", "1", FALSE);
  setlocale (LC_ALL, "");
  adw_init ();
  probe.store = rst_store_open (argv[1], &error);
  if (probe.store == NULL)
    g_error ("%s", error->message);

  window = open_window (&probe);
  for (int i = 2; i < argc; i++)
    show_file (&probe, argv[i] + (*argv[i] == '+'), *argv[i] == '+');
  gtk_window_destroy (GTK_WINDOW (window));
  g_clear_object (&probe.store);
  return 0;
}
