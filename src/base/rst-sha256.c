/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/rst-sha256.h"

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <string.h>

struct _RstSha256
{
  gnutls_hash_hd_t handle;
};

RstSha256 *
rst_sha256_new (void)
{
  RstSha256 *self = g_new0 (RstSha256, 1);

  /* Fails only where there is no memory, or no SHA-256. */
  if (gnutls_hash_init (&self->handle, GNUTLS_DIG_SHA256) != 0)
    g_error ("GnuTLS has no SHA-256");
  return self;
}

void
rst_sha256_free (RstSha256 *self)
{
  g_return_if_fail (self != NULL);

  gnutls_hash_deinit (self->handle, NULL);
  g_free (self);
}

void
rst_sha256_update (RstSha256 *self, gconstpointer octets, gsize size)
{
  g_return_if_fail (self != NULL);

  gnutls_hash (self->handle, octets, size);
}

void
rst_sha256_finish (RstSha256 *self, guint8 *digest)
{
  g_return_if_fail (self != NULL && digest != NULL);

  gnutls_hash_output (self->handle, digest);
}

char *
rst_sha256_dup_text (const guint8 *digest)
{
  static const char digits[] = "0123456789abcdef";
  char *text;

  g_return_val_if_fail (digest != NULL, NULL);

  text = g_malloc (2 * RST_SHA256_SIZE + 1);
  for (int i = 0; i < RST_SHA256_SIZE; i++)
    {
      text[2 * i] = digits[digest[i] >> 4];
      text[2 * i + 1] = digits[digest[i] & 0xF];
    }
  text[2 * RST_SHA256_SIZE] = '\0';
  return text;
}

gboolean
rst_sha256_parse (const char *text, guint8 *digest)
{
  g_return_val_if_fail (text != NULL && digest != NULL, FALSE);

  if (strlen (text) != 2 * RST_SHA256_SIZE)
    return FALSE;
  for (int i = 0; i < RST_SHA256_SIZE; i++)
    {
      int high = g_ascii_xdigit_value (text[2 * i]);
      int low = g_ascii_xdigit_value (text[2 * i + 1]);

      if (high < 0 || low < 0)
        return FALSE;
      digest[i] = (guint8) (high << 4 | low);
    }
  return TRUE;
}
