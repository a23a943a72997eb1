/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rst-test-sasl.h"

#include <string.h>

#include "rst-test-scram.h"

#define CRAM_CHALLENGE "<1896.697170952@localhost>"

typedef RstTestSaslStep (*Step) (RstTestSasl *self,
                                 const char *response,
                                 gsize size,
                                 GString *challenge);

struct _RstTestSasl
{
  const RstTestSaslPolicy *policy;
  Step step;
  gboolean speaks_first; /* the server, that is */
  guint n_steps;
  RstTestScram *scram;
  char *user;
};

gboolean
rst_test_sasl_is_known (const RstTestSaslPolicy *policy, const char *user, const char *password)
{
  return (policy->user == NULL || g_str_equal (policy->user, user)) &&
         (policy->password == NULL || g_str_equal (policy->password, password));
}

static RstTestSaslStep
end (gboolean success)
{
  return success ? RST_TEST_SASL_SUCCESS : RST_TEST_SASL_FAILURE;
}

static RstTestSaslStep
step_scram (RstTestSasl *self, const char *response, gsize size, GString *challenge)
{
  return rst_test_scram_step (self->scram, response, challenge);
}

/* RFC 4616 §2: [authzid] NUL authcid NUL passwd */
static RstTestSaslStep
step_plain (RstTestSasl *self, const char *response, gsize size, GString *challenge)
{
  const char *user = memchr (response, '\0', size);
  const char *password;

  if (user == NULL)
    return RST_TEST_SASL_FAILURE;
  user++;
  password = memchr (user, '\0', size - (gsize) (user - response));
  if (password == NULL)
    return RST_TEST_SASL_FAILURE;
  password++;
  return end (strlen (password) == size - (gsize) (password - response) &&
              rst_test_sasl_is_known (self->policy, user, password));
}

static RstTestSaslStep
step_login (RstTestSasl *self, const char *response, gsize size, GString *challenge)
{
  switch (self->n_steps++)
    {
    case 0:
      g_string_assign (challenge, "Username:");
      return RST_TEST_SASL_CHALLENGE;
    case 1:
      self->user = g_strdup (response);
      g_string_assign (challenge, "Password:");
      return RST_TEST_SASL_CHALLENGE;
    default:
      return end (rst_test_sasl_is_known (self->policy, self->user, response));
    }
}

/* RFC 2195 §2: user, blank, HMAC-MD5 of the challenge in hexadecimal digits */
static RstTestSaslStep
step_cram_md5 (RstTestSasl *self, const char *response, gsize size, GString *challenge)
{
  const char *password = self->policy->password != NULL ? self->policy->password : "";
  const char *blank = strrchr (response, ' ');
  g_autofree char *user = NULL;
  g_autofree char *digest = NULL;

  if (self->n_steps++ == 0)
    {
      g_string_assign (challenge, CRAM_CHALLENGE);
      return RST_TEST_SASL_CHALLENGE;
    }
  if (blank == NULL)
    return RST_TEST_SASL_FAILURE;
  user = g_strndup (response, (gsize) (blank - response));
  digest = g_compute_hmac_for_string (G_CHECKSUM_MD5, (const guchar *) password, strlen (password),
                                      CRAM_CHALLENGE, -1);
  return end (rst_test_sasl_is_known (self->policy, user, password) &&
              g_str_equal (blank + 1, digest));
}

/* Whether one of the pairs that \1 parts is the token. */
static gboolean
holds_token (RstTestSasl *self, const char *pairs)
{
  g_auto (GStrv) split = g_strsplit (pairs, "\1", -1);
  gsize n = g_strv_length (split);

  /* Both end with \1\1. */
  if (n < 3 || *split[n - 1] != '\0' || *split[n - 2] != '\0')
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (g_str_has_prefix (split[i], "auth=Bearer ") &&
        (self->policy->token == NULL || g_str_equal (split[i] + 12, self->policy->token)))
      return TRUE;
  return FALSE;
}

/* The token, or what is wrong with it; the client has then to acknowledge. */
static RstTestSaslStep
take_token (RstTestSasl *self, gboolean right, const char *failure, GString *challenge)
{
  if (self->n_steps++ > 0)
    return RST_TEST_SASL_FAILURE;
  if (right)
    return RST_TEST_SASL_SUCCESS;
  g_string_assign (challenge, failure);
  return RST_TEST_SASL_CHALLENGE;
}

