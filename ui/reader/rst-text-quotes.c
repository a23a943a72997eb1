/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-text-quotes.h"

#include <string.h>

#include "mime/rst-quote.h"
#include "reader/rst-text-fold.h"

/* Deeper ones take the colours from the first again, and no more room. */
#define N_COLORS 5
#define MAX_INDENT 10

/* Each quoted line has its marks replaced one by one. */
#define MAX_MARKED 10000
#define MAX_FOLDS 100

#define BAR_WIDTH 3
#define SIGNATURE_ALPHA 0.65

/* Of the palette of GNOME; each has a contrast of 4.5 to 1 and more. */
static const char *const light_colors[N_COLORS] = {
  "#1a5fb4", "#1d6f42", "#813d9c", "#9a4a07", "#a51d2d",
};
static const char *const dark_colors[N_COLORS] = {
  "#99c1f1", "#8ff0a4", "#dc8add", "#ffbe6f", "#ff9b95",
};

struct _RstTextQuotes
{
  GtkTextView *view;
  GtkTextTag *depths[MAX_INDENT];
  GdkRGBA colors[N_COLORS];
  GtkTextTag *marks; /* ">", unseen under the bars */
  GtkTextTag *signature;
  GtkTextTag *button;
  GPtrArray *folds; /* of RstTextFold */
};

RstTextQuotes *
rst_text_quotes_new (GtkTextView *view)
{
  /* Pango takes an alpha of 0 for none. */
  static const GdkRGBA nothing = { .alpha = 0.001F };
  GtkTextBuffer *buffer;
  RstTextQuotes *self;

  g_return_val_if_fail (GTK_IS_TEXT_VIEW (view), NULL);

  buffer = gtk_text_view_get_buffer (view);
  self = g_new0 (RstTextQuotes, 1);
  self->view = view;
  self->folds = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_text_fold_free);
  for (guint i = 0; i < MAX_INDENT; i++)
    self->depths[i] = gtk_text_buffer_create_tag (buffer, NULL, NULL);
  self->signature = gtk_text_buffer_create_tag (buffer, NULL, NULL);
  self->marks = gtk_text_buffer_create_tag (buffer, NULL, "foreground-rgba", &nothing, NULL);
  self->button = gtk_text_buffer_create_tag (buffer, NULL, NULL);
  return self;
}

void
rst_text_quotes_free (RstTextQuotes *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->folds);
  g_free (self);
}

static GtkTextTag *
get_tag (RstTextQuotes *self, guint depth)
{
  return self->depths[depth <= MAX_INDENT ? depth - 1 : N_COLORS + (depth - 1) % N_COLORS];
}

static const char *
next_line (const char *line)
{
  const char *end = strchrnul (line, '\n');

  return *end == '\n' ? end + 1 : end;
}

/* A run of lines of one depth at a time; @at goes to its end. Gives how many
 * lines it has.
 */
static guint
mark_run (RstTextQuotes *self, GtkTextIter *at, const char **text, guint depth)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  int first = gtk_text_iter_get_line (at);
  GtkTextIter start, end;
  gsize length;
  guint n = 0;

  for (; **text != '\0' && n < MAX_MARKED; *text = next_line (*text), n++)
    {
      if (rst_quote_get_depth (*text, &length) != depth)
        break;
      gtk_text_buffer_get_iter_at_line (buffer, &start, first + (int) n);
      end = start;
      gtk_text_iter_forward_chars (&end, (int) length);
      gtk_text_buffer_apply_tag (buffer, self->marks, &start, &end);
    }
  gtk_text_buffer_get_iter_at_line (buffer, &start, first);
  gtk_text_buffer_get_iter_at_line (buffer, at, first + (int) n);
  gtk_text_buffer_apply_tag (buffer, get_tag (self, depth), &start, at);
  return n;
}

static void
mark_depths (RstTextQuotes *self, const char *text)
{
  GtkTextIter at;
  guint n = 0;

  gtk_text_buffer_get_start_iter (gtk_text_view_get_buffer (self->view), &at);
  while (*text != '\0' && n < MAX_MARKED)
    {
      guint depth = rst_quote_get_depth (text, NULL);

      if (depth > 0)
        {
          n += mark_run (self, &at, &text, depth);
          continue;
        }
      text = next_line (text);
      gtk_text_iter_forward_line (&at);
    }
}

/* A place of the text and of the buffer that go forward together. */
typedef struct
{
  const char *text;
  int offset;
} Place;

static void
advance (Place *place, const char *to)
{
  place->offset += (int) g_utf8_strlen (place->text, to - place->text);
  place->text = to;
}

/* Where a run of the text is in the buffer; runs come in their order. */
static void
find_run (GtkTextBuffer     *buffer,
          Place             *place,
          const char        *text,
          const RstQuoteRun *run,
          GtkTextIter       *start,
          GtkTextIter       *end)
{
  advance (place, text + run->start);
  gtk_text_buffer_get_iter_at_offset (buffer, start, place->offset);
  advance (place, text + run->start + run->length);
  gtk_text_buffer_get_iter_at_offset (buffer, end, place->offset);
}

