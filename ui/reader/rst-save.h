/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mime/rst-part.h"

G_BEGIN_DECLS

/**
 * rst_save_ask:
 * @widget: a widget of the window to ask in
 * @name: the file name to propose
 * @octets: what to save
 *
 * Asks where to save something, saves it and says how it went. A file that is
 * there already is replaced only after a question.
 */
void rst_save_ask (GtkWidget *widget, const char *name, GBytes *octets);

/**
 * rst_save_ask_part:
 * @widget: a widget of the window to ask in
 * @part: what to save, under its own name if that is wanted
 *
 * The same for an attachment, which is decoded on another thread.
 */
void rst_save_ask_part (GtkWidget *widget, RstPart *part);

/**
 * rst_save_ask_folder:
 * @widget: a widget of the window to ask in
 * @parts: (element-type RstPart): what to save
 *
 * Asks for a folder, saves all parts into it and says how it went. Nothing is
 * replaced: a name that is taken gets a number.
 */
void rst_save_ask_folder (GtkWidget *widget, GListModel *parts);

G_END_DECLS
