/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RstTextQuotes:
 *
 * Shows in a text view which lines are quoted, how deep, and what is a
 * signature, and folds long quotes behind a button. The marks of a quote stay in
 * the text, for screen readers and for who copies it, but bars are drawn in their
 * place. Main loop only.
 */
typedef struct _RstTextQuotes RstTextQuotes;

/**
 * rst_text_quotes_new:
 * @view: a text view, which owns what is returned
 *
 * Returns: (transfer full): quotes of an empty text
 */
RstTextQuotes *rst_text_quotes_new (GtkTextView *view);

/**
 * rst_text_quotes_free:
 * @self: (transfer full): quotes
 */
void rst_text_quotes_free (RstTextQuotes *self);

/**
 * rst_text_quotes_clear:
 * @self: quotes
 *
 * Forgets the folds of a text that the buffer no longer has. While it is empty
 * that takes no time.
 */
void rst_text_quotes_clear (RstTextQuotes *self);

/**
 * rst_text_quotes_mark:
 * @self: quotes
 * @text: what the view's buffer has been set to
 *
 * Marks the quotes of a new text. Of a text that is nothing but quotes, only the
 * first several thousand are marked, so that it shows at once.
 */
void rst_text_quotes_mark (RstTextQuotes *self, const char *text);

/**
 * rst_text_quotes_fold:
 * @self: quotes
 * @text: the same text
 *
 * Folds what need not be in sight. Puts buttons into the buffer, so it comes
 * after all that goes by the places of the text.
 */
void rst_text_quotes_fold (RstTextQuotes *self, const char *text);

/**
 * rst_text_quotes_reveal:
 * @self: quotes
 * @place: a place of the view's text
 *
 * Opens the fold that hides this place.
 */
void rst_text_quotes_reveal (RstTextQuotes *self, const GtkTextIter *place);

/**
 * rst_text_quotes_dup_text:
 * @self: quotes
 * @start: where it begins in the view
 * @end: where it ends
 *
 * Returns: (transfer full): the message's text there, also what is folded, without
 *   the buttons between
 */
char *rst_text_quotes_dup_text (RstTextQuotes *self, const GtkTextIter *start, const GtkTextIter *end);

/**
 * rst_text_quotes_update_style:
 * @self: quotes
 * @zoom: how large the text is, 1 being the usual size
 *
 * To be called when the view's style or size has changed.
 */
void rst_text_quotes_update_style (RstTextQuotes *self, double zoom);

/**
 * rst_text_quotes_draw:
 * @self: quotes
 * @snapshot: what the view is drawn to, in buffer coordinates
 *
 * Draws the bars of what is in sight.
 */
void rst_text_quotes_draw (RstTextQuotes *self, GtkSnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstTextQuotes, rst_text_quotes_free)

G_END_DECLS
