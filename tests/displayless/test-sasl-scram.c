/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/rst-error.h"
#include "sasl/rst-sasl-bounds.h"
#include "sasl/rst-sasl-private.h"

/* One exchange, as it has to be. */
typedef struct
{
  RstSaslMechanism mechanism;
  const char *binding;
  const char *user;
  const char *password;
  const char *nonce;
  const char *client_first;
  const char *server_first;
  const char *client_final;
  const char *server_final;
} Vector;

static const Vector vectors[] = {
  /* RFC 5802 §5 */
  { RST_SASL_SCRAM_SHA_1, NULL, "user", "pencil", "fyko+d2lbbFgONRv9qkxdawL",
    "n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL",
    "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096",
    "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
    "v=rmF9pqV8S7suAoZWja4dJRkFsKQ=" },
  /* RFC 7677 §3 */
  { RST_SASL_SCRAM_SHA_256, NULL, "user", "pencil", "rOprNGfwEbeRWgbNEkqO",
    "n,,n=user,r=rOprNGfwEbeRWgbNEkqO",
    "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
    "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
    "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=" },
  /* RFC 5802 §6 and §7, computed by another implementation: bound, */
  { RST_SASL_SCRAM_SHA_1_PLUS, "tls-unique", "user", "pencil", "abc",
    "p=tls-unique,,n=user,r=abc",
    "r=abcdef,s=c2FsdA==,i=4096",
    "c=cD10bHMtdW5pcXVlLCwAAWJpbmRpbmf/Ciw=,r=abcdef,p=LVLAevyJPJvkyT+w4THl8Jafu1M=",
    "v=e+NEzQC+JGo4VfXmkaaFT66YfmI=" },
  { RST_SASL_SCRAM_SHA_256_PLUS, "tls-exporter", "user", "pencil", "abc",
    "p=tls-exporter,,n=user,r=abc",
    "r=abcdef,s=c2FsdA==,i=4096",
    "c=cD10bHMtZXhwb3J0ZXIsLAABYmluZGluZ/8KLA==,r=abcdef,p=4O6ZaFtKKe/lgIcZRdmL1MpwgF5s2BHfllFGSnhBag4=",
    "v=N2oN8fRl3GzU60aeSPgNBtrrpQPyBaupGd5fAscE8Tk=" },
  /* able to bind where the server is not, */
  { RST_SASL_SCRAM_SHA_256, "tls-exporter", "user", "pencil", "abc",
    "y,,n=user,r=abc",
    "r=abcdef,s=c2FsdA==,i=4096",
    "c=eSws,r=abcdef,p=PHSVkBDSz+ePuoaxECOweoqO40xJpGnLbdUWRzuqsD8=",
    "v=tVLZ5oZY9JtAXRMuRUuKUzfTnWF07nz0EmwaNj9bRIk=" },
  /* and with names and passwords to escape and to prepare (§5.1). */
  { RST_SASL_SCRAM_SHA_256, NULL, "=,u\u0308", "p\u00A0\uFB01u\u0308\u00ADa", "abc",
    "n,,n==3D=2C\u00FC,r=abc",
    "r=abcdef,s=c2FsdA==,i=10000",
    "c=biws,r=abcdef,p=wgZ/qXljP4iZXXZ0KszEgZnVb/WBIoeBSWMwFAaNxVI=",
    "v=+L7v3EX79gjQPBVWNr7CBOdYByfRy6r7TZEO5zVYWUk=" },
};

typedef struct
{
  RstCredentials *credentials;
  RstSasl *sasl;
} Exchange;

static void
exchange_clear (Exchange *self)
{
  g_clear_pointer (&self->sasl, rst_sasl_free);
  g_clear_pointer (&self->credentials, rst_credentials_free);
  rst_sasl_scram_set_nonce (NULL);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Exchange, exchange_clear)

static Exchange
exchange_new (const Vector *vector)
{
  g_autoptr (GBytes) data = g_bytes_new_static ("\0\1binding\377\n,", 12);
  RstSaslBinding binding = { vector->binding, data };
  Exchange self;

  rst_sasl_scram_set_nonce (vector->nonce);
  self.credentials = rst_credentials_new (vector->user, RST_SECRET_PASSWORD, vector->password);
  self.sasl = rst_sasl_new (vector->mechanism, self.credentials,
                            vector->binding != NULL ? &binding : NULL, "localhost", 995);
  return self;
}

