/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/rst-error.h"
#include "sasl/rst-sasl-bounds.h"
#include "sasl/rst-sasl.h"

static void
assert_responds (RstSasl *sasl, const char *challenge, const char *expected, gssize size)
{
  g_autoptr (GError) error = NULL;
  GString *response = rst_sasl_respond (sasl, challenge, challenge != NULL ? strlen (challenge) : 0, &error);
  gsize length = size < 0 ? strlen (expected) : (gsize) size;

  g_assert_no_error (error);
  g_assert_cmpmem (response->str, response->len, expected, length);
  rst_sasl_wipe (response);
}

static void
assert_fails (RstSasl *sasl, const char *challenge, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rst_sasl_respond (sasl, challenge, challenge != NULL ? strlen (challenge) : 0, &error));
  g_assert_error (error, RST_ERROR, code);
}

static void
assert_finishes (RstSasl *sasl)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rst_sasl_finish (sasl, &error));
  g_assert_no_error (error);
}

static void
assert_unfinished (RstSasl *sasl)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rst_sasl_finish (sasl, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_PROTOCOL);
}

/* RFC 4616 §4, the first example */
static void
test_sasl_plain (void)
{
  g_autoptr (RstCredentials) tim = rst_credentials_new ("tim", RST_SECRET_PASSWORD, "tanstaaftanstaaf");
  g_autoptr (RstSasl) sasl = rst_sasl_new (RST_SASL_PLAIN, tim, NULL, "localhost", 995);

  g_assert_true (rst_sasl_speaks_first (sasl));
  assert_unfinished (sasl);
  assert_responds (sasl, NULL, "\0tim\0tanstaaftanstaaf", 21);
  assert_finishes (sasl);
  assert_fails (sasl, "more", RST_ERROR_PROTOCOL);
}

/* RFC 4616 §2: authcid and passwd have a character at least. */
static void
test_sasl_plain_empty (void)
{
  g_autoptr (RstCredentials) nobody = rst_credentials_new ("", RST_SECRET_PASSWORD, "secret");
  g_autoptr (RstCredentials) nothing = rst_credentials_new ("tim", RST_SECRET_PASSWORD, "");
  g_autoptr (RstSasl) one = rst_sasl_new (RST_SASL_PLAIN, nobody, NULL, "localhost", 995);
  g_autoptr (RstSasl) other = rst_sasl_new (RST_SASL_PLAIN, nothing, NULL, "localhost", 995);

  assert_fails (one, NULL, RST_ERROR_CONFIG);
  assert_fails (other, NULL, RST_ERROR_CONFIG);
}

/* draft-murchison-sasl-login-00 §2: two challenges, whatever they say. */
static void
test_sasl_login (void)
{
  g_autoptr (RstCredentials) tim = rst_credentials_new ("tim", RST_SECRET_PASSWORD, "tanstaaf");
  g_autoptr (RstSasl) sasl = rst_sasl_new (RST_SASL_LOGIN, tim, NULL, "localhost", 995);

  g_assert_false (rst_sasl_speaks_first (sasl));
  assert_responds (sasl, "Username:", "tim", -1);
  assert_unfinished (sasl);
  assert_responds (sasl, "", "tanstaaf", -1);
  assert_finishes (sasl);
  assert_fails (sasl, "Really?", RST_ERROR_PROTOCOL);
}

/* RFC 2195 §2, the example */
static void
test_sasl_cram (void)
{
  g_autoptr (RstCredentials) tim = rst_credentials_new ("tim", RST_SECRET_PASSWORD, "tanstaaftanstaaf");
  g_autoptr (RstSasl) sasl = rst_sasl_new (RST_SASL_CRAM_MD5, tim, NULL, "localhost", 995);
  g_autoptr (RstSasl) empty = rst_sasl_new (RST_SASL_CRAM_MD5, tim, NULL, "localhost", 995);

  g_assert_false (rst_sasl_speaks_first (sasl));
  assert_unfinished (sasl);
  assert_responds (sasl, "<1896.697170952@postoffice.reston.mci.net>",
                   "tim b913a602c7eda7a495b4e6e7334d3890", -1);
  assert_finishes (sasl);
  assert_fails (sasl, "<1@x>", RST_ERROR_PROTOCOL);
  assert_fails (empty, "", RST_ERROR_PROTOCOL);
}

/* RFC 4422 appendix A */
static void
test_sasl_external (void)
{
  g_autoptr (RstCredentials) fred = rst_credentials_new ("fred@example.com", RST_SECRET_NONE, "");
  g_autoptr (RstCredentials) nobody = rst_credentials_new ("", RST_SECRET_NONE, "");
  g_autoptr (RstSasl) named = rst_sasl_new (RST_SASL_EXTERNAL, fred, NULL, "localhost", 995);
  g_autoptr (RstSasl) unnamed = rst_sasl_new (RST_SASL_EXTERNAL, nobody, NULL, "localhost", 995);

  assert_responds (named, NULL, "fred@example.com", -1);
  assert_finishes (named);
  assert_responds (unnamed, NULL, "", -1);
  assert_finishes (unnamed);
  assert_fails (unnamed, "", RST_ERROR_PROTOCOL);
}

