/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bare BEGAN: the least window of libadwaita, of the size of Restante's. BEGAN is
 * when this program was started, in microseconds of the monotonic clock. Prints
 * when its first frame was drawn and what it takes of memory, as window does.
 */

#include "config.h"

#include <adwaita.h>
#include <stdio.h>
#include <stdlib.h>

#include "series.h"

#define SETTLE_MILLISECONDS 3000

static gint64 began;

static void
settled_cb (gpointer application)
{
  printf ("memory\tresident\t%.1f\n", (double) series_get_resident () / (1 << 20));
  g_application_quit (application);
}

static void
painted_cb (GdkFrameClock *clock, gpointer application)
{
  Series series = series_new ("start", "first frame");

  g_signal_handlers_disconnect_by_func (clock, painted_cb, application);
  series_add (&series, began);
  series_end (&series, 1);
  g_timeout_add_once (SETTLE_MILLISECONDS, settled_cb, application);
}

static void
activate_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), gtk_label_new ("Bare"));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 760);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb), application);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = adw_application_new ("example.bare", G_APPLICATION_NON_UNIQUE);

  if (argc != 2)
    return EXIT_FAILURE;
  began = g_ascii_strtoll (argv[1], NULL, 10);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
