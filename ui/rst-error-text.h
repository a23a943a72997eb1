/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rst_error_text_get_hint:
 * @error: an error
 *
 * Returns: (transfer none) (nullable): what to do, where that can be said to
 *   somebody in a window
 */
const char *rst_error_text_get_hint (const GError *error);

/**
 * rst_error_text_dup:
 * @error: an error
 *
 * Returns: (transfer full): what broke and what to do, as running text
 */
char *rst_error_text_dup (const GError *error);

G_END_DECLS
