/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From an account's settings to its open maildrop, on servers that announce,
 * forget, hang and offer less than they did.
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "accounts/rst-sign-in.h"
#include "base/rst-error.h"
#include "rst-test-server.h"

#define SASL(name) rst_pop3_auth_from_sasl (RST_SASL_##name)

/* An account, what is known of its server, and the server. */
typedef struct
{
  RstTestServer *server;
  RstAccount *account;
  RstAccountState *state;
  RstPop3Log *log;
  GString *steps;
} Fixture;

static RstTestCa *ca;
static char *ca_file;

static void
serve (Fixture *fixture, const RstTestServerOptions *options)
{
  RstTestServerOptions more = *options;
  g_autoptr (GError) error = NULL;

  more.ca = ca;
  if (more.user == NULL)
    more.user = "anna";
  if (more.password == NULL)
    more.password = "right";
  fixture->server = rst_test_server_new (&more, &error);
  g_assert_no_error (error);
  fixture->account = rst_account_new ("work", NULL);
  fixture->account->user = (g_free (fixture->account->user), g_strdup ("anna"));
  fixture->account->endpoint = rst_endpoint_new ("127.0.0.1", rst_test_server_get_port (fixture->server),
                                                 options->security == RST_TEST_SECURITY_TLS ? RST_SECURITY_TLS :
                                                 options->security == RST_TEST_SECURITY_STLS ? RST_SECURITY_STLS :
                                                 RST_SECURITY_PLAINTEXT);
  fixture->account->endpoint->ca_file = g_strdup (ca_file);
  fixture->state = rst_account_state_new ();
  fixture->log = rst_pop3_log_new ();
  fixture->steps = g_string_new (NULL);
}

