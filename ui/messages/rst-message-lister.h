/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/rst-store.h"

G_BEGIN_DECLS

#define RST_TYPE_MESSAGE_LISTER (rst_message_lister_get_type ())

/**
 * RstMessageLister:
 *
 * Asks a store which messages a filter lets through, and again whenever that may
 * have changed. One question is asked at a time. It is for the main loop.
 */
G_DECLARE_FINAL_TYPE (RstMessageLister, rst_message_lister, RST, MESSAGE_LISTER, GObject)

/**
 * RstMessageLister::listed:
 * @self: the lister
 * @listing: (nullable): the messages
 * @beginning: (nullable) (element-type RstRow): where nothing was listed before,
 *   the rows of what is seen first, which may be taken out of it
 * @error: (nullable): why they could not be listed
 * @whole: whether these are all, not only the first ones
 */

/**
 * rst_message_lister_new:
 *
 * Returns: (transfer full): a lister without questions
 */
RstMessageLister *rst_message_lister_new (void);

/**
 * rst_message_lister_set_filter:
 * @self: a lister
 * @store: (nullable): where messages are
 * @filter: (nullable): which ones; copied
 * @first: whether to list the first 200 threads before all
 *
 * Lists other messages. What is still asked for has no answer.
 */
void rst_message_lister_set_filter (RstMessageLister *self,
                                    RstStore         *store,
                                    const RstFilter  *filter,
                                    gboolean          first);

/**
 * rst_message_lister_keep:
 * @self: a lister
 * @id: a message; 0 for none
 *
 * Keeps a message listed; see [struct@Filter].
 */
void rst_message_lister_keep (RstMessageLister *self, gint64 id);

/**
 * rst_message_lister_get_kept:
 * @self: a lister
 *
 * Returns: the message that is kept, or 0
 */
gint64 rst_message_lister_get_kept (RstMessageLister *self);

/**
 * rst_message_lister_is_whole:
 * @self: a lister
 *
 * Returns: whether no more messages follow those that were listed last
 */
gboolean rst_message_lister_is_whole (RstMessageLister *self);

G_END_DECLS
