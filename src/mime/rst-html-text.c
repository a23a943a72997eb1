/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mime/rst-html-scan.h"
#include "mime/rst-html-text.h"

#define MAX_TEXT (32 * 1024 * 1024)
#define MAX_INDENT 16
#define MAX_TARGET 2000

typedef enum
{
  DROPPED = 1 << 0,   /* with all that is in it */
  LINE = 1 << 1,      /* begins and ends a line */
  PARAGRAPH = 1 << 2, /* the same with a blank line */
  QUOTE = 1 << 3,
  LIST = 1 << 4,
  ORDERED = 1 << 5,
  ITEM = 1 << 6,
  CELL = 1 << 7,
  PRE = 1 << 8,
  LINK = 1 << 9,
} Kind;

static const struct
{
  const char *name;
  Kind kind;
} elements[] = {
  { "a", LINK },
  { "address", LINE },
  { "article", LINE },
  { "audio", DROPPED },
  { "blockquote", PARAGRAPH | QUOTE },
  { "caption", LINE },
  { "center", LINE },
  { "dd", LINE },
  { "div", LINE },
  { "dl", PARAGRAPH },
  { "dt", LINE },
  { "fieldset", LINE },
  { "figcaption", LINE },
  { "figure", PARAGRAPH },
  { "footer", LINE },
  { "form", LINE },
  { "h1", PARAGRAPH },
  { "h2", PARAGRAPH },
  { "h3", PARAGRAPH },
  { "h4", PARAGRAPH },
  { "h5", PARAGRAPH },
  { "h6", PARAGRAPH },
  { "head", DROPPED },
  { "header", LINE },
  { "hr", PARAGRAPH },
  { "iframe", DROPPED },
  { "li", LINE | ITEM },
  { "main", LINE },
  { "nav", LINE },
  { "ol", PARAGRAPH | LIST | ORDERED },
  { "p", PARAGRAPH },
  { "pre", PARAGRAPH | PRE },
  { "script", DROPPED },
  { "section", LINE },
  { "select", DROPPED },
  { "style", DROPPED },
  { "svg", DROPPED },
  { "table", LINE },
  { "td", CELL },
  { "template", DROPPED },
  { "th", CELL },
  { "title", DROPPED },
  { "tr", LINE },
  { "ul", PARAGRAPH | LIST },
  { "video", DROPPED },
};

/* An element that is open. */
typedef struct
{
  Kind kind;
  guint next_number;
} Open;

/* Line ends and blanks are only noted where they are due and written before the
 * next text, so that none pile up and none are left at the end.
 */
typedef struct
{
  GString *out;
  RstHtmlLinks links;
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

static Kind
get_kind (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (elements); i++)
    if (strcmp (name, elements[i].name) == 0)
      return elements[i].kind;
  return 0;
}

static gboolean
is_hidden (const char **attributes)
{
  static const char *const signs[] = {
    "display:none", "visibility:hidden", "mso-hide:all", "max-height:0",
  };
  const char *style = rst_html_get_attribute (attributes, "style");
  g_autoptr (GString) tight = NULL;

  if (rst_html_get_attribute (attributes, "hidden") != NULL)
    return TRUE;
  if (style == NULL)
    return FALSE;

  tight = g_string_new (NULL);
  for (; *style != '\0'; style++)
    if (!g_ascii_isspace (*style))
      g_string_append_c (tight, g_ascii_tolower (*style));
  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (strstr (tight->str, signs[i]) != NULL)
      return TRUE;
  return FALSE;
}

static void
want_lines (Render *self, guint n)
{
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

  if (self->n_dropped > 0 || self->out->len > MAX_TEXT)
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

      if (!(open->kind & LIST))
        continue;
      if (open->kind & ORDERED)
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
start_kind (Render *self, Kind kind, const char **attributes)
{
  if (kind & (LINE | PARAGRAPH))
    want_lines (self, kind & PARAGRAPH && self->n_lists == 0 ? 2 : 1);
  if (kind & QUOTE)
    self->n_quotes++;
  if (kind & LIST)
    self->n_lists++;
  if (kind & PRE)
    self->n_pre++;
  if (kind & ITEM)
    start_item (self);
  if (kind & CELL)
    self->due_cell = TRUE;
  if (kind & LINK)
    start_link (self, attributes);
}

static void
start_cb (gpointer data, const char *name, const char **attributes)
{
  Render *self = data;
  Open open = { get_kind (name), 1 };

  if (self->n_dropped > 0 || open.kind & DROPPED || is_hidden (attributes))
    {
      open.kind = DROPPED;
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
end_kind (Render *self, Kind kind)
{
  if (kind & LINK)
    end_link (self);
  if (kind & QUOTE)
    self->n_quotes--;
  if (kind & LIST)
    self->n_lists--;
  if (kind & PRE)
    self->n_pre--;
  if (kind & DROPPED)
    self->n_dropped--;
  if (kind & ITEM)
    self->due_mark = FALSE;
  if (kind & (LINE | PARAGRAPH))
    want_lines (self, kind & PARAGRAPH && self->n_lists == 0 ? 2 : 1);
}

static void
end_cb (gpointer data, const char *name)
{
  Render *self = data;
  Kind kind;

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

char *
rst_html_text_render (const char *html, RstHtmlLinks links)
{
  static const RstHtmlHandler handler = { start_cb, end_cb, text_cb };
  Render self = { .links = links };

  self.out = g_string_new (NULL);
  self.open = g_array_new (FALSE, FALSE, sizeof (Open));
  rst_html_scan (html, &handler, &self);
  if (self.out->len > 0)
    g_string_append_c (self.out, '\n');

  g_array_unref (self.open);
  g_free (self.target);
  return g_string_free (self.out, FALSE);
}