/* RFC 7628 §3.1: n,a=user,\1…\1auth=Bearer token\1\1 */
static RstTestSaslStep
step_oauthbearer (RstTestSasl *self, const char *response, gsize size, GString *challenge)
{
  const char *pairs = strchr (response, '\1');
  g_autofree char *header = g_strdup_printf ("n,a=%s,", self->policy->user != NULL ? self->policy->user : "");
  gboolean known = g_str_has_prefix (response, self->policy->user != NULL ? header : "n,");

  return take_token (self, known && pairs != NULL && holds_token (self, pairs),
                     "{\"status\":\"invalid_token\",\"scope\":\"pop\","
                     "\"openid-configuration\":\"https://localhost/.well-known/openid-configuration\"}",
                     challenge);
}

/* user=…\1auth=Bearer token\1\1 */
static RstTestSaslStep
step_xoauth2 (RstTestSasl *self, const char *response, gsize size, GString *challenge)
{
  g_autofree char *begin = g_strdup_printf ("user=%s\1", self->policy->user != NULL ? self->policy->user : "");
  gboolean known = g_str_has_prefix (response, self->policy->user != NULL ? begin : "user=");

  return take_token (self, known && holds_token (self, response),
                     "{\"status\":\"401\",\"schemes\":\"Bearer\",\"scope\":\"https://mail.example.org/\"}",
                     challenge);
}

/* RFC 4422 appendix A: the identity to act as, empty for the certificate's own */
static RstTestSaslStep
step_external (RstTestSasl *self, const char *response, gsize size, GString *challenge)
{
  return end (self->policy->certificate &&
              (size == 0 || self->policy->user == NULL || g_str_equal (response, self->policy->user)));
}

static const struct
{
  const char *name;
  Step step;
  gboolean speaks_first;
  GChecksumType hash;
  gboolean plus;
} mechanisms[] = {
  { "SCRAM-SHA-256-PLUS", step_scram, FALSE, G_CHECKSUM_SHA256, TRUE },
  { "SCRAM-SHA-1-PLUS", step_scram, FALSE, G_CHECKSUM_SHA1, TRUE },
  { "SCRAM-SHA-256", step_scram, FALSE, G_CHECKSUM_SHA256, FALSE },
  { "SCRAM-SHA-1", step_scram, FALSE, G_CHECKSUM_SHA1, FALSE },
  { "PLAIN", step_plain, FALSE, 0, FALSE },
  { "LOGIN", step_login, TRUE, 0, FALSE },
  { "CRAM-MD5", step_cram_md5, TRUE, 0, FALSE },
  { "OAUTHBEARER", step_oauthbearer, FALSE, 0, FALSE },
  { "XOAUTH2", step_xoauth2, FALSE, 0, FALSE },
  { "EXTERNAL", step_external, FALSE, 0, FALSE },
};

RstTestSasl *
rst_test_sasl_new (const char *mechanism, const RstTestSaslPolicy *policy)
{
  for (gsize i = 0; i < G_N_ELEMENTS (mechanisms); i++)
    if (g_ascii_strcasecmp (mechanism, mechanisms[i].name) == 0)
      {
        RstTestSasl *self = g_new0 (RstTestSasl, 1);

        self->policy = policy;
        self->step = mechanisms[i].step;
        self->speaks_first = mechanisms[i].speaks_first;
        if (self->step == step_scram)
          self->scram = rst_test_scram_new (mechanisms[i].hash, mechanisms[i].plus, policy);
        return self;
      }
  return NULL;
}

void
rst_test_sasl_free (RstTestSasl *self)
{
  if (self == NULL)
    return;
  rst_test_scram_free (self->scram);
  g_free (self->user);
  g_free (self);
}

RstTestSaslStep
rst_test_sasl_step (RstTestSasl *self, const char *response, gsize size, GString *challenge)
{
  g_autofree char *ended = response != NULL ? g_malloc (size + 1) : NULL;

  if (response == NULL && !self->speaks_first)
    return RST_TEST_SASL_CHALLENGE;
  if (response == NULL)
    return self->step (self, "", 0, challenge);

  /* RFC 5034 §4: no initial response where the server speaks first. */
  if (self->speaks_first && self->n_steps == 0)
    return RST_TEST_SASL_FAILURE;
  if (size > 0)
    memcpy (ended, response, size);
  ended[size] = '\0';
  if (self->step != step_plain && strlen (ended) != size)
    return RST_TEST_SASL_FAILURE;
  return self->step (self, ended, size, challenge);
}