static void
fixture_clear (Fixture *fixture)
{
  rst_test_server_free (fixture->server);
  rst_account_free (fixture->account);
  rst_account_state_free (fixture->state);
  rst_pop3_log_unref (fixture->log);
  g_string_free (fixture->steps, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static void
step_cb (RstSignInStep step, RstPop3Session *session, const char *detail, gpointer user_data)
{
  static const char *const names[] = { "connect", "greeting", "capa", "stls", "offer", "login" };

  g_test_message ("%s", detail);
  g_string_append_printf (user_data, "%s ", names[step]);
}

static RstPop3Session *
sign_in_by (Fixture *fixture, RstSecretKind kind, const char *secret, GError **error)
{
  g_autoptr (RstCredentials) credentials = rst_credentials_new ("anna", kind, secret);
  RstSignIn request = {
    .account = fixture->account,
    .credentials = credentials,
    .state = fixture->state,
    .log = fixture->log,
    .step = step_cb,
    .user_data = fixture->steps,
  };

  g_string_truncate (fixture->steps, 0);
  return rst_sign_in (&request, NULL, error);
}

static void
assert_signs_in (Fixture *fixture, RstPop3Auth auth)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RstPop3Session) session = sign_in_by (fixture, RST_SECRET_PASSWORD, "right", &error);

  g_assert_no_error (error);
  g_assert_nonnull (session);
  g_assert_cmpint (fixture->state->auth, ==, auth);
  rst_pop3_session_quit (session, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_fails_by (Fixture *fixture, RstSecretKind kind, const char *secret, RstError code, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RstPop3Session) session = sign_in_by (fixture, kind, secret, &error);

  g_assert_null (session);
  g_assert_error (error, RST_ERROR, (int) code);
  g_test_message ("%s", error->message);
  if (says != NULL && strstr (error->message, says) == NULL)
    g_error ("“%s” does not say “%s”", error->message, says);
}

static void
assert_fails (Fixture *fixture, RstError code, const char *says)
{
  assert_fails_by (fixture, RST_SECRET_PASSWORD, "right", code, says);
}

/* How often the server got a line that begins so. */
static guint
count (Fixture *fixture, const char *words)
{
  g_autofree char *log = rst_test_server_dup_log (fixture->server);
  guint n = 0;

  for (const char *p = strstr (log, words); p != NULL; p = strstr (p + 1, words))
    n++;
  return n;
}

static void
assert_nothing_secret_sent (Fixture *fixture)
{
  g_assert_cmpuint (count (fixture, " USER"), ==, 0);
  g_assert_cmpuint (count (fixture, " PASS"), ==, 0);
  g_assert_cmpuint (count (fixture, " AUTH "), ==, 0);
  g_assert_cmpuint (count (fixture, " APOP"), ==, 0);
}

/* Every hop is told, in order, and the log says what was connected to. */
static void
test_steps (void)
{
  g_auto (Fixture) tls = { 0 };
  g_auto (Fixture) stls = { 0 };
  g_autofree char *log = NULL;

  serve (&tls, &(RstTestServerOptions) { .security = RST_TEST_SECURITY_TLS });
  assert_signs_in (&tls, SASL (PLAIN));
  g_assert_cmpstr (tls.steps->str, ==, "connect greeting capa offer login ");
  g_assert_cmpint (tls.state->last_login, >, 1700000000);
  log = rst_pop3_log_dup_text (tls.log);
  g_assert_nonnull (strstr (log, " at 127.0.0.1"));
  g_assert_nonnull (strstr (log, "TLS 1.3"));
  g_assert_nonnull (strstr (log, rst_test_ca_get_fingerprint (ca, RST_TEST_CERTIFICATE_GOOD)));
  g_assert_null (strstr (log, "right"));
  g_assert_null (strstr (log, "AGFubmEAcmlnaHQ=")); /* PLAIN's message */

  serve (&stls, &(RstTestServerOptions) { .security = RST_TEST_SECURITY_STLS });
  assert_signs_in (&stls, SASL (PLAIN));
  g_assert_cmpstr (stls.steps->str, ==, "connect greeting capa stls offer login ");
  /* RFC 2595 §4: capabilities are asked for again inside TLS. */
  g_assert_cmpuint (count (&stls, "clear CAPA"), ==, 1);
  g_assert_cmpuint (count (&stls, "tls CAPA"), ==, 2);
}

/* RFC 2449 §5: the listing after the login is the one of the last time while the
 * one before the login is the same; it is asked for when that changed, and when
 * it may differ by user (§6.5, §6.7).
 */
static void
test_capability_cache (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_auto (Fixture) per_user = { 0 };

  serve (&fixture, &(RstTestServerOptions) { .security = RST_TEST_SECURITY_TLS });
  assert_signs_in (&fixture, SASL (PLAIN));
  g_assert_cmpuint (count (&fixture, " CAPA"), ==, 2);
  g_assert_nonnull (fixture.state->capabilities);
  assert_signs_in (&fixture, SASL (PLAIN));
  g_assert_cmpuint (count (&fixture, " CAPA"), ==, 3);

  /* It proves wrong: somebody else's answer was remembered. */
  g_strfreev (fixture.state->capabilities_before);
  fixture.state->capabilities_before = g_strsplit ("USER;TOP", ";", -1);
  fixture.state->no_pipelining = TRUE;
  fixture.state->no_utf8 = TRUE;
  assert_signs_in (&fixture, SASL (PLAIN));
  g_assert_cmpuint (count (&fixture, " CAPA"), ==, 5);
  g_assert_false (fixture.state->no_pipelining);
  g_assert_false (fixture.state->no_utf8);

  serve (&per_user, &(RstTestServerOptions) { .security = RST_TEST_SECURITY_TLS, .add_capa = "LOGIN-DELAY 10 USER" });
  assert_signs_in (&per_user, SASL (PLAIN));
  assert_signs_in (&per_user, SASL (PLAIN));
  g_assert_cmpuint (count (&per_user, " CAPA"), ==, 4);
}

/* The best that there is (RFC 5802 §6, RFC 8314 §3), and again the next time. */
static void
test_best_first (void)
{
  g_auto (Fixture) fixture = { 0 };

  serve (&fixture, &(RstTestServerOptions) {
    .security = RST_TEST_SECURITY_TLS,
    .mechanisms = "PLAIN SCRAM-SHA-1 SCRAM-SHA-256 SCRAM-SHA-256-PLUS CRAM-MD5",
  });
  assert_signs_in (&fixture, SASL (SCRAM_SHA_256_PLUS));
  assert_signs_in (&fixture, SASL (SCRAM_SHA_256_PLUS));
}

/* What is set is used, whatever else is offered. */
static void
test_explicit (void)
{
  g_auto (Fixture) fixture = { 0 };

  serve (&fixture, &(RstTestServerOptions) {
    .security = RST_TEST_SECURITY_TLS,
    .mechanisms = "PLAIN SCRAM-SHA-256",
    .apop = TRUE,
  });
  fixture.account->auth = RST_POP3_AUTH_APOP;
  assert_signs_in (&fixture, RST_POP3_AUTH_APOP);
  fixture.account->auth = RST_POP3_AUTH_USER;
  assert_signs_in (&fixture, RST_POP3_AUTH_USER);
  fixture.account->auth = SASL (XOAUTH2);
  assert_fails (&fixture, RST_ERROR_CONFIG, "no token command");
  fixture.account->auth = SASL (PLAIN);
  assert_fails_by (&fixture, RST_SECRET_TOKEN, "token", RST_ERROR_CONFIG, "takes no token");
}

/* A server that offers less than what logged in before is an alarm, before
 * anything secret is sent; as much or more is none.
 */
static void
test_downgrade (void)
{
  g_auto (Fixture) fixture = { 0 };

  serve (&fixture, &(RstTestServerOptions) { .security = RST_TEST_SECURITY_TLS, .mechanisms = "PLAIN LOGIN CRAM-MD5" });
  fixture.state->auth = SASL (SCRAM_SHA_256);
  assert_fails (&fixture, RST_ERROR_DOWNGRADE, "scram-sha-256");
  assert_fails (&fixture, RST_ERROR_DOWNGRADE, "plain");
  g_assert_cmpstr (fixture.steps->str, ==, "connect greeting capa ");
  assert_nothing_secret_sent (&fixture);
  g_assert_cmpint (fixture.state->auth, ==, SASL (SCRAM_SHA_256));

  /* Best first is PLAIN over TLS; but it gives away more than what is known. */
  fixture.state->auth = SASL (CRAM_MD5);
  assert_signs_in (&fixture, SASL (CRAM_MD5));
  /* The person's consent. */
  fixture.state->auth = RST_POP3_AUTH_AUTO;
  assert_signs_in (&fixture, SASL (PLAIN));
  /* What is set is a consent too. */
  fixture.state->auth = SASL (SCRAM_SHA_256);
  fixture.account->auth = RST_POP3_AUTH_USER;
  assert_signs_in (&fixture, RST_POP3_AUTH_USER);
}

/* A bound login is more than the same unbound: taking the -PLUS out of the offer
 * (RFC 5802 §6) shows.
 */
static void
test_binding_taken_away (void)
{
  g_auto (Fixture) fixture = { 0 };

  serve (&fixture, &(RstTestServerOptions) { .security = RST_TEST_SECURITY_TLS, .mechanisms = "SCRAM-SHA-256 PLAIN" });
  fixture.state->auth = SASL (SCRAM_SHA_256_PLUS);
  assert_fails (&fixture, RST_ERROR_DOWNGRADE, "scram-sha-256-plus");
  assert_nothing_secret_sent (&fixture);
}

/* A server announces for all what it has for few: one weaker way is tried, over
 * TLS, where nothing is remembered; and what worked comes first from then on.
 */
static void
test_fallback (void)
{
  static const char script[] = "on AUTH skip 0 times 1 reply -ERR [AUTH] no such record\n";
  g_auto (Fixture) fixture = { 0 };
  g_auto (Fixture) known = { 0 };
  g_auto (Fixture) clear = { 0 };
  g_auto (Fixture) weak = { 0 };
  RstTestServerOptions options = {
    .security = RST_TEST_SECURITY_TLS,
    .mechanisms = "SCRAM-SHA-256 PLAIN",
    .script = script,
  };

  serve (&fixture, &options);
  assert_signs_in (&fixture, SASL (PLAIN));
  g_assert_cmpuint (count (&fixture, "AUTH SCRAM-SHA-256"), ==, 1);
  assert_signs_in (&fixture, SASL (PLAIN));
  g_assert_cmpuint (count (&fixture, "AUTH SCRAM-SHA-256"), ==, 1);

  serve (&known, &options);
  known.state->auth = SASL (SCRAM_SHA_256);
  assert_fails (&known, RST_ERROR_AUTH, NULL);
  g_assert_cmpuint (count (&known, "AUTH PLAIN"), ==, 0);

  options.security = RST_TEST_SECURITY_PLAIN;
  serve (&clear, &options);
  assert_fails (&clear, RST_ERROR_AUTH, NULL);
  g_assert_cmpuint (count (&clear, "AUTH PLAIN"), ==, 0);

  /* What gives the password away is not followed by more of the same. */
  options.security = RST_TEST_SECURITY_TLS;
  options.mechanisms = "PLAIN LOGIN";
  serve (&weak, &options);
  assert_fails (&weak, RST_ERROR_AUTH, NULL);
  g_assert_cmpuint (count (&weak, " AUTH"), ==, 1);
  g_assert_cmpuint (count (&weak, " USER"), ==, 0);
}

/* Other refusals are no reason to try another way (RFC 2449 §8.1, RFC 3206). */
static void
test_no_fallback (void)
{
  static const struct
  {
    const char *script;
    RstError code;
  } cases[] = {
    { "on AUTH reply -ERR [IN-USE] locked\n", RST_ERROR_IN_USE },
    { "on AUTH reply -ERR [LOGIN-DELAY] too soon\n", RST_ERROR_LOGIN_DELAY },
    { "on AUTH reply -ERR [SYS/TEMP] database\n", RST_ERROR_TEMPORARY },
    { "on AUTH drop\n", RST_ERROR_TCP },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Fixture) fixture = { 0 };

      serve (&fixture, &(RstTestServerOptions) {
        .security = RST_TEST_SECURITY_TLS,
        .mechanisms = "SCRAM-SHA-256 PLAIN",
        .script = cases[i].script,
      });
      assert_fails (&fixture, cases[i].code, NULL);
      g_assert_cmpuint (count (&fixture, " AUTH"), ==, 1);
      g_assert_cmpint (fixture.state->auth, ==, RST_POP3_AUTH_AUTO);
      g_assert_cmpint (fixture.state->last_login, ==, 0);
    }
}

