/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libical/ical.h>
#include <string.h>

#include "base/rst-text.h"
#include "mime/rst-charset.h"
#include "mime/rst-event-time.h"
#include "mime/rst-invitation.h"

#define MAX_OCTETS (1024 * 1024)
#define MAX_EVENTS 10
#define MAX_TEXT 1000
/* libical calls itself for each level, and takes time for each line. */
#define MAX_DEPTH 8
#define MAX_LINES 20000

/* What is safe to give to libical. */
static gboolean
is_sane (const char *text)
{
  int depth = 0;
  guint n_lines = 0;

  for (const char *p = text; p != NULL && *p != '\0'; n_lines++)
    {
      if (g_ascii_strncasecmp (p, "BEGIN:", 6) == 0)
        depth++;
      else if (g_ascii_strncasecmp (p, "END:", 4) == 0)
        depth--;
      if (depth < 0 || depth > MAX_DEPTH || n_lines > MAX_LINES)
        return FALSE;
      p = strpbrk (p, "\r\n");
      if (p != NULL)
        p += strspn (p, "\r\n");
    }
  return n_lines > 0;
}

static char *
dup_text (icalcomponent *event, icalproperty_kind kind)
{
  icalproperty *property = icalcomponent_get_first_property (event, kind);
  icalvalue *value = property != NULL ? icalproperty_get_value (property) : NULL;
  g_autofree char *line = NULL;

  if (value == NULL || icalvalue_isa (value) != ICAL_TEXT_VALUE ||
      icalvalue_get_text (value) == NULL)
    return g_strdup ("");
  line = rst_text_dup_line (icalvalue_get_text (value), -1);
  return rst_text_dup_short (line, MAX_TEXT);
}

/* RFC 5545 §3.3.3: a calendar address is most often a mailto: URI. */
static RstAddress *
read_address (icalproperty *property)
{
  icalparameter *name = icalproperty_get_first_parameter (property, ICAL_CN_PARAMETER);
  icalvalue *value = icalproperty_get_value (property);
  const char *uri = NULL;
  g_autofree char *address = NULL;

  if (value != NULL && icalvalue_isa (value) == ICAL_CALADDRESS_VALUE)
    uri = icalvalue_get_caladdress (value);
  if (uri == NULL)
    return NULL;
  if (g_ascii_strncasecmp (uri, "mailto:", 7) == 0)
    address = g_uri_unescape_string (uri + 7, NULL);
  return rst_address_new (name != NULL ? icalparameter_get_cn (name) : NULL,
                          address != NULL ? address : "");
}

static RstInvitationAnswer
read_answer (icalproperty *property)
{
  icalparameter *parameter = icalproperty_get_first_parameter (property, ICAL_PARTSTAT_PARAMETER);

  switch (parameter != NULL ? icalparameter_get_partstat (parameter) : ICAL_PARTSTAT_NONE)
    {
    case ICAL_PARTSTAT_ACCEPTED:
      return RST_INVITATION_ACCEPTED;
    case ICAL_PARTSTAT_TENTATIVE:
      return RST_INVITATION_TENTATIVE;
    case ICAL_PARTSTAT_DECLINED:
      return RST_INVITATION_DECLINED;
    default:
      return RST_INVITATION_OPEN;
    }
}

static void
read_people (RstInvitation *self, icalcomponent *event)
{
  icalproperty *property = icalcomponent_get_first_property (event, ICAL_ORGANIZER_PROPERTY);

  if (property != NULL)
    self->organizer = read_address (property);
  property = icalcomponent_get_first_property (event, ICAL_ATTENDEE_PROPERTY);
  if (property != NULL)
    {
      self->attendee = read_address (property);
      self->answer = read_answer (property);
    }
  self->n_attendees = (guint) icalcomponent_count_properties (event, ICAL_ATTENDEE_PROPERTY);
}

static gboolean
is_date (icalproperty *property)
{
  icalvalue *value = icalproperty_get_value (property);

  return value != NULL && icalvalue_isa (value) == ICAL_DATE_VALUE;
}

