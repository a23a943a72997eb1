/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/rst-text.h"
#include "mime/rst-event-time.h"

#define MAX_ZONE_NAME 200
/* Summer and winter time, and what they were before. */
#define MAX_OBSERVANCES 16
#define MAX_DATES 200
#define MAX_OFFSET (24 * 60 * 60)

GDateTime *
rst_event_time_new (struct icaltimetype time, GTimeZone *zone)
{
  return g_date_time_new (zone, time.year, time.month, time.day,
                          time.hour, time.minute, time.second);
}

static gboolean
is_empty (const short *values)
{
  return values[0] == ICAL_RECURRENCE_ARRAY_MAX;
}

/* Rules of time zones name a day in the year. libical goes through every time
 * that a rule names: one a second would take hours and all memory.
 */
static gboolean
is_cheap (icalproperty *property)
{
  icalvalue *value = icalproperty_get_value (property);
  struct icalrecurrencetype rule;

  if (value == NULL || icalvalue_isa (value) != ICAL_RECUR_VALUE)
    return FALSE;
  rule = icalvalue_get_recur (value);
  return rule.freq == ICAL_YEARLY_RECURRENCE &&
         is_empty (rule.by_second) &&
         is_empty (rule.by_minute) &&
         is_empty (rule.by_hour) &&
         is_empty (rule.by_year_day) &&
         is_empty (rule.by_week_no) &&
         is_empty (rule.by_set_pos) &&
         rule.by_month[0] != ICAL_RECURRENCE_ARRAY_MAX &&
         rule.by_month[1] == ICAL_RECURRENCE_ARRAY_MAX;
}

static gboolean
is_cheap_observance (icalcomponent *observance)
{
  guint n_rules = 0;

  for (icalproperty *p = icalcomponent_get_first_property (observance, ICAL_RRULE_PROPERTY);
       p != NULL;
       p = icalcomponent_get_next_property (observance, ICAL_RRULE_PROPERTY))
    if (++n_rules > 1 || !is_cheap (p))
      return FALSE;
  return icalcomponent_count_properties (observance, ICAL_RDATE_PROPERTY) <= MAX_DATES;
}

static gboolean
is_cheap_zone (icalcomponent *component)
{
  guint n = 0;

  for (icalcomponent *c = icalcomponent_get_first_component (component, ICAL_ANY_COMPONENT);
       c != NULL;
       c = icalcomponent_get_next_component (component, ICAL_ANY_COMPONENT))
    if (++n > MAX_OBSERVANCES || !is_cheap_observance (c))
      return FALSE;
  return n > 0;
}

static icalcomponent *
find_zone (icalcomponent *calendar, const char *name)
{
  for (icalcomponent *c = icalcomponent_get_first_component (calendar, ICAL_VTIMEZONE_COMPONENT);
       c != NULL;
       c = icalcomponent_get_next_component (calendar, ICAL_VTIMEZONE_COMPONENT))
    {
      icalproperty *id = icalcomponent_get_first_property (c, ICAL_TZID_PROPERTY);
      const char *text = id != NULL ? icalproperty_get_tzid (id) : NULL;

      if (g_strcmp0 (text, name) == 0)
        return c;
    }
  return NULL;
}

/* The offset that a zone of the calendar's own has at that time. */
static GTimeZone *
compute_zone (icalcomponent *calendar, const char *name, struct icaltimetype time)
{
  icalcomponent *component = find_zone (calendar, name);
  icaltimezone *zone;
  GTimeZone *result = NULL;
  int offset;

  if (component == NULL || !is_cheap_zone (component))
    return NULL;

  zone = icaltimezone_new ();
  component = icalcomponent_new_clone (component);
  if (icaltimezone_set_component (zone, component))
    {
      offset = icaltimezone_get_utc_offset (zone, &time, NULL);
      if (ABS (offset) < MAX_OFFSET)
        result = g_time_zone_new_offset (offset);
    }
  else
    {
      icalcomponent_free (component);
    }
  icaltimezone_free (zone, 1);
  return result;
}

/* Some programs put a path before the name that everybody knows. */
static GTimeZone *
find_system_zone (const char *name)
{
  const char *last = name + strlen (name);
  GTimeZone *zone = NULL;

  for (int slashes = 0; zone == NULL && last > name && slashes < 3; )
    {
      while (last > name && last[-1] != '/')
        last--;
      /* A name, not an offset or a file elsewhere. */
      if (g_ascii_isalpha (*last) && strstr (last, "..") == NULL && strchr (last, '/') != NULL)
        zone = g_time_zone_new_identifier (last);
      slashes++;
      if (last > name)
        last--;
    }
  return zone;
}

static GTimeZone *
choose_zone (icalcomponent *calendar, const char *name, struct icaltimetype time)
{
  GTimeZone *zone = NULL;

  if (icaltime_is_utc (time) || icaltime_is_date (time))
    return g_time_zone_new_utc ();
  if (name == NULL)
    return NULL;

  zone = find_system_zone (name);
  if (zone == NULL)
    zone = compute_zone (calendar, name, time);
  return zone;
}

GDateTime *
rst_event_time_read (icalcomponent *calendar,
                     icalproperty *property,
                     char **zone_name,
                     gboolean *floating)
{
  icalvalue *value = icalproperty_get_value (property);
  icalvalue_kind kind = value != NULL ? icalvalue_isa (value) : ICAL_NO_VALUE;
  icalparameter *parameter;
  const char *name = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  struct icaltimetype time;

  if (kind == ICAL_DATE_VALUE)
    time = icalvalue_get_date (value);
  else if (kind == ICAL_DATETIME_VALUE)
    time = icalvalue_get_datetime (value);
  else
    return NULL;

  parameter = icalproperty_get_first_parameter (property, ICAL_TZID_PARAMETER);
  if (parameter != NULL && kind == ICAL_DATETIME_VALUE && !icaltime_is_utc (time))
    name = icalparameter_get_tzid (parameter);
  if (name != NULL && strlen (name) > MAX_ZONE_NAME)
    name = NULL;
  zone = choose_zone (calendar, name, time);
  if (floating != NULL)
    *floating = zone == NULL;
  if (name != NULL && zone_name != NULL)
    *zone_name = rst_text_dup_line (name, -1);
  if (zone == NULL)
    zone = g_time_zone_new_utc ();
  return rst_event_time_new (time, zone);
}
