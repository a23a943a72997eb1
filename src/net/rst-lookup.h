/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "net/rst-endpoint.h"

G_BEGIN_DECLS

/**
 * rst_lookup_addresses:
 * @endpoint: whose host and time-out count
 * @family: %G_SOCKET_FAMILY_IPV4 for A records, %G_SOCKET_FAMILY_IPV6 for AAAA
 * @cancellable: (nullable): asks to stop
 * @error: where to say why there are none
 *
 * Looks a host's addresses of one family up. Errors are of [error@Rst.Error]:
 * dns, timeout, cancelled.
 *
 * Returns: (transfer full) (element-type GInetAddress): at least one address
 */
GList *rst_lookup_addresses (const RstEndpoint *endpoint,
                             GSocketFamily family,
                             GCancellable *cancellable,
                             GError **error);

/**
 * RstLookupAnswer:
 * @RST_LOOKUP_FAILED: there is no answer
 * @RST_LOOKUP_NOTHING: the domain says nothing of the service
 * @RST_LOOKUP_NOT_OFFERED: it says that it does not offer the service
 * @RST_LOOKUP_OFFERED: it says where the service is
 *
 * What a domain says of a service.
 */
typedef enum
{
  RST_LOOKUP_FAILED,
  RST_LOOKUP_NOTHING,
  RST_LOOKUP_NOT_OFFERED,
  RST_LOOKUP_OFFERED,
} RstLookupAnswer;

/**
 * rst_lookup_service:
 * @service: such as "pop3s"
 * @domain: whose service
 * @timeout: what it may take, in seconds
 * @targets: (out) (transfer full) (element-type GSrvTarget): where it is, the
 *   best first, with %RST_LOOKUP_OFFERED; else %NULL
 * @cancellable: (nullable): asks to stop
 * @error: where to say why there is no answer
 *
 * Looks SRV records up (RFC 2782, RFC 6186 §3.3). The answer comes from the
 * network unsigned: it is something to tell, not to trust.
 *
 * Returns: the answer; with %RST_LOOKUP_FAILED the error is set
 */
RstLookupAnswer rst_lookup_service (const char *service,
                                    const char *domain,
                                    guint timeout,
                                    GList **targets,
                                    GCancellable *cancellable,
                                    GError **error);

G_END_DECLS
