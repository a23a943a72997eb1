/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "messages/rst-message-item.h"
#include "store/rst-store.h"

G_BEGIN_DECLS

#define RST_TYPE_CONVERSATION (rst_conversation_get_type ())

/**
 * RstConversation:
 *
 * A strip that says how many messages the thread of the shown message has,
 * whatever mailboxes they are in, and opens into a line for each, the oldest
 * first. Where there is no other message it is not there.
 *
 * A line that is activated asks for its message by `win.show-message`.
 */
G_DECLARE_FINAL_TYPE (RstConversation, rst_conversation, RST, CONVERSATION, AdwBin)

/**
 * rst_conversation_set_store:
 * @self: a strip
 * @store: (nullable): where messages are
 */
void rst_conversation_set_store (RstConversation *self, RstStore *store);

/**
 * rst_conversation_set_message:
 * @self: a strip
 * @id: the message that is shown; 0 for none
 *
 * Shows its thread once it is read. Until then the strip shows what it did.
 */
void rst_conversation_set_message (RstConversation *self, gint64 id);

/**
 * rst_conversation_dup_item:
 * @self: a strip
 * @id: a message
 *
 * Returns: (transfer full) (nullable): what is known of it, if it has a line
 */
RstMessageItem *rst_conversation_dup_item (RstConversation *self, gint64 id);

G_END_DECLS
