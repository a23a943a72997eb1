/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-text-fold.h"

#include <glib/gi18n.h>

struct _RstTextFold
{
  GtkTextView *view;
  GtkTextTag *hidden; /* its own, so that one change shows or hides all */
  GtkTextMark *start;
  GtkTextMark *end;
  GtkWidget *button;
  guint n_lines;
};

static gboolean
is_open (RstTextFold *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->button));
}

static void
toggled_cb (RstTextFold *self)
{
  gboolean open = is_open (self);
  g_autofree char *label = NULL;

  if (open)
    label = g_strdup (_("Hide Quoted Text"));
  else
    label = g_strdup_printf (ngettext ("Show Quoted Text (%u Line)",
                                       "Show Quoted Text (%u Lines)",
                                       self->n_lines),
                             self->n_lines);
  gtk_button_set_label (GTK_BUTTON (self->button), label);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->button),
                               GTK_ACCESSIBLE_STATE_EXPANDED, open,
                               -1);
  g_object_set (self->hidden, "invisible", !open, NULL);
}

static void
make_button (RstTextFold *self, GtkTextIter *at)
{
  GtkTextChildAnchor *anchor;

  anchor = gtk_text_buffer_create_child_anchor (gtk_text_view_get_buffer (self->view), at);
  self->button = g_object_ref_sink (gtk_toggle_button_new ());
  gtk_widget_add_css_class (self->button, "rst-text-fold");
  gtk_widget_add_css_class (self->button, "caption");
  gtk_widget_set_cursor_from_name (self->button, "default");
  g_signal_connect_swapped (self->button, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_text_view_add_child_at_anchor (self->view, self->button, anchor);
}

/* The button gets a line of its own in front of the lines. */
static void
insert_button (RstTextFold *self, GtkTextBuffer *buffer, GtkTextIter *start, GtkTextTag *button_tag)
{
  int offset = gtk_text_iter_get_offset (start);
  GtkTextIter from;

  make_button (self, start);
  gtk_text_buffer_get_iter_at_offset (buffer, start, offset + 1);
  gtk_text_buffer_insert (buffer, start, "\n", 1);
  gtk_text_buffer_get_iter_at_offset (buffer, &from, offset);
  gtk_text_buffer_remove_all_tags (buffer, &from, start);
  gtk_text_buffer_apply_tag (buffer, button_tag, &from, start);
}

RstTextFold *
rst_text_fold_new (GtkTextView *view,
                   GtkTextIter *start,
                   GtkTextIter *end,
                   guint        n_lines,
                   GtkTextTag  *button_tag)
{
  GtkTextBuffer *buffer;
  RstTextFold *self;

  g_return_val_if_fail (GTK_IS_TEXT_VIEW (view), NULL);
  g_return_val_if_fail (start != NULL && end != NULL, NULL);
  g_return_val_if_fail (GTK_IS_TEXT_TAG (button_tag), NULL);

  buffer = gtk_text_view_get_buffer (view);
  self = g_new0 (RstTextFold, 1);
  self->view = view;
  self->n_lines = n_lines;
  self->end = g_object_ref (gtk_text_buffer_create_mark (buffer, NULL, end, FALSE));
  insert_button (self, buffer, start, button_tag);
  self->start = g_object_ref (gtk_text_buffer_create_mark (buffer, NULL, start, TRUE));
  gtk_text_buffer_get_iter_at_mark (buffer, end, self->end);

  self->hidden = g_object_ref (gtk_text_buffer_create_tag (buffer, NULL, NULL));
  gtk_text_buffer_apply_tag (buffer, self->hidden, start, end);
  toggled_cb (self);
  return self;
}

static void
drop_mark (GtkTextBuffer *buffer, GtkTextMark *mark)
{
  gtk_text_buffer_delete_mark (buffer, mark);
  g_object_unref (mark);
}

void
rst_text_fold_free (RstTextFold *self)
{
  GtkTextBuffer *buffer;

  g_return_if_fail (self != NULL);

  buffer = gtk_text_view_get_buffer (self->view);
  g_signal_handlers_disconnect_by_data (self->button, self);
  drop_mark (buffer, self->start);
  drop_mark (buffer, self->end);
  gtk_text_tag_table_remove (gtk_text_buffer_get_tag_table (buffer), self->hidden);
  g_object_unref (self->hidden);
  g_object_unref (self->button);
  g_free (self);
}

gboolean
rst_text_fold_reveal (RstTextFold *self, const GtkTextIter *place)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (place != NULL, FALSE);

  if (!gtk_text_iter_has_tag (place, self->hidden))
    return FALSE;

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->button), TRUE);
  return TRUE;
}

gboolean
rst_text_fold_skip (RstTextFold *self, GtkTextIter *place)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (place != NULL, FALSE);

  if (is_open (self) || !gtk_text_iter_has_tag (place, self->hidden))
    return FALSE;

  gtk_text_buffer_get_iter_at_mark (gtk_text_view_get_buffer (self->view), place, self->end);
  return TRUE;
}
