/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pop3/rst-pop3-auth.h"

/* By RstPop3Auth. The names are those of an account's settings. */
static const struct
{
  const char *name;
  RstPop3AuthStrength strength;
} ways[] = {
  [RST_POP3_AUTH_AUTO] = { "auto", RST_POP3_AUTH_STRENGTH_CLEAR },
  [RST_POP3_AUTH_USER] = { "user", RST_POP3_AUTH_STRENGTH_CLEAR },
  [RST_POP3_AUTH_APOP] = { "apop", RST_POP3_AUTH_STRENGTH_DIGEST },
  [RST_POP3_AUTH_SASL + RST_SASL_SCRAM_SHA_256_PLUS] = { "scram-sha-256-plus", RST_POP3_AUTH_STRENGTH_BOUND },
  [RST_POP3_AUTH_SASL + RST_SASL_SCRAM_SHA_1_PLUS] = { "scram-sha-1-plus", RST_POP3_AUTH_STRENGTH_BOUND },
  [RST_POP3_AUTH_SASL + RST_SASL_SCRAM_SHA_256] = { "scram-sha-256", RST_POP3_AUTH_STRENGTH_MUTUAL },
  [RST_POP3_AUTH_SASL + RST_SASL_SCRAM_SHA_1] = { "scram-sha-1", RST_POP3_AUTH_STRENGTH_MUTUAL },
  [RST_POP3_AUTH_SASL + RST_SASL_PLAIN] = { "plain", RST_POP3_AUTH_STRENGTH_CLEAR },
  [RST_POP3_AUTH_SASL + RST_SASL_LOGIN] = { "login", RST_POP3_AUTH_STRENGTH_CLEAR },
  [RST_POP3_AUTH_SASL + RST_SASL_CRAM_MD5] = { "cram-md5", RST_POP3_AUTH_STRENGTH_DIGEST },
  [RST_POP3_AUTH_SASL + RST_SASL_OAUTHBEARER] = { "oauthbearer", RST_POP3_AUTH_STRENGTH_CLEAR },
  [RST_POP3_AUTH_SASL + RST_SASL_XOAUTH2] = { "xoauth2", RST_POP3_AUTH_STRENGTH_CLEAR },
  [RST_POP3_AUTH_SASL + RST_SASL_EXTERNAL] = { "external", RST_POP3_AUTH_STRENGTH_MUTUAL },
};

G_STATIC_ASSERT (G_N_ELEMENTS (ways) == RST_POP3_AUTH_LAST + 1);

RstPop3Auth
rst_pop3_auth_from_sasl (RstSaslMechanism mechanism)
{
  g_return_val_if_fail ((guint) mechanism < RST_SASL_N_MECHANISMS, RST_POP3_AUTH_AUTO);
  return (RstPop3Auth) (RST_POP3_AUTH_SASL + (guint) mechanism);
}

gboolean
rst_pop3_auth_get_sasl (RstPop3Auth auth, RstSaslMechanism *mechanism)
{
  g_return_val_if_fail (auth <= RST_POP3_AUTH_LAST, FALSE);
  g_return_val_if_fail (mechanism != NULL, FALSE);

  if (auth < RST_POP3_AUTH_SASL)
    return FALSE;
  *mechanism = (RstSaslMechanism) (auth - RST_POP3_AUTH_SASL);
  return TRUE;
}

const char *
rst_pop3_auth_get_name (RstPop3Auth auth)
{
  g_return_val_if_fail (auth <= RST_POP3_AUTH_LAST, NULL);
  return ways[auth].name;
}

gboolean
rst_pop3_auth_from_name (const char *name, RstPop3Auth *auth)
{
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (auth != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    if (g_str_equal (name, ways[i].name))
      {
        *auth = (RstPop3Auth) i;
        return TRUE;
      }
  return FALSE;
}

RstPop3AuthStrength
rst_pop3_auth_get_strength (RstPop3Auth auth)
{
  g_return_val_if_fail (auth <= RST_POP3_AUTH_LAST, RST_POP3_AUTH_STRENGTH_CLEAR);
  return ways[auth].strength;
}

RstSecretKind
rst_pop3_auth_get_secret_kind (RstPop3Auth auth)
{
  RstSaslMechanism mechanism;

  if (rst_pop3_auth_get_sasl (auth, &mechanism))
    return rst_sasl_mechanism_get_secret_kind (mechanism);
  return RST_SECRET_PASSWORD;
}
