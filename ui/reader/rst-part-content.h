/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mime/rst-part.h"

G_BEGIN_DECLS

#define RST_TYPE_PART_CONTENT (rst_part_content_get_type ())

/**
 * RstPartContent:
 *
 * An attachment as a file to drag out of the window, or to copy. The file is
 * written when another program asks for it. Main loop only.
 */
G_DECLARE_FINAL_TYPE (RstPartContent, rst_part_content, RST, PART_CONTENT, GdkContentProvider)

/**
 * rst_part_content_new:
 * @part: an attachment
 * @widget: a widget that stays as long as the file may be used; the file is
 *   removed with it
 *
 * Returns: (transfer full): what to give to a drag or the clipboard
 */
GdkContentProvider *rst_part_content_new (RstPart *part, GtkWidget *widget);

G_END_DECLS
