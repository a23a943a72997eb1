/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-web-find.h"

#define OPTIONS (WEBKIT_FIND_OPTIONS_CASE_INSENSITIVE | WEBKIT_FIND_OPTIONS_WRAP_AROUND)

/* WebKit says how many matches there are when it is asked for that alone, and
 * never which one is shown: that is counted here, from the first one on.
 */
struct _RstWebFind
{
  WebKitWebView *page;
  RstFindable *owner;
  GtkGesture *press;
  gboolean active;
  guint wanted;  /* what the answer will be about; 0 where that is not known */
  guint current;
  guint total;
};

static WebKitFindController *
get_controller (RstWebFind *self)
{
  return webkit_web_view_get_find_controller (self->page);
}

static void
counted_cb (WebKitFindController *controller, guint total, RstWebFind *self)
{
  /* An answer may come after one has ended the search. */
  if (!self->active)
    return;

  self->total = MIN (total, RST_FINDABLE_MAX);
  rst_findable_found (self->owner, self->current, self->total);
}

static void
found_cb (WebKitFindController *controller, guint n_before, RstWebFind *self)
{
  self->current = self->wanted;
  if (self->active && self->total > 0)
    rst_findable_found (self->owner, self->current, self->total);
}

/* WebKit goes on from where one has clicked. */
static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, RstWebFind *self)
{
  self->current = 0;
}

RstWebFind *
rst_web_find_new (WebKitWebView *page, RstFindable *owner)
{
  RstWebFind *self;

  g_return_val_if_fail (WEBKIT_IS_WEB_VIEW (page), NULL);
  g_return_val_if_fail (RST_IS_FINDABLE (owner), NULL);

  self = g_new0 (RstWebFind, 1);
  self->page = g_object_ref (page);
  self->owner = owner;
  g_signal_connect (get_controller (self), "counted-matches", G_CALLBACK (counted_cb), self);
  g_signal_connect (get_controller (self), "found-text", G_CALLBACK (found_cb), self);

  self->press = gtk_gesture_click_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (self->press), 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (self->press),
                                              GTK_PHASE_CAPTURE);
  g_signal_connect (self->press, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (page), GTK_EVENT_CONTROLLER (self->press));
  return self;
}

void
rst_web_find_free (RstWebFind *self)
{
  g_return_if_fail (self != NULL);

  g_signal_handlers_disconnect_by_data (get_controller (self), self);
  gtk_widget_remove_controller (GTK_WIDGET (self->page), GTK_EVENT_CONTROLLER (self->press));
  g_object_unref (self->page);
  g_free (self);
}

void
rst_web_find_search (RstWebFind *self, const char *text)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  self->active = *text != '\0';
  self->current = self->total = 0;
  /* From the beginning, not from where the last search has left off. */
  webkit_web_view_execute_editing_command (self->page, "Unselect");
  if (!self->active)
    {
      webkit_find_controller_search_finish (get_controller (self));
      return;
    }
  self->wanted = 1;
  webkit_find_controller_count_matches (get_controller (self), text, OPTIONS,
                                        RST_FINDABLE_MAX);
  webkit_find_controller_search (get_controller (self), text, OPTIONS, RST_FINDABLE_MAX);
}

void
rst_web_find_step (RstWebFind *self, int by)
{
  g_return_if_fail (self != NULL);

  if (!self->active || self->total == 0)
    return;

  /* How many there are beyond the last that is counted is not known. */
  if (self->total == RST_FINDABLE_MAX && by < 0 && self->current == 1)
    self->wanted = 0;
  else if (self->total == RST_FINDABLE_MAX && by > 0 && self->current == RST_FINDABLE_MAX)
    self->wanted = 0;
  else
    self->wanted = rst_findable_step_index (self->current, self->total, by);
  if (by > 0)
    webkit_find_controller_search_next (get_controller (self));
  else
    webkit_find_controller_search_previous (get_controller (self));
}
