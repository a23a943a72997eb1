/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RST_TYPE_ADDRESS_CHIPS (rst_address_chips_get_type ())

/**
 * RstAddressChips:
 *
 * Addresses as chips, in as many lines as they need. Main loop only.
 */
G_DECLARE_FINAL_TYPE (RstAddressChips, rst_address_chips, RST, ADDRESS_CHIPS, GtkWidget)

/**
 * rst_address_chips_new:
 *
 * Returns: (transfer floating): no chips yet
 */
GtkWidget *rst_address_chips_new (void);

/**
 * rst_address_chips_show:
 * @self: the chips
 * @intro: (nullable): what stands before the first one
 * @addresses: (element-type RstAddress): whom to show; not kept
 * @max: how many of them as chips
 * @full: whether addresses are shown beside the names
 *
 * Shows addresses in place of those before. Where there are more than @max, the
 * others are text if @full, or else a button that activates `header.details`
 * counts them.
 */
void rst_address_chips_show (RstAddressChips *self,
                             const char      *intro,
                             GPtrArray       *addresses,
                             guint            max,
                             gboolean         full);

G_END_DECLS
