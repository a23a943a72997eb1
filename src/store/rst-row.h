/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RstFlags:
 * @RST_FLAG_SEEN: it was read
 * @RST_FLAG_FLAGGED: it has a star
 *
 * What a person noted on a message.
 */
typedef enum
{
  RST_FLAG_NONE = 0,
  RST_FLAG_SEEN = 1 << 0,
  RST_FLAG_FLAGGED = 1 << 1,
} RstFlags;

/**
 * RST_MAILBOX_INBOX:
 *
 * The local mailboxes that every store has, by the names that `restantectl`
 * shows.
 */
#define RST_MAILBOX_INBOX "inbox"
#define RST_MAILBOX_ARCHIVE "archive"
#define RST_MAILBOX_JUNK "junk"
#define RST_MAILBOX_TRASH "trash"

/**
 * RstRow:
 * @id: the message; ids grow with the sorting date, so that newest first is
 *   greatest id first, and stay below 2^53 for JSON's sake
 * @account: the account's id
 * @mailbox: a local mailbox's name
 * @from_name: the display name, maybe ""
 * @from_address: the address, maybe ""
 * @subject: fit for one line, maybe ""
 * @snippet: the first words; in an answer to a search the words around the
 *   match
 * @date: seconds since 1970, UTC: the message's own, or that of its arrival
 *   where it has none that makes sense
 * @size: octets of the exact message; what the server announced of a partial
 *   one
 * @sha256: (nullable): of the exact message, 64 lower-case hexadecimal digits;
 *   %NULL of a partial one and where only what a list shows was read
 * @unique_id: (nullable): under which the server had it; %NULL in such rows too
 * @thread: its conversation: the same number for all messages that answer one
 *   another (RFC 5322 §3.6.4), whatever their mailbox and account
 * @thread_unread: whether a message of its thread in its mailbox was not read
 * @flags: what was noted on it
 * @tags: (array zero-terminated=1): what else was noted on it, in the order of
 *   the alphabet, maybe empty
 * @tag_colors: the colour of each of @tags ([struct@Tag].color)
 * @n_attachments: how many parts are for saving
 * @partial: whether only the beginning is here, because it is larger than the
 *   account's size limit
 *
 * A stored message as a list shows it. Immutable.
 */
typedef struct
{
  gint64 id;
  char *account;
  char *mailbox;
  char *from_name;
  char *from_address;
  char *subject;
  char *snippet;
  gint64 date;
  guint64 size;
  char *sha256;
  char *unique_id;
  gint64 thread;
  gboolean thread_unread;
  RstFlags flags;
  GStrv tags;
  guint *tag_colors;
  guint n_attachments;
  gboolean partial;
} RstRow;

/**
 * rst_row_free:
 * @self: (transfer full): a row
 */
void rst_row_free (RstRow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstRow, rst_row_free)

G_END_DECLS
