/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rst_fetch_lock_take:
 * @folder: the profile
 * @account: an account's id
 * @error: where to say that it is taken (%RST_ERROR_IN_USE) or why it cannot be
 *
 * Takes the right to fetch an account, of which there is one in all processes.
 * It goes with the process if not given back before.
 *
 * Returns: for [func@fetch_lock_release]; -1 on error
 */
int rst_fetch_lock_take (const char *folder, const char *account, GError **error);

/**
 * rst_fetch_lock_release:
 * @lock: from [func@fetch_lock_take]
 */
void rst_fetch_lock_release (int lock);

G_END_DECLS