/* RFC 7628 §3: no token without TLS, whatever was consented to. */
static void
test_token (void)
{
  g_auto (Fixture) clear = { 0 };
  g_auto (Fixture) hidden = { 0 };

  serve (&clear, &(RstTestServerOptions) { .mechanisms = "OAUTHBEARER XOAUTH2", .token = "t0ken" });
  assert_fails_by (&clear, RST_SECRET_TOKEN, "t0ken", RST_ERROR_CONFIG, "without TLS");
  assert_nothing_secret_sent (&clear);

  /* Microsoft's servers do not announce it. */
  serve (&hidden, &(RstTestServerOptions) {
    .security = RST_TEST_SECURITY_TLS,
    .mechanisms = "",
    .hidden_mechanisms = "XOAUTH2",
    .two_lines = TRUE,
    .token = "t0ken",
  });
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (RstPop3Session) session = sign_in_by (&hidden, RST_SECRET_TOKEN, "t0ken", &error);

    g_assert_no_error (error);
    g_assert_cmpint (hidden.state->auth, ==, SASL (XOAUTH2));
  }
}

/* RFC 6856 §2: UTF8 before the login and after STLS; a refusal ends nothing. */
static void
test_utf8 (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_auto (Fixture) refused = { 0 };

  serve (&fixture, &(RstTestServerOptions) { .security = RST_TEST_SECURITY_STLS, .utf8 = TRUE });
  assert_signs_in (&fixture, SASL (PLAIN));
  g_assert_cmpuint (count (&fixture, "clear UTF8"), ==, 0);
  g_assert_cmpuint (count (&fixture, "tls UTF8"), ==, 1);

  serve (&refused, &(RstTestServerOptions) { .utf8 = TRUE, .script = "on UTF8 reply -ERR not today\n" });
  assert_signs_in (&refused, SASL (PLAIN));
  g_assert_false (refused.state->no_utf8);
}

