/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gmime/gmime.h>

#include "mime/rst-span.h"

G_BEGIN_DECLS

typedef struct _RstEntity RstEntity;

/**
 * RstEntity:
 * @parent: (nullable): the multipart it stands in
 * @children: (nullable) (element-type RstEntity): the parts of a multipart;
 *   %NULL for a leaf
 * @header: its header
 * @body: its body, still encoded
 * @line_end: LF or CR
 * @encoding: how @body is encoded
 * @content_type: its type and the type's parameters
 * @mime_type: the type in lower case
 * @disposition: (nullable): such as "attachment", in lower case
 * @file_name: (nullable): as the sender wrote it, decoded: not safe to use
 * @content_id: (nullable): without the angle brackets
 *
 * A node in the structure of a message (RFC 2045 §2.4). It points into the
 * octets that it was parsed from, which must outlive it: an attachment is not
 * touched before somebody wants it.
 *
 * The structure is found here rather than by GMime's parser, which builds an
 * object for every part that a message claims to have and gives none at all
 * for some broken mail.
 */
struct _RstEntity
{
  RstEntity *parent;
  GPtrArray *children;
  RstSpan header;
  RstSpan body;
  char line_end;
  GMimeContentEncoding encoding;
  GMimeContentType *content_type;
  char *mime_type;
  char *disposition;
  char *file_name;
  char *content_id;
};

/**
 * rst_entity_parse:
 * @octets: a message
 *
 * Finds the structure of a message. Beyond a depth of 64 a multipart is shown
 * as text; the 2,000th part goes on to the end of what it stands in.
 *
 * Returns: (transfer full): its root
 */
RstEntity *rst_entity_parse (RstSpan octets);

/**
 * rst_entity_free:
 * @self: (transfer full): an entity
 */
void rst_entity_free (RstEntity *self);

/**
 * rst_entity_is_type:
 * @self: (nullable): an entity
 * @mime_type: a type in lower case
 *
 * Returns: whether it is of this type
 */
gboolean rst_entity_is_type (const RstEntity *self, const char *mime_type);

/**
 * rst_entity_dup_text:
 * @self: a leaf of type text
 * @charset: (nullable): what to read it in, whatever it says of itself
 * @max_encoded: how many octets of the body to read at most
 *
 * Returns: (transfer full): its text, valid UTF-8, lines ended by LF, flowed
 *   paragraphs joined (RFC 3676)
 */
char *rst_entity_dup_text (const RstEntity *self,
                           const char      *charset,
                           gsize            max_encoded);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstEntity, rst_entity_free)

G_END_DECLS
