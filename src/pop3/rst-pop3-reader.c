/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pop3/rst-pop3-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/rst-error.h"
#include "base/rst-text.h"
#include "pop3/rst-pop3-bounds.h"

/* What an error quotes of a line. */
#define QUOTED_OCTETS 60

struct _RstPop3Reader
{
  char *buffer;
  gsize start; /* of what was not handed out yet */
  gsize end;

  gboolean bare;       /* the status line ended with LF alone */
  gboolean line_start; /* of a text: the octet at start begins a line */
};

RstPop3Reader *
rst_pop3_reader_new (void)
{
  RstPop3Reader *self = g_new0 (RstPop3Reader, 1);

  self->buffer = g_malloc (RST_POP3_BUFFER_SIZE);
  return self;
}

void
rst_pop3_reader_free (RstPop3Reader *self)
{
  g_free (self->buffer);
  g_free (self);
}

char *
rst_pop3_reader_get_space (RstPop3Reader *self, gsize *size)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (size != NULL, NULL);

  /* What is left when more is asked for is less than a line. */
  if (self->start > 0)
    {
      memmove (self->buffer, self->buffer + self->start, self->end - self->start);
      self->end -= self->start;
      self->start = 0;
    }
  *size = RST_POP3_BUFFER_SIZE - self->end;
  return self->buffer + self->end;
}

void
rst_pop3_reader_commit (RstPop3Reader *self, gsize size)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (size <= RST_POP3_BUFFER_SIZE - self->end);

  self->end += size;
}

gsize
rst_pop3_reader_get_pending (RstPop3Reader *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->end - self->start;
}

static RstPop3ReaderStatus
fail_long_line (const char *line, GError **error)
{
  g_autofree char *quoted = rst_text_dup_line (line, QUOTED_OCTETS);

  g_set_error (error, RST_ERROR, RST_ERROR_PROTOCOL,
               _("The server sent a line of more than %d octets, beginning with “%s”"),
               RST_POP3_LINE_MAX, quoted);
  return RST_POP3_READER_ERROR;
}

/* Takes a line that ends with CRLF or LF out of the buffer. */
static RstPop3ReaderStatus
take_line (RstPop3Reader  *self,
           const char    **line,
           gsize          *length,
           gboolean       *bare,
           GError        **error)
{
  const char *begin = self->buffer + self->start;
  gsize available = self->end - self->start;
  const char *lf = memchr (begin, '\n', available);

  if (lf == NULL)
    {
      /* One octet more than the bound may be the CR of the line's end. */
      if (available > RST_POP3_LINE_MAX + 1)
        return fail_long_line (begin, error);
      return RST_POP3_READER_MORE;
    }

  *bare = lf == begin || lf[-1] != '\r';
  *line = begin;
  *length = (gsize) (lf - begin) - (*bare ? 0 : 1);
  if (*length > RST_POP3_LINE_MAX)
    return fail_long_line (begin, error);

  self->start += (gsize) (lf - begin) + 1;
  return RST_POP3_READER_DATA;
}

RstPop3ReaderStatus
rst_pop3_reader_next_line (RstPop3Reader  *self,
                           const char    **line,
                           gsize          *length,
                           GError        **error)
{
  RstPop3ReaderStatus status;

  g_return_val_if_fail (self != NULL, RST_POP3_READER_ERROR);

  status = take_line (self, line, length, &self->bare, error);
  self->line_start = TRUE;
  return status;
}

RstPop3ReaderStatus
rst_pop3_reader_next_item (RstPop3Reader  *self,
                           const char    **line,
                           gsize          *length,
                           GError        **error)
{
  RstPop3ReaderStatus status;
  gboolean bare;

  g_return_val_if_fail (self != NULL, RST_POP3_READER_ERROR);

  status = take_line (self, line, length, &bare, error);
  if (status != RST_POP3_READER_DATA || *length == 0 || **line != '.')
    return status;
  if (*length == 1)
    return RST_POP3_READER_END;

  *line += 1;
  *length -= 1;
  return RST_POP3_READER_DATA;
}

/* Looks at the octet that begins a line of a text: takes the line that ends
 * the text, or the dot that was stuffed in front of a line.
 */
static RstPop3ReaderStatus
begin_text_line (RstPop3Reader *self)
{
  const char *p = self->buffer + self->start;
  gsize available = self->end - self->start;

  if (available == 0)
    return RST_POP3_READER_MORE;
  if (*p == '.')
    {
      gsize end_size = 0;

      if (available < 2 || (available < 3 && p[1] == '\r'))
        return RST_POP3_READER_MORE;
      if (p[1] == '\r' && p[2] == '\n')
        end_size = 3;
      else if (self->bare && p[1] == '\n')
        end_size = 2;

      self->start += MAX (end_size, 1);
      if (end_size > 0)
        return RST_POP3_READER_END;
    }
  self->line_start = FALSE;
  return RST_POP3_READER_DATA;
}

/* Finds how far the text can be handed out: to the next line that begins with
 * a dot, or to the end of the buffer. A CR there is kept back, so that the
 * octet before an LF can always be seen.
 */
static gsize
measure_text (RstPop3Reader *self)
{
  const char *begin = self->buffer + self->start;
  const char *end = self->buffer + self->end;
  const char *p = begin;

  while ((p = memchr (p, '\n', (gsize) (end - p))) != NULL)
    {
      gboolean ends_line = self->bare || (p > begin && p[-1] == '\r');

      p++;
      if (ends_line && (p == end || *p == '.'))
        {
          self->line_start = TRUE;
          return (gsize) (p - begin);
        }
    }
  if (end > begin && end[-1] == '\r')
    end--;
  return (gsize) (end - begin);
}

RstPop3ReaderStatus
rst_pop3_reader_next_text (RstPop3Reader  *self,
                           const char    **octets,
                           gsize          *length)
{
  g_return_val_if_fail (self != NULL, RST_POP3_READER_ERROR);

  if (self->line_start)
    {
      RstPop3ReaderStatus status = begin_text_line (self);

      if (status != RST_POP3_READER_DATA)
        return status;
    }

  *octets = self->buffer + self->start;
  *length = measure_text (self);
  self->start += *length;
  return *length > 0 ? RST_POP3_READER_DATA : RST_POP3_READER_MORE;
}
