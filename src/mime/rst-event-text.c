/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/rst-event-text.h"

#include <glib/gi18n-lib.h>

static gboolean
is_same_day (GDateTime *one, GDateTime *other)
{
  return g_date_time_get_year (one) == g_date_time_get_year (other) &&
         g_date_time_get_day_of_year (one) == g_date_time_get_day_of_year (other);
}

static char *
dup_day (GDateTime *when)
{
  /* Translators: weekday, day, month and year of an event, see g_date_time_format() */
  return g_date_time_format (when, _("%A, %-d %B %Y"));
}

static char *
dup_time (GDateTime *when)
{
  /* Translators: the time of an event */
  return g_date_time_format (when, _("%H:%M"));
}

static char *
dup_moment (GDateTime *when)
{
  g_autofree char *day = dup_day (when);
  g_autofree char *time = dup_time (when);

  return g_strdup_printf ("%s, %s", day, time);
}

static char *
dup_days (const RstInvitation *event)
{
  g_autofree char *first = dup_day (event->start);
  g_autofree char *last = NULL;

  if (event->end == NULL || is_same_day (event->start, event->end))
    /* Translators: a day */
    return g_strdup_printf (_("%s, all day"), first);
  last = dup_day (event->end);
  /* Translators: the first and the last day of an event */
  return g_strdup_printf (_("%s – %s, all day"), first, last);
}

static char *
dup_span (GDateTime *start, GDateTime *end)
{
  g_autofree char *first = dup_moment (start);
  g_autofree char *last = NULL;

  if (end == NULL || g_date_time_equal (start, end))
    return g_steal_pointer (&first);
  last = is_same_day (start, end) ? dup_time (end) : dup_moment (end);
  /* Translators: when an event begins and ends */
  return g_strdup_printf (_("%s – %s"), first, last);
}

/* In its own zone, for those who have to agree on it by telephone. */
static char *
dup_original (const RstInvitation *event, GDateTime *start)
{
  g_autofree char *time = NULL;

  if (event->zone == NULL)
    return NULL;
  if (event->floating)
    return g_strdup (event->zone);
  if (g_date_time_get_utc_offset (event->start) == g_date_time_get_utc_offset (start))
    return NULL;

  time = is_same_day (event->start, start) ? dup_time (event->start) : dup_moment (event->start);
  /* Translators: a time, and the name of a time zone, such as Europe/Paris */
  return g_strdup_printf (_("%s in %s"), time, event->zone);
}

char *
rst_event_text_dup_when (const RstInvitation *event, GTimeZone *local)
{
  g_autoptr (GDateTime) start = NULL;
  g_autoptr (GDateTime) end = NULL;
  g_autofree char *span = NULL;
  g_autofree char *original = NULL;

  g_return_val_if_fail (event != NULL, NULL);
  g_return_val_if_fail (local != NULL, NULL);

  if (event->start == NULL)
    return g_strdup (_("No time is given"));
  if (event->all_day)
    return dup_days (event);

  start = event->floating ? g_date_time_ref (event->start)
                          : g_date_time_to_timezone (event->start, local);
  if (event->end != NULL)
    end = event->floating ? g_date_time_ref (event->end)
                          : g_date_time_to_timezone (event->end, local);
  /* The last hours of the year 9999 are in the next one elsewhere. */
  if (start == NULL)
    return g_strdup (_("No time is given"));
  span = dup_span (start, end);
  original = dup_original (event, start);
  return original != NULL ? g_strdup_printf ("%s (%s)", span, original)
                          : g_steal_pointer (&span);
}

/* 5 and 6 January 1970 were a Monday and a Tuesday. */
static char *
dup_weekdays (guint days)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (int day = 1; day <= 7; day++)
    {
      g_autoptr (GDateTime) date = g_date_time_new_utc (1970, 1, 4 + day, 0, 0, 0);

      if (days & (1u << day))
        g_ptr_array_add (names, g_date_time_format (date, "%A"));
    }
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

static char *
dup_frequency (const RstInvitation *event)
{
  gulong n = (gulong) event->interval;

  switch (event->frequency)
    {
    case RST_INVITATION_DAILY:
      return g_strdup_printf (ngettext ("Every day", "Every %d days", n), event->interval);
    case RST_INVITATION_WEEKLY:
      return g_strdup_printf (ngettext ("Every week", "Every %d weeks", n), event->interval);
    case RST_INVITATION_MONTHLY:
      return g_strdup_printf (ngettext ("Every month", "Every %d months", n), event->interval);
    case RST_INVITATION_YEARLY:
      return g_strdup_printf (ngettext ("Every year", "Every %d years", n), event->interval);
    case RST_INVITATION_ONCE:
    case RST_INVITATION_REPEATS:
    default:
      return g_strdup (_("Repeats"));
    }
}

char *
rst_event_text_dup_rule (const RstInvitation *event)
{
  g_autofree char *frequency = NULL;
  GString *text;

  g_return_val_if_fail (event != NULL, NULL);

  if (event->frequency == RST_INVITATION_ONCE)
    return NULL;

  frequency = dup_frequency (event);
  text = g_string_new (frequency);
  if (event->frequency == RST_INVITATION_WEEKLY && event->days != 0)
    {
      g_autofree char *days = dup_weekdays (event->days);

      /* Translators: weekdays, after “every week” */
      g_string_append_printf (text, _(" on %s"), days);
    }
  if (event->count > 0)
    g_string_append_printf (text, ngettext (", %d time", ", %d times", (gulong) event->count), event->count);
  if (event->until != NULL)
    {
      g_autofree char *day = dup_day (event->until);

      /* Translators: a day, after “every week” */
      g_string_append_printf (text, _(", until %s"), day);
    }
  return g_string_free (text, FALSE);
}

static char *
dup_reply (const RstInvitation *event)
{
  const char *who = event->attendee != NULL ? rst_address_get_label (event->attendee) : "";

  if (*who == '\0')
    return g_strdup (_("Answer to an invitation"));
  switch (event->answer)
    {
    case RST_INVITATION_ACCEPTED:
      return g_strdup_printf (_("%s has accepted"), who);
    case RST_INVITATION_TENTATIVE:
      return g_strdup_printf (_("%s will perhaps come"), who);
    case RST_INVITATION_DECLINED:
      return g_strdup_printf (_("%s has declined"), who);
    case RST_INVITATION_OPEN:
    default:
      return g_strdup_printf (_("Answer by %s"), who);
    }
}

char *
rst_event_text_dup_heading (const RstInvitation *event)
{
  g_return_val_if_fail (event != NULL, NULL);

  switch (event->method)
    {
    case RST_INVITATION_REQUEST:
      return g_strdup (_("Invitation"));
    case RST_INVITATION_UPDATE:
      return g_strdup (_("Changed invitation"));
    case RST_INVITATION_REPLY:
      return dup_reply (event);
    case RST_INVITATION_COUNTER:
      return g_strdup (_("Proposal for another time"));
    case RST_INVITATION_CANCEL:
      return g_strdup (_("Cancelled"));
    case RST_INVITATION_EVENT:
    default:
      return g_strdup (_("Event"));
    }
}
