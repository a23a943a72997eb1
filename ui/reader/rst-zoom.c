/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-zoom.h"

/* Those of web browsers. */
static const int sizes[] = {
  RST_ZOOM_MIN, 67, 80, 90, RST_ZOOM_NORMAL, 110, 120, 133, 150, 170, 200, 240, RST_ZOOM_MAX,
};

int
rst_zoom_step (int percent, int by)
{
  if (by > 0)
    {
      for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
        if (sizes[i] > percent)
          return sizes[i];
      return RST_ZOOM_MAX;
    }
  for (guint i = G_N_ELEMENTS (sizes); i > 0; i--)
    if (sizes[i - 1] < percent)
      return sizes[i - 1];
  return RST_ZOOM_MIN;
}
