/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mime/rst-part.h"

G_BEGIN_DECLS

/**
 * rst_open_is_program:
 * @part: an attachment
 *
 * Judges by name, type and first octets, since a sender may lie about any of
 * them.
 *
 * Returns: whether opening it could run what the sender wrote
 */
gboolean rst_open_is_program (RstPart *part);

/**
 * rst_open_part:
 * @widget: a widget of the window to ask in
 * @part: an attachment
 *
 * Opens a copy of an attachment in the program that the desktop has for its
 * kind. The copy is read-only, in a folder that only its owner can enter; it
 * is removed when @widget is destroyed. Programs and scripts are opened only
 * after a question.
 */
void rst_open_part (GtkWidget *widget, RstPart *part);

G_END_DECLS
