/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "messages/rst-text-marks.h"

/* "#f9f06b" with black on it, the same in the light and in the dark. */
#define RED 0xf9f9
#define GREEN 0xf0f0
#define BLUE 0x6b6b

void
rst_text_marks_apply (GtkTextBuffer *buffer, GtkTextTag *tag, RstMarker *match)
{
  g_autofree char *text = NULL;
  g_autoptr (GArray) spans = NULL;
  GtkTextIter start, end;
  gsize at = 0;
  int offset = 0;

  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer));
  g_return_if_fail (GTK_IS_TEXT_TAG (tag));

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag (buffer, tag, &start, &end);
  if (match == NULL)
    return;

  /* A slice has a character for each that the buffer counts. */
  text = gtk_text_buffer_get_slice (buffer, &start, &end, TRUE);
  spans = rst_marker_find (match, text, RST_TEXT_MARKS_MAX);
  for (guint i = 0; i < spans->len; i++)
    {
      const RstMarkerSpan *span = &g_array_index (spans, RstMarkerSpan, i);

      offset += (int) g_utf8_strlen (text + at, (gssize) (span->start - at));
      gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
      offset += (int) g_utf8_strlen (text + span->start, (gssize) (span->end - span->start));
      gtk_text_buffer_get_iter_at_offset (buffer, &end, offset);
      gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
      at = span->end;
    }
}

static void
add_attribute (PangoAttrList *list, PangoAttribute *attribute, const RstMarkerSpan *span)
{
  attribute->start_index = (guint) span->start;
  attribute->end_index = (guint) span->end;
  pango_attr_list_insert (list, attribute);
}

PangoAttrList *
rst_text_marks_get_attributes (RstMarker *match, const char *text)
{
  g_autoptr (GArray) spans = NULL;
  PangoAttrList *list;

  if (match == NULL || text == NULL)
    return NULL;

  spans = rst_marker_find (match, text, RST_TEXT_MARKS_MAX);
  if (spans->len == 0)
    return NULL;

  list = pango_attr_list_new ();
  for (guint i = 0; i < spans->len; i++)
    {
      const RstMarkerSpan *span = &g_array_index (spans, RstMarkerSpan, i);

      add_attribute (list, pango_attr_background_new (RED, GREEN, BLUE), span);
      add_attribute (list, pango_attr_foreground_new (0, 0, 0), span);
    }
  return list;
}
