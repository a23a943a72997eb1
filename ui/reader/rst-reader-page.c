/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-reader-private.h"

/* Of what was last in sight, so much stays there: two lines. */
#define OVERLAP 40

static gboolean
scroll (GtkAdjustment *adjustment, int by)
{
  double value = gtk_adjustment_get_value (adjustment);
  double page = gtk_adjustment_get_page_size (adjustment);

  gtk_adjustment_set_value (adjustment, value + by * MAX (page - OVERLAP, page / 2));
  return ABS (gtk_adjustment_get_value (adjustment) - value) >= 1;
}

/* Where the window is low, the pane as a whole scrolls as well. */
static gboolean
scroll_pane (RstReader *self, int by)
{
  GtkWidget *pane = gtk_widget_get_ancestor (self->body_place, GTK_TYPE_SCROLLED_WINDOW);

  return scroll (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (pane)), by);
}

static gboolean
scroll_body (RstReader *self, GtkEventControllerKey *keys, int by)
{
  if (rst_reader_shows_html (self))
    return rst_html_view_turn_page (self->web, keys, by);
  return scroll (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->text)), by);
}

/* The body is the lowest that is worth reading. */
gboolean
rst_reader_turn_page (RstReader *self, GtkEventControllerKey *keys, int by)
{
  g_return_val_if_fail (RST_IS_READER (self), FALSE);
  g_return_val_if_fail (GTK_IS_EVENT_CONTROLLER_KEY (keys), FALSE);
  g_return_val_if_fail (by == 1 || by == -1, FALSE);

  /* What comes was not read. */
  if (self->shown != self->id)
    return TRUE;
  if (self->message == NULL)
    return FALSE;
  if (by > 0)
    return scroll_pane (self, by) || scroll_body (self, keys, by);
  return scroll_body (self, keys, by) || scroll_pane (self, by);
}

/* Buttons, rows and entries have a use for Space. */
gboolean
rst_reader_reads (RstReader *self)
{
  GtkRoot *root;
  GtkWidget *focus;

  g_return_val_if_fail (RST_IS_READER (self), FALSE);

  root = gtk_widget_get_root (GTK_WIDGET (self));
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  return focus != NULL &&
         (focus == GTK_WIDGET (self->text) ||
          (self->web != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->web))) ||
          (GTK_IS_LABEL (focus) && gtk_widget_is_ancestor (focus, GTK_WIDGET (self))));
}
