/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mime/rst-address.h"

G_BEGIN_DECLS

/**
 * rst_address_text_dup_full:
 * @address: an address
 *
 * Returns: (transfer full): name and address, as an address field takes them
 *   (RFC 5322 §3.4); what there is of them
 */
char *rst_address_text_dup_full (const RstAddress *address);

/**
 * rst_address_text_dup_query:
 * @address: an address that is not ""
 *
 * Returns: (transfer full): a search for what came from it
 */
char *rst_address_text_dup_query (const RstAddress *address);

/**
 * rst_address_text_dup_menu_name:
 * @address: an address
 *
 * Returns: (transfer full): its label, short enough for a menu, in which
 *   underlines stay what they are
 */
char *rst_address_text_dup_menu_name (const RstAddress *address);

G_END_DECLS
