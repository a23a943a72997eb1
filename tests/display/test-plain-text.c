/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <dlfcn.h>
#include <string.h>

#include "mime/rst-quote.h"
#include "reader/rst-findable.h"
#include "reader/rst-plain-text.h"

#define QUOTE "> 1\n> 2\n> 3\n>> 4\n> 5\n> 6\n> 7\n> 8\n> zebra 9\n"

static GtkWindow *window;
static RstPlainText *text;
static guint n_layouts;

/* In place of Pango's, to see how many lines are laid out. */
PangoLayout *
pango_layout_new (PangoContext *context)
{
  static PangoLayout *(*new_layout) (PangoContext *);

  if (new_layout == NULL)
    *(gpointer *) &new_layout = dlsym (RTLD_NEXT, "pango_layout_new");
  n_layouts++;
  return new_layout (context);
}

static GtkTextBuffer *
get_buffer (void)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
}

/* What is not hidden. */
static char *
dup_visible (void)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (get_buffer (), &start, &end);
  return gtk_text_buffer_get_text (get_buffer (), &start, &end, FALSE);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **copied = user_data;

  *copied = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static char *
dup_copied (void)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (text));
  char *copied = NULL;

  g_signal_emit_by_name (text, "select-all", TRUE);
  g_signal_emit_by_name (text, "copy-clipboard");
  gdk_clipboard_read_text_async (clipboard, NULL, read_cb, &copied);
  while (copied == NULL)
    g_main_context_iteration (NULL, TRUE);
  return copied;
}

/* What is folded is hidden, but who copies the text gets the message's. */
static void
test_fold_and_copy (void)
{
  const char *message = "a\n" QUOTE "b\n" QUOTE "c";
  g_autofree char *visible = NULL;
  g_autofree char *copied = NULL;

  rst_plain_text_set_text (text, message);
  visible = dup_visible ();
  copied = dup_copied ();
  g_assert_cmpstr (visible, ==, "a\n\nb\n\nc");
  g_assert_cmpstr (copied, ==, message);
}

/* Finding opens the fold that holds the match that is shown, and no other. */
static void
test_find (void)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  rst_plain_text_set_text (text, "a\n" QUOTE "b\n" QUOTE);
  rst_findable_find (RST_FINDABLE (text), "zebra");
  first = dup_visible ();
  rst_findable_step (RST_FINDABLE (text), 1);
  second = dup_visible ();
  g_assert_cmpstr (first, ==, "a\n\n" QUOTE "b\n\n");
  g_assert_cmpstr (second, ==, "a\n\n" QUOTE "b\n\n> 1\n> 2\n> 3\n>> 4\n> 5\n> 6\n> 7\n> 8\n> zebra 9");
}

/* A new text has nothing of the one before. */
static void
test_again (void)
{
  g_autofree char *visible = NULL;

  rst_plain_text_set_text (text, "a\n" QUOTE);
  rst_plain_text_set_text (text, "b");
  visible = dup_visible ();
  g_assert_cmpstr (visible, ==, "b");
}

/* Until it is known where in the view each line stands. */
static void
lay_out (void)
{
  GdkRectangle seen = { 0 };

  while (seen.height == 0 || g_main_context_pending (NULL))
    {
      g_main_context_iteration (NULL, TRUE);
      gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (text), &seen);
    }
}

/* Where Tab leads to: a link, a button ("fold"), the text itself, or out of it. */
static void
assert_tab (GtkDirectionType direction, const char *expected)
{
  g_autofree char *target = NULL;
  const char *place = "out";

  if (gtk_widget_child_focus (GTK_WIDGET (text), direction))
    place = gtk_widget_is_focus (GTK_WIDGET (text)) ? "text" : "fold";
  g_object_get (text, "target", &target, NULL);
  g_assert_cmpstr (target != NULL ? target : place, ==, expected);
}

/* Tab goes through all that can be used, in the order of the text, and passes what
 * is hidden; Shift+Tab goes the same way back.
 */
static void
test_tab (void)
{
  static const char *const stops[] = {
    "text", "https://one.example/", "fold", "https://two.example/", "mailto:a@b.example",
  };

  rst_plain_text_set_text (text, "https://one.example/ b\n> https://hidden.example/\n" QUOTE
                                 "<https://two.example/> mailto:a@b.example.\n");
  lay_out ();
  gtk_window_set_focus (window, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (stops); i++)
    assert_tab (GTK_DIR_TAB_FORWARD, stops[i]);
  assert_tab (GTK_DIR_TAB_FORWARD, "out");
  gtk_window_set_focus (window, NULL);
  for (gsize i = G_N_ELEMENTS (stops); i > 0; i--)
    assert_tab (GTK_DIR_TAB_BACKWARD, stops[i - 1]);
  assert_tab (GTK_DIR_TAB_BACKWARD, "out");
  /* Who comes back begins anew. */
  gtk_window_set_focus (window, NULL);
  assert_tab (GTK_DIR_TAB_FORWARD, "text");
  assert_tab (GTK_DIR_TAB_FORWARD, stops[1]);
}

