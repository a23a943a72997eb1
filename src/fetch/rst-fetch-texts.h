/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "fetch/rst-fetch-result.h"
#include "pop3/rst-pop3-session.h"
#include "store/rst-store.h"

G_BEGIN_DECLS

/**
 * RstFetchProgressFunc:
 * @done: texts that were asked for
 * @total: texts to ask for
 * @user_data: the data given with it
 *
 * Told of each text, on the thread that fetches.
 */
typedef void (*RstFetchProgressFunc) (guint done,
                                      guint total,
                                      gpointer user_data);

/**
 * RstFetchTexts:
 * @store: where to
 * @account: whose
 * @session: a session that is logged in
 * @entries: (element-type RstPop3Entry): what to ask for, in this order
 * @octets_max: how much of each text is kept; the rest is read and dropped
 * @first_alone: whether nothing else is asked for before the first is answered
 * @ask: asks for the text of an entry
 * @arrive: called with each text that came: octets and hash are set, the rest is
 *   for it to set
 * @refuse: called where the server gives no text, with the reason (transfer
 *   full); gives whether the others are asked for
 * @user_data: for these three
 * @progress: told of each text
 * @progress_data: for @progress
 *
 * Texts that a server is asked for one after another, whole messages or their
 * beginnings.
 */
typedef struct
{
  RstStore *store;
  const char *account;
  RstPop3Session *session;
  GPtrArray *entries;
  guint64 octets_max;
  gboolean first_alone;
  void (*ask) (RstPop3Session *session, const RstPop3Entry *entry);
  void (*arrive) (RstPop3Entry *entry, RstArrival *arrival, gpointer user_data);
  gboolean (*refuse) (RstPop3Entry *entry, GError *refusal, gpointer user_data);
  gpointer user_data;
  RstFetchProgressFunc progress;
  gpointer progress_data;
} RstFetchTexts;

/**
 * rst_fetch_texts_run:
 * @self: what to fetch
 * @n_stored: (inout): counts what was stored
 * @result: (inout): counts what was known under former names, and the octets
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it stopped
 *
 * Fetches and stores texts, many in one transaction. Whatever stops it, what
 * came whole is stored and counted.
 *
 * Returns: whether all were asked for, as far as @refuse wanted, and what came
 *   is stored
 */
gboolean rst_fetch_texts_run (const RstFetchTexts *self,
                              guint *n_stored,
                              RstFetchResult *result,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS
