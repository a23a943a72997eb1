/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstAddress:
 * @name: the display name, fit for one line; "" when there is none
 * @address: the mailbox address; "" in a group's name
 *
 * One sender or recipient (RFC 5322 §3.4).
 */
typedef struct
{
  char *name;
  char *address;
} RstAddress;

/**
 * rst_address_new:
 * @name: (nullable): a display name
 * @address: (nullable): a mailbox address
 *
 * Returns: (transfer full): an address
 */
RstAddress *rst_address_new (const char *name, const char *address);

/**
 * rst_address_free:
 * @self: (transfer full): an address
 */
void rst_address_free (RstAddress *self);

/**
 * rst_address_get_label:
 * @self: an address
 *
 * Returns: (transfer none): the name, or the address where there is no name
 */
const char *rst_address_get_label (const RstAddress *self);

/**
 * rst_address_format_list:
 * @addresses: (element-type RstAddress): addresses
 *
 * Returns: (transfer full): "Name <address>, …", as people write it
 */
char *rst_address_format_list (GPtrArray *addresses);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstAddress, rst_address_free)

G_END_DECLS
