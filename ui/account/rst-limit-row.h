/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RST_TYPE_LIMIT_ROW (rst_limit_row_get_type ())

/**
 * RstLimitRow:
 *
 * The choice of an account's size limit, and what it means.
 */
G_DECLARE_FINAL_TYPE (RstLimitRow, rst_limit_row, RST, LIMIT_ROW, AdwComboRow)

/**
 * rst_limit_row_set_limit:
 * @self: the row
 * @octets: a limit, as [struct@Account] keeps it; one that is not in the list
 *   is added
 */
void rst_limit_row_set_limit (RstLimitRow *self, guint64 octets);

/**
 * rst_limit_row_get_limit:
 * @self: the row
 *
 * Returns: what is chosen, as [struct@Account] keeps it
 */
guint64 rst_limit_row_get_limit (RstLimitRow *self);

G_END_DECLS