/* RFC 6856 §2: who announces it takes it. Some hang, or go: once more without,
 * and never again.
 */
static void
test_utf8_hangs (void)
{
  static const char *const scripts[] = { "on UTF8 stall\n", "on UTF8 drop\n", "on UTF8 raw \"\\r\\nwhat\\r\\n\"\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_auto (Fixture) fixture = { 0 };

      serve (&fixture, &(RstTestServerOptions) { .utf8 = TRUE, .script = scripts[i] });
      fixture.account->endpoint->timeout = 3;
      assert_signs_in (&fixture, SASL (PLAIN));
      g_assert_true (fixture.state->no_utf8);
      g_assert_cmpuint (count (&fixture, " connected"), ==, 2);
      assert_signs_in (&fixture, SASL (PLAIN));
      g_assert_cmpuint (count (&fixture, " UTF8"), ==, 1);
      g_assert_cmpuint (count (&fixture, " connected"), ==, 3);
    }
}

/* RFC 6856 §3: the person's language, unless it is what servers speak anyway. */
static void
test_language (void)
{
  static const struct
  {
    const char *desktop;
    const char *sent; /* NULL for nothing */
  } cases[] = {
    { "de_DE.UTF-8", "LANG de\n" }, { "pt_BR", "LANG pt\n" }, { "sr@latin", "LANG sr\n" },
    { "en_GB:de", NULL }, { "C", NULL }, { "POSIX", NULL }, { "de\r\nDELE 1", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Fixture) fixture = { 0 };

      g_setenv ("LANGUAGE", cases[i].desktop, TRUE);
      serve (&fixture, &(RstTestServerOptions) { .lang = TRUE });
      assert_signs_in (&fixture, SASL (PLAIN));
      g_assert_cmpuint (count (&fixture, " LANG"), ==, cases[i].sent != NULL ? 1 : 0);
      if (cases[i].sent != NULL)
        g_assert_cmpuint (count (&fixture, cases[i].sent), ==, 1);
    }
  g_unsetenv ("LANGUAGE");
}

