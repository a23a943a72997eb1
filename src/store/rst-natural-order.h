/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * RST_NATURAL_ORDER:
 *
 * What ends an ORDER BY whose names people read: in their language's order, and
 * by the numbers in them, so that “Tag 2” comes before “Tag 10”. No table or
 * index has it, so that other programs can open the file.
 */
#define RST_NATURAL_ORDER " COLLATE rst_natural"

/**
 * rst_natural_order_register:
 * @handle: a connection
 *
 * Makes the order known to a connection.
 *
 * Returns: a result code of SQLite
 */
int rst_natural_order_register (sqlite3 *handle);

G_END_DECLS
