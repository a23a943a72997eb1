/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mime/rst-charset.h"
#include "mime/rst-encoded-word.h"
#include "mime/rst-entity.h"
#include "mime/rst-flowed.h"
#include "mime/rst-header.h"
#include "mime/rst-mime.h"
#include "mime/rst-multipart.h"
#include "mime/rst-transfer.h"

#define MAX_DEPTH 64
#define MAX_PARTS 2000
#define MAX_STRUCTURED (16 * 1024)

static RstEntity *parse_entity (RstSpan     octets,
                                char        line_end,
                                const char *default_type,
                                guint       depth,
                                guint      *n_parts);

/* A structured header as GMime can read it whole, and bounded in time. */
static char *
dup_structured (const RstEntity *self, const char *name)
{
  g_autofree char *value = rst_header_dup (self->header, self->line_end, name);
  g_autofree char *merged = NULL;

  if (value == NULL)
    return NULL;

  merged = rst_encoded_word_merge (value);
  return g_utf8_make_valid (merged, strnlen (merged, MAX_STRUCTURED));
}

/* RFC 2045 §5.2: a type that cannot be read counts as plain text. */
static void
read_type (RstEntity *self, const char *default_type)
{
  g_autofree char *value = dup_structured (self, "Content-Type");
  g_autofree char *type = NULL;

  if (value == NULL)
    value = g_strdup (default_type);
  self->content_type = g_mime_content_type_parse (NULL, value);
  type = g_mime_content_type_get_mime_type (self->content_type);
  if (strcspn (value, "/") >= strcspn (value, ";") || strchr (type, '/') == NULL)
    {
      g_object_unref (self->content_type);
      g_free (type);
      self->content_type = g_mime_content_type_new ("text", "plain");
      type = g_strdup ("text/plain");
    }
  self->mime_type = g_ascii_strdown (type, -1);
}

static void
read_disposition (RstEntity *self)
{
  g_autofree char *value = dup_structured (self, "Content-Disposition");
  GMimeContentDisposition *parsed = NULL;
  const char *name = NULL;
  const char *word;

  if (value != NULL)
    {
      parsed = g_mime_content_disposition_parse (NULL, value);
      word = g_mime_content_disposition_get_disposition (parsed);
      self->disposition = g_ascii_strdown (word != NULL ? word : "", -1);
      name = g_mime_content_disposition_get_parameter (parsed, "filename");
    }
  if (name == NULL)
    name = g_mime_content_type_get_parameter (self->content_type, "name");
  if (name != NULL)
    self->file_name = rst_encoded_word_decode (name);
  g_clear_object (&parsed);
}

static void
read_content_id (RstEntity *self)
{
  g_autofree char *value = rst_header_dup (self->header, self->line_end, "Content-ID");
  char *start;

  if (value == NULL)
    return;

  start = strchr (value, '<');
  start = start != NULL ? start + 1 : value;
  self->content_id = g_strndup (start, strcspn (start, "> \t"));
}

static void
read_fields (RstEntity *self, const char *default_type)
{
  g_autofree char *encoding = NULL;

  encoding = rst_header_dup (self->header, self->line_end, "Content-Transfer-Encoding");
  self->encoding = rst_transfer_parse (encoding);
  read_type (self, default_type);
  read_disposition (self);
  read_content_id (self);
}

static gboolean
is_multipart (RstEntity *self)
{
  return g_str_has_prefix (self->mime_type, "multipart/");
}

static void
adopt (RstEntity *self, RstEntity *child)
{
  child->parent = self;
  g_ptr_array_add (self->children, child);
}

static void
parse_children (RstEntity *self, guint depth, guint *n_parts)
{
  const char *boundary = g_mime_content_type_get_parameter (self->content_type, "boundary");
  const char *type = rst_entity_is_type (self, "multipart/digest") ? "message/rfc822"
                                                                   : "text/plain";
  RstMultipart parts;
  RstSpan part;

  if (boundary == NULL || *boundary == '\0')
    return;

  rst_multipart_init (&parts, self->body, self->line_end, boundary);
  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_entity_free);
  while (*n_parts + 1 < MAX_PARTS && rst_multipart_next (&parts, &part))
    adopt (self, parse_entity (part, self->line_end, type, depth + 1, n_parts));
  if (rst_multipart_take_rest (&parts, &part))
    adopt (self, parse_entity (part, self->line_end, type, MAX_DEPTH, n_parts));

  if (self->children->len == 0)
    g_clear_pointer (&self->children, g_ptr_array_unref);
}

