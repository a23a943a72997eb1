/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rst_flowed_join:
 * @text: a text of type text/plain with `format=flowed`, lines ended by LF
 * @delete_space: whether its type says `delsp=yes`
 *
 * Joins what was one paragraph before it was sent (RFC 3676). Quoted
 * paragraphs keep their marks, as many as they had, with a space behind them.
 *
 * Returns: (transfer full): the text, one line for each paragraph
 */
char *rst_flowed_join (const char *text, gboolean delete_space);

G_END_DECLS
