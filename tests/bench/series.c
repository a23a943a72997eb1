/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <unistd.h>

#include "series.h"

Series
series_new (const char *what, const char *part)
{
  return (Series) { .what = what, .part = part, .times = g_array_new (FALSE, FALSE, sizeof (double)) };
}

void
series_add_milliseconds (Series *self, double milliseconds)
{
  g_array_append_val (self->times, milliseconds);
}

gint64
series_add (Series *self, gint64 began)
{
  gint64 now = g_get_monotonic_time ();

  series_add_milliseconds (self, (double) (now - began) / 1000);
  return now;
}

int
series_compare (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a;
  double other = *(const double *) b;

  return (one > other) - (one < other);
}

double
series_percentile (GArray *values, guint percent)
{
  guint n_below = (values->len * percent + 99) / 100;

  return g_array_index (values, double, MAX (n_below, 1) - 1);
}

void
series_end (Series *self, guint found)
{
  g_array_sort (self->times, series_compare);
  printf ("%s\t%s\t%.3f\t%.3f\t%.3f\t%u\t%u\n",
          self->what,
          self->part,
          series_percentile (self->times, 50),
          series_percentile (self->times, 95),
          series_percentile (self->times, 100),
          self->times->len,
          found);
  fflush (stdout);
  g_array_unref (self->times);
}

gsize
series_get_resident (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    return 0;
  words = g_strsplit (text, " ", 3);
  return g_ascii_strtoull (words[1], NULL, 10) * (gsize) sysconf (_SC_PAGESIZE);
}