/* RFC 5545 §3.6.1: the end is given as such, or as a length. */
static GDateTime *
read_end (RstInvitation *self, icalcomponent *calendar, icalcomponent *event)
{
  icalproperty *end = icalcomponent_get_first_property (event, ICAL_DTEND_PROPERTY);
  icalproperty *length = icalcomponent_get_first_property (event, ICAL_DURATION_PROPERTY);
  icalvalue *value = length != NULL ? icalproperty_get_value (length) : NULL;

  if (end != NULL)
    return rst_event_time_read (calendar, end, NULL, NULL);
  if (value == NULL || icalvalue_isa (value) != ICAL_DURATION_VALUE)
    return NULL;
  return g_date_time_add_seconds (self->start,
                                  icaldurationtype_as_int (icalvalue_get_duration (value)));
}

static void
read_times (RstInvitation *self, icalcomponent *calendar, icalcomponent *event)
{
  icalproperty *start = icalcomponent_get_first_property (event, ICAL_DTSTART_PROPERTY);

  if (start != NULL)
    self->start = rst_event_time_read (calendar, start, &self->zone, &self->floating);
  if (self->start == NULL)
    return;

  self->all_day = is_date (start);
  self->end = read_end (self, calendar, event);
  if (self->end != NULL && self->all_day)
    {
      /* It ends before that day begins. */
      GDateTime *last = g_date_time_add_days (self->end, -1);

      g_date_time_unref (self->end);
      self->end = last;
    }
  if (self->end != NULL && g_date_time_compare (self->end, self->start) < 0)
    g_clear_pointer (&self->end, g_date_time_unref);
}

static gboolean
is_given (const short *values)
{
  return values[0] != ICAL_RECURRENCE_ARRAY_MAX;
}

/* Days without a number before them, such as the second Monday. */
static gboolean
read_days (RstInvitation *self, const struct icalrecurrencetype *rule)
{
  for (int i = 0; i < ICAL_BY_DAY_SIZE && rule->by_day[i] != ICAL_RECURRENCE_ARRAY_MAX; i++)
    {
      int day = (int) icalrecurrencetype_day_day_of_week (rule->by_day[i]);

      if (icalrecurrencetype_day_position (rule->by_day[i]) != 0 || day < 1 || day > 7)
        return FALSE;
      self->days |= 1u << (day == 1 ? 7 : day - 1);
    }
  return self->days == 0 || rule->freq == ICAL_WEEKLY_RECURRENCE;
}

static RstInvitationFrequency
get_frequency (const struct icalrecurrencetype *rule)
{
  if (is_given (rule->by_second) || is_given (rule->by_minute) || is_given (rule->by_hour) ||
      is_given (rule->by_month_day) || is_given (rule->by_year_day) ||
      is_given (rule->by_week_no) || is_given (rule->by_month) || is_given (rule->by_set_pos))
    return RST_INVITATION_REPEATS;

  switch (rule->freq)
    {
    case ICAL_DAILY_RECURRENCE:
      return RST_INVITATION_DAILY;
    case ICAL_WEEKLY_RECURRENCE:
      return RST_INVITATION_WEEKLY;
    case ICAL_MONTHLY_RECURRENCE:
      return RST_INVITATION_MONTHLY;
    case ICAL_YEARLY_RECURRENCE:
      return RST_INVITATION_YEARLY;
    default:
      return RST_INVITATION_REPEATS;
    }
}

static void
read_rule (RstInvitation *self, icalcomponent *event)
{
  icalproperty *property = icalcomponent_get_first_property (event, ICAL_RRULE_PROPERTY);
  icalvalue *value = property != NULL ? icalproperty_get_value (property) : NULL;
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  struct icalrecurrencetype rule;

  self->interval = 1;
  if (icalcomponent_count_properties (event, ICAL_RRULE_PROPERTY) > 1 ||
      icalcomponent_count_properties (event, ICAL_RDATE_PROPERTY) > 0 ||
      (value != NULL && icalvalue_isa (value) != ICAL_RECUR_VALUE))
    {
      self->frequency = RST_INVITATION_REPEATS;
      return;
    }
  if (value == NULL)
    return;

  rule = icalvalue_get_recur (value);
  self->frequency = get_frequency (&rule);
  if (!read_days (self, &rule))
    self->frequency = RST_INVITATION_REPEATS;
  self->interval = MAX (rule.interval, 1);
  self->count = MAX (rule.count, 0);
  if (!icaltime_is_null_time (rule.until))
    self->until = rst_event_time_new (rule.until, utc);
}

