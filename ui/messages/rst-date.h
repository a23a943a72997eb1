/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rst_date_dup_short:
 * @date: seconds since 1970, UTC
 * @now: the moment at which it is read, in the reader's time zone
 *
 * Says when something was as shortly as a list can: the time of today, the
 * weekday of the last six days, the day of this year, else the whole date.
 *
 * Returns: (transfer full): the date in words
 */
char *rst_date_dup_short (gint64 date, GDateTime *now);

/**
 * rst_date_dup_long:
 * @date: seconds since 1970, UTC
 *
 * Returns: (transfer full): day and time in full, as the locale writes them
 */
char *rst_date_dup_long (gint64 date);

/**
 * rst_date_get_day:
 * @now: a moment
 *
 * Returns: the day that it is then, as g_date_get_julian() counts
 */
guint32 rst_date_get_day (GDateTime *now);

/**
 * rst_date_count_seconds_left:
 * @now: a moment
 *
 * Returns: how long until the next day has begun; at least 1
 */
guint rst_date_count_seconds_left (GDateTime *now);

G_END_DECLS
