/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstLeaveKind:
 * @RST_LEAVE_ALWAYS: messages stay on the server for good
 * @RST_LEAVE_NEVER: they are removed as soon as they are safe here
 * @RST_LEAVE_DAYS: they are removed some days after they were stored here
 * @RST_LEAVE_NEWEST: so many of the newest stay
 * @RST_LEAVE_NEWEST_OCTETS: the newest stay as far as they fit into so many
 *   octets
 * @RST_LEAVE_HERE: a message stays as long as it is here; it is removed when it
 *   was deleted for good here. What is in the trash is still here.
 *
 * How long messages stay on the server.
 */
typedef enum
{
  RST_LEAVE_ALWAYS,
  RST_LEAVE_NEVER,
  RST_LEAVE_DAYS,
  RST_LEAVE_NEWEST,
  RST_LEAVE_NEWEST_OCTETS,
  RST_LEAVE_HERE,
} RstLeaveKind;

/**
 * RST_LEAVE_DAYS_MAX:
 *
 * The most days that a rule may name: a hundred years.
 */
#define RST_LEAVE_DAYS_MAX 36500

/**
 * RstLeave:
 * @kind: how long messages stay
 * @amount: days, messages or octets; 0 where @kind needs none
 * @proven: whether only what a proven backup holds may be removed at all
 *
 * The rule of an account about what stays on its server. Whatever it says, only
 * what was stored here is ever removed there.
 */
typedef struct
{
  RstLeaveKind kind;
  guint64 amount;
  gboolean proven;
} RstLeave;

/**
 * rst_leave_parse:
 * @self: a rule; its @proven stays
 * @text: `always`, `never`, a number of days, `newest:` and a number of messages
 *   or a size such as `200MB` (k, M, G and T are powers of 1000; the B may be
 *   left out), or `here`
 * @error: where to say what is wrong with it
 *
 * Returns: whether it was right
 */
gboolean rst_leave_parse (RstLeave *self, const char *text, GError **error);

/**
 * rst_leave_dup_text:
 * @self: a rule
 *
 * Returns: (transfer full): what [method@Leave.parse] takes
 */
char *rst_leave_dup_text (const RstLeave *self);

/**
 * rst_leave_dup_sentence:
 * @self: a rule
 *
 * Returns: (transfer full): what it means, for people: translated, one or more
 *   whole sentences
 */
char *rst_leave_dup_sentence (const RstLeave *self);

/**
 * rst_leave_covers:
 * @self: a rule
 * @messages: how many messages are as new as one, itself included
 * @octets: their size together
 *
 * Returns: whether that one stays because it is one of the newest; %FALSE for
 *   rules that do not ask for that
 */
gboolean rst_leave_covers (const RstLeave *self, guint64 messages, guint64 octets);

G_END_DECLS
