/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstPop3Entry:
 * @number: the message number, valid in this session only, from 1
 * @ordinal: how many entries before this one have the same @unique_id
 *   (RFC 1939 §7 allows two copies of a message to share one)
 * @is_shared: whether another entry has the same @unique_id
 * @octets: the size that LIST announces: a hint, never proof (RFC 1939 §11)
 * @unique_id: (nullable): from UIDL, foreign octets escaped so that it is
 *   printable ASCII; %NULL when the server gave none
 *
 * One message of a maildrop as the server lists it.
 */
typedef struct
{
  guint number;
  guint ordinal : 31;
  guint is_shared : 1;
  guint64 octets;
  const char *unique_id;
} RstPop3Entry;

/**
 * RstPop3Listing:
 *
 * A maildrop as the server lists it: its entries, by number. They stay where
 * they are as long as the listing lives.
 */
typedef struct _RstPop3Listing RstPop3Listing;

/**
 * rst_pop3_listing_free:
 * @self: (transfer full): a listing
 */
void rst_pop3_listing_free (RstPop3Listing *self);

/**
 * rst_pop3_listing_get_size:
 * @self: a listing
 *
 * Returns: how many entries it has
 */
guint rst_pop3_listing_get_size (RstPop3Listing *self);

/**
 * rst_pop3_listing_get_entry:
 * @self: a listing
 * @index: which entry, from 0
 *
 * Returns: (transfer none): the entry
 */
RstPop3Entry *rst_pop3_listing_get_entry (RstPop3Listing *self, guint index);

/**
 * rst_pop3_listing_name:
 * @self: a listing
 * @entry: one of its entries, without unique-id
 * @unique_id: what it is called here
 * @ordinal: how many others are called the same
 *
 * Names a message that the server gave no unique-id.
 */
void rst_pop3_listing_name (RstPop3Listing *self,
                            RstPop3Entry *entry,
                            const char *unique_id,
                            guint ordinal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstPop3Listing, rst_pop3_listing_free)

G_END_DECLS
