/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "messages/rst-date.h"

/* Days from @then to @now on the calendar, not in spans of 24 hours. */
static int
count_days (GDateTime *then, GDateTime *now)
{
  GDate a, b;

  g_date_clear (&a, 1);
  g_date_clear (&b, 1);
  g_date_set_dmy (&a,
                  g_date_time_get_day_of_month (then),
                  g_date_time_get_month (then),
                  g_date_time_get_year (then));
  g_date_set_dmy (&b,
                  g_date_time_get_day_of_month (now),
                  g_date_time_get_month (now),
                  g_date_time_get_year (now));
  return g_date_days_between (&a, &b);
}

static const char *
choose_format (GDateTime *then, GDateTime *now)
{
  int days = count_days (then, now);

  if (days == 0)
    /* Translators: the time of a message of today, see g_date_time_format() */
    return _("%H:%M");
  if (days > 0 && days < 7)
    /* Translators: the day of a message of the last six days */
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
