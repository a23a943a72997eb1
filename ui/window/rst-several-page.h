/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RST_TYPE_SEVERAL_PAGE (rst_several_page_get_type ())

/**
 * RstSeveralPage:
 *
 * What is in the reader's place while several messages are selected: how many,
 * and what can be done to them.
 */
G_DECLARE_FINAL_TYPE (RstSeveralPage, rst_several_page, RST, SEVERAL_PAGE, AdwBin)

/**
 * rst_several_page_show:
 * @self: a page
 * @count: how many messages are selected
 * @mailbox: (nullable): where all of them are; %NULL where that is not known
 */
void rst_several_page_show (RstSeveralPage *self, guint count, const char *mailbox);

G_END_DECLS
