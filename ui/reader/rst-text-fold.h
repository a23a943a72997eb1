/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RstTextFold:
 *
 * Some lines of a text view that are hidden until a person presses the button
 * in front of them, which stays to hide them again. Main loop only.
 */
typedef struct _RstTextFold RstTextFold;

/**
 * rst_text_fold_new:
 * @view: a text view
 * @start: where the lines begin
 * @end: where they end
 * @n_lines: how many they are, as the button says
 * @button_tag: what the button's place in the text is to have
 *
 * Hides the lines. This changes the text and ends all iterators but those that
 * it was given.
 *
 * Returns: (transfer full): the fold
 */
RstTextFold *rst_text_fold_new (GtkTextView *view,
                                GtkTextIter *start,
                                GtkTextIter *end,
                                guint        n_lines,
                                GtkTextTag  *button_tag);

/**
 * rst_text_fold_free:
 * @self: (transfer full): a fold, before or after its text goes
 */
void rst_text_fold_free (RstTextFold *self);

/**
 * rst_text_fold_reveal:
 * @self: a fold
 * @place: a place of the text
 *
 * Shows the lines if @place is in them.
 *
 * Returns: whether it is
 */
gboolean rst_text_fold_reveal (RstTextFold *self, const GtkTextIter *place);

/**
 * rst_text_fold_skip:
 * @self: a fold
 * @place: a place of the text, moved behind the lines if it is in them and they
 *   are hidden
 *
 * Returns: whether it was
 */
gboolean rst_text_fold_skip (RstTextFold *self, GtkTextIter *place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstTextFold, rst_text_fold_free)

G_END_DECLS
