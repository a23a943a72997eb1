/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rst-marker.h"

#include "store/rst-phrase.h"
#include "store/rst-query.h"

/* A window is waiting. */
#define MAX_TEXT (256 * 1024)

struct _RstMarker
{
  GPtrArray *phrases; /* of RstPhrase */
};

G_DEFINE_BOXED_TYPE (RstMarker, rst_marker, rst_marker_ref, rst_marker_unref)

RstMarker *
rst_marker_new (const char *query)
{
  g_autoptr (RstQuery) parsed = NULL;
  GPtrArray *phrases;
  RstMarker *self;

  g_return_val_if_fail (query != NULL, NULL);

  parsed = rst_query_new (query);
  phrases = rst_query_get_phrases (parsed);
  if (phrases->len == 0)
    return NULL;

  self = g_atomic_rc_box_new0 (RstMarker);
  self->phrases = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_phrase_free);
  for (guint i = 0; i < phrases->len; i++)
    g_ptr_array_add (self->phrases, rst_phrase_new (phrases->pdata[i]));
  return self;
}

RstMarker *
rst_marker_ref (RstMarker *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  g_ptr_array_unref (((RstMarker *) data)->phrases);
}

void
rst_marker_unref (RstMarker *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear);
}

/* The end of the longest phrase that begins with this word, or NULL. */
static const char *
match_any (RstMarker *self, const char *word, const char *end)
{
  const char *longest = NULL;

  for (guint i = 0; i < self->phrases->len; i++)
    {
      const char *match = rst_phrase_match (self->phrases->pdata[i], word, end);

      if (match != NULL && (longest == NULL || match > longest))
        longest = match;
    }
  return longest;
}

GArray *
rst_marker_find (RstMarker *self, const char *text, guint max)
{
  GArray *spans;
  g_autoptr (GString) word = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  spans = g_array_new (FALSE, FALSE, sizeof (RstMarkerSpan));
  word = g_string_new (NULL);
  for (const char *start = rst_phrase_find_word (text);
       *start != '\0' && start - text < MAX_TEXT && spans->len < max;
       start = rst_phrase_find_word (start))
    {
      const char *end = rst_phrase_read_word (start, word);
      const char *match = match_any (self, word->str, end);
      RstMarkerSpan span = { (gsize) (start - text), (gsize) ((match != NULL ? match : end) - text) };

      if (match != NULL)
        g_array_append_val (spans, span);
      start = text + span.end;
    }
  return spans;
}
