/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstPop3Window:
 *
 * How many octets of texts should be in flight. So many that the line never
 * runs dry: what it brings in two round trips, of which one lies between a
 * command and the first octet of its answer. The round trip is the shortest
 * that was seen, since a server may take its time; what the line brings is the
 * fastest of the last few measurements, so the window grows with a line that
 * shows what it can, and shrinks with one that slows down.
 *
 * Times are in microseconds, of a clock that never goes back.
 */
typedef struct
{
  gint64 round_trip; /* 0: not seen yet */
  gint64 since;      /* when the measurement that runs began; 0: none does */
  guint64 octets;    /* that came since */
  double rates[8];   /* octets in a microsecond; a ring */
  guint n_rates;
} RstPop3Window;

/**
 * rst_pop3_window_note_round_trip:
 * @self: a window
 * @elapsed: between a command and the first octet of its answer, with nothing
 *   else in flight
 */
void rst_pop3_window_note_round_trip (RstPop3Window *self, gint64 elapsed);

/**
 * rst_pop3_window_note_octets:
 * @self: a window
 * @octets: how many came
 * @now: when
 *
 * Counts octets of texts.
 */
void rst_pop3_window_note_octets (RstPop3Window *self, gsize octets, gint64 now);

/**
 * rst_pop3_window_pause:
 * @self: a window
 *
 * Says that nothing is in flight: the line does nothing now, and that it does
 * not says nothing of what it can.
 */
void rst_pop3_window_pause (RstPop3Window *self);

/**
 * rst_pop3_window_get_octets:
 * @self: a window
 *
 * Returns: how many octets should be in flight, from
 *   %RST_POP3_WINDOW_OCTETS_MIN to %RST_POP3_WINDOW_OCTETS_MAX
 */
guint64 rst_pop3_window_get_octets (const RstPop3Window *self);

G_END_DECLS
