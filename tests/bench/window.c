/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window BEGAN FOLDER N ROUNDS: measures the window itself on a profile that fill
 * made of N letters. BEGAN is when this program was started, in microseconds of
 * the monotonic clock. Prints a line for each thing that was measured, see
 * series.h, and of memory the MiB that are resident.
 *
 * What is waited for is always that all rows in sight show their messages in a
 * frame that was drawn.
 */

#include "config.h"

#include <adwaita.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "letters.h"
#include "messages/rst-message-row.h"
#include "messages/rst-messages.h"
#include "mailboxes/rst-mailbox-row.h"
#include "mailboxes/rst-mailboxes.h"
#include "rst-application.h"
#include "series.h"

#define SETTLE_SECONDS 3
#define PATIENCE_SECONDS 20
#define SELECTED 10000
#define ENOUGH_ROWS 5
#define SCROLL_FRAMES 300
#define ROW_PIXELS 60 /* about a row */

typedef struct
{
  RstApplication *application;
  GtkWidget *window;
  GtkWidget *messages;
  GtkWidget *view;
  GtkWidget *mailboxes; /* the list box */
  guint n_letters;
  guint64 random;
  guint rounds;
  gint64 began;

  gboolean listed;      /* another list came since it was waited for */
  gint64 drawn;         /* when a frame was drawn with all rows in sight, or 0 */
  int flagged;          /* what the rows in sight must say of it; -1 for either */
  gint64 frame_began;
  gint64 last_frame;    /* its time by the frame clock */
  Series *work;
  Series *interval;
} Probe;

/* --- Widgets -------------------------------------------------------------- */

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static gboolean
is_in_sight (GtkWidget *cell, GtkWidget *view)
{
  graphene_rect_t bounds;

  return gtk_widget_get_mapped (cell) && gtk_widget_compute_bounds (cell, view, &bounds) &&
         bounds.origin.y + bounds.size.height > 0 &&
         bounds.origin.y < (float) gtk_widget_get_height (view);
}

static gboolean
shows_message (Probe *self, GtkWidget *cell)
{
  GtkWidget *row = find (cell, RST_TYPE_MESSAGE_ROW);
  RstMessageItem *item;
  const RstRow *content;

  if (row == NULL)
    return FALSE;

  item = rst_message_row_get_item (RST_MESSAGE_ROW (row));
  content = item != NULL ? rst_message_item_get_row (item) : NULL;
  return content != NULL &&
         (self->flagged < 0 || ((content->flags & RST_FLAG_FLAGGED) != 0) == self->flagged);
}

static gboolean
are_rows_filled (Probe *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (self->view))));
  guint n_filled = 0;

  for (GtkWidget *cell = gtk_widget_get_first_child (self->view);
       cell != NULL;
       cell = gtk_widget_get_next_sibling (cell))
    {
      if (!is_in_sight (cell, self->view))
        continue;
      if (!shows_message (self, cell))
        return FALSE;
      n_filled++;
    }
  return n_filled > 0 && n_filled >= MIN (n_items, ENOUGH_ROWS);
}

/* --- Frames --------------------------------------------------------------- */

static void
begin_frame_cb (GdkFrameClock *clock, Probe *self)
{
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  self->frame_began = g_get_monotonic_time ();
  if (self->interval != NULL && self->last_frame > 0)
    series_add_milliseconds (self->interval, (double) (now - self->last_frame) / 1000);
  self->last_frame = now;
}

/* What is in its place now is what was drawn. */
static void
end_frame_cb (GdkFrameClock *clock, Probe *self)
{
  if (self->drawn == 0 && self->listed && are_rows_filled (self))
    self->drawn = g_get_monotonic_time ();
  if (self->work != NULL)
    series_add (self->work, self->frame_began);
}

/* Frame after frame, whether there is something new in it or not. */
static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
  return G_SOURCE_CONTINUE;
}

