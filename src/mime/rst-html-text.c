/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mime/rst-html-element.h"
#include "mime/rst-html-scan.h"
#include "mime/rst-html-text.h"

#define MAX_INDENT 16
#define MAX_TARGET 2000

/* An element that is open. */
typedef struct
{
  RstHtmlElement kind;
  guint next_number;
} Open;

/* Line ends and blanks are only noted where they are due and written before the
 * next text, so that none pile up and none are left at the end.
 */
typedef struct
{
  GString *out;
  RstHtmlLinks links;
  gsize max;
  GArray *open; /* of Open */
  guint n_dropped;
  guint n_quotes;
  guint n_lists;
  guint n_pre;
  guint due_lines;
  gboolean due_blank;
  gboolean due_cell;
  guint due_number;
  gboolean due_mark;
  guint last_quotes; /* of the line before */
  char *target;
  gsize target_start;
} Render;

/* In lists paragraphs stay together. */
static void
want_lines (Render *self, RstHtmlElement kind)
{
  guint n = kind & RST_HTML_ELEMENT_PARAGRAPH && self->n_lists == 0 ? 2 : 1;

  self->due_lines = MAX (self->due_lines, n);
}

static void
write_quotes (Render *self, guint n)
{
  for (guint i = 0; i < MIN (n, MAX_INDENT); i++)
    g_string_append (self->out, "> ");
}

static void
write_line_start (Render *self)
{
  write_quotes (self, self->n_quotes);
  for (guint i = 1; i < MIN (self->n_lists, MAX_INDENT); i++)
    g_string_append (self->out, "  ");
  if (self->n_lists > 0 && !self->due_mark)
    g_string_append (self->out, "  ");
  else if (self->due_mark && self->due_number > 0)
    g_string_append_printf (self->out, "%u. ", self->due_number);
  else if (self->due_mark)
    g_string_append (self->out, "\u2022 ");
  self->last_quotes = self->n_quotes;
}

static void
write_line_ends (Render *self)
{
  for (guint i = 0; i < self->due_lines; i++)
    {
      g_string_append_c (self->out, '\n');
      if (i + 1 < self->due_lines)
        {
          write_quotes (self, MIN (self->last_quotes, self->n_quotes));
          if (self->out->str[self->out->len - 1] == ' ')
            g_string_truncate (self->out, self->out->len - 1);
        }
    }
}

static void
write_due (Render *self)
{
  if (self->out->len == 0 || self->due_lines > 0)
    {
      if (self->out->len > 0)
        write_line_ends (self);
      write_line_start (self);
    }
  else if (self->due_cell)
    {
      g_string_append_c (self->out, '\t');
    }
  else if (self->due_blank)
    {
      g_string_append_c (self->out, ' ');
    }
  self->due_lines = 0;
  self->due_cell = self->due_blank = self->due_mark = FALSE;
}

/* Signs of no width that only say where a line may break. */
static gboolean
is_nothing (gunichar c)
{
  return c == 0x00AD || c == 0x034F || c == 0x200B || c == 0x2060 || c == 0xFEFF;
}

static void
write_character (Render *self, gunichar c)
{
  if (self->n_pre > 0 && c == '\n')
    {
      self->due_lines++;
      return;
    }
  if (g_unichar_isspace (c) && self->n_pre == 0)
    {
      self->due_blank = TRUE;
      return;
    }
  if (c == '\r' || is_nothing (c))
    return;
  write_due (self);
  g_string_append_unichar (self->out, c);
}

static void
write_text (Render *self, const char *text, gsize length)
{
  const char *end = text + length;

  if (self->n_dropped > 0 || self->out->len > self->max)
    return;

  while (text < end)
    {
      gunichar c = g_utf8_get_char_validated (text, end - text);

      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          text++;
          continue;
        }
      write_character (self, c);
      text = g_utf8_next_char (text);
    }
}

static void
start_item (Render *self)
{
  self->due_mark = TRUE;
  self->due_number = 0;
  for (guint i = self->open->len; i > 0; i--)
    {
      Open *open = &g_array_index (self->open, Open, i - 1);

      if (!(open->kind & RST_HTML_ELEMENT_LIST))
        continue;
      if (open->kind & RST_HTML_ELEMENT_ORDERED)
        self->due_number = open->next_number++;
      break;
    }
}

static void
start_link (Render *self, const char **attributes)
{
  const char *target = rst_html_get_attribute (attributes, "href");

  g_clear_pointer (&self->target, g_free);
  if (target == NULL || self->links == RST_HTML_LINKS_LEFT_OUT ||
      strlen (target) > MAX_TARGET)
    return;
  if (g_ascii_strncasecmp (target, "http", 4) != 0 &&
      g_ascii_strncasecmp (target, "mailto:", 7) != 0)
    return;
  self->target = g_strstrip (g_strdup (target));
  self->target_start = self->out->len;
}

