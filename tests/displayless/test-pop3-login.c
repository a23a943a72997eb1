/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/rst-error.h"
#include "pop3/rst-pop3-bounds.h"
#include "rst-test-scripted.h"

static gboolean
login (RstTestScripted *self, RstPop3Auth auth, const char *password, GError **error)
{
  return rst_test_login (self->session, auth, "ann", password, error);
}

static void
test_login_user (void)
{
  g_auto (RstTestScripted) self = rst_test_scripted_new ("+OK\r\n+OK\r\n", -1);
  g_autoptr (GError) error = NULL;

  g_assert_true (login (&self, RST_POP3_AUTH_AUTO, "pass word ä", &error));
  rst_test_scripted_assert_sent (&self, "USER ann\r\nPASS pass word ä\r\n");
}

/* The message is base64 of NUL "ann" NUL "secret" (RFC 4616 §4). */
static void
test_login_plain (void)
{
  g_auto (RstTestScripted) at_once = rst_test_scripted_new ("+OK\r\nSASL LOGIN PLAIN\r\n.\r\n+OK\r\n", -1);
  g_auto (RstTestScripted) asked = rst_test_scripted_new ("+ \r\n+OK\r\n", -1);
  g_autoptr (GError) error = NULL;

  rst_test_scripted_query (&at_once);
  g_assert_true (login (&at_once, RST_POP3_AUTH_AUTO, "secret", &error));
  rst_test_scripted_assert_sent (&at_once, "CAPA\r\nAUTH PLAIN AGFubgBzZWNyZXQ=\r\n");

  g_assert_true (login (&asked, rst_pop3_auth_from_sasl (RST_SASL_PLAIN), "secret", &error));
  rst_test_scripted_assert_sent (&asked, "AUTH PLAIN AGFubgBzZWNyZXQ=\r\nAGFubgBzZWNyZXQ=\r\n");
}

/* RFC 5034 §4: what would pass 255 octets goes without initial response. */
static void
test_login_plain_long (void)
{
  for (gsize size = 170; size < 190; size++)
    {
      g_auto (RstTestScripted) self = rst_test_scripted_new ("+ \r\n+OK\r\n", -1);
      g_autofree char *password = g_strnfill (size, 'x');
      gsize line = strlen ("AUTH PLAIN ") + (strlen ("ann") + size + 2 + 2) / 3 * 4 + 2;
      g_autoptr (GError) error = NULL;

      g_assert_true (login (&self, rst_pop3_auth_from_sasl (RST_SASL_PLAIN), password, &error));
      g_assert_cmpuint (rst_test_scripted_count_sent (&self, "AUTH PLAIN\r\n"), ==, line > 255 ? 1 : 0);
    }
}

static void
test_login_refused (void)
{
  static const struct
  {
    const char *answers;
    RstError code;
    const char *says;
  } refusals[] = {
    { "+OK\r\n-ERR nope\r\n", RST_ERROR_AUTH, "at PASS: “nope” (it gives no reason code, so it need not be the password)" },
    { "+OK\r\n-ERR\r\n", RST_ERROR_AUTH, "so it need not be the password" },
    { "+OK\r\n-ERR [AUTH] nope\r\n", RST_ERROR_AUTH, "The server refused PASS: “nope”" },
    { "+OK\r\n-ERR [IN-USE] nope\r\n", RST_ERROR_IN_USE, "“nope”" },
    { "+OK\r\n-ERR [LOGIN-DELAY] nope\r\n", RST_ERROR_LOGIN_DELAY, "“nope”" },
    { "+OK\r\n-ERR [SYS/TEMP] nope\r\n", RST_ERROR_TEMPORARY, "“nope”" },
    { "+OK\r\n-ERR [SYS/PERM] nope\r\n", RST_ERROR_PERMANENT, "“nope”" },
    { "-ERR who?\r\n", RST_ERROR_AUTH, "at USER: “who?”" },
    { "+OK\r\n+ more\r\n", RST_ERROR_PROTOCOL, "PASS" },
    { "+OK\r\nhello\r\n", RST_ERROR_PROTOCOL, "PASS" },
    { "+OK\r\n", RST_ERROR_TCP, "The server closed the connection during PASS" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_auto (RstTestScripted) self = rst_test_scripted_new (refusals[i].answers, -1);
      g_autoptr (GError) error = NULL;

      g_assert_false (login (&self, RST_POP3_AUTH_USER, "secret", &error));
      rst_test_assert_says (error, refusals[i].code, refusals[i].says);
    }
}

/* What a server repeats of a password does not reach an error. */
static void
test_login_hides_password (void)
{
  static const char *const answers[] = {
    "+OK\r\n-ERR unknown command: PASS correct horse\r\n",
    "+OK\r\nPASS correct horse\r\n",
    "+OK\r\n-ERR correct h\r\n",
  };
  g_auto (RstTestScripted) encoded = rst_test_scripted_new ("-ERR AGFubgBjb3JyZWN0IGhvcnNl is wrong\r\n", -1);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_auto (RstTestScripted) self = rst_test_scripted_new (answers[i], -1);
      g_autoptr (GError) local = NULL;

      g_assert_false (login (&self, RST_POP3_AUTH_USER, "correct horse", &local));
      g_assert_null (strstr (local->message, "correct"));
    }
  g_assert_false (login (&encoded, rst_pop3_auth_from_sasl (RST_SASL_PLAIN), "correct horse", &error));
  g_assert_null (strstr (error->message, "AGFubgBj"));
}

/* Nothing is sent that would be two commands, or too long for one. */
static void
test_login_injection (void)
{
  static const char *const bad[] = { "a\r\nDELE 1", "a\nDELE 1", "a\r" };
  g_autofree char *endless = g_strnfill (300, 'x');

  for (int auth = RST_POP3_AUTH_AUTO; auth <= RST_POP3_AUTH_USER; auth++)
    for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
      {
        g_auto (RstTestScripted) self = rst_test_scripted_new ("+OK\r\n+OK\r\n", -1);
        g_autoptr (GError) error = NULL;
        g_autoptr (GError) again = NULL;

        g_assert_false (rst_test_login (self.session, (RstPop3Auth) auth, bad[i], "p", &error));
        rst_test_assert_says (error, RST_ERROR_CONFIG, "user name");
        g_assert_false (rst_test_login (self.session, (RstPop3Auth) auth, "u", bad[i], &again));
        rst_test_assert_says (again, RST_ERROR_CONFIG, "password");
        rst_test_scripted_assert_sent (&self, "");
      }
  {
    g_auto (RstTestScripted) self = rst_test_scripted_new ("+OK\r\n+OK\r\n", -1);
    g_autoptr (GError) error = NULL;

    g_assert_false (login (&self, RST_POP3_AUTH_USER, endless, &error));
    g_assert_error (error, RST_ERROR, RST_ERROR_CONFIG);
    g_assert_null (strstr (error->message, "xxx"));
    rst_test_scripted_assert_sent (&self, "");
  }
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pop3-login/user", test_login_user);
  g_test_add_func ("/pop3-login/plain", test_login_plain);
  g_test_add_func ("/pop3-login/plain-long", test_login_plain_long);
  g_test_add_func ("/pop3-login/refused", test_login_refused);
  g_test_add_func ("/pop3-login/hides-password", test_login_hides_password);
  g_test_add_func ("/pop3-login/injection", test_login_injection);
  g_test_add_func ("/pop3-login/auth-names", test_auth_names);
  return g_test_run ();
}
