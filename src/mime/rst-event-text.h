/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mime/rst-invitation.h"

G_BEGIN_DECLS

/**
 * rst_event_text_dup_when:
 * @event: an event
 * @local: the reader's time zone
 *
 * Says when an event takes place, in the reader's time zone; in brackets
 * in its own, where that makes a difference.
 *
 * Returns: (transfer full): day and time in words
 */
char *rst_event_text_dup_when (const RstInvitation *event, GTimeZone *local);

/**
 * rst_event_text_dup_rule:
 * @event: an event
 *
 * Returns: (transfer full) (nullable): how often it takes place, in words; %NULL
 *   for once
 */
char *rst_event_text_dup_rule (const RstInvitation *event);

/**
 * rst_event_text_dup_heading:
 * @event: an event
 *
 * Returns: (transfer full): what it is sent for, in words
 */
char *rst_event_text_dup_heading (const RstInvitation *event);

G_END_DECLS
