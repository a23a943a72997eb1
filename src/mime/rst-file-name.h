/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rst_file_name_make_safe:
 * @name: (nullable): a name from outside, in UTF-8
 * @mime_type: the type of the content
 *
 * Makes a name safe to save under: no folder, no leading dot, no control
 * character or one that turns the reading direction, nothing that a common
 * file system refuses, at most 200 octets with the ending kept. Without a
 * usable name one is made from the type.
 *
 * Returns: (transfer full): a file name, never ""
 */
char *rst_file_name_make_safe (const char *name, const char *mime_type);

G_END_DECLS