static void
exchange_step (Exchange *self, const char *challenge, const char *expected)
{
  g_autoptr (GError) error = NULL;
  GString *response = rst_sasl_respond (self->sasl, challenge, challenge != NULL ? strlen (challenge) : 0, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (response->str, response->len, expected, strlen (expected));
  rst_sasl_wipe (response);
}

static void
exchange_fail (Exchange *self, const char *challenge, gssize length, int code, const char *says)
{
  g_autoptr (GError) error = NULL;
  gsize size = length < 0 ? strlen (challenge) : (gsize) length;

  g_assert_null (rst_sasl_respond (self->sasl, challenge, size, &error));
  g_assert_error (error, RST_ERROR, code);
  if (strstr (error->message, says) == NULL)
    g_error ("“%s” does not say “%s”", error->message, says);

  /* Whatever comes next, it must not count as a success. */
  g_assert_false (rst_sasl_finish (self->sasl, NULL));
}

static void
test_scram_vectors (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_auto (Exchange) self = exchange_new (&vectors[i]);
      g_autoptr (GError) error = NULL;

      g_assert_true (rst_sasl_speaks_first (self.sasl));
      exchange_step (&self, NULL, vectors[i].client_first);
      exchange_step (&self, vectors[i].server_first, vectors[i].client_final);
      exchange_step (&self, vectors[i].server_final, "");
      g_assert_true (rst_sasl_finish (self.sasl, &error));
      g_assert_no_error (error);
    }
}

/* RFC 5802 §5.1, "r": printable, without a comma, never the same again. */
static void
test_scram_nonce (void)
{
  g_autoptr (RstCredentials) credentials = rst_credentials_new ("u", RST_SECRET_PASSWORD, "p");
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (RstSasl) sasl = rst_sasl_new (RST_SASL_SCRAM_SHA_1, credentials, NULL, "h", 995);
      GString *response = rst_sasl_respond (sasl, NULL, 0, NULL);
      const char *nonce = response->str + strlen ("n,,n=u,r=");

      g_assert_cmpuint (strlen (nonce), >=, 24);
      for (const char *p = nonce; *p != '\0'; p++)
        g_assert_true (g_ascii_isgraph (*p) && *p != ',');
      g_assert_true (g_hash_table_add (seen, g_strdup (nonce)));
      rst_sasl_wipe (response);
    }
}

/* RFC 5802 §7: server-first-message, by the letter. */
static void
test_scram_first_syntax (void)
{
  static const char *const bad[] = {
    "",
    ",",
    "r=abcdef",
    "r=abcdef,s=c2FsdA==",
    "r=abcdef,s=c2FsdA==,i=",
    "r=abcdef,s=c2FsdA==,i=4096,",
    "r=abcdef,s=c2FsdA==,i=4096,,x=y",
    "r=abcdef,s=c2FsdA==,i=4096,x=",
    "r=abcdef,s=c2FsdA==,i=4096,x",
    "r=abcdef,s=c2FsdA==,i=4096,1=y",
    "r=abcdef,s=c2FsdA==,i=4096 ",
    "r=abcdef,i=4096,s=c2FsdA==",
    "s=c2FsdA==,r=abcdef,i=4096",
    "x=y,r=abcdef,s=c2FsdA==,i=4096",
    " r=abcdef,s=c2FsdA==,i=4096",
    "R=abcdef,s=c2FsdA==,i=4096",
    "r=abcdef\x7F,s=c2FsdA==,i=4096",
    "r=abc def,s=c2FsdA==,i=4096",
    "r=abcd\xC3\xA9,s=c2FsdA==,i=4096",
    "r=abcdef,s=c2FsdA==,i=4096,x=\xFF",
    "r=abcdef,s=,i=4096",
    "r=abcdef,s=c2FsdA,i=4096",
    "r=abcdef,s=c2FsdB==,i=4096",
    "r=abcdef,s=c2 FsdA==,i=4096",
    "r=abcdef,s====,i=4096",
    "r=abcdef,s=c2FsdA==,i=04096",
    "r=abcdef,s=c2FsdA==,i=+4096",
    "r=abcdef,s=c2FsdA==,i=-4096",
    "r=abcdef,s=c2FsdA==,i=4096x",
    "r=abcdef,s=c2FsdA==,i=4e6",
    "r=abcdef,s=c2FsdA==,i=0x1000",
    "r=abcdef,s=c2FsdA==,i=0",
    "v=rmF9pqV8S7suAoZWja4dJRkFsKQ=",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_auto (Exchange) self = exchange_new (&vectors[4]);

      exchange_step (&self, NULL, vectors[4].client_first);
      exchange_fail (&self, bad[i], -1, RST_ERROR_PROTOCOL, "RFC 5802");
    }
  {
    g_auto (Exchange) self = exchange_new (&vectors[4]);

    exchange_step (&self, NULL, vectors[4].client_first);
    exchange_fail (&self, "r=abcdef,s=c2FsdA==,i=4096,x=\0y", 32, RST_ERROR_PROTOCOL, "RFC 5802");
  }
}

