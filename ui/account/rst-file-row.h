/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RST_TYPE_FILE_ROW (rst_file_row_get_type ())

/**
 * RstFileRow:
 *
 * A row for a file of certificates on this computer, or none.
 */
G_DECLARE_FINAL_TYPE (RstFileRow, rst_file_row, RST, FILE_ROW, AdwActionRow)

/**
 * RstFileRow:placeholder:
 *
 * What the row says when there is no file.
 */

/**
 * RstFileRow:choose-label:
 *
 * What the button that chooses a file does; also the title of its dialog.
 */

/**
 * RstFileRow:clear-label:
 *
 * What the button that takes the file away does.
 */

/**
 * RstFileRow::changed:
 * @self: the row
 *
 * Another file, or none, was chosen.
 */

/**
 * rst_file_row_set_path:
 * @self: the row
 * @path: (nullable): a file
 */
void rst_file_row_set_path (RstFileRow *self, const char *path);

/**
 * rst_file_row_get_path:
 * @self: the row
 *
 * Returns: (transfer none) (nullable): the file
 */
const char *rst_file_row_get_path (RstFileRow *self);

G_END_DECLS
