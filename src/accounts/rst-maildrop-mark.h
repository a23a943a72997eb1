/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * RST_MAILDROP_MARK_NEWEST:
 *
 * How many unique-ids of the newest messages a mark has, where there are so many.
 */
#define RST_MAILDROP_MARK_NEWEST 3

/**
 * RstMaildropMark:
 * @count: how many messages it had
 * @octets: their size together
 * @newest: the unique-ids of the newest, in the order of their numbers
 * @listed: when all of it was listed last, in seconds since 1970, UTC
 * @due: what the account's clock will show when something may be removed; 0 for
 *   never
 * @rule: what the account's settings said of its messages
 *
 * A maildrop as the last pass left it, with nothing to download and nothing to
 * remove. What arrives is numbered behind all else (RFC 1939 §5), and what goes
 * makes the others move up: as long as count, size and the newest are the same,
 * so is the rest.
 */
typedef struct
{
  guint count;
  guint64 octets;
  char **newest;
  gint64 listed;
  gint64 due;
  char *rule;
} RstMaildropMark;

/**
 * rst_maildrop_mark_free:
 * @self: (nullable) (transfer full): a mark
 */
void rst_maildrop_mark_free (RstMaildropMark *self);

/**
 * rst_maildrop_mark_add_json:
 * @self: a mark
 * @builder: where an object is expected
 *
 * Adds the mark as the store keeps it.
 */
void rst_maildrop_mark_add_json (const RstMaildropMark *self, JsonBuilder *builder);

/**
 * rst_maildrop_mark_from_json:
 * @object: (nullable): what [method@MaildropMark.add_json] made
 *
 * Returns: (transfer full) (nullable): the mark; %NULL where that makes none
 */
RstMaildropMark *rst_maildrop_mark_from_json (JsonObject *object);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstMaildropMark, rst_maildrop_mark_free)

G_END_DECLS
