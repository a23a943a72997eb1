/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-text-find.h"

#include "reader/rst-findable.h"

#define CASELESS (GTK_TEXT_SEARCH_TEXT_ONLY | GTK_TEXT_SEARCH_CASE_INSENSITIVE)

/* How far from the view's edge a match stays, as a part of its height. */
#define MARGIN 0.15

/* Offsets in the text. */
typedef struct
{
  int start;
  int end;
} Match;

struct _RstTextFind
{
  GtkTextView *view;
  RstTextFindReveal reveal;
  gpointer user_data;
  GtkTextTag *found;
  GtkTextTag *shown;
  GArray *matches;
  guint current; /* from 1 */
};

/* The same in the light and in the dark: black on what a marker pen leaves. */
static GtkTextTag *
make_tag (GtkTextBuffer *buffer, const char *color)
{
  return gtk_text_buffer_create_tag (buffer, NULL,
                                     "background", color,
                                     "foreground", "#000000",
                                     NULL);
}

RstTextFind *
rst_text_find_new (GtkTextView *view, RstTextFindReveal reveal, gpointer user_data)
{
  RstTextFind *self;
  GtkTextBuffer *buffer;

  g_return_val_if_fail (GTK_IS_TEXT_VIEW (view), NULL);
  g_return_val_if_fail (reveal != NULL, NULL);

  buffer = gtk_text_view_get_buffer (view);
  self = g_new0 (RstTextFind, 1);
  self->view = view;
  self->reveal = reveal;
  self->user_data = user_data;
  self->found = make_tag (buffer, "#f9f06b");
  self->shown = make_tag (buffer, "#ffa348");
  self->matches = g_array_new (FALSE, FALSE, sizeof (Match));
  return self;
}

void
rst_text_find_free (RstTextFind *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->matches);
  g_free (self);
}

static void
forget (RstTextFind *self, GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag (buffer, self->found, &start, &end);
  gtk_text_buffer_remove_tag (buffer, self->shown, &start, &end);
  g_array_set_size (self->matches, 0);
  self->current = 0;
}

static void
collect (RstTextFind *self, GtkTextBuffer *buffer, const char *text)
{
  GtkTextIter at, start, end;

  gtk_text_buffer_get_start_iter (buffer, &at);
  while (self->matches->len < RST_FINDABLE_MAX &&
         gtk_text_iter_forward_search (&at, text, CASELESS, &start, &end, NULL))
    {
      Match match = { gtk_text_iter_get_offset (&start), gtk_text_iter_get_offset (&end) };

      gtk_text_buffer_apply_tag (buffer, self->found, &start, &end);
      g_array_append_val (self->matches, match);
      at = end;
    }
}

static void
get_current (RstTextFind *self, GtkTextBuffer *buffer, GtkTextIter *start, GtkTextIter *end)
{
  const Match *match = &g_array_index (self->matches, Match, self->current - 1);

  gtk_text_buffer_get_iter_at_offset (buffer, start, match->start);
  gtk_text_buffer_get_iter_at_offset (buffer, end, match->end);
}

static void
show (RstTextFind *self, GtkTextBuffer *buffer, guint current)
{
  GtkTextIter start, end;

  if (self->current > 0)
    {
      get_current (self, buffer, &start, &end);
      gtk_text_buffer_remove_tag (buffer, self->shown, &start, &end);
    }
  self->current = current;
  if (current == 0)
    return;

  get_current (self, buffer, &start, &end);
  gtk_text_buffer_apply_tag (buffer, self->shown, &start, &end);
  self->reveal (&start, self->user_data);
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_text_view_scroll_to_mark (self->view, gtk_text_buffer_get_insert (buffer),
                                MARGIN, FALSE, 0, 0);
}

void
rst_text_find_search (RstTextFind *self, const char *text)
{
  GtkTextBuffer *buffer;

  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  buffer = gtk_text_view_get_buffer (self->view);
  forget (self, buffer);
  if (*text == '\0')
    return;
  collect (self, buffer, text);
  show (self, buffer, MIN (self->matches->len, 1));
}

void
rst_text_find_step (RstTextFind *self, int by)
{
  g_return_if_fail (self != NULL);

  show (self,
        gtk_text_view_get_buffer (self->view),
        rst_findable_step_index (self->current, self->matches->len, by));
}

guint
rst_text_find_get_current (RstTextFind *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->current;
}

guint
rst_text_find_get_total (RstTextFind *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->matches->len;
}
