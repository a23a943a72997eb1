/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstPop3Entry:
 * @number: the message number, valid in this session only, from 1
 * @ordinal: how many entries before this one have the same @unique_id
 *   (RFC 1939 §7 allows two copies of a message to share one)
 * @octets: the size that LIST announces: a hint, never proof (RFC 1939 §11)
 * @unique_id: (nullable): from UIDL, foreign octets escaped so that it is
 *   printable ASCII; %NULL when the server gave none
 *
 * One message of a maildrop as the server lists it.
 */
typedef struct
{
  guint number;
  guint ordinal;
  guint64 octets;
  char *unique_id;
} RstPop3Entry;

/**
 * rst_pop3_entry_free:
 * @entry: (transfer full): an entry
 */
void rst_pop3_entry_free (RstPop3Entry *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstPop3Entry, rst_pop3_entry_free)

G_END_DECLS
