/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RST_FINDABLE_MAX:
 *
 * So many matches are counted and marked; nobody steps through more.
 */
#define RST_FINDABLE_MAX 1000

#define RST_TYPE_FINDABLE (rst_findable_get_type ())

/**
 * RstFindable:
 *
 * A widget that shows a text in which words can be found: the two bodies of
 * the reader. Main loop only.
 */
G_DECLARE_INTERFACE (RstFindable, rst_findable, RST, FINDABLE, GtkWidget)

struct _RstFindableInterface
{
  GTypeInterface parent_iface;

  void (*find) (RstFindable *self, const char *text);
  void (*step) (RstFindable *self, int by);
};

/**
 * RstFindable::found:
 * @self: the widget
 * @current: which match is shown, from 1; 0 where that is not known
 * @total: how many there are; at most %RST_FINDABLE_MAX
 *
 * What was looked for was found, or not, or another match is shown.
 */

/**
 * rst_findable_find:
 * @self: the widget
 * @text: what to look for, in any case; "" for nothing any more
 *
 * Marks each place of a text and scrolls to the first. The answer comes with
 * [signal@Findable::found], at once or later.
 */
void rst_findable_find (RstFindable *self, const char *text);

/**
 * rst_findable_step:
 * @self: the widget
 * @by: 1 for the next match, -1 for the one before
 *
 * Shows another match; behind the last one comes the first.
 */
void rst_findable_step (RstFindable *self, int by);

/**
 * rst_findable_found:
 * @self: the widget
 * @current: see [signal@Findable::found]
 * @total: see [signal@Findable::found]
 *
 * For those who implement it: emits the signal.
 */
void rst_findable_found (RstFindable *self, guint current, guint total);

/**
 * rst_findable_step_index:
 * @current: a match, from 1; 0 where it is not known
 * @total: how many there are
 * @by: 1 or -1
 *
 * Returns: the match beside it, round the ends; 0 where it cannot be known
 */
guint rst_findable_step_index (guint current, guint total, int by);

G_END_DECLS
