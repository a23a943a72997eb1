/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/rst-file-name.h"
#include "mime/rst-header.h"
#include "mime/rst-part-private.h"
#include "mime/rst-transfer.h"

/* How much of a forwarded message to read for its header. */
#define FORWARDED_HEADER (64 * 1024)

struct _RstPart
{
  GObject parent_instance;

  char *name;
  char *content_type;
  char *content_id;
  gboolean is_attachment;
  RstSummary *summary; /* of a message of its own, or NULL */

  /* Decoded when first asked for, by whichever thread asks. */
  GBytes *encoded;
  GMimeContentEncoding encoding;
  char line_end;
  gsize size;
  gsize decoded; /* a GBytes */
};

G_DEFINE_FINAL_TYPE (RstPart, rst_part, G_TYPE_OBJECT)

static void
rst_part_finalize (GObject *object)
{
  RstPart *self = RST_PART (object);

  if (self->decoded != 0)
    g_bytes_unref ((GBytes *) self->decoded);
  g_bytes_unref (self->encoded);
  g_clear_pointer (&self->summary, rst_summary_free);
  g_free (self->name);
  g_free (self->content_type);
  g_free (self->content_id);

  G_OBJECT_CLASS (rst_part_parent_class)->finalize (object);
}

static void
rst_part_class_init (RstPartClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rst_part_finalize;
}

static void
rst_part_init (RstPart *self)
{
}

/* Some programs attach a message as a file like any other. */
static gboolean
may_be_message (const RstEntity *leaf)
{
  g_autofree char *name = NULL;

  if (rst_entity_is_type (leaf, "message/rfc822") ||
      rst_entity_is_type (leaf, "message/global"))
    return TRUE;
  if (leaf->file_name == NULL || !rst_entity_is_type (leaf, "application/octet-stream"))
    return FALSE;

  name = g_ascii_strdown (leaf->file_name, -1);
  return g_str_has_suffix (name, ".eml");
}

/* Its body may be anything, and there may be thousands of them: only the
 * header is looked at.
 */
static RstSummary *
read_summary (const RstEntity *leaf)
{
  g_autoptr (GBytes) decoded = NULL;
  g_autoptr (GBytes) octets = NULL;
  RstSpan header;
  RstSpan body;
  RstSpan message;

  if (!may_be_message (leaf))
    return NULL;

  decoded = rst_transfer_decode (rst_span_truncate (leaf->body, FORWARDED_HEADER),
                                 leaf->encoding, leaf->line_end);
  message = rst_header_skip_envelope (rst_span_of_bytes (decoded), leaf->line_end);
  rst_header_split (message, leaf->line_end, &header, &body);
  if (rst_span_get_length (header) == 0)
    return NULL;

  octets = g_bytes_new_from_bytes (decoded,
                                   header.start - rst_span_of_bytes (decoded).start,
                                   rst_span_get_length (header));
  return rst_summary_parse (octets);
}

/* A forwarded message is named after what it is about. */
static char *
make_forwarded_name (const RstSummary *summary)
{
  g_autofree char *subject = g_strdup (summary->subject);

  /* A subject has no folders, whatever slashes are in it. */
  g_strdelimit (subject, "/\\", '-');
  return *subject != '\0' ? g_strconcat (subject, ".eml", NULL) : NULL;
}

static char *
make_name (const RstEntity *leaf, const RstSummary *summary)
{
  g_autofree char *name = g_strdup (leaf->file_name);

  if (name == NULL && summary != NULL)
    name = make_forwarded_name (summary);
  return rst_file_name_make_safe (name, leaf->mime_type);
}

/* RFC 2045 §6.8: four characters of base64 are three octets. */
static gsize
measure_base64 (RstSpan encoded)
{
  gsize n = 0;

  for (const char *p = encoded.start; p < encoded.end && *p != '='; p++)
    if (g_ascii_isalnum (*p) || *p == '+' || *p == '/')
      n++;
  return n / 4 * 3 + (n % 4 > 1 ? n % 4 - 1 : 0);
}

/* Here, on a worker thread, rather than where the size is shown. */
static gsize
measure (const RstEntity *leaf)
{
  g_autoptr (GBytes) decoded = NULL;

  if (rst_transfer_is_identity (leaf->encoding))
    return rst_span_get_length (leaf->body);
  if (leaf->encoding == GMIME_CONTENT_ENCODING_BASE64)
    return measure_base64 (leaf->body);
  decoded = rst_transfer_decode (leaf->body, leaf->encoding, leaf->line_end);
  return g_bytes_get_size (decoded);
}

RstPart *
rst_part_new (GBytes *raw, RstBody *body, const RstEntity *leaf)
{
  RstPart *self = g_object_new (RST_TYPE_PART, NULL);
  RstSpan whole = rst_span_of_bytes (raw);

  self->summary = read_summary (leaf);
  self->name = make_name (leaf, self->summary);
  self->content_type = g_strdup (leaf->mime_type);
  self->content_id = g_strdup (leaf->content_id);
  self->is_attachment = rst_body_is_attachment (body, leaf);
  self->encoded = g_bytes_new_from_bytes (raw, leaf->body.start - whole.start,
                                          rst_span_get_length (leaf->body));
  self->encoding = leaf->encoding;
  self->line_end = leaf->line_end;
  self->size = measure (leaf);
  return self;
}

const char *
rst_part_get_name (RstPart *self)
{
  g_return_val_if_fail (RST_IS_PART (self), NULL);

  return self->name;
}

const char *
rst_part_get_content_type (RstPart *self)
{
  g_return_val_if_fail (RST_IS_PART (self), NULL);

  return self->content_type;
}

const char *
rst_part_get_content_id (RstPart *self)
{
  g_return_val_if_fail (RST_IS_PART (self), NULL);

  return self->content_id;
}

GBytes *
rst_part_get_content (RstPart *self)
{
  g_return_val_if_fail (RST_IS_PART (self), NULL);

  if (rst_transfer_is_identity (self->encoding))
    return self->encoded;

  if (g_once_init_enter (&self->decoded))
    {
      GBytes *decoded = rst_transfer_decode (rst_span_of_bytes (self->encoded),
                                             self->encoding, self->line_end);

      g_once_init_leave (&self->decoded, (gsize) decoded);
    }
  return (GBytes *) self->decoded;
}

gsize
rst_part_get_size (RstPart *self)
{
  g_return_val_if_fail (RST_IS_PART (self), 0);

  return self->size;
}

gboolean
rst_part_is_attachment (RstPart *self)
{
  g_return_val_if_fail (RST_IS_PART (self), FALSE);

  return self->is_attachment;
}

const RstSummary *
rst_part_get_summary (RstPart *self)
{
  g_return_val_if_fail (RST_IS_PART (self), NULL);

  return self->summary;
}
