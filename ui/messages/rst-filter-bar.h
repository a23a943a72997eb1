/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RstMessageStates:
 * @RST_MESSAGE_STATE_UNREAD: not read
 * @RST_MESSAGE_STATE_STARRED: with a star
 * @RST_MESSAGE_STATE_ATTACHMENTS: with attachments
 *
 * States that a list of messages can be restricted to.
 */
typedef enum
{
  RST_MESSAGE_STATE_UNREAD = 1 << 0,
  RST_MESSAGE_STATE_STARRED = 1 << 1,
  RST_MESSAGE_STATE_ATTACHMENTS = 1 << 2,
} RstMessageStates;

#define RST_TYPE_FILTER_BAR (rst_filter_bar_get_type ())

/**
 * RstFilterBar:
 *
 * Says above a list that it does not show all messages, and offers to. It is
 * away while there is no filter.
 */
G_DECLARE_FINAL_TYPE (RstFilterBar, rst_filter_bar, RST, FILTER_BAR, AdwBin)

/**
 * rst_filter_bar_set_states:
 * @self: a bar
 * @states: what the list is restricted to; 0 for nothing
 */
void rst_filter_bar_set_states (RstFilterBar *self, RstMessageStates states);

G_END_DECLS
