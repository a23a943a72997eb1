/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "mime/rst-address.h"

G_BEGIN_DECLS

/**
 * RstInvitationMethod:
 * @RST_INVITATION_EVENT: nothing is asked (RFC 5546 §1.4: PUBLISH, or none)
 * @RST_INVITATION_REQUEST: somebody is invited
 * @RST_INVITATION_UPDATE: an invitation was changed
 * @RST_INVITATION_REPLY: somebody answers one
 * @RST_INVITATION_COUNTER: somebody proposes something else
 * @RST_INVITATION_CANCEL: what was to be does not take place
 *
 * What a calendar object is sent for.
 */
typedef enum
{
  RST_INVITATION_EVENT,
  RST_INVITATION_REQUEST,
  RST_INVITATION_UPDATE,
  RST_INVITATION_REPLY,
  RST_INVITATION_COUNTER,
  RST_INVITATION_CANCEL,
} RstInvitationMethod;

/**
 * RstInvitationAnswer:
 * @RST_INVITATION_OPEN: none yet
 * @RST_INVITATION_ACCEPTED: will come
 * @RST_INVITATION_TENTATIVE: will perhaps come
 * @RST_INVITATION_DECLINED: will not come
 *
 * What somebody answers (RFC 5545 §3.2.12).
 */
typedef enum
{
  RST_INVITATION_OPEN,
  RST_INVITATION_ACCEPTED,
  RST_INVITATION_TENTATIVE,
  RST_INVITATION_DECLINED,
} RstInvitationAnswer;

/**
 * RstInvitationFrequency:
 * @RST_INVITATION_ONCE: it does not repeat
 * @RST_INVITATION_DAILY: every @interval days
 * @RST_INVITATION_WEEKLY: every @interval weeks, on @days
 * @RST_INVITATION_MONTHLY: every @interval months, on the same day
 * @RST_INVITATION_YEARLY: every @interval years, on the same day
 * @RST_INVITATION_REPEATS: by a rule that has no short words
 *
 * How often an event takes place (RFC 5545 §3.3.10).
 */
typedef enum
{
  RST_INVITATION_ONCE,
  RST_INVITATION_DAILY,
  RST_INVITATION_WEEKLY,
  RST_INVITATION_MONTHLY,
  RST_INVITATION_YEARLY,
  RST_INVITATION_REPEATS,
} RstInvitationFrequency;

/**
 * RstInvitation:
 * @method: what it is sent for
 * @uid: what other versions of it are recognised by, maybe ""
 * @summary: what, fit for one line, maybe ""
 * @location: where, fit for one line, maybe ""
 * @organizer: (nullable): who invites
 * @attendee: (nullable): the first who is invited; in a reply, who answers
 * @answer: what @attendee answers
 * @n_attendees: how many are invited
 * @start: (nullable): when it begins, in its own time zone
 * @end: (nullable): when it ends, in its own time zone; for whole days the last
 *   day
 * @all_day: whether only days are given
 * @floating: whether the time holds in every zone (RFC 5545 §3.3.5, form 1), or
 *   in one that nobody knows
 * @zone: (nullable): the name of the zone, where it has one besides UTC
 * @frequency: how often
 * @interval: how many days, weeks, months or years lie between two
 * @days: bits, Monday is 1 << 1; 0 where the rule names none
 * @count: how often in all, or 0
 * @until: (nullable): the last day, where the rule names one
 *
 * An event in a calendar object (RFC 5545 §3.6.1), as people read it.
 */
typedef struct
{
  RstInvitationMethod method;
  char *uid;
  char *summary;
  char *location;
  RstAddress *organizer;
  RstAddress *attendee;
  RstInvitationAnswer answer;
  guint n_attendees;
  GDateTime *start;
  GDateTime *end;
  gboolean all_day;
  gboolean floating;
  char *zone;
  RstInvitationFrequency frequency;
  int interval;
  guint days;
  int count;
  GDateTime *until;
} RstInvitation;

/**
 * rst_invitation_parse:
 * @octets: the content of a part of type text/calendar
 *
 * Reads the events of a calendar object. What is larger than 1 MiB, or nested
 * deeper than any calendar, is not read at all; of many events the first 10
 * are. Blocks; may run on any thread.
 *
 * Returns: (transfer full) (element-type RstInvitation): the events, maybe none
 */
GPtrArray *rst_invitation_parse (GBytes *octets);

/**
 * rst_invitation_free:
 * @self: (transfer full): an invitation
 */
void rst_invitation_free (RstInvitation *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstInvitation, rst_invitation_free)

G_END_DECLS
