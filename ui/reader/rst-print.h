/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mime/rst-summary.h"

G_BEGIN_DECLS

/**
 * rst_print_new:
 * @summary: who, to whom, when, about what
 * @text: the message's text
 *
 * Prepares to print a message as text: a heading on the first page, numbers on
 * all. Main loop only.
 *
 * Returns: (transfer full): what prints it, to a printer or into a PDF file
 */
GtkPrintOperation *rst_print_new (const RstSummary *summary, const char *text);

/**
 * rst_print_ask:
 * @widget: a widget of the window to speak in
 * @operation: what prints
 *
 * Asks how to print, and prints. What goes wrong is said.
 */
void rst_print_ask (GtkWidget *widget, GtkPrintOperation *operation);

G_END_DECLS
