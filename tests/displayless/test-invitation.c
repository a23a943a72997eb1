/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "mime/rst-event-text.h"
#include "mime/rst-invitation.h"

#define CALENDAR(method, inside) \
  "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" method inside "END:VCALENDAR\r\n"
#define EVENT(inside) "BEGIN:VEVENT\r\nUID:u@x\r\nDTSTAMP:20260101T000000Z\r\n" inside "END:VEVENT\r\n"
#define TIMED EVENT ("SUMMARY:Talk\r\nDTSTART:20261125T090000Z\r\nDTEND:20261125T103000Z\r\n")

/* The zone of a program that uses names of its own. */
#define OWN_ZONE \
  "BEGIN:VTIMEZONE\r\nTZID:W. Europe Standard Time\r\n" \
  "BEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n" \
  "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\n" \
  "BEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n" \
  "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n"
/* One that would take hours to compute. */
#define DEAR_ZONE \
  "BEGIN:VTIMEZONE\r\nTZID:Dear\r\n" \
  "BEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n" \
  "RRULE:FREQ=SECONDLY\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"

static GPtrArray *
parse (const char *text)
{
  g_autoptr (GBytes) octets = g_bytes_new (text, strlen (text));

  return rst_invitation_parse (octets);
}

typedef struct
{
  const char *rule;
  const char *text;
  const char *heading;
  const char *when; /* in Berlin */
  const char *repeats;
} Case;