/* RFC 5802 §5.1, "m": an unknown mandatory extension ends the exchange; others
 * at the end are passed over.
 */
static void
test_scram_extensions (void)
{
  g_auto (Exchange) mandatory = exchange_new (&vectors[4]);
  g_auto (Exchange) optional = exchange_new (&vectors[4]);
  GString *response;

  exchange_step (&mandatory, NULL, vectors[4].client_first);
  exchange_fail (&mandatory, "m=x,r=abcdef,s=c2FsdA==,i=4096", -1, RST_ERROR_PROTOCOL, "extension");

  exchange_step (&optional, NULL, vectors[4].client_first);
  response = rst_sasl_respond (optional.sasl, "r=abcdef,s=c2FsdA==,i=4096,x=y=,z=1", 35, NULL);
  g_assert_true (g_str_has_prefix (response->str, "c=eSws,r=abcdef,p="));

  /* It is part of what both sign. */
  g_assert_cmpstr (response->str, !=, vectors[4].client_final);
  rst_sasl_wipe (response);
}

/* RFC 5802 §5.1, "r": the client MUST verify that its nonce comes first. */
static void
test_scram_foreign_nonce (void)
{
  static const char *const bad[] = {
    "r=abc,s=c2FsdA==,i=4096",
    "r=ab,s=c2FsdA==,i=4096",
    "r=ABCdef,s=c2FsdA==,i=4096",
    "r=defabc,s=c2FsdA==,i=4096",
    "r=xyz,s=c2FsdA==,i=4096",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_auto (Exchange) self = exchange_new (&vectors[4]);

      exchange_step (&self, NULL, vectors[4].client_first);
      exchange_fail (&self, bad[i], -1, RST_ERROR_PROTOCOL, "does not belong to this");
    }
}