/* RFC 7628 §4.1 */
static void
test_sasl_oauthbearer (void)
{
  g_autoptr (RstCredentials) user = rst_credentials_new ("user@example.com", RST_SECRET_TOKEN,
                                                         "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==");
  g_autoptr (RstSasl) sasl = rst_sasl_new (RST_SASL_OAUTHBEARER, user, NULL, "server.example.com", 143);

  g_assert_true (rst_sasl_speaks_first (sasl));
  assert_responds (sasl, NULL,
                   "n,a=user@example.com,\1host=server.example.com\1port=143\1"
                   "auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==\1\1", -1);
  assert_finishes (sasl);
}

/* RFC 5801 §4: a saslname has no comma and no equals sign; RFC 7628 §3.1: a
 * value has ASCII only.
 */
static void
test_sasl_oauthbearer_names (void)
{
  g_autoptr (RstCredentials) user = rst_credentials_new ("a,b=c", RST_SECRET_TOKEN, "t");
  g_autoptr (RstSasl) sasl = rst_sasl_new (RST_SASL_OAUTHBEARER, user, NULL, "b\u00FCcher.example", 995);

  assert_responds (sasl, NULL,
                   "n,a=a=2Cb=3Dc,\1host=xn--bcher-kva.example\1port=995\1auth=Bearer t\1\1", -1);
}

/* RFC 7628 §3.2.3 and §4.3: the client MUST then send an additional message. */
static void
test_sasl_oauthbearer_refusal (void)
{
  g_autoptr (RstCredentials) user = rst_credentials_new ("user@example.com", RST_SECRET_TOKEN, "t");
  g_autoptr (RstSasl) sasl = rst_sasl_new (RST_SASL_OAUTHBEARER, user, NULL, "localhost", 995);

  assert_responds (sasl, NULL, "n,a=user@example.com,\1host=localhost\1port=995\1auth=Bearer t\1\1", -1);
  assert_responds (sasl,
                   "{\"status\":\"invalid_token\",\"scope\":\"example_scope\","
                   "\"openid-configuration\":\"https://example.com/.well-known/openid-configuration\"}",
                   "\1", -1);
  g_assert_cmpstr (rst_sasl_get_refusal (sasl), ==, "invalid_token");
  assert_unfinished (sasl);
  assert_fails (sasl, "{}", RST_ERROR_PROTOCOL);
}

/* Google's example of XOAUTH2, and its refusal, which is answered by nothing. */
static void
test_sasl_xoauth2 (void)
{
  g_autoptr (RstCredentials) user = rst_credentials_new ("someuser@example.com", RST_SECRET_TOKEN, "ya29.vF9dft4q");
  g_autoptr (RstSasl) sasl = rst_sasl_new (RST_SASL_XOAUTH2, user, NULL, "localhost", 995);

  assert_responds (sasl, NULL, "user=someuser@example.com\1auth=Bearer ya29.vF9dft4q\1\1", -1);
  assert_finishes (sasl);
  assert_responds (sasl, "{\"status\":\"401\",\"schemes\":\"bearer mac\",\"scope\":\"https://mail.google.com/\"}", "", -1);
  g_assert_cmpstr (rst_sasl_get_refusal (sasl), ==, "401");
  assert_unfinished (sasl);
}

