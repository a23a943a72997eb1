/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "accounts/rst-account-clock.h"

#include <string.h>
#include <sys/timex.h>

void
rst_account_clock_start (RstAccountClock *self, gint64 time)
{
  g_return_if_fail (self != NULL && self->now == 0);
  g_return_if_fail (time > 0);

  *self = (RstAccountClock) { .now = time };
}

static gboolean
is_same_boot (const RstAccountClockReading *one, const RstAccountClockReading *other)
{
  return *one->boot_id != '\0' && g_str_equal (one->boot_id, other->boot_id);
}

/* What passed from one reading to the next whatever was done to the clock. */
static gint64
count_passed (const RstAccountClockReading *before, const RstAccountClockReading *after)
{
  gint64 by_wall = after->wall - before->wall;
  gint64 by_uptime = after->uptime;

  /* Nothing is known of a time before the first reading. */
  if (before->wall == 0)
    return 0;
  if (is_same_boot (before, after))
    by_uptime -= before->uptime;
  return MAX (MIN (by_wall, by_uptime), 0);
}

static void
take_synchronised (RstAccountClock *self, gint64 wall)
{
  if (self->synchronised_now != 0)
    self->now = MAX (self->now, self->synchronised_now + wall - self->synchronised_wall);
  self->synchronised_now = self->now;
  self->synchronised_wall = wall;
}

void
rst_account_clock_advance (RstAccountClock *self, const RstAccountClockReading *reading)
{
  g_return_if_fail (self != NULL && self->now != 0);
  g_return_if_fail (reading != NULL);

  self->now += count_passed (&self->last, reading);
  if (reading->synchronised)
    take_synchronised (self, reading->wall);
  self->last = *reading;
}

static void
read_wall (RstAccountClockReading *reading)
{
  struct timex timex = { 0 };
  int state = adjtimex (&timex);

  if (state >= 0)
    {
      reading->wall = timex.time.tv_sec;
      reading->synchronised = state != TIME_ERROR && (timex.status & STA_UNSYNC) == 0;
    }
  else
    reading->wall = g_get_real_time () / G_USEC_PER_SEC;
}

/* Without both of them nothing is known. */
static void
read_boot (RstAccountClockReading *reading)
{
  g_autofree char *uptime = NULL;
  g_autofree char *boot_id = NULL;

  if (!g_file_get_contents ("/proc/uptime", &uptime, NULL, NULL) ||
      !g_file_get_contents ("/proc/sys/kernel/random/boot_id", &boot_id, NULL, NULL))
    return;
  reading->uptime = g_ascii_strtoll (uptime, NULL, 10);
  g_strlcpy (reading->boot_id, g_strchomp (boot_id), sizeof reading->boot_id);
}

void
rst_account_clock_read (RstAccountClockReading *reading)
{
  g_return_if_fail (reading != NULL);

  *reading = (RstAccountClockReading) { 0 };
  read_wall (reading);
  read_boot (reading);
}
