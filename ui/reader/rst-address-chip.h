/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mime/rst-address.h"

G_BEGIN_DECLS

#define RST_TYPE_ADDRESS_CHIP (rst_address_chip_get_type ())

/**
 * RstAddressChip:
 *
 * A sender or recipient as a button: its menu copies the address and, through
 * `win.search-for`, shows all that came from it. Main loop only.
 */
G_DECLARE_FINAL_TYPE (RstAddressChip, rst_address_chip, RST, ADDRESS_CHIP, AdwBin)

/**
 * rst_address_chip_new:
 * @address: whom; copied
 * @full: whether the address is shown beside the name
 *
 * Returns: (transfer floating): a chip
 */
GtkWidget *rst_address_chip_new (const RstAddress *address, gboolean full);

G_END_DECLS
