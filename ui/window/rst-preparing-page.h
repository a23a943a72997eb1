/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RST_TYPE_PREPARING_PAGE (rst_preparing_page_get_type ())

/**
 * RstPreparingPage:
 *
 * What is shown while mail that an older version wrote is brought up to date.
 */
G_DECLARE_FINAL_TYPE (RstPreparingPage, rst_preparing_page, RST, PREPARING_PAGE, AdwBin)

/**
 * rst_preparing_page_show:
 * @self: a page
 * @done: how much is done, in messages
 * @total: of how many messages
 */
void rst_preparing_page_show (RstPreparingPage *self, guint64 done, guint64 total);

G_END_DECLS
