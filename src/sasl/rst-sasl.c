/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sasl/rst-sasl-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/rst-error.h"
#include "base/rst-text.h"
#include "sasl/rst-sasl-bounds.h"

/* By RstSaslMechanism. */
static const struct
{
  const char *name;
  RstSecretKind secret_kind;
  gboolean needs_binding;
  const RstSaslFamily *family;
} mechanisms[RST_SASL_N_MECHANISMS] = {
  [RST_SASL_SCRAM_SHA_256_PLUS] = { "SCRAM-SHA-256-PLUS", RST_SECRET_PASSWORD, TRUE, &rst_sasl_scram },
  [RST_SASL_SCRAM_SHA_1_PLUS] = { "SCRAM-SHA-1-PLUS", RST_SECRET_PASSWORD, TRUE, &rst_sasl_scram },
  [RST_SASL_SCRAM_SHA_256] = { "SCRAM-SHA-256", RST_SECRET_PASSWORD, FALSE, &rst_sasl_scram },
  [RST_SASL_SCRAM_SHA_1] = { "SCRAM-SHA-1", RST_SECRET_PASSWORD, FALSE, &rst_sasl_scram },
  [RST_SASL_PLAIN] = { "PLAIN", RST_SECRET_PASSWORD, FALSE, &rst_sasl_plain },
  [RST_SASL_LOGIN] = { "LOGIN", RST_SECRET_PASSWORD, FALSE, &rst_sasl_login },
  [RST_SASL_CRAM_MD5] = { "CRAM-MD5", RST_SECRET_PASSWORD, FALSE, &rst_sasl_cram },
  [RST_SASL_OAUTHBEARER] = { "OAUTHBEARER", RST_SECRET_TOKEN, FALSE, &rst_sasl_oauth },
  [RST_SASL_XOAUTH2] = { "XOAUTH2", RST_SECRET_TOKEN, FALSE, &rst_sasl_oauth },
  [RST_SASL_EXTERNAL] = { "EXTERNAL", RST_SECRET_NONE, FALSE, &rst_sasl_external },
};

const char *
rst_sasl_mechanism_get_name (RstSaslMechanism mechanism)
{
  g_return_val_if_fail ((guint) mechanism < RST_SASL_N_MECHANISMS, NULL);
  return mechanisms[mechanism].name;
}

RstSecretKind
rst_sasl_mechanism_get_secret_kind (RstSaslMechanism mechanism)
{
  g_return_val_if_fail ((guint) mechanism < RST_SASL_N_MECHANISMS, RST_SECRET_NONE);
  return mechanisms[mechanism].secret_kind;
}

gboolean
rst_sasl_mechanism_needs_binding (RstSaslMechanism mechanism)
{
  g_return_val_if_fail ((guint) mechanism < RST_SASL_N_MECHANISMS, FALSE);
  return mechanisms[mechanism].needs_binding;
}

RstSasl *
rst_sasl_new (RstSaslMechanism      mechanism,
              const RstCredentials *credentials,
              const RstSaslBinding *binding,
              const char           *host,
              guint16               port)
{
  RstSasl *self;

  g_return_val_if_fail ((guint) mechanism < RST_SASL_N_MECHANISMS, NULL);
  g_return_val_if_fail (credentials != NULL, NULL);
  g_return_val_if_fail (host != NULL, NULL);
  g_return_val_if_fail (binding != NULL || !mechanisms[mechanism].needs_binding, NULL);

  self = g_new0 (RstSasl, 1);
  self->family = mechanisms[mechanism].family;
  self->mechanism = mechanism;
  self->credentials = credentials;
  if (binding != NULL)
    {
      self->binding_type = g_strdup (binding->type);
      self->binding_data = g_bytes_ref (binding->data);
    }
  self->host = g_strdup (host);
  self->port = port;
  self->state = g_malloc0 (self->family->state_size);
  if (self->family->init != NULL)
    self->family->init (self);
  return self;
}

void
rst_sasl_free (RstSasl *self)
{
  if (self == NULL)
    return;

  if (self->family->clear != NULL)
    self->family->clear (self);
  g_free (self->state);
  g_free (self->binding_type);
  g_clear_pointer (&self->binding_data, g_bytes_unref);
  g_free (self->host);
  g_free (self->refusal);
  g_free (self);
}

gboolean
rst_sasl_speaks_first (RstSasl *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->family->speaks_first;
}

static gboolean
check_bounds (RstSasl *self, gsize length, GError **error)
{
  if (length <= RST_SASL_CHALLENGE_MAX && self->n_challenges <= RST_SASL_CHALLENGES_MAX)
    return TRUE;

  g_set_error (error, RST_ERROR, RST_ERROR_PROTOCOL,
               _("The server’s challenges for %s are too long or do not end"),
               rst_sasl_mechanism_get_name (self->mechanism));
  return FALSE;
}

GString *
rst_sasl_respond (RstSasl     *self,
                  const char  *challenge,
                  gsize        length,
                  GError     **error)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (challenge != NULL || self->family->speaks_first, NULL);
  g_return_val_if_fail (self->begun == (challenge != NULL) || !self->family->speaks_first, NULL);

  self->begun = TRUE;
  if (challenge != NULL)
    self->n_challenges++;
  if (!check_bounds (self, length, error))
    return NULL;
  return self->family->respond (self, challenge, length, error);
}

gboolean
rst_sasl_finish (RstSasl *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->complete)
    return TRUE;

  if (self->family->set_incomplete_error != NULL)
    self->family->set_incomplete_error (self, error);
  else
    g_set_error (error, RST_ERROR, RST_ERROR_PROTOCOL,
                 _("The server accepted %s before it was complete"),
                 rst_sasl_mechanism_get_name (self->mechanism));
  return FALSE;
}

const char *
rst_sasl_get_refusal (RstSasl *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->refusal;
}

void
rst_sasl_wipe (GString *text)
{
  if (text == NULL)
    return;

  explicit_bzero (text->str, text->allocated_len);
  g_string_free (text, TRUE);
}

void
rst_sasl_set_asks_on_error (RstSasl *self, GError **error)
{
  g_set_error (error, RST_ERROR, RST_ERROR_PROTOCOL,
               _("The server went on asking after %s"),
               rst_sasl_mechanism_get_name (self->mechanism));
}

void
rst_sasl_take_refusal (RstSasl *self, const char *text, gsize length)
{
  g_autofree char *line = rst_text_dup_line (text, (gssize) length);

  g_clear_pointer (&self->refusal, g_free);
  if (*line != '\0')
    self->refusal = g_strchomp (g_utf8_substring (line, 0, MIN (g_utf8_strlen (line, -1), RST_SASL_REFUSAL_MAX)));
}