/* What answers there is said (RFC 8314 §3: 995 is TLS, 110 is STLS). */
static void
test_swapped (void)
{
  g_auto (Fixture) tls = { 0 };
  g_auto (Fixture) stls = { 0 };
  g_auto (Fixture) other = { 0 };

  serve (&tls, &(RstTestServerOptions) { .security = RST_TEST_SECURITY_TLS });
  tls.account->endpoint->security = RST_SECURITY_STLS;
  tls.account->endpoint->timeout = 2;
  assert_fails (&tls, RST_ERROR_TLS_FAILED, "use TLS (pop3s://");

  serve (&stls, &(RstTestServerOptions) { .security = RST_TEST_SECURITY_STLS });
  stls.account->endpoint->security = RST_SECURITY_TLS;
  assert_fails (&stls, RST_ERROR_TLS_FAILED, "use STLS");

  serve (&other, &(RstTestServerOptions) { .script = "on greeting raw \"220 mx.example.org ESMTP ready\\r\\n\"\n" });
  assert_fails (&other, RST_ERROR_PROTOCOL, "SMTP");
  assert_nothing_secret_sent (&other);
}

/* RFC 8314 §5: a certificate that is not accepted ends it. It is no question of
 * ports.
 */
static void
test_untrusted (void)
{
  g_auto (Fixture) fixture = { 0 };

  serve (&fixture, &(RstTestServerOptions) {
    .security = RST_TEST_SECURITY_TLS,
    .certificate = RST_TEST_CERTIFICATE_SELF_SIGNED,
  });
  assert_fails (&fixture, RST_ERROR_TLS_UNTRUSTED, NULL);
  g_assert_cmpuint (count (&fixture, " connected"), ==, 1);
  assert_nothing_secret_sent (&fixture);
}

/* RFC 1734 has no such answer, but servers without SASL in CAPA give it: AUTH
 * alone lists the mechanisms.
 */
static void
test_bare_auth (void)
{
  g_auto (Fixture) fixture = { 0 };

  serve (&fixture, &(RstTestServerOptions) {
    .security = RST_TEST_SECURITY_TLS,
    .capa = "TOP;UIDL",
    .mechanisms = "SCRAM-SHA-256",
    .script = "on AUTH \"\" once raw \"+OK\\r\\nSCRAM-SHA-256\\r\\n.\\r\\n\"\n",
  });
  assert_signs_in (&fixture, SASL (SCRAM_SHA_256));
}

static void
remove_ca (void)
{
  g_unlink (ca_file);
  g_free (ca_file);
  rst_test_ca_free (ca);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  ca = rst_test_ca_new ();
  ca_file = g_strdup_printf ("%s/restante-ca-%d.pem", g_get_tmp_dir (), (int) g_random_int_range (0, G_MAXINT));
  g_assert_true (rst_test_ca_write (ca, ca_file, NULL));
  g_test_add_func ("/sign-in/steps", test_steps);
  g_test_add_func ("/sign-in/capability-cache", test_capability_cache);
  g_test_add_func ("/sign-in/best-first", test_best_first);
  g_test_add_func ("/sign-in/explicit", test_explicit);
  g_test_add_func ("/sign-in/downgrade", test_downgrade);
  g_test_add_func ("/sign-in/binding-taken-away", test_binding_taken_away);
  g_test_add_func ("/sign-in/fallback", test_fallback);
  g_test_add_func ("/sign-in/no-fallback", test_no_fallback);
  g_test_add_func ("/sign-in/token", test_token);
  g_test_add_func ("/sign-in/utf8", test_utf8);
  g_test_add_func ("/sign-in/utf8-hangs", test_utf8_hangs);
  g_test_add_func ("/sign-in/language", test_language);
  g_test_add_func ("/sign-in/swapped", test_swapped);
  g_test_add_func ("/sign-in/untrusted", test_untrusted);
  g_test_add_func ("/sign-in/bare-auth", test_bare_auth);
  status = g_test_run ();
  remove_ca ();
  return status;
}
