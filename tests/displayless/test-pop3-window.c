/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pop3/rst-pop3-bounds.h"
#include "pop3/rst-pop3-window.h"

/* A line that brings @rate octets in a microsecond, for @duration. */
static gint64
bring (RstPop3Window *window, gint64 begin, double rate, gint64 duration)
{
  for (gint64 now = begin; now <= begin + duration; now += 1000)
    rst_pop3_window_note_octets (window, (gsize) (rate * 1000), now);
  return begin + duration;
}

/* Before anything is known, and next door, the least is enough. */
static void
test_least (void)
{
  RstPop3Window window = { 0 };

  g_assert_cmpuint (rst_pop3_window_get_octets (&window), ==, RST_POP3_WINDOW_OCTETS_MIN);
  rst_pop3_window_note_round_trip (&window, 100);
  bring (&window, 1, 1000, 100 * 1000);
  g_assert_cmpuint (rst_pop3_window_get_octets (&window), ==, RST_POP3_WINDOW_OCTETS_MIN);
}

/* Far away it holds what two round trips bring, so that a line which brings a
 * window in each round trip makes it grow.
 */
static void
test_grows (void)
{
  RstPop3Window window = { 0 };
  gint64 now = 1;
  guint64 before = 0;

  rst_pop3_window_note_round_trip (&window, 40 * 1000);
  for (guint i = 0; i < 4; i++)
    {
      guint64 octets = rst_pop3_window_get_octets (&window);

      g_assert_cmpuint (octets, >, before);
      before = octets;
      now = bring (&window, now, (double) octets / (40 * 1000), 45 * 1000);
    }
  bring (&window, now, 1000, 45 * 1000);
  g_assert_cmpuint (rst_pop3_window_get_octets (&window), ==, RST_POP3_WINDOW_OCTETS_MAX);
}

/* A line that slows down for a while needs less. */
static void
test_shrinks (void)
{
  RstPop3Window window = { 0 };
  gint64 now;

  rst_pop3_window_note_round_trip (&window, 40 * 1000);
  now = bring (&window, 1, 200, 100 * 1000);
  g_assert_cmpuint (rst_pop3_window_get_octets (&window), >, 8 * 1024 * 1024);
  bring (&window, now, 100, 1000 * 1000);
  g_assert_cmpuint (rst_pop3_window_get_octets (&window), >, RST_POP3_WINDOW_OCTETS_MIN);
  g_assert_cmpuint (rst_pop3_window_get_octets (&window), <, 9 * 1000 * 1000);
}

/* The shortest round trip counts: a server may take its time to answer. */
static void
test_round_trip (void)
{
  RstPop3Window window = { 0 };

  rst_pop3_window_note_round_trip (&window, 3 * 1000 * 1000);
  rst_pop3_window_note_round_trip (&window, 0);
  g_assert_cmpint (window.round_trip, ==, 1);
}

/* While nothing is in flight the line is not slow. */
static void
test_pause (void)
{
  RstPop3Window window = { 0 };
  gint64 now;

  rst_pop3_window_note_round_trip (&window, 40 * 1000);
  now = bring (&window, 1, 100, 400 * 1000);
  for (guint i = 0; i < 20; i++)
    {
      rst_pop3_window_pause (&window);
      now += 10 * G_USEC_PER_SEC;
      now = bring (&window, now, 100, 50 * 1000);
    }
  g_assert_cmpuint (rst_pop3_window_get_octets (&window), >, 7 * 1024 * 1024);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pop3-window/least", test_least);
  g_test_add_func ("/pop3-window/grows", test_grows);
  g_test_add_func ("/pop3-window/shrinks", test_shrinks);
  g_test_add_func ("/pop3-window/round-trip", test_round_trip);
  g_test_add_func ("/pop3-window/pause", test_pause);
  return g_test_run ();
}