/* What a person would type for a target. */
static char *
make_typed (const char *target)
{
  static const char *const prefixes[] = { "mailto:", "https://", "http://" };
  gsize length;

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_ascii_strncasecmp (target, prefixes[i], strlen (prefixes[i])) == 0)
      {
        target += strlen (prefixes[i]);
        break;
      }
  length = strlen (target);
  if (length > 0 && target[length - 1] == '/')
    length--;
  return g_strndup (target, length);
}

static void
end_link (Render *self)
{
  g_autofree char *target = g_steal_pointer (&self->target);
  g_autofree char *label = NULL;
  g_autofree char *typed_label = NULL;
  g_autofree char *typed = NULL;

  if (target == NULL || self->target_start >= self->out->len)
    return;

  label = g_strstrip (g_strdup (self->out->str + self->target_start));
  typed_label = make_typed (label);
  typed = make_typed (target);
  if (*label != '\0' && g_ascii_strcasecmp (typed_label, typed) != 0)
    g_string_append_printf (self->out, " <%s>", target);
}

/* Elements without content. */
static void
render_empty (Render *self, const char *name, const char **attributes)
{
  const char *alt;

  if (strcmp (name, "br") == 0)
    {
      self->due_lines = MIN (self->due_lines + 1, 2);
    }
  else if (strcmp (name, "hr") == 0)
    {
      write_text (self, "-----", 5);
    }
  else if (strcmp (name, "img") == 0)
    {
      alt = rst_html_get_attribute (attributes, "alt");
      if (alt != NULL)
        write_text (self, alt, strlen (alt));
    }
}

static void
start_kind (Render *self, RstHtmlElement kind, const char **attributes)
{
  if (kind & RST_HTML_ELEMENT_BLOCK)
    want_lines (self, kind);
  if (kind & RST_HTML_ELEMENT_QUOTE)
    self->n_quotes++;
  if (kind & RST_HTML_ELEMENT_LIST)
    self->n_lists++;
  if (kind & RST_HTML_ELEMENT_PRE)
    self->n_pre++;
  if (kind & RST_HTML_ELEMENT_ITEM)
    start_item (self);
  if (kind & RST_HTML_ELEMENT_CELL)
    self->due_cell = TRUE;
  if (kind & RST_HTML_ELEMENT_LINK)
    start_link (self, attributes);
}

static void
start_cb (gpointer data, const char *name, const char **attributes)
{
  Render *self = data;
  Open open = { rst_html_element_get (name), 1 };

  if (self->n_dropped > 0 || open.kind & RST_HTML_ELEMENT_DROPPED || rst_html_element_is_hidden (attributes))
    {
      open.kind = RST_HTML_ELEMENT_DROPPED;
      self->n_dropped++;
    }
  else
    {
      start_kind (self, open.kind, attributes);
      render_empty (self, name, attributes);
    }
  g_array_append_val (self->open, open);
}

static void
end_kind (Render *self, RstHtmlElement kind)
{
  if (kind & RST_HTML_ELEMENT_LINK)
    end_link (self);
  if (kind & RST_HTML_ELEMENT_QUOTE)
    self->n_quotes--;
  if (kind & RST_HTML_ELEMENT_LIST)
    self->n_lists--;
  if (kind & RST_HTML_ELEMENT_PRE)
    self->n_pre--;
  if (kind & RST_HTML_ELEMENT_DROPPED)
    self->n_dropped--;
  if (kind & RST_HTML_ELEMENT_ITEM)
    self->due_mark = FALSE;
  if (kind & RST_HTML_ELEMENT_BLOCK)
    want_lines (self, kind);
}

static void
end_cb (gpointer data, const char *name)
{
  Render *self = data;
  RstHtmlElement kind;

  if (self->open->len == 0)
    return;

  kind = g_array_index (self->open, Open, self->open->len - 1).kind;
  g_array_set_size (self->open, self->open->len - 1);
  end_kind (self, kind);
}

static void
text_cb (gpointer data, const char *text, gsize length)
{
  write_text (data, text, length);
}

static gboolean
is_done_cb (gpointer data)
{
  const Render *self = data;

  return self->out->len > self->max;
}

char *
rst_html_text_render (const char *html, RstHtmlLinks links, gsize max)
{
  static const RstHtmlHandler handler = { start_cb, end_cb, text_cb, is_done_cb };
  Render self = { .links = links, .max = max };

  self.out = g_string_new (NULL);
  self.open = g_array_new (FALSE, FALSE, sizeof (Open));
  rst_html_scan (html, &handler, &self);
  if (self.out->len > 0)
    g_string_append_c (self.out, '\n');

  g_array_unref (self.open);
  g_free (self.target);
  return g_string_free (self.out, FALSE);
}
