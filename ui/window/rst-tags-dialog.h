/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RST_TYPE_TAGS_DIALOG (rst_tags_dialog_get_type ())

/**
 * RstTagsDialog:
 *
 * Asks which tags some messages are to have. A tag that only some of them have
 * is neither on nor off until it is chosen, and stays as it is.
 */
G_DECLARE_FINAL_TYPE (RstTagsDialog, rst_tags_dialog, RST, TAGS_DIALOG, AdwWindow)

/**
 * RstTagsDialog::apply:
 * @self: the dialog
 * @add: (array zero-terminated=1): tags that all of the messages are to have
 * @remove: (array zero-terminated=1): tags that none is to have
 *
 * Something was chosen. The dialog closes.
 */

/**
 * rst_tags_dialog_new:
 * @parent: above which window
 * @tags: (element-type RstTag): what there is to choose from, with how many of
 *   the messages have each
 * @n_messages: how many messages
 *
 * Returns: (transfer full): a dialog, to be presented
 */
GtkWindow *rst_tags_dialog_new (GtkWindow *parent, GPtrArray *tags, guint n_messages);

G_END_DECLS
