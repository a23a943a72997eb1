/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mime/rst-message.h"

G_BEGIN_DECLS

/**
 * rst_link_open:
 * @widget: where the link was chosen
 * @page: (nullable): the message whose HTML it was chosen in; %NULL where its
 *   text is its address
 * @uri: where it leads, see rst_link_is_openable()
 *
 * Gives a link to the desktop. Where it is not what it seems to be, a person is
 * told so and asked first.
 */
void rst_link_open (GtkWidget *widget, RstMessage *page, const char *uri);

/**
 * rst_link_copy:
 * @widget: where the link is
 * @uri: where it leads
 *
 * Puts a link's address on the clipboard; of one to write to, the mail address.
 */
void rst_link_copy (GtkWidget *widget, const char *uri);

G_END_DECLS
