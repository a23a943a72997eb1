/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstSecret:
 *
 * A string, allocated with g_malloc(), that is overwritten before it is freed:
 * a password, a token, or what is made of them. Only a name for `char`, so that
 * `g_autoptr (RstSecret)` says what a variable holds.
 */
typedef char RstSecret;

/**
 * rst_secret_free:
 * @secret: (nullable) (transfer full): a secret that ends with NUL
 *
 * Overwrites a secret and frees it.
 */
void rst_secret_free (RstSecret *secret);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstSecret, rst_secret_free)

G_END_DECLS
