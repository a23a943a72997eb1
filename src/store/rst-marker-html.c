/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-marker-html.h"

#include <string.h>

#include "base/rst-text.h"

/* Black on what a marker pen leaves, whatever the page's own style says. */
#define MARK_START "<mark style=\"background:#f9f06b!important;color:#000!important\">"
#define MARK_END "</mark>"

/* Behind this the rest stays as it is. */
#define MAX_HTML (1024 * 1024)

/* What stands in them is no text of the page. */
static const char *const raw_elements[] = {
  "iframe", "math", "noembed", "noframes", "noscript", "plaintext", "script", "select",
  "style", "svg", "template", "textarea", "title", "xmp",
};

static gboolean
is_named (const char *tag, const char *name)
{
  gsize length = strlen (name);

  return g_ascii_strncasecmp (tag, name, length) == 0 &&
         !g_ascii_isalnum (tag[length]) && tag[length] != '-';
}

/* The end of a tag; a ">" in a quoted value is none. */
static const char *
skip_tag (const char *p)
{
  char quote = '\0';

  for (; *p != '\0'; p++)
    {
      if (quote != '\0')
        quote = *p == quote ? '\0' : quote;
      else if (*p == '>')
        return p + 1;
      else if (*p == '"' || *p == '\'')
        quote = *p;
    }
  return p;
}

static const char *
skip_to (const char *p, const char *end)
{
  const char *found = strstr (p, end);

  return found != NULL ? found + strlen (end) : p + strlen (p);
}

/* Behind the end tag of an element whose content is not read. */
static const char *
skip_element (const char *p, const char *name)
{
  while ((p = strstr (p, "</")) != NULL)
    {
      p += 2;
      if (is_named (p, name))
        return skip_tag (p);
    }
  return NULL;
}

/* Behind the markup that begins at "<"; what is never closed goes to the end. */
static const char *
skip_markup (const char *p)
{
  const char *end;

  if (rst_text_begins_with (p, "<!--"))
    return skip_to (p + strlen ("<!--"), "-->");
  end = skip_tag (p + 1);
  for (gsize i = 0; i < G_N_ELEMENTS (raw_elements); i++)
    if (is_named (p + 1, raw_elements[i]))
      {
        const char *behind = skip_element (end, raw_elements[i]);

        return behind != NULL ? behind : end + strlen (end);
      }
  return end;
}

/* "<" begins a tag only before some characters: WHATWG HTML §13.2.5.6. */
static const char *
find_markup (const char *p)
{
  while (*(p = strchrnul (p, '<')) == '<' && !g_ascii_isalpha (p[1]) && strchr ("/!?", p[1]) == NULL)
    p++;
  return p;
}

/* "&amp;" and "&#xa0;" are no words. */
static gboolean
is_reference (const char *text, gsize start)
{
  return (start > 0 && text[start - 1] == '&') ||
         (start > 1 && text[start - 1] == '#' && text[start - 2] == '&');
}

/* Gives how many places were marked. */
static guint
append_marked (RstMarker *self, GString *out, const char *text, gsize length, guint max)
{
  g_autofree char *piece = g_strndup (text, length);
  g_autoptr (GArray) spans = rst_marker_find (self, piece, max);
  gsize at = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      const RstMarkerSpan *span = &g_array_index (spans, RstMarkerSpan, i);

      if (is_reference (piece, span->start))
        continue;
      g_string_append_len (out, piece + at, (gssize) (span->start - at));
      g_string_append (out, MARK_START);
      g_string_append_len (out, piece + span->start, (gssize) (span->end - span->start));
      g_string_append (out, MARK_END);
      at = span->end;
    }
  g_string_append (out, piece + at);
  return spans->len;
}

char *
rst_marker_html (RstMarker *self, const char *html, guint max)
{
  GString *out;
  const char *p = html;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (html != NULL, NULL);

  out = g_string_sized_new (strlen (html));
  while (*p != '\0' && max > 0 && p - html < MAX_HTML)
    {
      const char *markup = find_markup (p);
      const char *text = markup;

      max -= append_marked (self, out, p, (gsize) (markup - p), max);
      if (*markup != '\0')
        markup = skip_markup (markup);
      g_string_append_len (out, text, markup - text);
      p = markup;
    }
  g_string_append (out, p);
  return g_string_free (out, FALSE);
}
