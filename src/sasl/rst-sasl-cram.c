/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sasl/rst-sasl-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/rst-error.h"

/* RFC 2195 §2: the user name, a blank, and the challenge's HMAC-MD5 under the
 * password in hexadecimal. The RFC prepares nothing, and servers do not either.
 */
static GString *
respond_cram (RstSasl *self, const char *challenge, gsize length, GError **error)
{
  const RstCredentials *credentials = self->credentials;
  g_autofree char *digest = NULL;
  GString *response;

  if (self->complete)
    {
      rst_sasl_set_asks_on_error (self, error);
      return NULL;
    }
  if (length == 0)
    {
      g_set_error (error, RST_ERROR, RST_ERROR_PROTOCOL,
                   _("The server’s challenge for %s is empty"), "CRAM-MD5");
      return NULL;
    }

  digest = g_compute_hmac_for_data (G_CHECKSUM_MD5,
                                    (const guchar *) credentials->secret, strlen (credentials->secret),
                                    (const guchar *) challenge, length);
  response = g_string_new (credentials->user);
  g_string_append_printf (response, " %s", digest);
  self->complete = TRUE;
  return response;
}

const RstSaslFamily rst_sasl_cram = {
  .respond = respond_cram,
};
