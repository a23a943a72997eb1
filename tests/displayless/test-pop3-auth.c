/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/rst-error.h"
#include "net/rst-connect.h"
#include "pop3/rst-pop3-auth.h"
#include "rst-test-scripted.h"
#include "rst-test-server.h"

/* Every way to log in over real connections, with a server that shares no code
 * with the client.
 */

static char *ca_file;
static RstTestCa *ca;

/* An attempt, and how it ends. */
typedef struct
{
  RstTestServerOptions server;
  const char *auth; /* "auto" is the best that there is */
  RstSecretKind kind;
  const char *secret;
  const char *asked; /* what the log has to show */
  int code; /* of RstError; OK when it gets in */
  const char *says;
} Attempt;

#define OK (-1)
#define PASSWORD "p\u00E4ss w\u00F6rd"

static RstPop3Session *
open_session (RstTestServer *server, gboolean tls)
{
  g_autoptr (RstEndpoint) endpoint = rst_endpoint_new ("127.0.0.1", rst_test_server_get_port (server),
                                                       tls ? RST_SECURITY_TLS : RST_SECURITY_PLAINTEXT);
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (RstPop3Session) session = NULL;
  g_autoptr (GError) error = NULL;

  endpoint->ca_file = g_strdup (ca_file);
  endpoint->timeout = 10;
  stream = rst_connect (endpoint, NULL, &error);
  g_assert_no_error (error);
  session = rst_pop3_session_new (stream);
  rst_pop3_session_read_greeting (session, NULL, &error);
  g_assert_no_error (error);
  rst_pop3_session_query_capabilities (session, NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&session);
}

static RstPop3Auth
choose (RstPop3Session *session, const Attempt *attempt)
{
  g_autoptr (GArray) ranked = NULL;
  RstPop3Auth auth;

  g_assert_true (rst_pop3_auth_from_name (attempt->auth, &auth));
  if (auth != RST_POP3_AUTH_AUTO)
    return auth;
  ranked = rst_pop3_session_rank_auth (session, attempt->kind);
  return g_array_index (ranked, RstPop3Auth, 0);
}

/* What is logged shows what was asked for, and no secret in whatever form. */
static void
assert_logged (RstPop3Log *log, const Attempt *attempt)
{
  static const char *const secrets[] = { "w\u00F6rd", "xyzzy", "cMOkc3Mgd8O2cmQ", "AGFubgBw", "wrong" };
  g_autofree char *text = rst_pop3_log_dup_text (log);

  if (attempt->asked != NULL && strstr (text, attempt->asked) == NULL)
    g_error ("“%s” is not in\n%s", attempt->asked, text);
  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_null (strstr (text, secrets[i]));
}

static void
assert_outcome (RstPop3Session *session, const Attempt *attempt, const GError *login_error)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RstPop3Listing) nothing = NULL;
  guint64 octets;
  guint count;

  if (attempt->code != OK)
    {
      rst_test_assert_says (login_error, attempt->code, attempt->says);
      return;
    }
  g_assert_no_error (login_error);
  nothing = rst_pop3_session_glance (session, 0, 0, &count, &octets, NULL, &error);
  g_assert_true (rst_pop3_session_quit (session, NULL, &error));
}

static void
try (const Attempt *attempt, const char *tls_max)
{
  RstTestServerOptions options = attempt->server;
  g_autoptr (RstCredentials) credentials = rst_credentials_new ("ann", attempt->kind, attempt->secret);
  g_autoptr (RstPop3Session) session = NULL;
  g_autoptr (RstPop3Log) log = rst_pop3_log_new ();
  g_autoptr (GError) error = NULL;
  RstTestServer *server;

  options.security = tls_max != NULL ? RST_TEST_SECURITY_TLS : RST_TEST_SECURITY_PLAIN;
  options.tls_max = tls_max;
  options.ca = ca;
  options.user = "ann";
  options.password = PASSWORD;
  options.token = "xyzzy";
  server = rst_test_server_new (&options, &error);
  g_assert_no_error (error);

  session = open_session (server, tls_max != NULL);
  rst_pop3_session_set_log (session, log);
  rst_pop3_session_login (session, choose (session, attempt), credentials,
                          "127.0.0.1", rst_test_server_get_port (server), NULL, &error);
  assert_outcome (session, attempt, error);
  assert_logged (log, attempt);
  rst_test_server_free (server);
}

static void
try_all (const Attempt *attempts, gsize n_attempts, const char *tls_max)
{
  for (gsize i = 0; i < n_attempts; i++)
    {
      g_test_message ("%u: %s over %s", (guint) i, attempts[i].auth, tls_max != NULL ? tls_max : "nothing");
      try (&attempts[i], tls_max);
    }
}

#define GOOD(name, upper) { { .mechanisms = upper }, name, RST_SECRET_PASSWORD, PASSWORD, "AUTH " upper, OK, NULL }
#define BAD(name, upper) \
  { { .mechanisms = upper }, name, RST_SECRET_PASSWORD, "wrong", "AUTH " upper, RST_ERROR_AUTH, "refused" }

