/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/rst-flowed.h"

#include <string.h>

/* A line taken apart, RFC 3676 §4. */
typedef struct
{
  guint depth;
  const char *start; /* behind quote marks and stuffing */
  gsize length;
  gboolean flowed; /* goes on in the next line */
} Line;

static gboolean
is_separator (const Line *line)
{
  return line->length == 3 && strncmp (line->start, "-- ", 3) == 0;
}

/* Takes the line that @text begins with, and gives what follows it. */
static const char *
read_line (const char *text, Line *line)
{
  const char *end = strchrnul (text, '\n');

  line->depth = (guint) strspn (text, ">");
  line->start = text + line->depth;
  if (*line->start == ' ')
    line->start++;
  line->length = (gsize) (end - line->start);
  /* §4.3: the separator is never flowed, for all its space. */
  line->flowed = line->length > 0 && end[-1] == ' ' && !is_separator (line);
  return *end == '\n' ? end + 1 : end;
}

static void
append_marks (GString *out, const Line *line)
{
  for (guint i = 0; i < line->depth; i++)
    g_string_append_c (out, '>');
  /* Without one, words that begin with a mark would become a quote. */
  if (line->depth > 0 ? line->length > 0 : *line->start == '>')
    g_string_append_c (out, ' ');
}

char *
rst_flowed_join (const char *text, gboolean delete_space)
{
  GString *out;
  Line line;
  Line last = { 0 };

  g_return_val_if_fail (text != NULL, NULL);

  out = g_string_sized_new (strlen (text));
  while (*text != '\0')
    {
      text = read_line (text, &line);
      /* §4.5: another depth ends a paragraph, whatever the line ended with. */
      if (!last.flowed || line.depth != last.depth || is_separator (&line))
        {
          if (last.start != NULL)
            g_string_append_c (out, '\n');
          append_marks (out, &line);
        }
      g_string_append_len (out, line.start,
                           (gssize) (line.length - (line.flowed && delete_space ? 1 : 0)));
      last = line;
    }
  if (text > last.start && last.start != NULL && text[-1] == '\n')
    g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}
