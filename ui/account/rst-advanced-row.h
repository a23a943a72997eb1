/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "accounts/rst-account.h"

G_BEGIN_DECLS

#define RST_TYPE_ADVANCED_ROW (rst_advanced_row_get_type ())

/**
 * RstAdvancedRow:
 *
 * What few need to set: how to log in, whom to trust in place of the system's
 * authorities, and how long a step may take.
 */
G_DECLARE_FINAL_TYPE (RstAdvancedRow, rst_advanced_row, RST, ADVANCED_ROW, AdwExpanderRow)

/**
 * RstAdvancedRow::changed:
 * @self: the row
 *
 * Something was edited.
 */

/**
 * rst_advanced_row_set_account:
 * @self: the row
 * @account: an account that has an endpoint, to show
 */
void rst_advanced_row_set_account (RstAdvancedRow *self, const RstAccount *account);

/**
 * rst_advanced_row_apply:
 * @self: the row
 * @account: an account that has an endpoint, to which to add what is shown
 * @error: where to say what is wrong with it
 *
 * Returns: whether it was right
 */
gboolean rst_advanced_row_apply (RstAdvancedRow *self, RstAccount *account, GError **error);

/**
 * rst_advanced_row_needs_password:
 * @self: the row
 *
 * Returns: whether nothing can be done without a password, as there is no client
 *   certificate that could be enough
 */
gboolean rst_advanced_row_needs_password (RstAdvancedRow *self);

/**
 * rst_advanced_row_get_problem:
 * @self: the row
 *
 * Returns: (transfer none) (nullable): one sentence on what is wrong
 */
const char *rst_advanced_row_get_problem (RstAdvancedRow *self);

G_END_DECLS