/* RFC 5034, 5802, 7677, 4616, 2195, 1939 §7 */
static void
test_auth_password (void)
{
  static const Attempt attempts[] = {
    GOOD ("scram-sha-256", "SCRAM-SHA-256"), BAD ("scram-sha-256", "SCRAM-SHA-256"),
    GOOD ("scram-sha-1", "SCRAM-SHA-1"), BAD ("scram-sha-1", "SCRAM-SHA-1"),
    GOOD ("plain", "PLAIN"), BAD ("plain", "PLAIN"),
    GOOD ("login", "LOGIN"), BAD ("login", "LOGIN"),
    GOOD ("cram-md5", "CRAM-MD5"), BAD ("cram-md5", "CRAM-MD5"),
    { { .mechanisms = "" }, "user", RST_SECRET_PASSWORD, PASSWORD, "PASS ••••", OK, NULL },
    { { .mechanisms = "" }, "user", RST_SECRET_PASSWORD, "wrong", "PASS ••••", RST_ERROR_AUTH, "PASS" },
    { { .apop = TRUE }, "apop", RST_SECRET_PASSWORD, PASSWORD, "APOP ann ••••", OK, NULL },
    { { .apop = TRUE }, "apop", RST_SECRET_PASSWORD, "wrong", "APOP ann ••••", RST_ERROR_AUTH, "APOP" },
    { { .apop = FALSE }, "apop", RST_SECRET_PASSWORD, PASSWORD, NULL, RST_ERROR_LOGIN_DISABLED, "stamp" },
    { { .mechanisms = "PLAIN" }, "cram-md5", RST_SECRET_PASSWORD, PASSWORD, NULL, RST_ERROR_LOGIN_DISABLED, "CRAM-MD5" },
  };

  try_all (attempts, G_N_ELEMENTS (attempts), NULL);
  try_all (attempts, G_N_ELEMENTS (attempts), "1.2");
  try_all (attempts, G_N_ELEMENTS (attempts), "1.3");
}

/* RFC 5802 §6, RFC 5929 and RFC 9266: bound to what TLS really has. */
static void
test_auth_bound (void)
{
  static const Attempt attempts[] = {
    GOOD ("scram-sha-256-plus", "SCRAM-SHA-256-PLUS"), BAD ("scram-sha-256-plus", "SCRAM-SHA-256-PLUS"),
    GOOD ("scram-sha-1-plus", "SCRAM-SHA-1-PLUS"), BAD ("scram-sha-1-plus", "SCRAM-SHA-1-PLUS"),
    { { .mechanisms = "PLAIN SCRAM-SHA-1 SCRAM-SHA-256 SCRAM-SHA-256-PLUS" }, "auto",
      RST_SECRET_PASSWORD, PASSWORD, "AUTH SCRAM-SHA-256-PLUS", OK, NULL },
    { { .mechanisms = "SCRAM-SHA-256 SCRAM-SHA-256-PLUS" }, "scram-sha-256",
      RST_SECRET_PASSWORD, PASSWORD, "AUTH SCRAM-SHA-256-PLUS", OK, NULL },
    { { .mechanisms = "PLAIN SCRAM-SHA-1" }, "auto", RST_SECRET_PASSWORD, PASSWORD, "AUTH SCRAM-SHA-1 ", OK, NULL },

    /* Somebody took the offer out. */
    { { .mechanisms = "SCRAM-SHA-256", .hidden_mechanisms = "SCRAM-SHA-256-PLUS" }, "auto",
      RST_SECRET_PASSWORD, PASSWORD, "AUTH SCRAM-SHA-256 ", RST_ERROR_PROTOCOL, "somebody may be in between" },
  };

  try_all (attempts, G_N_ELEMENTS (attempts), "1.2");
  try_all (attempts, G_N_ELEMENTS (attempts), "1.3");
}

/* RFC 5802 §3 and §5: whatever a server does wrong, the login does not succeed
 * and the connection is not used any more.
 */
