/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-zoom.h"

/* From one end to the other and back the same way, and not beyond. */
static void
test_steps (void)
{
  int n_in = 0;
  int n_out = 0;
  int percent = RST_ZOOM_MIN;

  for (; percent < RST_ZOOM_MAX; n_in++)
    {
      int next = rst_zoom_step (percent, 1);

      g_assert_cmpint (next, >, percent);
      g_assert_cmpint (rst_zoom_step (next, -1), ==, percent);
      percent = next;
    }
  g_assert_cmpint (percent, ==, RST_ZOOM_MAX);
  g_assert_cmpint (rst_zoom_step (percent, 1), ==, RST_ZOOM_MAX);

  for (; percent > RST_ZOOM_MIN; n_out++)
    percent = rst_zoom_step (percent, -1);
  g_assert_cmpint (percent, ==, RST_ZOOM_MIN);
  g_assert_cmpint (rst_zoom_step (percent, -1), ==, RST_ZOOM_MIN);
  g_assert_cmpint (n_in, ==, n_out);
}

/* A size that a person wrote into the settings. */
static void
test_between (void)
{
  g_assert_cmpint (rst_zoom_step (101, -1), ==, RST_ZOOM_NORMAL);
  g_assert_cmpint (rst_zoom_step (99, 1), ==, RST_ZOOM_NORMAL);
  g_assert_cmpint (rst_zoom_step (RST_ZOOM_NORMAL, 1), >, RST_ZOOM_NORMAL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  g_test_add_func ("/zoom/steps", test_steps);
  g_test_add_func ("/zoom/between", test_between);
  return g_test_run ();
}
