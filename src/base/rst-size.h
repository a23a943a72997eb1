/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rst_size_parse:
 * @text: digits, and maybe a unit: `k`, `M` or `G`, in either case, with or
 *   without a `B` behind it
 * @octets: (out): how many octets that is, at most %G_MAXINT64
 *
 * Reads a size as people type it. 5MB is five million octets, as GNOME counts.
 *
 * Returns: whether it is one
 */
gboolean rst_size_parse (const char *text, guint64 *octets);

/**
 * rst_size_dup_text:
 * @octets: a size
 *
 * Returns: (transfer full): what [func@size_parse] takes, exactly @octets and
 *   with the largest unit that goes
 */
char *rst_size_dup_text (guint64 octets);

G_END_DECLS
