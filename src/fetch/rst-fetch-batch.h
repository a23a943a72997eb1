/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/rst-store.h"

G_BEGIN_DECLS

/**
 * RstFetchBatch:
 *
 * Messages that were received and wait to be stored together: one durable
 * transaction for many is what makes storing fast, and a bound on their number,
 * their octets and their time is what keeps memory flat and the list moving.
 */
typedef struct _RstFetchBatch RstFetchBatch;

/**
 * rst_fetch_batch_new:
 * @store: where to
 * @account: whose
 *
 * Returns: (transfer full): an empty batch
 */
RstFetchBatch *rst_fetch_batch_new (RstStore *store, const char *account);

/**
 * rst_fetch_batch_free:
 * @self: (transfer full): a batch
 */
void rst_fetch_batch_free (RstFetchBatch *self);

/**
 * rst_fetch_batch_take:
 * @self: a batch
 * @arrival: (transfer full): a whole message
 */
void rst_fetch_batch_take (RstFetchBatch *self, RstArrival *arrival);

/**
 * rst_fetch_batch_is_full:
 * @self: a batch
 *
 * Returns: whether it is time to store what is in it
 */
gboolean rst_fetch_batch_is_full (RstFetchBatch *self);

/**
 * rst_fetch_batch_flush:
 * @self: a batch
 * @stored: (inout): counts the messages that are durably stored
 * @octets: (inout): counts their octets
 * @error: where to say why they are not
 *
 * Stores what is in it and empties it. It cannot be cancelled: what was
 * received whole is kept.
 *
 * Returns: whether it is committed
 */
gboolean rst_fetch_batch_flush (RstFetchBatch *self,
                                guint *stored,
                                guint64 *octets,
                                GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstFetchBatch, rst_fetch_batch_free)

G_END_DECLS
