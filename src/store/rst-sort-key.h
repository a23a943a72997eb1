/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RST_SORT_KEY_MAX:
 *
 * So many characters of a name or a subject count in an order.
 */
#define RST_SORT_KEY_MAX 64

/**
 * rst_sort_key_from_sender:
 * @name: a display name, maybe ""
 * @address: an address, maybe ""
 *
 * Returns: (transfer full): by what %RST_ORDER_SENDER sorts
 */
char *rst_sort_key_from_sender (const char *name, const char *address);

G_END_DECLS
