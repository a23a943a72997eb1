/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rst_account_id_from_address:
 * @address: a mail address, or a login name where there is none
 * @taken: (element-type utf8): ids that are in use
 *
 * Makes an id for a new account: the part before the `@` in lower case and in
 * the letters that an id may have, then its domain, then a number, as far as it
 * takes to differ from each of @taken.
 *
 * Returns: (transfer full): such as "anna"
 */
char *rst_account_id_from_address (const char *address, GPtrArray *taken);

G_END_DECLS
