/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "rst-test-sasl.h"

/* The server's side of logins, by the examples of the RFCs: who tests a client
 * must be right by itself.
 */

typedef struct
{
  RstTestSasl *sasl;
  GString *challenge;
} Exchange;

static Exchange
begin (const char *mechanism, const RstTestSaslPolicy *policy)
{
  Exchange exchange = { rst_test_sasl_new (mechanism, policy), g_string_new (NULL) };

  g_assert_nonnull (exchange.sasl);
  return exchange;
}

static void
exchange_clear (Exchange *self)
{
  rst_test_sasl_free (self->sasl);
  g_string_free (self->challenge, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Exchange, exchange_clear)

static RstTestSaslStep
say (Exchange *self, const char *response)
{
  g_string_truncate (self->challenge, 0);
  return rst_test_sasl_step (self->sasl, response, response != NULL ? strlen (response) : 0, self->challenge);
}

static void
assert_says (Exchange *self, const char *response, const char *challenge)
{
  g_assert_cmpint (say (self, response), ==, RST_TEST_SASL_CHALLENGE);
  g_assert_cmpstr (self->challenge->str, ==, challenge);
}

/* RFC 5802 §5 */
static const RstTestSaslPolicy sha_1 = {
  .user = "user",
  .password = "pencil",
  .salt = "QSXCR+Q6sek8bf92",
  .nonce = "3rfcNHYJY1ZVvWVs7j",
};

#define SHA_1_NONCE "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j"
#define SHA_1_CLIENT_FIRST "n=user,r=fyko+d2lbbFgONRv9qkxdawL"

/* RFC 7677 §3 */
static const RstTestSaslPolicy sha_256 = {
  .user = "user",
  .password = "pencil",
  .salt = "W22ZaJ0SNY7soEsUEjb6gQ==",
  .nonce = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0",
};

static void
test_scram_sha_1 (void)
{
  g_auto (Exchange) exchange = begin ("SCRAM-SHA-1", &sha_1);

  assert_says (&exchange, NULL, "");
  assert_says (&exchange, "n,," SHA_1_CLIENT_FIRST, SHA_1_NONCE ",s=QSXCR+Q6sek8bf92,i=4096");
  assert_says (&exchange, "c=biws," SHA_1_NONCE ",p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
               "v=rmF9pqV8S7suAoZWja4dJRkFsKQ=");
  g_assert_cmpint (say (&exchange, ""), ==, RST_TEST_SASL_SUCCESS);
}

static void
test_scram_sha_256 (void)
{
  g_auto (Exchange) exchange = begin ("scram-sha-256", &sha_256);

  assert_says (&exchange, "n,,n=user,r=rOprNGfwEbeRWgbNEkqO",
               "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
               "s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
  assert_says (&exchange,
               "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
               "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
               "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
  g_assert_cmpint (say (&exchange, ""), ==, RST_TEST_SASL_SUCCESS);
}

static GBytes *
get_binding (gpointer channel, const char *type)
{
  return g_str_equal (type, "tls-exporter") ? g_bytes_new ("data", 4) : NULL;
}

/* RFC 5802 §6 and §7: each mistake of a client has its error. */
static void
test_scram_first_errors (void)
{
  static const struct
  {
    const char *mechanism;
    gboolean plus;
    const char *first;
    const char *error;
  } mistakes[] = {
    { "SCRAM-SHA-1", FALSE, "p=tls-exporter,," SHA_1_CLIENT_FIRST, "e=channel-binding-not-supported" },
    { "SCRAM-SHA-1", TRUE, "y,," SHA_1_CLIENT_FIRST, "e=server-does-support-channel-binding" },
    { "SCRAM-SHA-1-PLUS", TRUE, "p=tls-unique,," SHA_1_CLIENT_FIRST, "e=unsupported-channel-binding-type" },
    { "SCRAM-SHA-1-PLUS", TRUE, "n,," SHA_1_CLIENT_FIRST, "e=other-error" },
    { "SCRAM-SHA-1", FALSE, "n,,n=other,r=abc", "e=unknown-user" },
    { "SCRAM-SHA-1", FALSE, "n,,n=user", "e=invalid-encoding" },
    { "SCRAM-SHA-1", FALSE, "n=user", "e=invalid-encoding" },
    { "SCRAM-SHA-1", FALSE, "z,," SHA_1_CLIENT_FIRST, "e=other-error" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      RstTestSaslPolicy policy = sha_1;
      g_auto (Exchange) exchange = { 0 };

      policy.plus = mistakes[i].plus;
      policy.get_binding = get_binding;
      exchange = begin (mistakes[i].mechanism, &policy);
      assert_says (&exchange, mistakes[i].first, mistakes[i].error);
      g_assert_cmpint (say (&exchange, ""), ==, RST_TEST_SASL_FAILURE);
    }
}

static void
test_scram_final_errors (void)
{
  static const struct
  {
    const char *final;
    const char *error;
  } mistakes[] = {
    { "c=biws," SHA_1_NONCE ",p=w0X8v3Bz2T0CJGbJQyF0X+HI4Ts=", "e=invalid-proof" },
    { "c=biws," SHA_1_NONCE ",p=", "e=invalid-proof" },
    { "c=biws,r=fyko,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=", "e=other-error" },
    { "c=eSws," SHA_1_NONCE ",p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=", "e=channel-bindings-dont-match" },
    { "c=biws," SHA_1_NONCE, "e=invalid-encoding" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_auto (Exchange) exchange = begin ("SCRAM-SHA-1", &sha_1);

      say (&exchange, "n,," SHA_1_CLIENT_FIRST);
      assert_says (&exchange, mistakes[i].final, mistakes[i].error);
      g_assert_cmpint (say (&exchange, ""), ==, RST_TEST_SASL_FAILURE);
    }
}

/* RFC 5802 §7: with "p" the channel's data is part of what the client proves. */
static void
test_scram_binding (void)
{
  RstTestSaslPolicy policy = sha_1;
  g_auto (Exchange) right = { 0 };
  g_auto (Exchange) wrong = { 0 };
  g_autofree char *bound = g_base64_encode ((const guchar *) "p=tls-exporter,,data", 20);
  g_autofree char *with_data = g_strdup_printf ("c=%s," SHA_1_NONCE ",p=AAAA", bound);

  policy.plus = TRUE;
  policy.get_binding = get_binding;
  right = begin ("SCRAM-SHA-1-PLUS", &policy);
  say (&right, "p=tls-exporter,," SHA_1_CLIENT_FIRST);
  assert_says (&right, with_data, "e=invalid-proof");

  wrong = begin ("SCRAM-SHA-1-PLUS", &policy);
  say (&wrong, "p=tls-exporter,," SHA_1_CLIENT_FIRST);
  assert_says (&wrong, "c=cD10bHMtZXhwb3J0ZXIsLA==," SHA_1_NONCE ",p=AAAA", "e=channel-bindings-dont-match");
}

static void
test_scram_faults (void)
{
  static const struct
  {
    const char *fault;
    const char *server_first;
  } faults[] = {
    { "foreign-nonce", "r=notfyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096" },
    { "same-nonce", "r=fyko+d2lbbFgONRv9qkxdawL,s=QSXCR+Q6sek8bf92,i=4096" },
    { "empty-salt", SHA_1_NONCE ",s=,i=4096" },
    { "extension", "m=wanted," SHA_1_NONCE ",s=QSXCR+Q6sek8bf92,i=4096" },
  };
  RstTestSaslPolicy policy = sha_1;

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_auto (Exchange) exchange = { 0 };

      policy.fault = faults[i].fault;
      exchange = begin ("SCRAM-SHA-1", &policy);
      assert_says (&exchange, "n,," SHA_1_CLIENT_FIRST, faults[i].server_first);
    }
  policy.fault = NULL;
  policy.iterations = "9223372036854775808";
  {
    g_auto (Exchange) exchange = begin ("SCRAM-SHA-1", &policy);

    assert_says (&exchange, "n,," SHA_1_CLIENT_FIRST, SHA_1_NONCE ",s=QSXCR+Q6sek8bf92,i=9223372036854775808");
  }
}

/* A server that does not know the password. */
static void
test_scram_no_proof_of_server (void)
{
  RstTestSaslPolicy policy = sha_1;
  g_auto (Exchange) wrong = { 0 };
  g_auto (Exchange) none = { 0 };

  policy.fault = "wrong-signature";
  wrong = begin ("SCRAM-SHA-1", &policy);
  say (&wrong, "n,," SHA_1_CLIENT_FIRST);
  assert_says (&wrong, "c=biws," SHA_1_NONCE ",p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
               "v=r2F9pqV8S7suAoZWja4dJRkFsKQ=");

  policy.fault = "no-signature";
  none = begin ("SCRAM-SHA-1", &policy);
  say (&none, "n,," SHA_1_CLIENT_FIRST);
  g_assert_cmpint (say (&none, "c=biws," SHA_1_NONCE ",p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts="), ==,
                   RST_TEST_SASL_SUCCESS);
}

/* RFC 2195 §2, but for the time of its stamp: the digest is openssl's. */
static void
test_cram_md5 (void)
{
  const RstTestSaslPolicy policy = { .user = "tim", .password = "tanstaaftanstaaf" };
  g_auto (Exchange) right = begin ("CRAM-MD5", &policy);
  g_auto (Exchange) wrong = begin ("CRAM-MD5", &policy);

  assert_says (&right, NULL, "<1896.697170952@localhost>");
  g_assert_cmpint (say (&right, "tim ae1b6da1c6d9fb90774e91314f6efcce"), ==, RST_TEST_SASL_SUCCESS);
  say (&wrong, NULL);
  g_assert_cmpint (say (&wrong, "tim b913a602c7eda7a495b4e6e7334d3891"), ==, RST_TEST_SASL_FAILURE);
}

static void
test_login (void)
{
  const RstTestSaslPolicy policy = { .user = "ann", .password = "secret" };
  g_auto (Exchange) right = begin ("LOGIN", &policy);
  g_auto (Exchange) wrong = begin ("LOGIN", &policy);

  assert_says (&right, NULL, "Username:");
  assert_says (&right, "ann", "Password:");
  g_assert_cmpint (say (&right, "secret"), ==, RST_TEST_SASL_SUCCESS);
  say (&wrong, NULL);
  say (&wrong, "ann");
  g_assert_cmpint (say (&wrong, "secret "), ==, RST_TEST_SASL_FAILURE);
}

/* RFC 4616 §2 */
static void
test_plain (void)
{
  static const struct
  {
    const char *message;
    gsize size;
    RstTestSaslStep step;
  } messages[] = {
    { "\0ann\0secret", 11, RST_TEST_SASL_SUCCESS },
    { "me\0ann\0secret", 13, RST_TEST_SASL_SUCCESS },
    { "\0ann\0secreT", 11, RST_TEST_SASL_FAILURE },
    { "\0ann\0secret\0", 12, RST_TEST_SASL_FAILURE },
    { "\0ann", 4, RST_TEST_SASL_FAILURE },
    { "", 0, RST_TEST_SASL_FAILURE },
  };
  const RstTestSaslPolicy policy = { .user = "ann", .password = "secret" };

  for (gsize i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      g_auto (Exchange) exchange = begin ("PLAIN", &policy);

      g_assert_cmpint (rst_test_sasl_step (exchange.sasl, messages[i].message, messages[i].size, exchange.challenge), ==,
                       messages[i].step);
    }
}

/* RFC 7628 §3.1, §3.2.2: after a failure the client acknowledges. */
static void
test_tokens (void)
{
  static const struct
  {
    const char *mechanism;
    const char *response;
    gboolean right;
  } responses[] = {
    { "OAUTHBEARER", "n,a=ann,\1host=localhost\1port=995\1auth=Bearer t0ken\1\1", TRUE },
    { "OAUTHBEARER", "n,a=ann,\1auth=Bearer t0ken\1", FALSE },
    { "OAUTHBEARER", "n,a=bob,\1auth=Bearer t0ken\1\1", FALSE },
    { "OAUTHBEARER", "n,a=ann,\1auth=Bearer other\1\1", FALSE },
    { "XOAUTH2", "user=ann\1auth=Bearer t0ken\1\1", TRUE },
    { "XOAUTH2", "user=bob\1auth=Bearer t0ken\1\1", FALSE },
    { "XOAUTH2", "user=ann\1auth=Bearer t0ken", FALSE },
  };
  const RstTestSaslPolicy policy = { .user = "ann", .token = "t0ken" };

  for (gsize i = 0; i < G_N_ELEMENTS (responses); i++)
    {
      g_auto (Exchange) exchange = begin (responses[i].mechanism, &policy);
      RstTestSaslStep step = say (&exchange, responses[i].response);

      g_assert_cmpint (step, ==, responses[i].right ? RST_TEST_SASL_SUCCESS : RST_TEST_SASL_CHALLENGE);
      if (responses[i].right)
        continue;
      g_assert_cmpint (exchange.challenge->str[0], ==, '{');
      g_assert_cmpint (say (&exchange, "\1"), ==, RST_TEST_SASL_FAILURE);
    }
}

/* RFC 4422 appendix A */
static void
test_external (void)
{
  RstTestSaslPolicy policy = { .user = "ann" };
  g_auto (Exchange) none = begin ("EXTERNAL", &policy);
  g_auto (Exchange) shown = begin ("EXTERNAL", &policy);
  g_auto (Exchange) other = begin ("EXTERNAL", &policy);

  g_assert_cmpint (say (&none, ""), ==, RST_TEST_SASL_FAILURE);
  policy.certificate = TRUE;
  g_assert_cmpint (say (&shown, ""), ==, RST_TEST_SASL_SUCCESS);
  g_assert_cmpint (say (&other, "bob"), ==, RST_TEST_SASL_FAILURE);
}

static void
test_unknown (void)
{
  const RstTestSaslPolicy policy = { 0 };

  g_assert_null (rst_test_sasl_new ("GSSAPI", &policy));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sasl-server/scram/sha-1", test_scram_sha_1);
  g_test_add_func ("/sasl-server/scram/sha-256", test_scram_sha_256);
  g_test_add_func ("/sasl-server/scram/first-errors", test_scram_first_errors);
  g_test_add_func ("/sasl-server/scram/final-errors", test_scram_final_errors);
  g_test_add_func ("/sasl-server/scram/binding", test_scram_binding);
  g_test_add_func ("/sasl-server/scram/faults", test_scram_faults);
  g_test_add_func ("/sasl-server/scram/no-proof-of-server", test_scram_no_proof_of_server);
  g_test_add_func ("/sasl-server/cram-md5", test_cram_md5);
  g_test_add_func ("/sasl-server/login", test_login);
  g_test_add_func ("/sasl-server/plain", test_plain);
  g_test_add_func ("/sasl-server/tokens", test_tokens);
  g_test_add_func ("/sasl-server/external", test_external);
  g_test_add_func ("/sasl-server/unknown", test_unknown);
  return g_test_run ();
}
