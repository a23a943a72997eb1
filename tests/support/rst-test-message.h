/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstTestMessage:
 *
 * A message of the maildrop; immutable, shared by the sessions.
 */
typedef struct _RstTestMessage RstTestMessage;

/**
 * rst_test_message_new:
 * @octets: (transfer full): the message
 * @unique_id: its unique-id
 *
 * Returns: (transfer full): a message that is held
 */
RstTestMessage *rst_test_message_new (GBytes *octets, const char *unique_id);

/**
 * rst_test_message_new_synthetic:
 * @number: from 1
 *
 * Returns: (transfer full): a message that is made each time that it is asked
 *   for; rst-pop3-server.md gives its octets
 */
RstTestMessage *rst_test_message_new_synthetic (guint number);

/**
 * rst_test_message_ref:
 * @self: a message
 *
 * Returns: (transfer full): the same
 */
RstTestMessage *rst_test_message_ref (RstTestMessage *self);

/**
 * rst_test_message_unref:
 * @self: (transfer full): a message
 */
void rst_test_message_unref (RstTestMessage *self);

/**
 * rst_test_message_dup_octets:
 * @self: a message
 *
 * Returns: (transfer full): its octets
 */
GBytes *rst_test_message_dup_octets (const RstTestMessage *self);

/**
 * rst_test_message_get_size:
 * @self: a message
 *
 * Returns: how many octets it has
 */
gsize rst_test_message_get_size (const RstTestMessage *self);

/**
 * rst_test_message_dup_unique_id:
 * @self: a message
 *
 * Returns: (transfer full): its unique-id
 */
char *rst_test_message_dup_unique_id (const RstTestMessage *self);

G_END_DECLS
