/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-text-links.h"

gboolean
rst_text_links_get_bounds (const GtkTextIter *place, GtkTextTag *link, GtkTextIter *start, GtkTextIter *end)
{
  g_return_val_if_fail (place != NULL && start != NULL && end != NULL, FALSE);
  g_return_val_if_fail (GTK_IS_TEXT_TAG (link), FALSE);

  if (!gtk_text_iter_has_tag (place, link))
    return FALSE;

  *start = *end = *place;
  if (!gtk_text_iter_starts_tag (start, link))
    gtk_text_iter_backward_to_tag_toggle (start, link);
  gtk_text_iter_forward_to_tag_toggle (end, link);
  return TRUE;
}

char *
rst_text_links_dup_selected (GtkTextView *view, GtkTextTag *link)
{
  GtkTextIter start, end, link_start, link_end;

  g_return_val_if_fail (GTK_IS_TEXT_VIEW (view), NULL);

  if (gtk_text_buffer_get_selection_bounds (gtk_text_view_get_buffer (view), &start, &end) &&
      rst_text_links_get_bounds (&start, link, &link_start, &link_end) &&
      gtk_text_iter_equal (&start, &link_start) &&
      gtk_text_iter_equal (&end, &link_end))
    return gtk_text_iter_get_text (&start, &end);
  return NULL;
}

static gboolean
is_hidden (const GtkTextIter *place)
{
  g_autoptr (GSList) tags = gtk_text_iter_get_tags (place);

  for (GSList *tag = tags; tag != NULL; tag = tag->next)
    {
      gboolean invisible;

      g_object_get (tag->data, "invisible", &invisible, NULL);
      if (invisible)
        return TRUE;
    }
  return FALSE;
}

static GtkWidget *
get_button (const GtkTextIter *place)
{
  GtkTextChildAnchor *anchor = gtk_text_iter_get_child_anchor (place);
  g_autofree GtkWidget **widgets = NULL;
  guint n_widgets = 0;

  if (anchor != NULL)
    widgets = gtk_text_child_anchor_get_widgets (anchor, &n_widgets);
  return n_widgets > 0 ? widgets[0] : NULL;
}

static gboolean
is_stop (const GtkTextIter *place, GtkTextTag *link)
{
  return get_button (place) != NULL ||
         (gtk_text_iter_starts_tag (place, link) && !is_hidden (place));
}

/* Links and buttons have tags of their own, so that a stop is where one begins. */
static gboolean
find_stop (GtkTextIter *place, GtkTextTag *link, int by)
{
  while (by > 0 ? gtk_text_iter_forward_to_tag_toggle (place, NULL)
                : gtk_text_iter_backward_to_tag_toggle (place, NULL))
    if (is_stop (place, link))
      return TRUE;
  return FALSE;
}

static void
find_button (GtkTextView *view, GtkTextTag *link, GtkWidget *button, GtkTextIter *place)
{
  gtk_text_buffer_get_start_iter (gtk_text_view_get_buffer (view), place);
  while (get_button (place) != button && find_stop (place, link, 1))
    ;
}

static void
find_top (GtkTextView *view, GtkTextIter *place)
{
  GdkRectangle seen;

  gtk_text_view_get_visible_rect (view, &seen);
  gtk_text_view_get_line_at_y (view, place, seen.y, NULL);
}

static gboolean
is_in_sight (GtkTextView *view, const GtkTextIter *place)
{
  GdkRectangle seen, box;

  gtk_text_view_get_visible_rect (view, &seen);
  gtk_text_view_get_iter_location (view, place, &box);
  return box.y + box.height > seen.y && box.y < seen.y + seen.height;
}

static void
drop_link (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter place;

  gtk_text_buffer_get_iter_at_mark (buffer, &place, gtk_text_buffer_get_insert (buffer));
  gtk_text_buffer_place_cursor (buffer, &place);
}

static void
stop_at (GtkTextView *view, GtkTextTag *link, GtkTextIter *place)
{
  GtkWidget *button = get_button (place);
  GtkTextIter start, end;

  if (button != NULL)
    {
      gtk_text_buffer_place_cursor (gtk_text_view_get_buffer (view), place);
      gtk_widget_grab_focus (button);
    }
  else if (rst_text_links_get_bounds (place, link, &start, &end))
    {
      gtk_widget_grab_focus (GTK_WIDGET (view));
      gtk_text_buffer_select_range (gtk_text_view_get_buffer (view), &start, &end);
    }
  gtk_text_view_scroll_mark_onscreen (view, gtk_text_buffer_get_insert (gtk_text_view_get_buffer (view)));
}

/* Into the text: Tab to the text itself, as it stands, Shift+Tab to its last stop. */
static void
enter (GtkTextView *view, GtkTextTag *link, int by)
{
  GtkTextIter place;

  gtk_text_buffer_get_end_iter (gtk_text_view_get_buffer (view), &place);
  if (by < 0 && find_stop (&place, link, by))
    stop_at (view, link, &place);
  else
    gtk_widget_grab_focus (GTK_WIDGET (view));
}

/* Where the keyboard is; gives whether that is one of the stops. Otherwise it is
 * what is in sight: who turned the page wants its links.
 */
static gboolean
find_place (GtkTextView *view, GtkTextTag *link, GtkTextIter *place)
{
  GtkWidget *button = gtk_widget_get_focus_child (GTK_WIDGET (view));
  g_autofree char *selected = rst_text_links_dup_selected (view, link);
  GtkTextIter end;

  if (button != NULL)
    {
      find_button (view, link, button, place);
      return TRUE;
    }
  if (selected != NULL &&
      gtk_text_buffer_get_selection_bounds (gtk_text_view_get_buffer (view), place, &end) &&
      is_in_sight (view, place))
    return TRUE;
  find_top (view, place);
  return FALSE;
}

gboolean
rst_text_links_move_focus (GtkTextView *view, GtkTextTag *link, int by)
{
  gboolean on_stop;
  GtkTextIter place;

  g_return_val_if_fail (GTK_IS_TEXT_VIEW (view), FALSE);
  g_return_val_if_fail (GTK_IS_TEXT_TAG (link), FALSE);

  if (gtk_widget_get_focus_child (GTK_WIDGET (view)) == NULL && !gtk_widget_is_focus (GTK_WIDGET (view)))
    {
      enter (view, link, by);
      return TRUE;
    }

  on_stop = find_place (view, link, &place);
  if ((by > 0 && !on_stop && is_stop (&place, link)) || find_stop (&place, link, by))
    {
      stop_at (view, link, &place);
      return TRUE;
    }
  drop_link (view);
  return by < 0 && on_stop && gtk_widget_grab_focus (GTK_WIDGET (view));
}
