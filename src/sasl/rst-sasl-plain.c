/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sasl/rst-sasl-private.h"

#include <glib/gi18n-lib.h>

#include "base/rst-error.h"

/* RFC 4616 §2: nobody to act for, who, password, each of the latter behind a
 * NUL. It is the server that prepares them.
 */
static GString *
respond_plain (RstSasl *self, const char *challenge, gsize length, GError **error)
{
  const RstCredentials *credentials = self->credentials;
  GString *response;

  if (challenge != NULL)
    {
      rst_sasl_set_asks_on_error (self, error);
      return NULL;
    }
  if (*credentials->user == '\0' || *credentials->secret == '\0')
    {
      g_set_error (error, RST_ERROR, RST_ERROR_CONFIG,
                   _("%s needs a user name and a password"), "PLAIN");
      return NULL;
    }

  response = g_string_sized_new (strlen (credentials->user) + strlen (credentials->secret) + 2);
  g_string_append_c (response, '\0');
  g_string_append (response, credentials->user);
  g_string_append_c (response, '\0');
  g_string_append (response, credentials->secret);
  self->complete = TRUE;
  return response;
}

/* Two challenges, for the user name and for the password. What they say, such
 * as "Username:", clients are not to mind.
 */
static GString *
respond_login (RstSasl *self, const char *challenge, gsize length, GError **error)
{
  if (self->n_challenges == 1)
    return g_string_new (self->credentials->user);
  if (self->n_challenges > 2)
    {
      rst_sasl_set_asks_on_error (self, error);
      return NULL;
    }

  self->complete = TRUE;
  return g_string_new (self->credentials->secret);
}

/* RFC 4422 appendix A: whom to act as; empty for whom the certificate names. */
static GString *
respond_external (RstSasl *self, const char *challenge, gsize length, GError **error)
{
  if (challenge != NULL)
    {
      rst_sasl_set_asks_on_error (self, error);
      return NULL;
    }

  self->complete = TRUE;
  return g_string_new (self->credentials->user);
}

const RstSaslFamily rst_sasl_plain = {
  .speaks_first = TRUE,
  .respond = respond_plain,
};

const RstSaslFamily rst_sasl_login = {
  .respond = respond_login,
};

const RstSaslFamily rst_sasl_external = {
  .speaks_first = TRUE,
  .respond = respond_external,
};
