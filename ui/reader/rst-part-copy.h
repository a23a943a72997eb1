/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mime/rst-part.h"

G_BEGIN_DECLS

/**
 * rst_part_copy_write:
 * @part: an attachment
 * @mode: the file's permissions
 * @error: where to say why it failed
 *
 * Writes an attachment into a new folder that only its owner can enter. Blocks;
 * may run on any thread.
 *
 * Returns: (transfer full) (nullable): the file's path
 */
char *rst_part_copy_write (RstPart *part, int mode, GError **error);

/**
 * rst_part_copy_keep:
 * @widget: a widget that stays as long as the copy may be used
 * @path: what [func@part_copy_write] gave
 *
 * Has the copy removed when @widget is destroyed. Main loop only.
 */
void rst_part_copy_keep (GtkWidget *widget, const char *path);

G_END_DECLS
