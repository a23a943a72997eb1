/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An account's clock counts the time that surely passed: jumps of the
 * computer's clock, over restarts too, never put it ahead of the true time.
 */

#include "config.h"

#include <string.h>

#include "accounts/rst-account-clock.h"

#define START G_GINT64_CONSTANT (1800000000)
#define HOUR (60 * 60)
#define DAY (24 * HOUR)
#define YEAR (365 * DAY)

/* Of a computer that runs all the time, and one that is off at night. */
typedef struct
{
  const char *boot;
  gint64 wall; /* after START */
  gint64 uptime;
  gboolean synchronised;
  gint64 now; /* after START: what the clock must show */
} Step;

static void
assert_steps (const Step *steps, gsize n_steps)
{
  RstAccountClock clock = { 0 };

  rst_account_clock_start (&clock, START);
  for (gsize i = 0; i < n_steps; i++)
    {
      RstAccountClockReading reading = {
        .wall = START + steps[i].wall,
        .uptime = steps[i].uptime,
        .synchronised = steps[i].synchronised,
      };

      g_strlcpy (reading.boot_id, steps[i].boot, sizeof reading.boot_id);
      rst_account_clock_advance (&clock, &reading);
      g_test_message ("step %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (clock.now, ==, START + steps[i].now);
    }
}

/* Days that pass are counted while the computer runs. */
static void
test_days (void)
{
  static const Step steps[] = {
    { "a", 0, 500, FALSE, 0 },
    { "a", HOUR, 500 + HOUR, FALSE, HOUR },
    { "a", 8 * DAY, 500 + 8 * DAY, FALSE, 8 * DAY },
    { "a", 8 * DAY, 500 + 8 * DAY, FALSE, 8 * DAY },
  };

  assert_steps (steps, G_N_ELEMENTS (steps));
}

/* And, where a time service keeps the clock right, while it does not. */
static void
test_days_off (void)
{
  static const Step steps[] = {
    { "a", 0, 500, TRUE, 0 },
    { "b", 20 * DAY, 60, FALSE, 60 },          /* just started: not yet known to be right */
    { "b", 20 * DAY + 100, 160, TRUE, 20 * DAY + 100 },
    { "c", 30 * DAY, 60, TRUE, 30 * DAY },
  };

  assert_steps (steps, G_N_ELEMENTS (steps));
}

/* Where none does, the uptimes alone. */
static void
test_days_off_unsynchronised (void)
{
  static const Step steps[] = {
    { "a", 0, 500, FALSE, 0 },
    { "b", DAY, HOUR, FALSE, HOUR },
    { "b", DAY + HOUR, 2 * HOUR, FALSE, 2 * HOUR },
    { "c", 2 * DAY, HOUR, FALSE, 3 * HOUR },
    { "c", 9 * DAY, 7 * DAY + HOUR, FALSE, 3 * HOUR + 7 * DAY },
  };

  assert_steps (steps, G_N_ELEMENTS (steps));
}

/* Forward by years and back again, in one run of the computer. */
static void
test_jump_forward (void)
{
  static const Step steps[] = {
    { "a", 0, 500, FALSE, 0 },
    { "a", 10 * YEAR, 500 + HOUR, FALSE, HOUR },
    { "a", 10 * YEAR + HOUR, 500 + 2 * HOUR, FALSE, 2 * HOUR },
    { "a", 3 * HOUR, 500 + 3 * HOUR, FALSE, 2 * HOUR }, /* that hour is not counted; none too many is */
    { "a", 4 * HOUR, 500 + 4 * HOUR, FALSE, 3 * HOUR },
  };

  assert_steps (steps, G_N_ELEMENTS (steps));
}

/* To set a clock by hand takes the kernel's word back that it is right. */
static void
test_jump_forward_synchronised (void)
{
  static const Step steps[] = {
    { "a", 0, 500, TRUE, 0 },
    { "a", 10 * YEAR, 500 + HOUR, FALSE, HOUR },
    { "a", 2 * HOUR, 500 + 2 * HOUR, TRUE, 2 * HOUR },
    { "b", 10 * YEAR, 10, FALSE, 2 * HOUR + 10 },
    { "b", 10 * YEAR + HOUR, 10 + HOUR, FALSE, 3 * HOUR + 10 },
    { "b", DAY, 10 + 2 * HOUR, TRUE, DAY },
  };

  assert_steps (steps, G_N_ELEMENTS (steps));
}

static void
test_jump_back (void)
{
  static const Step steps[] = {
    { "a", 0, 500, FALSE, 0 },
    { "a", -10 * YEAR, 500 + HOUR, FALSE, 0 },
    { "a", -10 * YEAR + HOUR, 500 + 2 * HOUR, FALSE, HOUR },
    { "a", 0, 500 + 3 * HOUR, FALSE, 2 * HOUR }, /* forward by ten years, as the clock tells it */
  };

  assert_steps (steps, G_N_ELEMENTS (steps));
}

/* A battery that failed, or was wrong for as long as anybody looked. */
static void
test_jump_over_restart (void)
{
  static const Step forward[] = {
    { "a", 0, 500, FALSE, 0 },
    { "b", 10 * YEAR, 60, FALSE, 60 },
    { "b", 10 * YEAR + HOUR, 60 + HOUR, FALSE, 60 + HOUR },
    { "c", 10 * YEAR + 2 * HOUR, 30, FALSE, 90 + HOUR },
    { "d", 20 * YEAR, 30, FALSE, 120 + HOUR },
  };
  static const Step back[] = {
    { "a", 0, 500, FALSE, 0 },
    { "b", -10 * YEAR, 60, FALSE, 0 },
    { "b", -10 * YEAR + HOUR, 60 + HOUR, FALSE, HOUR },
    { "c", 0, 30, FALSE, HOUR + 30 },
  };

  assert_steps (forward, G_N_ELEMENTS (forward));
  assert_steps (back, G_N_ELEMENTS (back));
}

/* What is not known is not counted. */
static void
test_no_boot_id (void)
{
  static const Step steps[] = {
    { "", 0, 0, FALSE, 0 },
    { "", DAY, 0, FALSE, 0 },
    { "", 2 * DAY, 0, TRUE, 0 },
    { "", 3 * DAY, 0, TRUE, DAY },
  };

  assert_steps (steps, G_N_ELEMENTS (steps));
}

/* An uptime that shrinks within a boot: a container that was started anew. */
static void
test_uptime_back (void)
{
  static const Step steps[] = {
    { "a", 0, 5000, FALSE, 0 },
    { "a", HOUR, 10, FALSE, 0 },
    { "a", 2 * HOUR, 10 + HOUR, FALSE, HOUR },
  };

  assert_steps (steps, G_N_ELEMENTS (steps));
}

/* What comes before the first reading does not count, whenever it was. */
static void
test_first_use (void)
{
  RstAccountClock clock = { 0 };
  RstAccountClockReading reading = { START + 10 * YEAR, TRUE, 10 * YEAR, "a" };

  rst_account_clock_start (&clock, START);
  rst_account_clock_advance (&clock, &reading);
  g_assert_cmpint (clock.now, ==, START);
}

/* The kernel is asked, and its answers make sense. */
static void
test_read (void)
{
  RstAccountClockReading reading;
  RstAccountClockReading again;

  rst_account_clock_read (&reading);
  rst_account_clock_read (&again);
  g_assert_cmpint (ABS (reading.wall - g_get_real_time () / G_USEC_PER_SEC), <=, 60);
  g_assert_cmpuint (strlen (reading.boot_id), ==, RST_BOOT_ID_SIZE - 1);
  g_assert_cmpstr (reading.boot_id, ==, again.boot_id);
  g_assert_cmpint (reading.uptime, >, 0);
  g_assert_cmpint (again.uptime, >=, reading.uptime);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/account-clock/days", test_days);
  g_test_add_func ("/account-clock/days-off", test_days_off);
  g_test_add_func ("/account-clock/days-off-unsynchronised", test_days_off_unsynchronised);
  g_test_add_func ("/account-clock/jump-forward", test_jump_forward);
  g_test_add_func ("/account-clock/jump-forward-synchronised", test_jump_forward_synchronised);
  g_test_add_func ("/account-clock/jump-back", test_jump_back);
  g_test_add_func ("/account-clock/jump-over-restart", test_jump_over_restart);
  g_test_add_func ("/account-clock/no-boot-id", test_no_boot_id);
  g_test_add_func ("/account-clock/uptime-back", test_uptime_back);
  g_test_add_func ("/account-clock/first-use", test_first_use);
  g_test_add_func ("/account-clock/read", test_read);
  return g_test_run ();
}