static void
mark_signatures (RstTextQuotes *self, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  g_autoptr (GArray) found = rst_quote_find_signatures (text);
  Place place = { text, 0 };
  GtkTextIter start, end;

  for (guint i = 0; i < found->len && i < MAX_FOLDS; i++)
    {
      const RstQuoteRun *run = &g_array_index (found, RstQuoteRun, i);

      find_run (buffer, &place, text, run, &start, &end);
      gtk_text_buffer_apply_tag (buffer, self->signature, &start, &end);
    }
}

void
rst_text_quotes_clear (RstTextQuotes *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_set_size (self->folds, 0);
}

void
rst_text_quotes_mark (RstTextQuotes *self, const char *text)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  mark_depths (self, text);
  mark_signatures (self, text);
}

/* Each button moves what is behind it by two. */
void
rst_text_quotes_fold (RstTextQuotes *self, const char *text)
{
  GtkTextBuffer *buffer;
  g_autoptr (GArray) found = NULL;
  Place place = { text, 0 };
  GtkTextIter start, end;

  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  buffer = gtk_text_view_get_buffer (self->view);
  found = rst_quote_find_folds (text);
  for (guint i = 0; i < found->len && i < MAX_FOLDS; i++)
    {
      const RstQuoteRun *run = &g_array_index (found, RstQuoteRun, i);

      find_run (buffer, &place, text, run, &start, &end);
      g_ptr_array_add (self->folds,
                       rst_text_fold_new (self->view, &start, &end, run->n_lines, self->button));
      place.offset += 2;
    }
}

void
rst_text_quotes_reveal (RstTextQuotes *self, const GtkTextIter *place)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (place != NULL);

  for (guint i = 0; i < self->folds->len; i++)
    if (rst_text_fold_reveal (self->folds->pdata[i], place))
      return;
}

char *
rst_text_quotes_dup_text (RstTextQuotes *self, const GtkTextIter *start, const GtkTextIter *end)
{
  GString *out;
  GtkTextIter at, next;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (start != NULL && end != NULL, NULL);

  out = g_string_new (NULL);
  for (at = next = *start; gtk_text_iter_compare (&at, end) < 0; at = next)
    {
      g_autofree char *piece = NULL;

      if (!gtk_text_iter_forward_to_tag_toggle (&next, self->button) ||
          gtk_text_iter_compare (&next, end) > 0)
        next = *end;
      piece = gtk_text_iter_get_text (&at, &next);
      if (!gtk_text_iter_has_tag (&at, self->button))
        g_string_append (out, piece);
    }
  return g_string_free (out, FALSE);
}

static gboolean
is_light (const GdkRGBA *color)
{
  return color->red * 0.3 + color->green * 0.6 + color->blue * 0.1 > 0.5;
}

void
rst_text_quotes_update_style (RstTextQuotes *self, double zoom)
{
  g_autoptr (PangoLayout) layout = NULL;
  const char *const *colors;
  GdkRGBA color;
  int width;

  g_return_if_fail (self != NULL);

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self->view)), &color);
  colors = is_light (&color) ? dark_colors : light_colors;
  for (guint i = 0; i < N_COLORS; i++)
    gdk_rgba_parse (&self->colors[i], colors[i]);

  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), "> ");
  pango_layout_get_pixel_size (layout, &width, NULL);
  for (guint i = 0; i < MAX_INDENT; i++)
    g_object_set (self->depths[i],
                  "foreground-rgba", &self->colors[i % N_COLORS],
                  /* What is wrapped goes on behind the bars. */
                  "indent", -(int) (width * (i + 1) * zoom),
                  NULL);
  color.alpha *= (float) SIGNATURE_ALPHA;
  g_object_set (self->signature, "foreground-rgba", &color, NULL);
}

static void
draw_line (RstTextQuotes *self, GtkSnapshot *snapshot, const GtkTextIter *line)
{
  GtkTextIter at = *line;
  GdkRectangle place;
  int y, height;
  guint depth = 0;

  gtk_text_view_get_line_yrange (self->view, line, &y, &height);
  for (; gtk_text_iter_has_tag (&at, self->marks); gtk_text_iter_forward_char (&at))
    {
      if (gtk_text_iter_get_char (&at) != '>')
        continue;
      gtk_text_view_get_iter_location (self->view, &at, &place);
      gtk_snapshot_append_color (snapshot,
                                 &self->colors[depth++ % N_COLORS],
                                 &GRAPHENE_RECT_INIT ((float) place.x, (float) y,
                                                      BAR_WIDTH, (float) height));
    }
}

/* Lines that are folded stand nowhere: on with what follows them. */
static void
skip_folded (RstTextQuotes *self, GtkTextIter *line)
{
  for (guint i = 0; i < self->folds->len; i++)
    if (rst_text_fold_skip (self->folds->pdata[i], line))
      return;
}

void
rst_text_quotes_draw (RstTextQuotes *self, GtkSnapshot *snapshot)
{
  GdkRectangle seen;
  GtkTextIter line;
  int y, height;

  g_return_if_fail (self != NULL);
  g_return_if_fail (GTK_IS_SNAPSHOT (snapshot));

  gtk_text_view_get_visible_rect (self->view, &seen);
  gtk_text_view_get_line_at_y (self->view, &line, seen.y, NULL);
  do
    {
      skip_folded (self, &line);
      gtk_text_view_get_line_yrange (self->view, &line, &y, &height);
      draw_line (self, snapshot, &line);
    }
  while (y < seen.y + seen.height && gtk_text_iter_forward_line (&line));
}
