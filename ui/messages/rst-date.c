/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "messages/rst-date.h"

static const char *
choose_format (GDateTime *then, GDateTime *now)
{
  /* On the calendar, not in spans of 24 hours. */
  int days = (int) rst_date_get_day (now) - (int) rst_date_get_day (then);

  if (days == 0)
    /* Translators: the time of a message of today, see g_date_time_format() */
    return _("%H:%M");
  if (days > 0 && days < 7)
    /* Translators: the day of a message of the last six days */
    /* xgettext:no-c-format */
    return _("%A");
  if (g_date_time_get_year (then) == g_date_time_get_year (now))
    /* Translators: the date of a message of this year */
    return _("%-d %b");
  /* Translators: the date of a message of another year */
  return _("%-d %b %Y");
}

char *
rst_date_dup_short (gint64 date, GDateTime *now)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (date);
  g_autoptr (GDateTime) then = NULL;

  g_return_val_if_fail (now != NULL, NULL);

  if (utc == NULL)
    return g_strdup ("");
  then = g_date_time_to_timezone (utc, g_date_time_get_timezone (now));
  return g_date_time_format (then, choose_format (then, now));
}

char *
rst_date_dup_long (gint64 date)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (date);

  return then == NULL ? g_strdup ("") : g_date_time_format (then, "%c");
}

guint32
rst_date_get_day (GDateTime *now)
{
  GDate date;
  int year, month, day;

  g_return_val_if_fail (now != NULL, 0);

  g_date_time_get_ymd (now, &year, &month, &day);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, year);
  return g_date_get_julian (&date);
}

guint
rst_date_count_seconds_left (GDateTime *now)
{
  g_autoptr (GDateTime) tomorrow = NULL;
  g_autoptr (GDateTime) midnight = NULL;
  int year, month, day;

  g_return_val_if_fail (now != NULL, 1);

  tomorrow = g_date_time_add_days (now, 1);
  g_date_time_get_ymd (tomorrow, &year, &month, &day);
  midnight = g_date_time_new (g_date_time_get_timezone (now), year, month, day, 0, 0, 0);
  return g_date_time_difference (midnight, now) / G_TIME_SPAN_SECOND + 1;
}
