/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libical/ical.h>

G_BEGIN_DECLS

/**
 * rst_event_time_read:
 * @calendar: the object that the property stands in, for its time zones
 * @property: DTSTART, DTEND or UNTIL's neighbour
 * @zone: (out) (optional) (nullable) (transfer full): the zone's name
 * @floating: (out) (optional): whether it is not known which moment it is: it
 *   holds in every zone (RFC 5545 §3.3.5, form 1), or in an unknown one
 *
 * Reads a moment in its own time zone: one of the system's where it is known
 * there, else the one that @calendar defines (RFC 5545 §3.6.5), which is not
 * computed where that would take long. Days and floating times are as if they
 * were in UTC.
 *
 * Returns: (transfer full) (nullable): the moment
 */
GDateTime *rst_event_time_read (icalcomponent *calendar,
                                icalproperty  *property,
                                char         **zone,
                                gboolean      *floating);

/**
 * rst_event_time_new:
 * @time: a time
 * @zone: its zone
 *
 * Returns: (transfer full) (nullable): the same for GLib; %NULL where it is none
 */
GDateTime *rst_event_time_new (struct icaltimetype time, GTimeZone *zone);

G_END_DECLS
