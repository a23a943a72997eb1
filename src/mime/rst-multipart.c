/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/rst-mapping.h"
#include "mime/rst-multipart.h"

typedef enum
{
  NO_DELIMITER,
  DELIMITER,
  CLOSE_DELIMITER,
} Kind;

static Kind
classify_line (RstMultipart *self, RstSpan line)
{
  gsize length = strlen (self->boundary);
  Kind kind = DELIMITER;

  if (rst_span_get_length (line) < length + 2 ||
      line.start[0] != '-' || line.start[1] != '-' ||
      memcmp (line.start + 2, self->boundary, length) != 0)
    return NO_DELIMITER;

  line.start += 2 + length;
  if (rst_span_has_prefix (line, "--"))
    {
      line.start += 2;
      kind = CLOSE_DELIMITER;
    }
  /* Transports add blanks; anything else is a longer boundary. */
  while (line.start < line.end && (*line.start == ' ' || *line.start == '\t'))
    line.start++;
  return line.start == line.end ? kind : NO_DELIMITER;
}

void
rst_multipart_init (RstMultipart *self,
                    RstSpan       body,
                    char          line_end,
                    const char   *boundary)
{
  RstSpan line;

  *self = (RstMultipart) { body, boundary, line_end, FALSE };
  while (!self->found && rst_span_next_line (&self->rest, line_end, &line))
    self->found = classify_line (self, line) == DELIMITER;
}

/* The next line; of a large part that was passed over nothing stays in memory. */
static gboolean
next_line (RstMultipart *self, const char **passed, RstSpan *line)
{
  gsize size = (gsize) (self->rest.start - *passed);

  if (size >= RST_MAPPING_PIECE)
    {
      rst_mapping_forget (*passed, size);
      *passed = self->rest.start;
    }
  return rst_span_next_line (&self->rest, self->line_end, line);
}

gboolean
rst_multipart_next (RstMultipart *self, RstSpan *part)
{
  const char *passed = self->rest.start;
  RstSpan line;

  if (!self->found)
    return FALSE;

  *part = (RstSpan) { self->rest.start, self->rest.start };
  while (next_line (self, &passed, &line))
    {
      Kind kind = classify_line (self, line);

      if (kind == NO_DELIMITER)
        {
          part->end = line.end;
          continue;
        }
      self->found = kind == DELIMITER;
      return TRUE;
    }
  /* The sender, or the transport, lost the end. */
  part->end = self->rest.end;
  self->found = FALSE;
  return part->start < part->end;
}

gboolean
rst_multipart_take_rest (RstMultipart *self, RstSpan *part)
{
  if (!self->found)
    return FALSE;

  *part = self->rest;
  self->found = FALSE;
  return part->start < part->end;
}
