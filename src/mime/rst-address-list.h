/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mime/rst-address.h"

G_BEGIN_DECLS

/**
 * rst_address_list_parse:
 * @value: (nullable): an address list as it stands in a header (RFC 5322
 *   §3.4), in UTF-8, with its encoded words
 *
 * A group's name is followed by its members. What cannot be read as addresses
 * at all is kept as one name.
 *
 * Returns: (transfer full) (element-type RstAddress): the addresses, at most
 *   1,000
 */
GPtrArray *rst_address_list_parse (const char *value);

G_END_DECLS
