/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pop3/rst-pop3-window.h"

#include "pop3/rst-pop3-bounds.h"

/* A measurement that is shorter sees the bursts of a single packet. */
#define MEASURE_MIN (10 * 1000)

void
rst_pop3_window_note_round_trip (RstPop3Window *self, gint64 elapsed)
{
  g_return_if_fail (self != NULL);

  elapsed = MAX (elapsed, 1);
  if (self->round_trip == 0 || elapsed < self->round_trip)
    self->round_trip = elapsed;
}

static void
end_measurement (RstPop3Window *self, gint64 now)
{
  self->rates[self->n_rates++ % G_N_ELEMENTS (self->rates)] = (double) self->octets / (double) (now - self->since);
  self->since = now;
  self->octets = 0;
}

/* One measurement spans a round trip: what comes in it is what was asked for
 * in the one before.
 */
void
rst_pop3_window_note_octets (RstPop3Window *self, gsize octets, gint64 now)
{
  g_return_if_fail (self != NULL);

  if (self->since == 0)
    {
      self->since = now;
      self->octets = 0;
      return;
    }
  self->octets += octets;
  if (now - self->since >= MAX (self->round_trip, MEASURE_MIN))
    end_measurement (self, now);
}

void
rst_pop3_window_pause (RstPop3Window *self)
{
  g_return_if_fail (self != NULL);

  self->since = 0;
}

static double
get_rate (const RstPop3Window *self)
{
  double rate = 0;

  for (guint i = 0; i < MIN (self->n_rates, G_N_ELEMENTS (self->rates)); i++)
    rate = MAX (rate, self->rates[i]);
  return rate;
}

guint64
rst_pop3_window_get_octets (const RstPop3Window *self)
{
  double octets;

  g_return_val_if_fail (self != NULL, 0);

  octets = 2 * get_rate (self) * (double) self->round_trip;
  return (guint64) CLAMP (octets, RST_POP3_WINDOW_OCTETS_MIN, RST_POP3_WINDOW_OCTETS_MAX);
}
