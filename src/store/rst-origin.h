/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "store/rst-ledger.h"

G_BEGIN_DECLS

/**
 * RstOrigin:
 * @message: the message here; 0 where only the ledger knows of it: it was
 *   announced and not downloaded yet, or deleted for good here
 * @account: the id of the account that it came through
 * @mailbox: (nullable): where it is here; %NULL without @message
 * @subject: (nullable): fit for one line, maybe ""; %NULL without @message
 * @message_id: (nullable): its own Message-ID
 * @sha256: (nullable): of the exact octets, 64 lower-case hexadecimal digits
 * @size: how many octets they are; 0 where they are not here
 * @arrived: when it came here, in seconds since 1970, UTC; 0 without @message
 * @entry: (nullable): what the ledger knows of it; %NULL when it came from no
 *   server that is known
 * @announced: when the server listed it first; 0 without @entry
 * @proven: when a proven backup held the octets last; 0 for never
 *
 * Where a message came from, and what is known of the server's copy of it.
 * Immutable.
 */
typedef struct
{
  gint64 message;
  char *account;
  char *mailbox;
  char *subject;
  char *message_id;
  char *sha256;
  guint64 size;
  gint64 arrived;
  RstLedgerEntry *entry;
  gint64 announced;
  gint64 proven;
} RstOrigin;

/**
 * rst_origin_free:
 * @self: (transfer full): an origin
 */
void rst_origin_free (RstOrigin *self);

/**
 * rst_origin_is_on_server:
 * @self: an origin
 *
 * Returns: whether the server is believed to have the message: it listed it
 *   last, and has not confirmed that it removed it
 */
gboolean rst_origin_is_on_server (const RstOrigin *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstOrigin, rst_origin_free)

G_END_DECLS
