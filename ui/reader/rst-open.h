/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mime/rst-part.h"

G_BEGIN_DECLS

/**
 * rst_open_part:
 * @widget: a widget of the window to ask in
 * @part: an attachment
 *
 * Opens a copy of an attachment in the program that the desktop has for its
 * kind. The copy is read-only, in a folder that only its owner can enter; it
 * is removed when @widget is destroyed. Programs, scripts and web pages are
 * opened only after a question.
 */
void rst_open_part (GtkWidget *widget, RstPart *part);

G_END_DECLS
