/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fetch/rst-fetch-recogniser.h"

G_BEGIN_DECLS

/**
 * RstFetchDoubts:
 * @store: what is stored
 * @account: whose
 * @listing: the maildrop
 * @recogniser: (nullable): who asks the server; %NULL to ask nothing
 * @distrust: whether no name is believed
 *
 * What it takes to decide whether messages are those that the ledger has under
 * their names.
 */
typedef struct
{
  RstStore *store;
  const char *account;
  RstPop3Listing *listing;
  RstFetchRecogniser *recogniser;
  gboolean distrust;
} RstFetchDoubts;

/**
 * rst_fetch_doubts_settle:
 * @self: what it takes
 * @begin: the first entry of the listing to look at
 * @end: the first not to look at
 * @ledger: (inout): what is known of them by name; afterwards what is known of
 *   them, with the sizes that the server announces now
 * @mismatch: (inout): set where a name that should stand for one message stands
 *   for another
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * In doubt are messages without unique-id; those whose size is another than
 * before; those that were removed and are there; those that share their
 * unique-id. Their headers tell. Where they cannot, a message is believed to be
 * the one that has its name if its size is right, and it was not removed.
 *
 * What is another message is not known; the row that had its name is set aside.
 * What had vanished and is there again, is noted.
 *
 * Returns: whether the session goes on
 */
gboolean rst_fetch_doubts_settle (const RstFetchDoubts *self,
                                  guint begin,
                                  guint end,
                                  RstLedger *ledger,
                                  gboolean *mismatch,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