static void
watch_frames (Probe *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (self->window);

  g_signal_connect (clock, "before-paint", G_CALLBACK (begin_frame_cb), self);
  g_signal_connect (clock, "after-paint", G_CALLBACK (end_frame_cb), self);
  gtk_widget_add_tick_callback (self->window, tick_cb, NULL, NULL);
}

static void
listed_cb (Probe *self)
{
  self->listed = TRUE;
}

static void
wait_until_drawn (Probe *self, const char *what)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_TIME_SPAN_SECOND;

  while (self->drawn == 0 && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  if (self->drawn == 0)
    g_error ("%s: rows do not come", what);
}

/* In the next frame or a later one. */
static void
wait_for_rows (Probe *self, const char *what)
{
  self->drawn = 0;
  wait_until_drawn (self, what);
}

static void
wait_a_while (guint seconds)
{
  gint64 end = g_get_monotonic_time () + seconds * G_TIME_SPAN_SECOND;

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
}

/* --- What is measured ----------------------------------------------------- */

static void
measure_start (Probe *self)
{
  Series series = series_new ("start", "first rows");

  wait_until_drawn (self, "start");
  series_add_milliseconds (&series, (double) (self->drawn - self->began) / 1000);
  series_end (&series, 1);
  wait_a_while (SETTLE_SECONDS);
  printf ("memory\tresident\t%.1f\n", (double) series_get_resident () / (1 << 20));
}

/* By @pixels a frame, from a place where this can go on for long. */
static void
measure_scroll (Probe *self, const char *what, double pixels)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  double range = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  Series work = series_new (what, "work of a frame");
  Series interval = series_new (what, "frame to frame");

  gtk_adjustment_set_value (adjustment, range / 3);
  wait_for_rows (self, what);
  self->last_frame = 0;
  self->work = &work;
  self->interval = &interval;
  while (interval.times->len < SCROLL_FRAMES)
    {
      guint n_frames = work.times->len;
      double value = gtk_adjustment_get_value (adjustment) + pixels;

      gtk_adjustment_set_value (adjustment, value < range ? value : 0);
      while (work.times->len == n_frames)
        g_main_context_iteration (NULL, TRUE);
    }
  self->work = self->interval = NULL;
  series_end (&work, SCROLL_FRAMES);
  series_end (&interval, SCROLL_FRAMES);
}

/* Milliseconds of processor time of the main loop, drawing included: who waits
 * for the next frame does nothing.
 */
static double
get_work (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1000 + (double) time.tv_nsec / 1000000;
}

static void
measure_jump (Probe *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  Series series = series_new ("jump", "rows");
  Series work = series_new ("jump", "work until then");

  for (guint i = 0; i < self->rounds; i++)
    {
      double range = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
      gint64 began = g_get_monotonic_time ();
      double worked = get_work ();

      gtk_adjustment_set_value (adjustment, range * letters_random_below (&self->random, 1 << 20) / (1 << 20));
      wait_for_rows (self, "jump");
      series_add (&series, began);
      series_add_milliseconds (&work, get_work () - worked);
    }
  series_end (&series, self->rounds);
  series_end (&work, self->rounds);
}

/* One that is empty shows no rows: waiting for them would be for nothing. */
static gboolean
is_choice (GtkListBox *box, GtkListBoxRow *row)
{
  return gtk_list_box_row_get_selectable (row) && row != gtk_list_box_get_selected_row (box) &&
         rst_mailbox_item_get_total (rst_mailbox_row_get_item (RST_MAILBOX_ROW (row))) > 0;
}

static GtkListBoxRow *
choose_mailbox (Probe *self)
{
  GtkListBox *box = GTK_LIST_BOX (self->mailboxes);
  GtkListBoxRow *row;
  guint n_rows = 0;

  while (gtk_list_box_get_row_at_index (box, n_rows) != NULL)
    n_rows++;
  do
    row = gtk_list_box_get_row_at_index (box, letters_random_below (&self->random, n_rows));
  while (!is_choice (box, row));
  return row;
}