static const Case cases[] = {
  { "RFC 5545 §3.3.5: UTC", CALENDAR ("METHOD:REQUEST\r\n", TIMED), "Invitation",
    "Wednesday, 25 November 2026, 10:00 – 11:30", NULL },
  { "RFC 5545 §3.2.19: a zone that everybody knows", CALENDAR ("", EVENT (
      "DTSTART;TZID=America/New_York:20261125T090000\r\nDURATION:PT45M\r\n")),
    "Event", "Wednesday, 25 November 2026, 15:00 – 15:45 (09:00 in America/New_York)", NULL },
  { "a path before the zone's name", CALENDAR ("", EVENT (
      "DTSTART;TZID=/x.example/2026/Europe/London:20261125T233000\r\n")), "Event",
    "Thursday, 26 November 2026, 00:30 (Wednesday, 25 November 2026, 23:30 in "
    "/x.example/2026/Europe/London)", NULL },
  { "the reader's own zone goes without saying", CALENDAR ("", EVENT (
      "DTSTART;TZID=Europe/Vienna:20261125T090000\r\n")), "Event",
    "Wednesday, 25 November 2026, 09:00", NULL },
  { "RFC 5545 §3.6.5: a zone of the calendar's own, in summer", CALENDAR ("METHOD:PUBLISH\r\n", OWN_ZONE EVENT (
      "DTSTART;TZID=W. Europe Standard Time:20260701T090000\r\n")), "Event",
    "Wednesday, 1 July 2026, 09:00", NULL },
  { "the same in winter", CALENDAR ("", OWN_ZONE EVENT (
      "DTSTART;TZID=W. Europe Standard Time:20260101T090000\r\n")), "Event",
    "Thursday, 1 January 2026, 09:00", NULL },
  { "a zone that would take hours", CALENDAR ("", DEAR_ZONE EVENT (
      "DTSTART;TZID=Dear:20260101T090000\r\n")), "Event",
    "Thursday, 1 January 2026, 09:00 (Dear)", NULL },
  { "a zone that nobody knows", CALENDAR ("", EVENT (
      "DTSTART;TZID=Nowhere:20260101T090000\r\n")), "Event",
    "Thursday, 1 January 2026, 09:00 (Nowhere)", NULL },
  { "RFC 5545 §3.3.5: a floating time", CALENDAR ("", EVENT ("DTSTART:20260101T090000\r\n")), "Event",
    "Thursday, 1 January 2026, 09:00", NULL },
  { "RFC 5545 §3.6.1: whole days, the end is not part of it", CALENDAR ("", EVENT (
      "DTSTART;VALUE=DATE:20260101\r\nDTEND;VALUE=DATE:20260104\r\n")), "Event",
    "Thursday, 1 January 2026 – Saturday, 3 January 2026, all day", NULL },
  { "one whole day", CALENDAR ("", EVENT ("DTSTART;VALUE=DATE:20260101\r\nDTEND;VALUE=DATE:20260102\r\n")),
    "Event", "Thursday, 1 January 2026, all day", NULL },
  { "an end before the start is none", CALENDAR ("", EVENT (
      "DTSTART:20260101T090000Z\r\nDTEND:20250101T090000Z\r\n")), "Event",
    "Thursday, 1 January 2026, 10:00", NULL },
  { "no time", CALENDAR ("", EVENT ("SUMMARY:x\r\n")), "Event", "No time is given", NULL },
  { "a time that is none", CALENDAR ("", EVENT ("DTSTART:20269999T999999Z\r\n")), "Event",
    "No time is given", NULL },
  { "RFC 5546 §3.2.2.1: an update", CALENDAR ("METHOD:REQUEST\r\n", EVENT (
      "SEQUENCE:2\r\nDTSTART:20260101T090000Z\r\n")), "Changed invitation",
    "Thursday, 1 January 2026, 10:00", NULL },
  { "RFC 5546 §3.2.5: cancelled", CALENDAR ("METHOD:CANCEL\r\n", TIMED), "Cancelled",
    "Wednesday, 25 November 2026, 10:00 – 11:30", NULL },
  { "RFC 5545 §3.8.1.11: cancelled by its status", CALENDAR ("", EVENT (
      "STATUS:CANCELLED\r\nDTSTART:20260101T090000Z\r\n")), "Cancelled",
    "Thursday, 1 January 2026, 10:00", NULL },
  { "RFC 5546 §3.2.3: a reply", CALENDAR ("METHOD:REPLY\r\n", EVENT (
      "DTSTART:20260101T090000Z\r\nATTENDEE;CN=Ana;PARTSTAT=DECLINED:mailto:ana@x.example\r\n")),
    "Ana has declined", "Thursday, 1 January 2026, 10:00", NULL },
  { "RFC 5545 §3.3.10: every day", CALENDAR ("", EVENT (
      "DTSTART:20260101T090000Z\r\nRRULE:FREQ=DAILY;COUNT=5\r\n")), "Event",
    "Thursday, 1 January 2026, 10:00", "Every day, 5 times" },
  { "every other week on days", CALENDAR ("", EVENT (
      "DTSTART:20260101T090000Z\r\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU,TH\r\n")), "Event",
    "Thursday, 1 January 2026, 10:00", "Every 2 weeks on Monday, Thursday, Sunday" },
  { "every month until a day", CALENDAR ("", EVENT (
      "DTSTART:20260101T090000Z\r\nRRULE:FREQ=MONTHLY;UNTIL=20261231T000000Z\r\n")), "Event",
    "Thursday, 1 January 2026, 10:00", "Every month, until Thursday, 31 December 2026" },
  { "every year", CALENDAR ("", EVENT (
      "DTSTART:20260101T090000Z\r\nRRULE:FREQ=YEARLY\r\n")), "Event",
    "Thursday, 1 January 2026, 10:00", "Every year" },
  { "a rule without short words", CALENDAR ("", EVENT (
      "DTSTART:20260101T090000Z\r\nRRULE:FREQ=MONTHLY;BYDAY=2MO\r\n")), "Event",
    "Thursday, 1 January 2026, 10:00", "Repeats" },
  { "a rule that is none", CALENDAR ("", EVENT (
      "DTSTART:20260101T090000Z\r\nRRULE:FREQ=NEVER\r\n")), "Event",
    "Thursday, 1 January 2026, 10:00", NULL },
  { "RFC 5545 §3.6.6: an alarm's text is not the event's", CALENDAR ("", EVENT (
      "BEGIN:VALARM\r\nACTION:DISPLAY\r\nSUMMARY:alarm\r\nTRIGGER:-PT15M\r\nDURATION:PT5M\r\nEND:VALARM\r\n"
      "DTSTART:20260101T090000Z\r\n")), "Event", "Thursday, 1 January 2026, 10:00", NULL },
};

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (GPtrArray) events = parse (test->text);
  g_autoptr (GTimeZone) berlin = g_time_zone_new_identifier ("Europe/Berlin");
  const RstInvitation *event;
  g_autofree char *heading = NULL;
  g_autofree char *when = NULL;
  g_autofree char *repeats = NULL;

  g_assert_cmpuint (events->len, ==, 1);
  if (events->len == 0)
    return;
  event = g_ptr_array_index (events, 0);
  heading = rst_event_text_dup_heading (event);
  when = rst_event_text_dup_when (event, berlin);
  repeats = rst_event_text_dup_rule (event);
  g_assert_cmpstr (heading, ==, test->heading);
  g_assert_cmpstr (when, ==, test->when);
  g_assert_cmpstr (repeats, ==, test->repeats);
}

static void
test_people (void)
{
  g_autoptr (GPtrArray) events = parse (CALENDAR ("METHOD:REQUEST\r\n", EVENT (
      "SUMMARY:Gr\xC3\xBC\xC3\x9F\r\n e\\, und\\nmehr\r\nLOCATION:Hall\r\n"
      "ORGANIZER;CN=\"Beaumont, Clara\":MAILTO:clara@x.example\r\n"
      "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@x.example\r\nATTENDEE:urn:x\r\n")));
  const RstInvitation *event = g_ptr_array_index (events, 0);

  /* RFC 5545 §3.1: folded lines; §3.3.11: escaped text. */
  g_assert_cmpstr (event->summary, ==, "Grüße, und mehr");
  g_assert_cmpstr (event->location, ==, "Hall");
  g_assert_cmpstr (event->organizer->name, ==, "Beaumont, Clara");
  g_assert_cmpstr (event->organizer->address, ==, "clara@x.example");
  g_assert_cmpuint (event->n_attendees, ==, 2);
  g_assert_cmpint (event->answer, ==, RST_INVITATION_ACCEPTED);
}

