/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/rst-store.h"

G_BEGIN_DECLS

/**
 * RstFetchDelivery:
 *
 * Brings messages that were received into the store while the next ones come:
 * they are parsed, compressed and stored on threads of its own, many in one
 * durable transaction. A bound on what is on its way keeps memory flat: behind a
 * slow disk the line has to wait. The first transactions are small, so that one
 * can begin to read.
 *
 * Belongs to the thread that receives.
 */
typedef struct _RstFetchDelivery RstFetchDelivery;

/**
 * rst_fetch_delivery_new:
 * @store: where to
 * @account: whose
 *
 * Returns: (transfer full): a delivery with nothing on its way
 */
RstFetchDelivery *rst_fetch_delivery_new (RstStore *store, const char *account);

/**
 * rst_fetch_delivery_free:
 * @self: (transfer full): a delivery
 *
 * Waits for what is on its way.
 */
void rst_fetch_delivery_free (RstFetchDelivery *self);

/**
 * rst_fetch_delivery_take:
 * @self: a delivery
 * @arrival: (transfer full): a whole message; without summary and header digest,
 *   which are made here
 * @error: where to say why earlier ones could not be stored
 *
 * Returns: whether it is on its way, and the earlier ones stored or on theirs
 */
gboolean rst_fetch_delivery_take (RstFetchDelivery *self, RstArrival *arrival, GError **error);

/**
 * rst_fetch_delivery_finish:
 * @self: a delivery
 * @error: where to say why they could not be stored
 *
 * Waits until everything is stored. It cannot be cancelled: what was received
 * whole is kept.
 *
 * Returns: whether all that was taken is committed
 */
gboolean rst_fetch_delivery_finish (RstFetchDelivery *self, GError **error);

/**
 * rst_fetch_delivery_get_stored:
 * @self: a delivery
 * @messages: (out): how many were committed
 * @rebound: (out): how many others turned out to be known under former names
 * @octets: (out): the octets of both
 */
void rst_fetch_delivery_get_stored (RstFetchDelivery *self,
                                    guint *messages,
                                    guint *rebound,
                                    guint64 *octets);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstFetchDelivery, rst_fetch_delivery_free)

G_END_DECLS
