/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RstTextFind:
 *
 * Finds and marks words in a text view whose text stays the same. Main loop
 * only.
 */
typedef struct _RstTextFind RstTextFind;

/**
 * RstTextFindReveal:
 * @place: where in the text a match is
 * @user_data: what was given with it
 *
 * Makes a place visible that may be hidden, before it is scrolled to.
 */
typedef void (*RstTextFindReveal) (const GtkTextIter *place, gpointer user_data);

/**
 * rst_text_find_new:
 * @view: a text view, which owns what is returned
 * @reveal: called for each match that is shown
 * @user_data: for @reveal
 *
 * Returns: (transfer full): nothing found yet
 */
RstTextFind *rst_text_find_new (GtkTextView       *view,
                                RstTextFindReveal  reveal,
                                gpointer           user_data);

/**
 * rst_text_find_free:
 * @self: (transfer full): what was found
 */
void rst_text_find_free (RstTextFind *self);

/**
 * rst_text_find_search:
 * @self: what was found
 * @text: what to look for; "" to forget
 *
 * Marks the places of a text, at most %RST_FINDABLE_MAX, and shows the first.
 */
void rst_text_find_search (RstTextFind *self, const char *text);

/**
 * rst_text_find_step:
 * @self: what was found
 * @by: 1 or -1
 *
 * Shows the match beside the current one.
 */
void rst_text_find_step (RstTextFind *self, int by);

/**
 * rst_text_find_get_current:
 * @self: what was found
 *
 * Returns: the match that is shown, from 1; 0 for none
 */
guint rst_text_find_get_current (RstTextFind *self);

/**
 * rst_text_find_get_total:
 * @self: what was found
 *
 * Returns: how many there are
 */
guint rst_text_find_get_total (RstTextFind *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstTextFind, rst_text_find_free)

G_END_DECLS