/* RFC 5802 §5.1, "i", and RFC 7677 §4. */
static void
test_scram_iterations (void)
{
  static const struct
  {
    const char *iterations;
    const char *says;
  } bad[] = {
    { "1", "less than 4096" },
    { "4095", "less than 4096" },
    { "2000001", "more than 2000000" },
    { "4294967296", "more than" },
    { "4294971392", "more than" },
    { "9223372036854775808", "more than" },
    { "18446744073709555712", "more than" },
    { "99999999999999999999999999999999999999999999", "more than" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_auto (Exchange) self = exchange_new (&vectors[4]);
      g_autofree char *first = g_strdup_printf ("r=abcdef,s=c2FsdA==,i=%s", bad[i].iterations);

      exchange_step (&self, NULL, vectors[4].client_first);
      exchange_fail (&self, first, -1, RST_ERROR_PROTOCOL, bad[i].says);
    }
}

/* What takes longest is still an answer in the time of one step. */
static void
test_scram_most_iterations (void)
{
  g_auto (Exchange) self = exchange_new (&vectors[4]);
  g_autofree char *first = g_strdup_printf ("r=abcdef,s=c2FsdA==,i=%d", RST_SASL_ITERATIONS_MAX);
  gint64 begun = g_get_monotonic_time ();
  GString *response;

  exchange_step (&self, NULL, vectors[4].client_first);
  response = rst_sasl_respond (self.sasl, first, strlen (first), NULL);
  g_assert_nonnull (response);
  rst_sasl_wipe (response);
  g_test_message ("%d iterations take %.2f s", RST_SASL_ITERATIONS_MAX,
                  (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC);
}

static void
test_scram_bounds (void)
{
  g_autofree char *long_nonce = g_strnfill (RST_SASL_NONCE_MAX + 1, 'x');
  g_autofree char *nonce_first = g_strdup_printf ("r=abc%s,s=c2FsdA==,i=4096", long_nonce);
  g_autofree char *long_salt = g_strnfill ((RST_SASL_SALT_MAX + 3) / 3 * 4, 'A');
  g_autofree char *salt_first = g_strdup_printf ("r=abcdef,s=%s,i=4096", long_salt);
  g_autofree char *endless = g_strnfill (RST_SASL_CHALLENGE_MAX + 1, 'x');
  g_auto (Exchange) nonce = exchange_new (&vectors[4]);
  g_auto (Exchange) salt = exchange_new (&vectors[4]);
  g_auto (Exchange) challenge = exchange_new (&vectors[4]);

  exchange_step (&nonce, NULL, vectors[4].client_first);
  exchange_fail (&nonce, nonce_first, -1, RST_ERROR_PROTOCOL, "RFC 5802");
  exchange_step (&salt, NULL, vectors[4].client_first);
  exchange_fail (&salt, salt_first, -1, RST_ERROR_PROTOCOL, "RFC 5802");
  exchange_step (&challenge, NULL, vectors[4].client_first);
  exchange_fail (&challenge, endless, -1, RST_ERROR_PROTOCOL, "too long");
}

/* RFC 5802 §3: another ServerSignature, and the client MUST consider the
 * exchange to be unsuccessful.
 */
static void
test_scram_signature (void)
{
  static const struct
  {
    const char *final;
    const char *says;
  } bad[] = {
    { "v=uVLZ5oZY9JtAXRMuRUuKUzfTnWF07nz0EmwaNj9bRIk=", "knows the password" },
    { "v=tVLZ5oZY9JtAXRMuRUuKUzfTnWF07nz0EmwaNj9bRIg=", "knows the password" },
    { "v=AA==", "knows the password" },
    { "v=tVLZ5oZY9JtAXRMuRUuKUzfTnWF07nz0EmwaNj9bRIkA", "knows the password" },
    { "v=tVLZ5oZY9JtAXRMuRUuKUzfTnWF07nz0EmwaNj9bRIk", "RFC 5802" },
    { "v=", "RFC 5802" },
    { "", "RFC 5802" },
    { "x=y,v=tVLZ5oZY9JtAXRMuRUuKUzfTnWF07nz0EmwaNj9bRIk=", "RFC 5802" },
    { "v=tVLZ5oZY9JtAXRMuRUuKUzfTnWF07nz0EmwaNj9bRIk=,", "RFC 5802" },
    { "r=abcdef,s=c2FsdA==,i=4096", "RFC 5802" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_auto (Exchange) self = exchange_new (&vectors[4]);

      exchange_step (&self, NULL, vectors[4].client_first);
      exchange_step (&self, vectors[4].server_first, vectors[4].client_final);
      exchange_fail (&self, bad[i].final, -1, RST_ERROR_PROTOCOL, bad[i].says);
    }
}

/* RFC 5802 §3: a success that comes before the signature is none. */
static void
test_scram_early_success (void)
{
  g_auto (Exchange) self = exchange_new (&vectors[4]);
  g_autoptr (GError) error = NULL;

  g_assert_false (rst_sasl_finish (self.sasl, NULL));
  exchange_step (&self, NULL, vectors[4].client_first);
  g_assert_false (rst_sasl_finish (self.sasl, NULL));
  exchange_step (&self, vectors[4].server_first, vectors[4].client_final);
  g_assert_false (rst_sasl_finish (self.sasl, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_PROTOCOL);
  g_assert_nonnull (strstr (error->message, "somebody may be in between"));
}

/* A server that goes on after its last word. */
static void
test_scram_asks_on (void)
{
  g_auto (Exchange) self = exchange_new (&vectors[4]);
  g_autoptr (GError) error = NULL;

  exchange_step (&self, NULL, vectors[4].client_first);
  exchange_step (&self, vectors[4].server_first, vectors[4].client_final);
  exchange_step (&self, vectors[4].server_final, "");
  g_assert_null (rst_sasl_respond (self.sasl, "", 0, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_PROTOCOL);
}

/* RFC 5802 §7, server-error-value */
static void
test_scram_refusal (void)
{
  static const struct
  {
    const char *final;
    const char *refusal;
    RstError code;
    const char *says;
  } refusals[] = {
    { "e=invalid-proof", "invalid-proof", RST_ERROR_AUTH, "refused the password" },
    { "e=unknown-user", "unknown-user", RST_ERROR_AUTH, "does not know the user" },
    { "e=channel-bindings-dont-match", "channel-bindings-dont-match", RST_ERROR_PROTOCOL, "somebody may be in between" },
    { "e=server-does-support-channel-binding", "server-does-support-channel-binding", RST_ERROR_PROTOCOL, "somebody may be in between" },
    { "e=unsupported-channel-binding-type", "unsupported-channel-binding-type", RST_ERROR_AUTH, "cannot bind" },
    { "e=other-error,x=y", "other-error", RST_ERROR_AUTH, "refused SCRAM-SHA-256: “other-error”" },
    { "e=\x1B[31mred\nx", "[31mred x", RST_ERROR_AUTH, "“[31mred x”" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_auto (Exchange) late = exchange_new (&vectors[4]);
      g_auto (Exchange) early = exchange_new (&vectors[4]);

      g_assert_null (rst_sasl_get_refusal (late.sasl));
      exchange_step (&late, NULL, vectors[4].client_first);
      exchange_step (&late, vectors[4].server_first, vectors[4].client_final);
      exchange_fail (&late, refusals[i].final, -1, refusals[i].code, refusals[i].says);
      g_assert_cmpstr (rst_sasl_get_refusal (late.sasl), ==, refusals[i].refusal);

      exchange_step (&early, NULL, vectors[4].client_first);
      exchange_fail (&early, refusals[i].final, -1, refusals[i].code, refusals[i].says);
    }
}

/* RFC 5802 §5.1: what cannot be prepared, or comes to nothing, is not sent. */
static void
test_scram_unsayable (void)
{
  Vector user = vectors[4];
  Vector password = vectors[4];
  const char *const bad[] = { "", "\u00AD", "a\tb" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_auto (Exchange) one = { NULL, NULL };
      g_auto (Exchange) other = { NULL, NULL };

      user.user = bad[i];
      one = exchange_new (&user);
      exchange_fail (&one, NULL, 0, RST_ERROR_CONFIG, "user name");

      password.password = bad[i];
      other = exchange_new (&password);
      exchange_step (&other, NULL, password.client_first);
      exchange_fail (&other, password.server_first, -1, RST_ERROR_CONFIG, "password");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sasl-scram/vectors", test_scram_vectors);
  g_test_add_func ("/sasl-scram/nonce", test_scram_nonce);
  g_test_add_func ("/sasl-scram/first-syntax", test_scram_first_syntax);
  g_test_add_func ("/sasl-scram/extensions", test_scram_extensions);
  g_test_add_func ("/sasl-scram/foreign-nonce", test_scram_foreign_nonce);
  g_test_add_func ("/sasl-scram/iterations", test_scram_iterations);
  g_test_add_func ("/sasl-scram/most-iterations", test_scram_most_iterations);
  g_test_add_func ("/sasl-scram/bounds", test_scram_bounds);
  g_test_add_func ("/sasl-scram/signature", test_scram_signature);
  g_test_add_func ("/sasl-scram/early-success", test_scram_early_success);
  g_test_add_func ("/sasl-scram/asks-on", test_scram_asks_on);
  g_test_add_func ("/sasl-scram/refusal", test_scram_refusal);
  g_test_add_func ("/sasl-scram/unsayable", test_scram_unsayable);
  return g_test_run ();
}
