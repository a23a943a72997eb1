/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sasl/rst-credentials.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/rst-error.h"

RstCredentials *
rst_credentials_new (const char *user, RstSecretKind kind, const char *secret)
{
  RstCredentials *self;

  g_return_val_if_fail (user != NULL, NULL);
  g_return_val_if_fail (secret != NULL, NULL);

  self = g_new (RstCredentials, 1);
  *self = (RstCredentials) { g_strdup (user), kind, g_strdup (secret) };
  return self;
}

void
rst_credentials_free (RstCredentials *self)
{
  if (self == NULL)
    return;

  g_free (self->user);
  rst_secret_free (self->secret);
  g_free (self);
}

/* Neither the secret nor where in it the fault is may show. */
static const char *
describe_problem (const char *text, gboolean is_user)
{
  if (strpbrk (text, "\r\n") != NULL)
    return is_user ? _("The user name contains a line break, which no server accepts")
                   : _("The password contains a line break, which no server accepts");
  if (!g_utf8_validate (text, -1, NULL))
    return is_user ? _("The user name is not text in UTF-8")
                   : _("The password is not text in UTF-8");
  return NULL;
}

gboolean
rst_credentials_check (const RstCredentials *self, GError **error)
{
  const char *problem;

  g_return_val_if_fail (self != NULL, FALSE);

  problem = describe_problem (self->user, TRUE);
  if (problem == NULL)
    problem = describe_problem (self->secret, FALSE);
  if (problem != NULL)
    g_set_error_literal (error, RST_ERROR, RST_ERROR_CONFIG, problem);
  return problem == NULL;
}
