/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rst_host_dup_ascii:
 * @host: a host's name
 * @length: its octets, or -1 up to its end
 *
 * Returns: (transfer full) (nullable): the name as DNS has it, in lower case and
 *   without a dot at its end; %NULL where it is none
 */
char *rst_host_dup_ascii (const char *host, gssize length);

/**
 * rst_host_is_number:
 * @host: a host in ASCII
 *
 * Returns: whether it is an address in any form that browsers take for one
 */
gboolean rst_host_is_number (const char *host);

/**
 * rst_host_is_same_site:
 * @a: a host in ASCII
 * @b: another one
 *
 * Returns: whether one owner registered both
 */
gboolean rst_host_is_same_site (const char *a, const char *b);

/**
 * rst_host_is_plausible:
 * @host: a host in ASCII
 *
 * Returns: whether it has a dot, and ends as the names of hosts do
 */
gboolean rst_host_is_plausible (const char *host);

/**
 * rst_host_misleads:
 * @host: a host in ASCII
 *
 * Returns: whether it has letters of another script that look like Latin ones
 */
gboolean rst_host_misleads (const char *host);

G_END_DECLS
