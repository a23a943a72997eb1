/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "mime/rst-sealed.h"
#include "mime/rst-transfer.h"

#define MAX_LOOKED_AT (1024 * 1024)

/* Larger ones are not verified: they are copied for it. */
#define MAX_SIGNED (64 * 1024 * 1024)
#define MAX_SIGNATURE (1024 * 1024)

static RstSealedKind
get_kind (const RstEntity *signature)
{
  if (rst_entity_is_type (signature, "application/pgp-signature"))
    return RST_SEALED_OPENPGP;
  if (rst_entity_is_type (signature, "application/pkcs7-signature") ||
      rst_entity_is_type (signature, "application/x-pkcs7-signature"))
    return RST_SEALED_CMS;
  return RST_SEALED_OTHERWISE;
}

static gboolean
is_encrypted (const RstEntity *entity)
{
  return rst_entity_is_type (entity, "multipart/encrypted") ||
         rst_entity_is_type (entity, "application/pkcs7-mime") ||
         rst_entity_is_type (entity, "application/x-pkcs7-mime") ||
         rst_entity_is_type (entity, "application/pgp-encrypted");
}

/* The outermost, or else the first, that is signed or encrypted. */
static const RstEntity *
find_sealed (const RstEntity *entity)
{
  const RstEntity *found = NULL;

  if (is_encrypted (entity) || rst_entity_is_type (entity, "multipart/signed"))
    return entity;
  for (guint i = 0; found == NULL && entity->children != NULL && i < entity->children->len; i++)
    found = find_sealed (g_ptr_array_index (entity->children, i));
  return found;
}

/* RFC 1847 §2.1, RFC 3156 §5: what is signed is the part with its header, its
 * lines ended by CRLF, without the last line's end.
 */
static GBytes *
dup_canonical (const RstEntity *entity)
{
  GByteArray *canonical = g_byte_array_new ();
  RstSpan rest = { entity->header.start, entity->body.end };
  RstSpan line;

  while (rst_span_next_line (&rest, entity->line_end, &line))
    {
      g_byte_array_append (canonical, (const guint8 *) line.start,
                           (guint) rst_span_get_length (line));
      if (line.end < entity->body.end)
        g_byte_array_append (canonical, (const guint8 *) "\r\n", 2);
    }
  return g_byte_array_free_to_bytes (canonical);
}

static void
read_signed (RstSealed *self, const RstEntity *entity)
{
  const RstEntity *content;
  const RstEntity *signature;

  /* RFC 1847 §2.1: there are two parts. What stands behind them, or instead of
   * them, is not signed.
   */
  self->kind = RST_SEALED_OTHERWISE;
  if (entity->children == NULL || entity->children->len != 2)
    return;

  content = g_ptr_array_index (entity->children, 0);
  signature = g_ptr_array_index (entity->children, 1);
  if (content->body.end < content->header.start ||
      (gsize) (content->body.end - content->header.start) > MAX_SIGNED ||
      rst_span_get_length (signature->body) > MAX_SIGNATURE)
    return;

  self->kind = get_kind (signature);
  self->content = dup_canonical (content);
  self->signature = rst_transfer_decode (signature->body, signature->encoding,
                                         signature->line_end);
}

/* RFC 9580 §6: armour in the text. Whoever wrote around it may be anybody. */
static void
read_armour (RstSealed *self, RstBody *body)
{
  g_autofree char *text = rst_body_dup_text (body, MAX_LOOKED_AT);

  if (strstr (text, "-----BEGIN PGP MESSAGE-----") != NULL)
    self->kind = RST_SEALED_ENCRYPTED;
  else if (strstr (text, "-----BEGIN PGP SIGNED MESSAGE-----") != NULL)
    self->kind = RST_SEALED_OTHERWISE;
}

void
rst_sealed_find (RstSealed *self, RstBody *body)
{
  const RstEntity *root = rst_body_get_root (body);
  const RstEntity *entity = find_sealed (root);

  memset (self, 0, sizeof *self);
  if (entity == NULL)
    {
      read_armour (self, body);
      return;
    }
  self->partial = entity != root;
  if (is_encrypted (entity))
    self->kind = RST_SEALED_ENCRYPTED;
  else
    read_signed (self, entity);
}

void
rst_sealed_clear (RstSealed *self)
{
  g_clear_pointer (&self->content, g_bytes_unref);
  g_clear_pointer (&self->signature, g_bytes_unref);
}