static void
test_auth_hostile_scram (void)
{
  static const struct
  {
    const char *fault;
    const char *iterations;
    const char *says;
  } faults[] = {
    { "wrong-signature", NULL, "knows the password" },
    { "no-signature", NULL, "knows the password" },
    { "foreign-nonce", NULL, "does not belong" },
    { "same-nonce", NULL, "does not belong" },
    { "empty-salt", NULL, "RFC 5802" },
    { "extension", NULL, "extension" },
    { "huge-challenge", NULL, "is not POP3" },
    { NULL, "1", "less than" },
    { NULL, "4095", "less than" },
    { NULL, "9223372036854775808", "more than" },
    { NULL, "-1", "RFC 5802" },
    { NULL, "many", "RFC 5802" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      Attempt attempt = {
        { .mechanisms = "SCRAM-SHA-256 PLAIN", .scram = faults[i].fault, .iterations = faults[i].iterations },
        "auto", RST_SECRET_PASSWORD, PASSWORD, "AUTH SCRAM-SHA-256", RST_ERROR_PROTOCOL, faults[i].says,
      };

      try_all (&attempt, 1, "1.3");
    }
}

/* RFC 7628, and XOAUTH2 in one line and in two. */
static void
test_auth_token (void)
{
  static const Attempt attempts[] = {
    { { .mechanisms = "OAUTHBEARER XOAUTH2" }, "auto", RST_SECRET_TOKEN, "xyzzy", "AUTH OAUTHBEARER", OK, NULL },
    { { .mechanisms = "XOAUTH2" }, "auto", RST_SECRET_TOKEN, "xyzzy", "AUTH XOAUTH2", OK, NULL },
    { { .hidden_mechanisms = "XOAUTH2" }, "auto", RST_SECRET_TOKEN, "xyzzy", "AUTH XOAUTH2", OK, NULL },
    { { .mechanisms = "XOAUTH2", .two_lines = TRUE }, "auto", RST_SECRET_TOKEN, "xyzzy", "•••• (AUTH XOAUTH2)", OK, NULL },
    { { .mechanisms = "OAUTHBEARER" }, "auto", RST_SECRET_TOKEN, "wrong", "AUTH OAUTHBEARER", RST_ERROR_AUTH, "invalid_token" },
    { { .mechanisms = "XOAUTH2" }, "auto", RST_SECRET_TOKEN, "wrong", "AUTH XOAUTH2", RST_ERROR_AUTH, "refused AUTH XOAUTH2: “" },
    { { .mechanisms = "PLAIN" }, "xoauth2", RST_SECRET_TOKEN, "xyzzy", NULL, RST_ERROR_LOGIN_DISABLED, "XOAUTH2" },
  };

  try_all (attempts, G_N_ELEMENTS (attempts), "1.3");
}

static void
test_auth_names (void)
{
  RstPop3Auth auth;

  for (int i = RST_POP3_AUTH_AUTO; i <= RST_POP3_AUTH_LAST; i++)
    {
      g_assert_true (rst_pop3_auth_from_name (rst_pop3_auth_get_name ((RstPop3Auth) i), &auth));
      g_assert_cmpint (auth, ==, i);
    }
  g_assert_false (rst_pop3_auth_from_name ("PLAIN", &auth));
}

/* RFC 5802 §9, RFC 2195 §1: what each leaves to whoever is in between. */
static void
test_auth_strength (void)
{
  static const struct
  {
    const char *name;
    RstPop3AuthStrength strength;
    RstSecretKind kind;
  } ways[] = {
    { "user", RST_POP3_AUTH_STRENGTH_CLEAR, RST_SECRET_PASSWORD },
    { "plain", RST_POP3_AUTH_STRENGTH_CLEAR, RST_SECRET_PASSWORD },
    { "apop", RST_POP3_AUTH_STRENGTH_DIGEST, RST_SECRET_PASSWORD },
    { "cram-md5", RST_POP3_AUTH_STRENGTH_DIGEST, RST_SECRET_PASSWORD },
    { "scram-sha-1", RST_POP3_AUTH_STRENGTH_MUTUAL, RST_SECRET_PASSWORD },
    { "scram-sha-256-plus", RST_POP3_AUTH_STRENGTH_BOUND, RST_SECRET_PASSWORD },
    { "xoauth2", RST_POP3_AUTH_STRENGTH_CLEAR, RST_SECRET_TOKEN },
    { "external", RST_POP3_AUTH_STRENGTH_MUTUAL, RST_SECRET_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      RstPop3Auth auth;

      g_assert_true (rst_pop3_auth_from_name (ways[i].name, &auth));
      g_assert_cmpint (rst_pop3_auth_get_strength (auth), ==, ways[i].strength);
      g_assert_cmpint (rst_pop3_auth_get_secret_kind (auth), ==, ways[i].kind);
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("test-pop3-auth-XXXXXX", NULL);
  ca = rst_test_ca_new ();
  ca_file = g_build_filename (folder, "ca.pem", NULL);
  g_assert_true (rst_test_ca_write (ca, ca_file, NULL));

  g_test_add_func ("/pop3-auth/password", test_auth_password);
  g_test_add_func ("/pop3-auth/bound", test_auth_bound);
  g_test_add_func ("/pop3-auth/hostile-scram", test_auth_hostile_scram);
  g_test_add_func ("/pop3-auth/token", test_auth_token);
  g_test_add_func ("/pop3-auth/names", test_auth_names);
  g_test_add_func ("/pop3-auth/strength", test_auth_strength);
  status = g_test_run ();

  g_unlink (ca_file);
  g_rmdir (folder);
  g_free (ca_file);
  rst_test_ca_free (ca);
  return status;
}
