/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rst_html_cut_find:
 * @html: HTML as UTF-8
 *
 * How much of a page can be laid out at once. That is bounded by its text and by
 * its tags, but not by pictures that it brings along as `data:`; and it never
 * ends inside a character, nor inside a tag of a usual length.
 *
 * Returns: how many octets of it to show; all of them where that takes no time
 */
gsize rst_html_cut_find (const char *html);

G_END_DECLS
