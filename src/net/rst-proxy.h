/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "net/rst-endpoint.h"

G_BEGIN_DECLS

/**
 * rst_proxy_new_connectable:
 * @endpoint: where to
 *
 * Names the endpoint together with what is spoken there, `pop3` or `pop3s`,
 * because a proxy resolver decides by that too.
 *
 * Returns: (transfer full): the address to connect to
 */
GSocketConnectable *rst_proxy_new_connectable (const RstEndpoint *endpoint);

/**
 * rst_proxy_lookup:
 * @endpoint: where to
 * @proxy: (out) (transfer full) (nullable): the proxy that is tried first, as
 *   `scheme://host:port` without a password; %NULL for a direct connection
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Asks GIO's resolver of proxies, as a connection does. Blocks for at most the
 * endpoint's time-out: settings may name a script that is loaded from afar.
 *
 * Returns: whether there was an answer
 */
gboolean rst_proxy_lookup (const RstEndpoint *endpoint,
                           char **proxy,
                           GCancellable *cancellable,
                           GError **error);

/**
 * rst_proxy_new_error:
 * @endpoint: where to
 * @proxy: the proxy, from [func@proxy_lookup]
 * @reached: whether the proxy was connected and asked to connect on
 * @cause: why it ended there
 *
 * Says what broke where a proxy was on the way: the proxy, or what is behind
 * it.
 *
 * Returns: (transfer full): an error of [error@Rst.Error]
 */
GError *rst_proxy_new_error (const RstEndpoint *endpoint,
                             const char *proxy,
                             gboolean reached,
                             const GError *cause);

G_END_DECLS
