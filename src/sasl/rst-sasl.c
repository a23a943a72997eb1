/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sasl/rst-sasl.h"

/* By RstSaslMechanism. */
static const struct
{
  const char *name;
  RstSecretKind secret_kind;
  gboolean needs_binding;
} mechanisms[RST_SASL_N_MECHANISMS] = {
  [RST_SASL_SCRAM_SHA_256_PLUS] = { "SCRAM-SHA-256-PLUS", RST_SECRET_PASSWORD, TRUE },
  [RST_SASL_SCRAM_SHA_1_PLUS] = { "SCRAM-SHA-1-PLUS", RST_SECRET_PASSWORD, TRUE },
  [RST_SASL_SCRAM_SHA_256] = { "SCRAM-SHA-256", RST_SECRET_PASSWORD, FALSE },
  [RST_SASL_SCRAM_SHA_1] = { "SCRAM-SHA-1", RST_SECRET_PASSWORD, FALSE },
  [RST_SASL_PLAIN] = { "PLAIN", RST_SECRET_PASSWORD, FALSE },
  [RST_SASL_LOGIN] = { "LOGIN", RST_SECRET_PASSWORD, FALSE },
  [RST_SASL_CRAM_MD5] = { "CRAM-MD5", RST_SECRET_PASSWORD, FALSE },
  [RST_SASL_OAUTHBEARER] = { "OAUTHBEARER", RST_SECRET_TOKEN, FALSE },
  [RST_SASL_XOAUTH2] = { "XOAUTH2", RST_SECRET_TOKEN, FALSE },
  [RST_SASL_EXTERNAL] = { "EXTERNAL", RST_SECRET_NONE, FALSE },
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
