/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "messages/rst-date.h"

#define BERLIN "Europe/Berlin"

static GDateTime *
moment (const char *iso)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (BERLIN);
  GDateTime *date;

  g_assert_nonnull (zone);
  date = g_date_time_new_from_iso8601 (iso, zone);
  g_assert_nonnull (date);
  return date;
}

static void
assert_short (const char *then_iso, const char *now_iso, const char *expected)
{
  g_autoptr (GDateTime) then = moment (then_iso);
  g_autoptr (GDateTime) now = moment (now_iso);
  g_autofree char *text = rst_date_dup_short (g_date_time_to_unix (then), now);

  g_assert_cmpstr (text, ==, expected);
}

/* Days are those of the calendar: half an hour ago may be yesterday. */
static void
test_short (void)
{
  assert_short ("2026-11-22T00:00:00", "2026-11-22T23:59:59", "00:00");
  assert_short ("2026-11-21T23:45:00", "2026-11-22T00:15:00", "Saturday");
  assert_short ("2026-11-16T00:00:00", "2026-11-22T12:00:00", "Monday");
  assert_short ("2026-11-15T23:59:59", "2026-11-22T12:00:00", "15 Nov");
  assert_short ("2026-01-01T00:00:00", "2026-11-22T12:00:00", "1 Jan");
  assert_short ("2025-12-31T12:00:00", "2026-11-22T12:00:00", "31 Dec 2025");
}

/* The last days count across the turn of a year. */
static void
test_new_year (void)
{
  assert_short ("2025-12-31T12:00:00", "2026-01-02T12:00:00", "Wednesday");
}

/* A sender’s clock may be ahead; tomorrow is no weekday of the last six. */
static void
test_future (void)
{
  assert_short ("2026-11-22T23:00:00", "2026-11-22T12:00:00", "23:00");
  assert_short ("2026-11-23T01:00:00", "2026-11-22T12:00:00", "23 Nov");
}

/* What is no date at all is shown as none. */
static void
test_beyond (void)
{
  g_autoptr (GDateTime) now = moment ("2026-11-22T12:00:00");
  g_autofree char *text = rst_date_dup_short (G_MAXINT64, now);

  g_assert_cmpstr (text, ==, "");
}

/* The day after a whole day has another number, also where it had 23 or 25
 * hours.
 */
static void
assert_seconds_left (const char *iso, guint expected)
{
  g_autoptr (GDateTime) now = moment (iso);
  g_autoptr (GDateTime) later = NULL;
  guint seconds = rst_date_count_seconds_left (now);

  g_assert_cmpuint (seconds, ==, expected);
  later = g_date_time_add_seconds (now, seconds);
  g_assert_cmpuint (rst_date_get_day (later), ==, rst_date_get_day (now) + 1);
}

static void
test_seconds_left (void)
{
  assert_seconds_left ("2026-11-22T00:00:00", 24 * 3600 + 1);
  assert_seconds_left ("2026-11-22T23:59:59", 2);
  assert_seconds_left ("2026-12-31T23:59:59", 2);
  assert_seconds_left ("2026-03-29T00:00:00", 23 * 3600 + 1);
  assert_seconds_left ("2026-10-25T00:00:00", 25 * 3600 + 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/date/short", test_short);
  g_test_add_func ("/date/new-year", test_new_year);
  g_test_add_func ("/date/future", test_future);
  g_test_add_func ("/date/beyond", test_beyond);
  g_test_add_func ("/date/seconds-left", test_seconds_left);

  return g_test_run ();
}
