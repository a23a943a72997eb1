/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mime/rst-span.h"

/* How far to look for the first line end. */
#define LINE_END_WINDOW (64 * 1024)

RstSpan
rst_span_of_bytes (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  /* Pointers into nothing may not be computed with. */
  if (data == NULL)
    data = "";
  return (RstSpan) { data, data + length };
}

gsize
rst_span_get_length (RstSpan self)
{
  return self.end - self.start;
}

RstSpan
rst_span_truncate (RstSpan self, gsize length)
{
  if (rst_span_get_length (self) > length)
    self.end = self.start + length;
  return self;
}

char
rst_span_guess_line_end (RstSpan self)
{
  RstSpan window = rst_span_truncate (self, LINE_END_WINDOW);
  gsize length = rst_span_get_length (window);

  if (memchr (window.start, '\n', length) != NULL)
    return '\n';
  return memchr (window.start, '\r', length) != NULL ? '\r' : '\n';
}

gboolean
rst_span_next_line (RstSpan *self, char line_end, RstSpan *line)
{
  const char *end;

  if (self->start == self->end)
    return FALSE;

  end = memchr (self->start, line_end, self->end - self->start);
  line->start = self->start;
  line->end = end != NULL ? end : self->end;
  self->start = end != NULL ? end + 1 : self->end;

  while (line->end > line->start && line->end[-1] == '\r')
    line->end--;
  return TRUE;
}

gboolean
rst_span_has_prefix (RstSpan self, const char *prefix)
{
  gsize length = strlen (prefix);

  return rst_span_get_length (self) >= length &&
         g_ascii_strncasecmp (self.start, prefix, length) == 0;
}
