/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mailboxes/rst-mailbox-item.h"

G_BEGIN_DECLS

#define RST_TYPE_ACCOUNT_ROW (rst_account_row_get_type ())

/**
 * RstAccountRow:
 *
 * The heading of an account: its name, how its fetch goes, why the last one
 * failed, and a menu to edit or remove it.
 */
G_DECLARE_FINAL_TYPE (RstAccountRow, rst_account_row, RST, ACCOUNT_ROW, GtkListBoxRow)

/**
 * rst_account_row_new:
 * @item: a heading
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *rst_account_row_new (RstMailboxItem *item);

G_END_DECLS