/* A multipart that has no parts to be found is shown as it is. */
static void
become_text (RstEntity *self)
{
  g_free (self->mime_type);
  self->mime_type = g_strdup ("text/plain");
  self->encoding = GMIME_CONTENT_ENCODING_8BIT;
}

static RstEntity *
parse_entity (RstSpan     octets,
              char        line_end,
              const char *default_type,
              guint       depth,
              guint      *n_parts)
{
  RstEntity *self = g_new0 (RstEntity, 1);

  (*n_parts)++;
  self->line_end = line_end;
  rst_header_split (octets, line_end, &self->header, &self->body);
  read_fields (self, default_type);

  if (is_multipart (self))
    {
      if (depth < MAX_DEPTH)
        parse_children (self, depth, n_parts);
      if (self->children == NULL)
        become_text (self);
    }
  return self;
}

RstEntity *
rst_entity_parse (RstSpan octets)
{
  char line_end = rst_span_guess_line_end (octets);
  guint n_parts = 0;

  rst_mime_init ();
  octets = rst_header_skip_envelope (octets, line_end);
  return parse_entity (octets, line_end, "text/plain", 0, &n_parts);
}

void
rst_entity_free (RstEntity *self)
{
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_clear_object (&self->content_type);
  g_free (self->mime_type);
  g_free (self->disposition);
  g_free (self->file_name);
  g_free (self->content_id);
  g_free (self);
}

gboolean
rst_entity_is_type (const RstEntity *self, const char *mime_type)
{
  return self != NULL && strcmp (self->mime_type, mime_type) == 0;
}

/* CRLF and a lone CR become LF, in place. */
static void
normalize_line_ends (char *text)
{
  char *out = text;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\r')
        {
          *out++ = '\n';
          if (p[1] == '\n')
            p++;
        }
      else
        {
          *out++ = *p;
        }
    }
  *out = '\0';
}

/* HTML may name its charset itself, where the header is silent. */
static char *
dup_meta_charset (const RstEntity *self, const char *octets, gsize length)
{
  const char *p;

  if (!rst_entity_is_type (self, "text/html"))
    return NULL;

  p = g_strstr_len (octets, MIN (length, 1024), "charset=");
  if (p == NULL)
    return NULL;
  p += strlen ("charset=");
  if (p < octets + length && (*p == '"' || *p == '\''))
    p++;
  length = MIN ((gsize) (octets + length - p), 64);
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (p[i]) && strchr ("-_:", p[i]) == NULL)
      length = i;
  return g_strndup (p, length);
}

/* In the charset that the header names, or the HTML, or else the octets. */
static char *
dup_as_declared (const RstEntity *self, const char *octets, gsize length)
{
  const char *charset = g_mime_content_type_get_parameter (self->content_type, "charset");
  g_autofree char *meta = NULL;

  if (charset == NULL)
    charset = meta = dup_meta_charset (self, octets, length);
  return rst_charset_to_utf8 (charset, octets, length);
}

static gboolean
has_parameter (const RstEntity *self, const char *name, const char *value)
{
  const char *actual = g_mime_content_type_get_parameter (self->content_type, name);

  return actual != NULL && g_ascii_strcasecmp (actual, value) == 0;
}

/* RFC 3676 §4: only text/plain has the parameters. */
static char *
join_flowed (const RstEntity *self, char *text)
{
  g_autofree char *flowed = text;

  if (!rst_entity_is_type (self, "text/plain") || !has_parameter (self, "format", "flowed"))
    return g_steal_pointer (&flowed);
  return rst_flowed_join (flowed, has_parameter (self, "delsp", "yes"));
}

char *
rst_entity_dup_text (const RstEntity *self, const char *charset, gsize max_encoded)
{
  RstSpan encoded = rst_span_truncate (self->body, max_encoded);
  g_autoptr (GBytes) decoded = NULL;
  RstSpan content = encoded;
  gsize length;
  char *text;

  if (!rst_transfer_is_identity (self->encoding))
    {
      decoded = rst_transfer_decode (encoded, self->encoding, self->line_end);
      content = rst_span_of_bytes (decoded);
    }
  length = rst_span_get_length (content);
  if (charset != NULL)
    text = rst_charset_to_utf8_as_told (charset, content.start, length);
  else
    text = dup_as_declared (self, content.start, length);
  normalize_line_ends (text);
  return join_flowed (self, text);
}
