/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/rst-header-digest.h"

#include <string.h>

#include "base/rst-sha256.h"
#include "mime/rst-header.h"
#include "mime/rst-span.h"

/* Notes of servers and mbox files, not of the sender. */
static const char *const notes[] = {
  "Status:", "X-Status:", "X-Keywords:", "X-UID:", "X-UIDL:", "X-IMAP:", "X-IMAPbase:",
  "X-Evolution:", "X-Mozilla-Status:", "X-Mozilla-Status2:", "X-Mozilla-Keys:",
  "Content-Length:", "Lines:",
};

static gboolean
is_note (RstSpan line)
{
  for (gsize i = 0; i < G_N_ELEMENTS (notes); i++)
    if (rst_span_has_prefix (line, notes[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_blank (char octet)
{
  return octet == ' ' || octet == '\t' || octet == '\r';
}

static void
add_line (RstSha256 *hash, RstSpan line)
{
  while (line.end > line.start && is_blank (line.end[-1]))
    line.end--;
  rst_sha256_update (hash, line.start, rst_span_get_length (line));
  rst_sha256_update (hash, "\n", 1);
}

static gboolean
add_fields (RstSha256 *hash, RstSpan header, char line_end)
{
  gboolean identified = FALSE;
  gboolean in_note = FALSE;
  RstSpan line;

  while (rst_span_next_line (&header, line_end, &line))
    {
      /* A folded field goes on with a blank (RFC 5322 §2.2.3). */
      if (line.start == line.end || !is_blank (*line.start))
        in_note = is_note (line);
      identified = identified || rst_span_has_prefix (line, "Message-ID:");
      if (!in_note)
        add_line (hash, line);
    }
  return identified;
}

/* Where the header and the body are. */
static void
split (GBytes *octets, char *line_end, RstSpan *header, RstSpan *body)
{
  RstSpan message = rst_span_of_bytes (octets);

  *line_end = rst_span_guess_line_end (message);
  rst_header_split (rst_header_skip_envelope (message, *line_end), *line_end, header, body);
}

GBytes *
rst_header_digest (GBytes *octets, gboolean *tells_apart)
{
  g_autoptr (RstSha256) hash = rst_sha256_new ();
  RstSpan header, body;
  guint8 digest[RST_SHA256_SIZE];
  gboolean identified;
  char line_end;

  g_return_val_if_fail (octets != NULL, NULL);

  split (octets, &line_end, &header, &body);
  identified = add_fields (hash, header, line_end);
  if (tells_apart != NULL)
    *tells_apart = identified;
  rst_sha256_finish (hash, digest);
  return g_bytes_new (digest, sizeof digest);
}

gboolean
rst_header_digest_alike (GBytes *one, GBytes *other)
{
  g_autoptr (GBytes) digest = NULL;
  g_autoptr (GBytes) other_digest = NULL;
  RstSpan header, body, other_body;
  gsize length;
  char line_end;

  g_return_val_if_fail (one != NULL && other != NULL, FALSE);

  split (one, &line_end, &header, &body);
  split (other, &line_end, &header, &other_body);
  length = rst_span_get_length (body);
  if (length != rst_span_get_length (other_body) ||
      (length > 0 && memcmp (body.start, other_body.start, length) != 0))
    return FALSE;
  digest = rst_header_digest (one, NULL);
  other_digest = rst_header_digest (other, NULL);
  return g_bytes_equal (digest, other_digest);
}