static void
measure_switch (Probe *self)
{
  Series series = series_new ("switch", "first rows");

  for (guint i = 0; i < self->rounds; i++)
    {
      GtkListBoxRow *row = choose_mailbox (self);
      gint64 began = g_get_monotonic_time ();

      self->listed = FALSE;
      gtk_list_box_select_row (GTK_LIST_BOX (self->mailboxes), row);
      wait_for_rows (self, "switch");
      series_add (&series, began);
      wait_a_while (1);
    }
  series_end (&series, self->rounds);
}

static void
measure_search (Probe *self)
{
  Series series = series_new ("search", "first rows");
  g_autoptr (Letters) letters = letters_new (self->n_letters);

  for (guint i = 0; i < self->rounds; i++)
    {
      const char *word = letters_get_word (letters, letters_random_below (&self->random, 100));
      gint64 began = g_get_monotonic_time ();

      self->listed = FALSE;
      rst_messages_search (RST_MESSAGES (self->messages), word);
      wait_for_rows (self, word);
      series_add (&series, began);
      wait_a_while (1);
    }
  series_end (&series, self->rounds);
}

/* All that follow each other from the top, and back again, so that the profile
 * stays as it was, if for those that were flagged.
 */
static void
measure_flag (Probe *self)
{
  GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (self->view));
  guint n = MIN (SELECTED, g_list_model_get_n_items (G_LIST_MODEL (model)));
  Series series = series_new ("flag", "all at once");
  Series interval = series_new ("flag", "frame to frame");

  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view)), 0);
  gtk_selection_model_select_range (model, 0, n, TRUE);
  wait_a_while (1);
  self->last_frame = 0;
  self->interval = &interval;
  for (guint i = 0; i < 4; i++)
    {
      gint64 began = g_get_monotonic_time ();

      gtk_widget_activate_action (self->window, "win.toggle-flag", NULL);
      self->flagged = i % 2 == 0;
      wait_for_rows (self, "flag");
      series_add (&series, began);
      wait_a_while (1);
    }
  self->interval = NULL;
  self->flagged = -1;
  series_end (&series, n);
  series_end (&interval, n);
}

static void
measure_all (gpointer user_data)
{
  Probe *self = user_data;

  measure_start (self);
  measure_scroll (self, "scroll by rows", ROW_PIXELS);
  measure_scroll (self, "scroll by pages", 10 * ROW_PIXELS);
  measure_jump (self);
  measure_flag (self);
  measure_switch (self);
  measure_search (self);
  gtk_window_close (GTK_WINDOW (self->window));
}

static void
window_added_cb (Probe *self, GtkWindow *window)
{
  if (self->window != NULL)
    return;

  self->window = GTK_WIDGET (window);
  self->messages = find (self->window, RST_TYPE_MESSAGES);
  self->view = find (self->messages, GTK_TYPE_LIST_VIEW);
  self->mailboxes = find (find (self->window, RST_TYPE_MAILBOXES), GTK_TYPE_LIST_BOX);
  g_signal_connect_swapped (gtk_list_view_get_model (GTK_LIST_VIEW (self->view)), "items-changed",
                            G_CALLBACK (listed_cb), self);
  g_signal_connect_data (self->window, "realize", G_CALLBACK (watch_frames), self,
                         NULL, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_idle_add_once (measure_all, self);
}

int
main (int argc, char **argv)
{
  g_autoptr (RstApplication) application = NULL;
  g_autofree char *profile = NULL;
  Probe self = { .random = 7, .flagged = -1 };

  if (argc != 5)
    return EXIT_FAILURE;
  self.began = g_ascii_strtoll (argv[1], NULL, 10);
  self.n_letters = (guint) g_ascii_strtoull (argv[3], NULL, 10);
  self.rounds = (guint) g_ascii_strtoull (argv[4], NULL, 10);

  profile = g_strconcat ("--profile=", argv[2], NULL);
  application = rst_application_new ();
  g_signal_connect_swapped (application, "window-added", G_CALLBACK (window_added_cb), &self);
  return g_application_run (G_APPLICATION (application), 2, (char *[]) { argv[0], profile, NULL });
}
