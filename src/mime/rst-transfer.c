/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mime/rst-mime.h"
#include "mime/rst-transfer.h"

GMimeContentEncoding
rst_transfer_parse (const char *name)
{
  g_autofree char *word = NULL;

  if (name == NULL)
    return GMIME_CONTENT_ENCODING_DEFAULT;

  word = g_strndup (name, strcspn (name, " \t;("));
  return g_mime_content_encoding_from_string (word);
}

gboolean
rst_transfer_is_identity (GMimeContentEncoding encoding)
{
  return encoding != GMIME_CONTENT_ENCODING_BASE64 &&
         encoding != GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE &&
         encoding != GMIME_CONTENT_ENCODING_UUENCODE;
}

/* GMime's decoder begins behind the line that names the file. */
static RstSpan
skip_uu_begin (RstSpan encoded, char line_end)
{
  RstSpan rest = encoded;
  RstSpan line;

  while (rst_span_next_line (&rest, line_end, &line))
    if (rst_span_has_prefix (line, "begin "))
      return rest;
  return encoded;
}

GBytes *
rst_transfer_decode (RstSpan              encoded,
                     GMimeContentEncoding encoding,
                     char                 line_end)
{
  g_autofree char *with_lf = NULL;
  g_autofree char *decoded = NULL;
  GMimeEncoding state;
  gsize length;

  if (rst_transfer_is_identity (encoding))
    return g_bytes_new (encoded.start, rst_span_get_length (encoded));

  rst_mime_init ();
  g_mime_encoding_init_decode (&state, encoding);
  if (encoding == GMIME_CONTENT_ENCODING_UUENCODE)
    {
      encoded = skip_uu_begin (encoded, line_end);
      state.state |= GMIME_UUDECODE_STATE_BEGIN;
    }
  length = rst_span_get_length (encoded);
  if (line_end == '\r')
    {
      with_lf = g_strndup (encoded.start, length);
      for (gsize i = 0; i < length; i++)
        if (with_lf[i] == '\r')
          with_lf[i] = '\n';
      encoded.start = with_lf;
    }
  decoded = g_malloc (g_mime_encoding_outlen (&state, length) + 1);
  length = g_mime_encoding_flush (&state, encoded.start, length, decoded);
  return g_bytes_new_take (g_realloc (g_steal_pointer (&decoded), length), length);
}
