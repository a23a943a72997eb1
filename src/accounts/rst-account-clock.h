/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RST_BOOT_ID_SIZE:
 *
 * What the kernel's name for a boot needs, the final NUL included.
 */
#define RST_BOOT_ID_SIZE 37

/**
 * RstAccountClockReading:
 * @wall: the computer's clock, in seconds since 1970, UTC
 * @synchronised: whether the kernel says that a time service keeps @wall right
 * @uptime: seconds since the computer started, sleep included
 * @boot_id: which start that was; "" where it is not known
 *
 * What the computer says of the time.
 */
typedef struct
{
  gint64 wall;
  gboolean synchronised;
  gint64 uptime;
  char boot_id[RST_BOOT_ID_SIZE];
} RstAccountClockReading;

/**
 * RstAccountClock:
 * @now: what it shows, in seconds; 0 before its first use
 * @last: when it was last advanced; only where @now is not 0
 * @synchronised_now: what it showed when the computer's clock was last known to
 *   be right; 0 for never
 * @synchronised_wall: and what that showed then
 *
 * An account's own clock: by it is counted how long a message has been stored,
 * so that no jump of the computer's clock can have one removed from a server.
 *
 * It shows about the time of day when it is first used, and from then on counts
 * only time that surely passed:
 *
 * - within one run of the computer what both its clock and its uptime say, the
 *   smaller of the two: the uptime cannot be set;
 * - over a restart, the uptime alone: a clock that was set meanwhile, or a
 *   battery that failed, looks just like a month without power;
 * - but all of it between two moments at which the kernel said that a time
 *   service (NTP) keeps the clock right, as it is on most computers. Whoever sets
 *   the clock by hand ends that, in the kernel, at once.
 *
 * So it is never ahead of the true time. Where no time service runs it may fall
 * behind; then messages stay longer. It never goes back.
 *
 * A plain value; what it says follows from its arguments alone.
 */
typedef struct
{
  gint64 now;
  RstAccountClockReading last;
  gint64 synchronised_now;
  gint64 synchronised_wall;
} RstAccountClock;

/**
 * rst_account_clock_start:
 * @self: a clock that was not used yet
 * @time: what it shall show; above 0
 *
 * Starts it. Where messages are stored already, though by a clock that was
 * forgotten, it starts at the youngest of them: nothing says how old that is.
 */
void rst_account_clock_start (RstAccountClock *self, gint64 time);

/**
 * rst_account_clock_advance:
 * @self: a clock that was started
 * @reading: what the computer says now
 *
 * Adds what surely passed since the last time.
 */
void rst_account_clock_advance (RstAccountClock *self, const RstAccountClockReading *reading);

/**
 * rst_account_clock_read:
 * @reading: (out caller-allocates): what the computer says now
 *
 * Asks the kernel, all of it: a program can be run with a C library that is told
 * another time.
 */
void rst_account_clock_read (RstAccountClockReading *reading);

G_END_DECLS
