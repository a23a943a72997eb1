/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RST_TYPE_PROPERTY_ROW (rst_property_row_get_type ())

/**
 * RstPropertyRow:
 *
 * A row that shows a value under its title: all of it, on as many lines as it
 * takes, to be selected and, where that is asked for, copied by a button.
 */
G_DECLARE_FINAL_TYPE (RstPropertyRow, rst_property_row, RST, PROPERTY_ROW, AdwPreferencesRow)

/**
 * RstPropertyRow:copyable:
 *
 * Whether there is a button that copies the value.
 */

/**
 * RstPropertyRow::copied:
 * @self: the row
 *
 * The value is in the clipboard.
 */

/**
 * rst_property_row_set_value:
 * @self: a row
 * @value: (nullable): what to show; without a value there is no row
 */
void rst_property_row_set_value (RstPropertyRow *self, const char *value);

G_END_DECLS