static RstInvitationMethod
read_method (icalcomponent *calendar, icalcomponent *event)
{
  icalproperty *sequence = icalcomponent_get_first_property (event, ICAL_SEQUENCE_PROPERTY);

  if (icalcomponent_get_status (event) == ICAL_STATUS_CANCELLED)
    return RST_INVITATION_CANCEL;
  switch (icalcomponent_get_method (calendar))
    {
    case ICAL_METHOD_REQUEST:
      /* RFC 5546 §3.2.2.1: each change counts up. */
      return sequence != NULL && icalproperty_get_sequence (sequence) > 0
               ? RST_INVITATION_UPDATE
               : RST_INVITATION_REQUEST;
    case ICAL_METHOD_REPLY:
      return RST_INVITATION_REPLY;
    case ICAL_METHOD_COUNTER:
      return RST_INVITATION_COUNTER;
    case ICAL_METHOD_CANCEL:
      return RST_INVITATION_CANCEL;
    default:
      return RST_INVITATION_EVENT;
    }
}

static RstInvitation *
read_event (icalcomponent *calendar, icalcomponent *event)
{
  RstInvitation *self = g_new0 (RstInvitation, 1);
  icalproperty *uid = icalcomponent_get_first_property (event, ICAL_UID_PROPERTY);
  const char *text = uid != NULL ? icalproperty_get_uid (uid) : NULL;

  self->method = read_method (calendar, event);
  self->uid = rst_text_dup_line (text != NULL ? text : "", -1);
  self->summary = dup_text (event, ICAL_SUMMARY_PROPERTY);
  self->location = dup_text (event, ICAL_LOCATION_PROPERTY);
  read_people (self, event);
  read_times (self, calendar, event);
  read_rule (self, event);
  return self;
}

/* The object's own place in its list moves while a zone is looked up. */
static void
read_calendar (GPtrArray *events, icalcomponent *calendar)
{
  icalcompiter place = icalcomponent_begin_component (calendar, ICAL_VEVENT_COMPONENT);

  for (icalcomponent *event = icalcompiter_deref (&place);
       event != NULL && events->len < MAX_EVENTS;
       event = icalcompiter_next (&place))
    g_ptr_array_add (events, read_event (calendar, event));
}

/* Several calendars in one file are given as an XROOT. */
static void
read_root (GPtrArray *events, icalcomponent *root)
{
  icalcompiter place = icalcomponent_begin_component (root, ICAL_VCALENDAR_COMPONENT);

  if (icalcomponent_isa (root) == ICAL_VCALENDAR_COMPONENT)
    read_calendar (events, root);
  else
    for (icalcomponent *c = icalcompiter_deref (&place);
         c != NULL && events->len < MAX_EVENTS;
         c = icalcompiter_next (&place))
      read_calendar (events, c);
}

GPtrArray *
rst_invitation_parse (GBytes *octets)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_invitation_free);
  g_autofree char *text = NULL;
  icalcomponent *root = NULL;
  gsize length;
  const char *data;

  g_return_val_if_fail (octets != NULL, events);

  data = g_bytes_get_data (octets, &length);
  if (length == 0 || length > MAX_OCTETS)
    return events;

  /* RFC 5545 §3.1.4: UTF-8 where nothing else is said. */
  text = rst_charset_to_utf8 (NULL, data, length);
  if (is_sane (text))
    root = icalparser_parse_string (text);
  if (root != NULL)
    {
      read_root (events, root);
      icalcomponent_free (root);
    }
  return events;
}

void
rst_invitation_free (RstInvitation *self)
{
  g_free (self->uid);
  g_free (self->summary);
  g_free (self->location);
  g_clear_pointer (&self->organizer, rst_address_free);
  g_clear_pointer (&self->attendee, rst_address_free);
  g_clear_pointer (&self->start, g_date_time_unref);
  g_clear_pointer (&self->end, g_date_time_unref);
  g_clear_pointer (&self->until, g_date_time_unref);
  g_free (self->zone);
  g_free (self);
}
