/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "net/rst-client-certificate.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/rst-error.h"

static gboolean
is_encrypted (const char *pem)
{
  return strstr (pem, "-----BEGIN ENCRYPTED PRIVATE KEY-----") != NULL ||
         strstr (pem, "Proc-Type: 4,ENCRYPTED") != NULL;
}

/* GIO takes a file without a key for a certificate that can sign nothing; it
 * would be found out only by the server.
 */
static gboolean
check_pem (const char *pem, const char *name, GError **error)
{
  if (is_encrypted (pem))
    g_set_error (error, RST_ERROR, RST_ERROR_CONFIG,
                 _("The private key in “%s” is encrypted; it has to be there without a passphrase"), name);
  else if (strstr (pem, "PRIVATE KEY-----") == NULL)
    g_set_error (error, RST_ERROR, RST_ERROR_CONFIG,
                 _("The file “%s” holds no private key beside the client certificate"), name);
  else if (strstr (pem, "-----BEGIN CERTIFICATE-----") == NULL)
    g_set_error (error, RST_ERROR, RST_ERROR_CONFIG,
                 _("The file “%s” holds no client certificate"), name);
  else
    return TRUE;
  return FALSE;
}

/* As a password: the key does not stay in freed memory. */
static void
forget (char *pem, gsize size)
{
  explicit_bzero (pem, size);
  g_free (pem);
}

GTlsCertificate *
rst_client_certificate_load (const char *path, GError **error)
{
  g_autofree char *name = NULL;
  g_autoptr (GError) local_error = NULL;
  GTlsCertificate *certificate = NULL;
  char *pem;
  gsize size;

  g_return_val_if_fail (path != NULL, NULL);

  name = g_filename_display_name (path);
  if (!g_file_get_contents (path, &pem, &size, &local_error))
    {
      g_set_error (error, RST_ERROR, RST_ERROR_CONFIG,
                   _("The client certificate “%s” cannot be read (%s)"), name, local_error->message);
      return NULL;
    }
  if (check_pem (pem, name, error))
    {
      certificate = g_tls_certificate_new_from_pem (pem, (gssize) size, &local_error);
      if (certificate == NULL)
        g_set_error (error, RST_ERROR, RST_ERROR_CONFIG,
                     _("The client certificate “%s” cannot be used (%s)"), name, local_error->message);
    }
  forget (pem, size);
  return certificate;
}
