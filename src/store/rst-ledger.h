/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstLedgerState:
 * @RST_LEDGER_ANNOUNCED: the server listed it
 * @RST_LEDGER_STORED: its exact octets are durably committed here
 * @RST_LEDGER_REMOVAL_ASKED: DELE was, or is about to be, sent
 * @RST_LEDGER_REMOVED: QUIT was answered `+OK` after that
 *
 * How far a message has come on its way from the server to here. Each step is
 * durable before the next is taken.
 */
typedef enum
{
  RST_LEDGER_ANNOUNCED,
  RST_LEDGER_STORED,
  RST_LEDGER_REMOVAL_ASKED,
  RST_LEDGER_REMOVED,
} RstLedgerState;

/**
 * RstLedgerEntry:
 * @unique_id: the server's name for it, as in [struct@Pop3Entry]
 * @ordinal: which of those that share the name
 * @octets: the size that the server announced
 * @state: how far it has come
 * @message: the stored message; 0 before that, and after it was deleted for
 *   good here. Of an announced entry the message that holds its beginning
 * @stored: when it was stored, in seconds since 1970, UTC; 0 before
 * @vanished: since when the server no longer lists it; 0 while it does
 * @aged: what the account's own clock, which no jump of the computer's moves,
 *   showed when it was stored; @stored where that was not noted
 * @removal_asked: when the server was last asked to remove it; 0 for never
 * @removed: when it confirmed that; 0 before
 * @attempts: how often it was asked
 * @proven: when a proven backup last held its content; 0 for never
 * @wanted: whether the rest of an announced entry is asked for, of which only
 *   the beginning is here
 * @part_deleted: whether that beginning was here and was deleted for good
 *
 * What is known of one message of one account's maildrop.
 */
typedef struct
{
  char *unique_id;
  guint ordinal;
  guint64 octets;
  RstLedgerState state;
  gint64 message;
  gint64 stored;
  gint64 vanished;
  gint64 aged;
  gint64 removal_asked;
  gint64 removed;
  guint attempts;
  gint64 proven;
  gboolean wanted;
  gboolean part_deleted;
} RstLedgerEntry;

/**
 * RstLedger:
 *
 * What is known of some messages of one account's maildrop. A copy: it does not
 * follow the store.
 */
typedef struct _RstLedger RstLedger;

/**
 * rst_ledger_new:
 *
 * Returns: (transfer full): an empty ledger
 */
RstLedger *rst_ledger_new (void);

/**
 * rst_ledger_free:
 * @self: (transfer full): a ledger
 */
void rst_ledger_free (RstLedger *self);

/**
 * rst_ledger_take:
 * @self: a ledger
 * @entry: (transfer full): an entry
 *
 * Puts an entry in.
 */
void rst_ledger_take (RstLedger *self, RstLedgerEntry *entry);

/**
 * rst_ledger_remove:
 * @self: a ledger
 * @unique_id: the server's name for a message
 * @ordinal: which of those that share the name
 *
 * Takes an entry out, if it is in.
 */
void rst_ledger_remove (RstLedger *self, const char *unique_id, guint ordinal);

/**
 * rst_ledger_lookup:
 * @self: a ledger
 * @unique_id: the server's name for a message
 * @ordinal: which of those that share the name
 *
 * Returns: (transfer none) (nullable): what is known of it
 */
const RstLedgerEntry *rst_ledger_lookup (RstLedger *self,
                                         const char *unique_id,
                                         guint ordinal);

/**
 * rst_ledger_get_size:
 * @self: a ledger
 *
 * Returns: how many messages it knows
 */
guint rst_ledger_get_size (RstLedger *self);

/**
 * rst_ledger_entry_new:
 * @unique_id: see [struct@LedgerEntry]
 * @ordinal: see [struct@LedgerEntry]
 * @octets: see [struct@LedgerEntry]
 *
 * Returns: (transfer full): an announced entry
 */
RstLedgerEntry *rst_ledger_entry_new (const char *unique_id, guint ordinal, guint64 octets);

/**
 * rst_ledger_entry_free:
 * @entry: (transfer full): an entry
 */
void rst_ledger_entry_free (RstLedgerEntry *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstLedger, rst_ledger_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstLedgerEntry, rst_ledger_entry_free)

G_END_DECLS
