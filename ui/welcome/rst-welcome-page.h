/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RST_TYPE_WELCOME_PAGE (rst_welcome_page_get_type ())

/**
 * RstWelcomePage:
 *
 * What the window shows while there is no account. Its button runs the action
 * `app.add-account`.
 */
G_DECLARE_FINAL_TYPE (RstWelcomePage, rst_welcome_page, RST, WELCOME_PAGE, AdwBin)

/**
 * rst_welcome_page_new:
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *rst_welcome_page_new (void);

G_END_DECLS