static void
test_several (void)
{
  g_autoptr (GString) text = g_string_new ("BEGIN:VCALENDAR\r\n");
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GPtrArray) two = parse (CALENDAR ("", TIMED) CALENDAR ("", TIMED));

  for (int i = 0; i < 50; i++)
    g_string_append (text, TIMED);
  g_string_append (text, "END:VCALENDAR\r\n");
  events = parse (text->str);
  g_assert_cmpuint (events->len, ==, 10);
  g_assert_cmpuint (two->len, ==, 2);
}

/* Nothing that is sent as a calendar breaks the program or holds it up. */
static void
test_broken (void)
{
  static const char *const texts[] = {
    "", "x", "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT\r\nEND:VEVENT\r\n",
    CALENDAR ("", "BEGIN:VTODO\r\nSUMMARY:x\r\nEND:VTODO\r\n"),
    CALENDAR ("METHOD:NONSENSE\r\n", "BEGIN:VEVENT\r\n"), "\xEF\xBB\xBF" "BEGIN:VCALENDAR\r\n:\r\n;=:\r\n",
    CALENDAR ("", EVENT ("DTSTART;VALUE=TEXT:x\r\nRRULE;VALUE=TEXT:x\r\nDURATION;VALUE=DATE:x\r\n")),
    CALENDAR ("", EVENT ("SUMMARY;VALUE=INTEGER:7\r\nORGANIZER;VALUE=DATE:20260101\r\nUID;VALUE=DATE:20260101\r\n")),
    CALENDAR ("", EVENT ("DTSTART;TZID=../../etc/passwd:20260101T000000\r\n")),
    CALENDAR ("", EVENT ("DTSTART:20260101T000000Z\r\nDURATION:P99999999999W\r\n")),
    CALENDAR ("", EVENT ("DTSTART:20260101T000000Z\r\nRRULE:FREQ=DAILY;INTERVAL=99999;COUNT=-5;BYDAY=99XX\r\n")),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) events = parse (texts[i]);
      g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

      for (guint n = 0; n < events->len; n++)
        {
          g_autofree char *when = rst_event_text_dup_when (g_ptr_array_index (events, n), utc);

          g_assert_nonnull (when);
        }
    }
}

static void
test_bounds (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GString) large = g_string_new (CALENDAR ("", TIMED));
  g_autoptr (GString) line = g_string_new ("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:");
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) too_large = NULL;
  g_autoptr (GPtrArray) one = NULL;
  gint64 begin = g_get_monotonic_time ();

  for (int i = 0; i < 100000; i++)
    g_string_append (deep, "BEGIN:X\n");
  while (large->len <= 1024 * 1024)
    g_string_append (large, "X-PADDING:0123456789\r\n");
  while (line->len < 1000 * 1000)
    g_string_append (line, "0123456789");
  g_string_append (line, "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
  none = parse (deep->str);
  too_large = parse (large->str);
  one = parse (line->str);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (too_large->len, ==, 0);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 20 * G_USEC_PER_SEC);
}

/* A calendar with anything in it changed. */
static void
test_mutations (void)
{
  static const char whole[] = CALENDAR ("METHOD:REQUEST\r\n", OWN_ZONE EVENT (
      "DTSTART;TZID=W. Europe Standard Time:20260701T090000\r\nDURATION:PT1H\r\n"
      "RRULE:FREQ=WEEKLY;BYDAY=MO,TU;UNTIL=20261231T000000Z\r\nSUMMARY:a\\,b\r\n"
      "ATTENDEE;CN=\"A\";PARTSTAT=ACCEPTED:mailto:a@b\r\n"));
  g_autoptr (GRand) dice = g_rand_new_with_seed (5545);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  for (int round = 0; round < 400; round++)
    {
      g_autofree char *text = g_strdup (whole);
      g_autoptr (GPtrArray) events = NULL;

      for (int n = g_rand_int_range (dice, 1, 12); n > 0; n--)
        text[g_rand_int_range (dice, 0, sizeof whole - 1)] = (char) g_rand_int_range (dice, 1, 256);
      events = parse (text);
      for (guint n = 0; n < events->len; n++)
        {
          g_autofree char *when = rst_event_text_dup_when (g_ptr_array_index (events, n), utc);
          g_autofree char *rule = rst_event_text_dup_rule (g_ptr_array_index (events, n));

          g_assert_true (g_utf8_validate (when, -1, NULL));
          g_assert_true (rule == NULL || g_utf8_validate (rule, -1, NULL));
        }
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/invitation/%s", cases[i].rule);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/invitation/people", test_people);
  g_test_add_func ("/invitation/several", test_several);
  g_test_add_func ("/invitation/broken", test_broken);
  g_test_add_func ("/invitation/bounds", test_bounds);
  g_test_add_func ("/invitation/mutations", test_mutations);
  return g_test_run ();
}
