/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * rst_notice_show_toast:
 * @widget: a widget with a toast overlay around it
 * @text: what has happened
 *
 * Says that something went well.
 */
void rst_notice_show_toast (GtkWidget *widget, const char *text);

/**
 * rst_notice_show_error:
 * @widget: a widget of the window to speak in
 * @heading: what did not work
 * @error: why
 *
 * Says that something did not work, why, and what to do.
 */
void rst_notice_show_error (GtkWidget *widget, const char *heading, const GError *error);

G_END_DECLS
