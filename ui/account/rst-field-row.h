/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RST_TYPE_FIELD_ROW (rst_field_row_get_type ())

/**
 * RstFieldRow:
 *
 * An entry row that can say what is wrong with its text. It does not do so
 * while the text is being typed for the first time.
 */
G_DECLARE_FINAL_TYPE (RstFieldRow, rst_field_row, RST, FIELD_ROW, AdwEntryRow)

/**
 * rst_field_row_set_problem:
 * @self: a row
 * @problem: (nullable): one sentence, or %NULL when the text is right
 */
void rst_field_row_set_problem (RstFieldRow *self, const char *problem);

/**
 * rst_field_row_set_placeholder:
 * @self: a row
 * @placeholder: an example to show while the row is empty and has the focus
 */
void rst_field_row_set_placeholder (RstFieldRow *self, const char *placeholder);

/**
 * rst_field_row_dup_text:
 * @self: a row
 *
 * Returns: (transfer full): its text without blanks at the ends
 */
char *rst_field_row_dup_text (RstFieldRow *self);

G_END_DECLS