/* A refusal may be anything, is shown in one line, and bounded. */
static void
test_sasl_refusal_json (void)
{
  g_autofree char *deep = g_strnfill (RST_SASL_CHALLENGE_MAX, '[');
  g_autofree char *endless = g_strnfill (RST_SASL_CHALLENGE_MAX, 'x');
  const struct
  {
    const char *json;
    const char *refusal; /* NULL for anything */
  } refusals[] = {
    { "{\"error\":\"invalid_request\",\"error_description\":\"No\\nsuch \\u001b[1mtoken\",\"status\":\"400\"}",
      "400: invalid_request: No such [1mtoken" },
    { "{\"status\":401}", "" },
    /* What is not flat is shown as it is. */
    { "{\"status\":{\"a\":1}}", "{\"status\":{\"a\":1}}" },
    { "{\"a\":1}{\"status\":\"x\"}", "{\"a\":1}{\"status\":\"x\"}" },
    { "{}", "" },
    { "[1,2]", "[1,2]" },
    { "null", "null" },
    { "go\taway", "go away" },
    { "{\"status\":", "{\"status\":" },
    { "\xFF", "\uFFFD" },
    { "", "" },
    { deep, NULL },
    { endless, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (RstCredentials) user = rst_credentials_new ("u", RST_SECRET_TOKEN, "t");
      g_autoptr (RstSasl) sasl = rst_sasl_new (RST_SASL_XOAUTH2, user, NULL, "localhost", 995);
      const char *refusal;

      assert_responds (sasl, NULL, "user=u\1auth=Bearer t\1\1", -1);
      assert_responds (sasl, refusals[i].json, "", -1);
      refusal = rst_sasl_get_refusal (sasl);
      if (refusals[i].refusal != NULL)
        g_assert_cmpstr (refusal != NULL ? refusal : "", ==, refusals[i].refusal);
      else
        g_assert_cmpuint (strlen (refusal), ==, RST_SASL_REFUSAL_MAX);
    }
}

/* RFC 6750 §2.1: a token has no blank and no control character, by which it
 * would say something else than the person means.
 */
static void
test_sasl_token_unsayable (void)
{
  static const char *const bad[][2] = {
    { "ann", "" }, { "ann", "a b" }, { "ann", "a\1b" }, { "ann", "t\u00E9" }, { "a\1b", "t" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    for (int mechanism = RST_SASL_OAUTHBEARER; mechanism <= RST_SASL_XOAUTH2; mechanism++)
      {
        g_autoptr (RstCredentials) user = rst_credentials_new (bad[i][0], RST_SECRET_TOKEN, bad[i][1]);
        g_autoptr (RstSasl) sasl = rst_sasl_new ((RstSaslMechanism) mechanism, user, NULL, "localhost", 995);

        assert_fails (sasl, NULL, RST_ERROR_CONFIG);
      }
}

/* RFC 5034 §4 bounds a line; nothing in it bounds their number. */
static void
test_sasl_challenge_bomb (void)
{
  g_autoptr (RstCredentials) tim = rst_credentials_new ("tim", RST_SECRET_PASSWORD, "tanstaaf");
  g_autofree char *endless = g_strnfill (RST_SASL_CHALLENGE_MAX + 1, 'x');

  for (int mechanism = 0; mechanism < RST_SASL_N_MECHANISMS; mechanism++)
    {
      g_autoptr (GBytes) data = g_bytes_new_static ("x", 1);
      RstSaslBinding binding = { "tls-exporter", data };
      g_autoptr (RstSasl) many = rst_sasl_new ((RstSaslMechanism) mechanism, tim, &binding, "localhost", 995);
      g_autoptr (RstSasl) sasl = rst_sasl_new ((RstSaslMechanism) mechanism, tim, &binding, "localhost", 995);
      g_autoptr (GError) error = NULL;

      if (rst_sasl_speaks_first (sasl))
        {
          rst_sasl_wipe (rst_sasl_respond (sasl, NULL, 0, NULL));
          rst_sasl_wipe (rst_sasl_respond (many, NULL, 0, NULL));
        }
      assert_fails (sasl, endless, RST_ERROR_PROTOCOL);
      for (guint i = 0; i <= RST_SASL_CHALLENGES_MAX; i++)
        {
          g_clear_error (&error);
          rst_sasl_wipe (rst_sasl_respond (many, "AA", 2, &error));
        }
      g_assert_error (error, RST_ERROR, RST_ERROR_PROTOCOL);
    }
}

/* RFC 1939 §3: what ends a command is in no name and no secret. NUL ends them
 * here too, and is refused where they are read.
 */
static void
test_sasl_credentials (void)
{
  static const char *const bad[] = { "a\rb", "a\nb", "\xFF" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (RstCredentials) user = rst_credentials_new (bad[i], RST_SECRET_PASSWORD, "p");
      g_autoptr (RstCredentials) secret = rst_credentials_new ("u", RST_SECRET_PASSWORD, bad[i]);

      g_assert_false (rst_credentials_check (user, NULL));
      g_assert_false (rst_credentials_check (secret, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sasl/plain", test_sasl_plain);
  g_test_add_func ("/sasl/plain-empty", test_sasl_plain_empty);
  g_test_add_func ("/sasl/login", test_sasl_login);
  g_test_add_func ("/sasl/cram", test_sasl_cram);
  g_test_add_func ("/sasl/external", test_sasl_external);
  g_test_add_func ("/sasl/oauthbearer", test_sasl_oauthbearer);
  g_test_add_func ("/sasl/oauthbearer-names", test_sasl_oauthbearer_names);
  g_test_add_func ("/sasl/oauthbearer-refusal", test_sasl_oauthbearer_refusal);
  g_test_add_func ("/sasl/xoauth2", test_sasl_xoauth2);
  g_test_add_func ("/sasl/refusal-json", test_sasl_refusal_json);
  g_test_add_func ("/sasl/token-unsayable", test_sasl_token_unsayable);
  g_test_add_func ("/sasl/challenge-bomb", test_sasl_challenge_bomb);
  g_test_add_func ("/sasl/credentials", test_sasl_credentials);
  return g_test_run ();
}
