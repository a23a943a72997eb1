/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/rst-quote.h"

#include <string.h>

#include "base/rst-text.h"

/* A quote of so many lines is short enough to be read on the way. */
#define MAX_SHORT_QUOTE 8

/* "On Monday, Anna Berg <anna@example.org>" and "wrote:" below it. */
#define MAX_INTRODUCTION 2

#define MAX_SIGNATURE 30

typedef enum
{
  BLANK,
  OWN,
  QUOTED,
  SEPARATOR,
} Kind;

/* One goes over the lines of a text once. */
typedef struct
{
  const char *text;
  GArray *found;
  RstQuoteRun run; /* n_lines is 0 outside of one */
  guint n_own;     /* lines of one's own so far */
  guint n_last;    /* those of them that stand together last */
  gboolean colon;  /* whether they end with one */
  Kind kind;       /* of the line before */
  gsize before;    /* what of the run stands before the last paragraph */
  gboolean signature;
} Walk;

guint
rst_quote_get_depth (const char *line, gsize *length)
{
  const char *p = line;
  guint depth = 0;

  g_return_val_if_fail (line != NULL, 0);

  /* What programs do to a line that mbox would take for a new message. */
  if (rst_text_begins_with (line, ">From "))
    p = "";
  while (*p == '>')
    {
      depth++;
      p++;
      if (*p == ' ')
        p++;
    }
  if (length != NULL)
    *length = depth > 0 ? (gsize) (p - line) : 0;
  return depth;
}

static Kind
classify (const char *line, gsize length)
{
  if (rst_quote_get_depth (line, NULL) > 0)
    return QUOTED;
  if (length == 3 && strncmp (line, "-- ", 3) == 0)
    return SEPARATOR;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (line[i]))
      return OWN;
  return BLANK;
}

static void
grow (Walk *self, const char *line, const char *end)
{
  gsize start = (gsize) (line - self->text);

  if (self->run.n_lines == 0)
    self->run.start = start;
  /* Blank lines since the last one are between, so they count. */
  self->run.n_lines++;
  self->run.length = (gsize) (end - self->text) - self->run.start + (*end == '\n');
}

static guint
count_lines (const char *text, gsize length)
{
  guint n = 0;

  for (const char *p = text; (p = memchr (p, '\n', (gsize) (text + length - p))) != NULL; p++)
    n++;
  return n + (length > 0 && text[length - 1] != '\n');
}

static void
end_run (Walk *self, guint min_lines, guint max_lines)
{
  self->run.n_lines = count_lines (self->text + self->run.start, self->run.length);
  if (self->run.n_lines >= min_lines && self->run.n_lines <= max_lines)
    g_array_append_val (self->found, self->run);
  self->run = (RstQuoteRun) { 0 };
}

/* "Anna wrote:", maybe in two lines. */
static gboolean
ends_with_colon (const char *line, const char *end)
{
  while (end > line && g_ascii_isspace (end[-1]))
    end--;
  return end > line && end[-1] == ':';
}

static void
note_own (Walk *self, const char *line, const char *end)
{
  self->n_own++;
  self->n_last = self->kind == OWN ? self->n_last + 1 : 1;
  self->colon = ends_with_colon (line, end);
}

static gboolean
has_own (const Walk *self)
{
  gboolean introduced = self->colon && self->n_last <= MAX_INTRODUCTION;

  return self->n_own > (introduced ? self->n_last : 0);
}

static void
look_for_fold (Walk *self, const char *line, const char *end)
{
  Kind kind = classify (line, (gsize) (end - line));

  if (self->run.n_lines > 0 && (kind == OWN || kind == SEPARATOR))
    end_run (self, MAX_SHORT_QUOTE + 1, G_MAXUINT);
  if (kind == QUOTED && (self->run.n_lines > 0 || has_own (self)))
    grow (self, line, end);
  if (kind == OWN && !self->signature)
    note_own (self, line, end);
  if (kind == SEPARATOR || kind == QUOTED)
    self->signature = kind == SEPARATOR;
  self->kind = kind;
}

GArray *
rst_quote_find_folds (const char *text)
{
  Walk walk = { .text = text };

  g_return_val_if_fail (text != NULL, NULL);

  walk.found = g_array_new (FALSE, FALSE, sizeof (RstQuoteRun));
  for (const char *line = text, *end; *line != '\0'; line = end + (*end == '\n'))
    {
      end = strchrnul (line, '\n');
      look_for_fold (&walk, line, end);
    }
  if (walk.run.n_lines > 0)
    end_run (&walk, MAX_SHORT_QUOTE + 1, G_MAXUINT);
  return walk.found;
}

static void
look_for_signature (Walk *self, const char *line, const char *end)
{
  Kind kind = classify (line, (gsize) (end - line));

  if (self->run.n_lines > 0 && (kind == QUOTED || kind == SEPARATOR))
    {
      if (kind == QUOTED && self->colon && self->n_last <= MAX_INTRODUCTION)
        self->run.length = self->before;
      end_run (self, 1, MAX_SIGNATURE);
    }
  if (kind == OWN)
    {
      note_own (self, line, end);
      if (self->n_last == 1)
        self->before = self->run.length;
    }
  if (kind == SEPARATOR || (self->run.n_lines > 0 && kind == OWN))
    grow (self, line, end);
  self->kind = kind;
}

GArray *
rst_quote_find_signatures (const char *text)
{
  Walk walk = { .text = text };

  g_return_val_if_fail (text != NULL, NULL);

  walk.found = g_array_new (FALSE, FALSE, sizeof (RstQuoteRun));
  for (const char *line = text, *end; *line != '\0'; line = end + (*end == '\n'))
    {
      end = strchrnul (line, '\n');
      look_for_signature (&walk, line, end);
    }
  if (walk.run.n_lines > 0)
    end_run (&walk, 1, MAX_SIGNATURE);
  return walk.found;
}
