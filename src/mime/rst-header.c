/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/rst-text.h"
#include "mime/rst-charset.h"
#include "mime/rst-encoded-word.h"
#include "mime/rst-header.h"

/* A header without an end is a body that looks like one. */
#define MAX_HEADER (1024 * 1024)
#define MAX_VALUE (128 * 1024)

/* With these a header may begin again behind blank lines. */
static const char *const openings[] = {
  "Return-Path:", "Received:", "Delivered-To:", "Date:", "From:", "To:",
  "Subject:", "Message-ID:", "MIME-Version:", "X-",
};

/* The length of a field's name, or 0 where the line is no field
 * (RFC 5322 §2.2; blanks before the colon are obsolete, §4.5).
 */
static gsize
get_name_length (RstSpan line)
{
  const char *p = line.start;
  gsize length;

  while (p < line.end && *p > ' ' && *p <= '~' && *p != ':')
    p++;
  length = p - line.start;
  while (p < line.end && (*p == ' ' || *p == '\t'))
    p++;
  return p < line.end && *p == ':' ? length : 0;
}

static gboolean
is_continuation (RstSpan line)
{
  return line.start < line.end && (*line.start == ' ' || *line.start == '\t');
}

static gboolean
opens_header (RstSpan line)
{
  if (get_name_length (line) == 0)
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (openings); i++)
    if (rst_span_has_prefix (line, openings[i]))
      return TRUE;
  return FALSE;
}

static RstSpan
skip_blank_lines (RstSpan octets, char line_end)
{
  RstSpan rest = octets;
  RstSpan before = octets;
  RstSpan line;

  while (rst_span_next_line (&rest, line_end, &line))
    {
      if (line.start < line.end)
        return opens_header (line) ? before : octets;
      before = rest;
    }
  return octets;
}

RstSpan
rst_header_skip_envelope (RstSpan octets, char line_end)
{
  RstSpan line;

  if (rst_span_has_prefix (octets, "\xEF\xBB\xBF"))
    octets.start += 3;
  octets = skip_blank_lines (octets, line_end);
  if (rst_span_has_prefix (octets, "From ") ||
      rst_span_has_prefix (octets, ">From "))
    rst_span_next_line (&octets, line_end, &line);
  return octets;
}

void
rst_header_split (RstSpan  octets,
                  char     line_end,
                  RstSpan *header,
                  RstSpan *body)
{
  RstSpan rest = rst_span_truncate (octets, MAX_HEADER);
  RstSpan line;
  gboolean first = TRUE;

  *header = (RstSpan) { octets.start, octets.start };
  *body = octets;
  while (rst_span_next_line (&rest, line_end, &line))
    {
      body->start = rest.start;
      if (line.start == line.end)
        return;
      if (first && get_name_length (line) == 0)
        {
          body->start = octets.start;
          return;
        }
      first = FALSE;
      header->end = rest.start;
    }
}

/* Finds the first field of a name, with its continuation lines. */
static gboolean
find_field (RstSpan header, char line_end, const char *name, RstSpan *value)
{
  gsize length = strlen (name);
  RstSpan line;

  while (rst_span_next_line (&header, line_end, &line))
    {
      if (get_name_length (line) != length || !rst_span_has_prefix (line, name))
        continue;

      value->start = (const char *) memchr (line.start, ':', line.end - line.start) + 1;
      value->end = line.end;
      while (rst_span_next_line (&header, line_end, &line) && is_continuation (line))
        value->end = line.end;
      *value = rst_span_truncate (*value, MAX_VALUE);
      return TRUE;
    }
  return FALSE;
}

char *
rst_header_dup (RstSpan header, char line_end, const char *name)
{
  g_autoptr (GString) unfolded = NULL;
  RstSpan value;
  RstSpan line;

  if (!find_field (header, line_end, name, &value))
    return NULL;

  unfolded = g_string_new (NULL);
  while (rst_span_next_line (&value, line_end, &line))
    g_string_append_len (unfolded, line.start, rst_span_get_length (line));
  return g_strstrip (rst_charset_to_utf8 (NULL, unfolded->str, unfolded->len));
}

char *
rst_header_dup_text (RstSpan header, char line_end, const char *name)
{
  g_autofree char *value = rst_header_dup (header, line_end, name);
  g_autofree char *text = NULL;

  if (value == NULL)
    return g_strdup ("");

  text = rst_encoded_word_decode (value);
  return rst_text_dup_line (text, -1);
}

char *
rst_header_dup_all (RstSpan header, char line_end)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  RstSpan line;

  while (rst_span_next_line (&header, line_end, &line))
    {
      g_string_append_len (lines, line.start, rst_span_get_length (line));
      g_string_append_c (lines, '\n');
    }
  return rst_charset_to_utf8 (NULL, lines->str, lines->len);
}