static void
assert_marked (const char *expected)
{
  GString *marked = g_string_new (NULL);
  GtkTextIter at;

  gtk_text_buffer_get_start_iter (get_buffer (), &at);
  do
    {
      g_autoptr (GSList) tags = gtk_text_iter_get_tags (&at);

      for (GSList *tag = tags; tag != NULL; tag = tag->next)
        {
          g_autoptr (GdkRGBA) color = NULL;

          g_object_get (tag->data, "background-rgba", &color, NULL);
          if (color != NULL && color->blue < 0.5F)
            g_string_append_unichar (marked, gtk_text_iter_get_char (&at));
        }
    }
  while (gtk_text_iter_forward_char (&at));
  g_assert_cmpstr (marked->str, ==, expected);
  g_string_free (marked, TRUE);
}

/* What was searched is marked, before and behind the buttons of folds. */
static void
test_match (void)
{
  g_autoptr (RstMarker) match = rst_marker_new ("zebra äh");
  g_autoptr (RstMarker) other = rst_marker_new ("b");

  rst_plain_text_set_match (text, match);
  rst_plain_text_set_text (text, "Äh a\n" QUOTE "b zebra\n");
  assert_marked ("Ähzebrazebra");
  rst_plain_text_set_match (text, other);
  assert_marked ("b");
  rst_plain_text_set_match (text, NULL);
  assert_marked ("");
}

static double
time_text (const char *line, gsize length)
{
  g_autoptr (GString) message = g_string_new ("a\n");

  while (message->len < length)
    g_string_append (message, line);
  g_test_timer_start ();
  rst_plain_text_set_text (text, message->str);
  return g_test_timer_elapsed ();
}

/* A text as long as is shown at all, of the shortest lines, takes as much longer
 * as it is longer, not the square of that.
 */
static void
test_long (void)
{
  static const char *const lines[] = { "ab c\n", "> ab\n", "> ab\n>> c\n", "a\n" QUOTE, "-- \na\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      double quarter = time_text (lines[i], 256 * 1024);
      double whole = time_text (lines[i], 1024 * 1024);

      g_test_message ("%.2f s and %.2f s for %s", quarter, whole, lines[i]);
      g_assert_cmpfloat (whole, <, 10 * quarter);
    }
}

typedef struct
{
  guint n_frames;
  guint max_layouts; /* in one of them */
} Frames;

static void
before_paint_cb (GdkFrameClock *clock, Frames *frames)
{
  n_layouts = 0;
}

static void
after_paint_cb (GdkFrameClock *clock, Frames *frames)
{
  frames->n_frames++;
  frames->max_layouts = MAX (frames->max_layouts, n_layouts);
}

static void
wait_for_frame (GtkWidget *widget, const Frames *frames)
{
  guint before = frames->n_frames;

  gtk_widget_queue_draw (widget);
  while (frames->n_frames == before)
    g_main_context_iteration (NULL, TRUE);
}

/* No frame lays out more lines than are seen, also where room is made for a text
 * that has just come: all others follow in idle time.
 */
static void
test_grow (void)
{
  g_autoptr (GString) message = g_string_new (NULL);
  GtkWindow *own = GTK_WINDOW (gtk_window_new ());
  GtkWidget *place = gtk_scrolled_window_new ();
  GtkWidget *view = rst_plain_text_new ();
  Frames frames = { 0 };
  GdkFrameClock *clock;

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (place), view);
  gtk_widget_set_size_request (place, 300, 100);
  gtk_widget_set_valign (place, GTK_ALIGN_START);
  gtk_window_set_default_size (own, 300, 700);
  gtk_window_set_child (own, place);
  gtk_window_present (own);
  clock = gtk_widget_get_frame_clock (view);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &frames);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &frames);
  wait_for_frame (view, &frames);

  for (guint i = 0; i < 100 * 1000; i++)
    g_string_append (message, "x\n");
  frames.max_layouts = 0;
  rst_plain_text_set_text (RST_PLAIN_TEXT (view), message->str);
  gtk_widget_set_size_request (place, 300, 600);
  /* The next frame is due, and comes before what is done in idle time. */
  g_usleep (G_USEC_PER_SEC / 20);
  while (gtk_widget_get_height (view) < 600)
    wait_for_frame (view, &frames);
  wait_for_frame (view, &frames);
  g_assert_cmpuint (frames.max_layouts, >, 0);
  g_assert_cmpuint (frames.max_layouts, <, 2000);

  g_signal_handlers_disconnect_by_data (clock, &frames);
  gtk_window_destroy (own);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  window = GTK_WINDOW (g_object_ref_sink (gtk_window_new ()));
  text = RST_PLAIN_TEXT (rst_plain_text_new ());
  gtk_window_set_child (window, GTK_WIDGET (text));
  gtk_window_present (window);

  g_test_add_func ("/plain-text/fold-and-copy", test_fold_and_copy);
  g_test_add_func ("/plain-text/find", test_find);
  g_test_add_func ("/plain-text/again", test_again);
  g_test_add_func ("/plain-text/tab", test_tab);
  g_test_add_func ("/plain-text/match", test_match);
  g_test_add_func ("/plain-text/long", test_long);
  g_test_add_func ("/plain-text/grow", test_grow);
  status = g_test_run ();

  gtk_window_destroy (window);
  g_object_unref (window);
  return status;
}
