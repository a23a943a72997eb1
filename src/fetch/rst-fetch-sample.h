/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fetch/rst-fetch-headers.h"
#include "pop3/rst-pop3-listing.h"
#include "store/rst-store.h"

G_BEGIN_DECLS

/* Servers give names of messages that are gone to others (RFC 1939 §7 forbids
 * it), and such a message may have the size of the one before. Where names and
 * sizes are as they were, a few headers are read all the same: those of the
 * newest, since names that are counted up come back at the end, and of some
 * throughout the maildrop, where a server numbers anew.
 *
 * Only another Message-ID counts: servers that make headers up when they are
 * asked for them do not make this one up twice.
 */

/**
 * rst_fetch_sample_choose:
 * @listing: a maildrop
 *
 * Returns: (transfer full) (element-type RstPop3Entry): those of its messages
 *   to look at; all of a small one
 */
GPtrArray *rst_fetch_sample_choose (RstPop3Listing *listing);

/**
 * rst_fetch_sample_run:
 * @store: what is stored
 * @account: whose
 * @entries: (element-type RstPop3Entry): a sample; what the store has no
 *   Message-ID of is taken out
 * @headers: who asks the server
 * @agrees: (out): whether each of them is the message that is stored under its
 *   name, as far as their Message-IDs tell
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Asks for headers, in one round trip where the server pipelines. Where nothing
 * is stored the server is not asked.
 *
 * Returns: whether the session goes on
 */
gboolean rst_fetch_sample_run (RstStore *store,
                               const char *account,
                               GPtrArray *entries,
                               RstFetchHeaders *headers,
                               gboolean *agrees,
                               GCancellable *cancellable,
                               GError **error);

/**
 * rst_fetch_sample_compare:
 * @store: what is stored
 * @account: whose
 * @entry: a message on the server
 * @header: its header
 * @agrees: (out): whether it is the one that is stored under its name, as far as
 *   their Message-IDs tell
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Returns: whether it was looked for
 */
gboolean rst_fetch_sample_compare (RstStore *store,
                                   const char *account,
                                   const RstPop3Entry *entry,
                                   GBytes *header,
                                   gboolean *agrees,
                                   GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
