/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How long something took, as often as it was measured: milliseconds each. */
typedef struct
{
  const char *what;
  const char *part;
  GArray *times;
} Series;

/* Both texts must live as long as the series. */
Series series_new (const char *what, const char *part);

/* From @began, in microseconds of the monotonic clock, to now. Gives the time, so
 * that the next one can begin with it.
 */
gint64 series_add (Series *self, gint64 began);

void series_add_milliseconds (Series *self, double milliseconds);

/* Prints a line with tabs between: what, part, milliseconds (median, 95th
 * percentile, longest), how many times, and how many were found by the median.
 */
void series_end (Series *self, guint found);

/* The smallest of some doubles, ascending, of which so many of a hundred are no
 * larger.
 */
double series_percentile (GArray *values, guint percent);

int series_compare (gconstpointer a, gconstpointer b);

/* Octets of this process that are in memory. */
gsize series_get_resident (void);

G_END_DECLS
