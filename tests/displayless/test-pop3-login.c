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
    { "-ERR Unknown command\r\n", RST_ERROR_LOGIN_DISABLED, "does not take logins by USER: “Unknown command”" },
    { "-ERR [AUTH] Plaintext authentication disallowed\r\n", RST_ERROR_LOGIN_DISABLED, "by USER" },
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

/* Nothing is sent that would be two commands (RFC 1939 §3: CRLF ends one), or
 * too long for one (RFC 2449 §4).
 */
static void
test_login_injection (void)
{
  static const char *const bad[] = { "a\r\nDELE 1", "a\nDELE 1", "a\r" };
  g_autofree char *endless = g_strnfill (300, 'x');

  for (int auth = RST_POP3_AUTH_AUTO; auth <= RST_POP3_AUTH_LAST; auth++)
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

/* RFC 1939 §7, the example of APOP; RFC 6856 §2.2: what is not ASCII is
 * prepared.
 */
static void
test_login_apop (void)
{
  static const char answers[] = "+OK POP3 server ready <1896.697170952@dbc.mtview.ca.us>\r\n+OK\r\n";
  static const struct
  {
    const char *password;
    const char *sent;
  } logins[] = {
    { "tanstaaf", "APOP ann c4c9334bac560ecc979e58001b3e22fb\r\n" },
    { "t\u00ADa\u0308\u00A0\uFB01", "APOP ann e591c402278f08b92f8862b73e8357f2\r\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (logins); i++)
    {
      g_auto (RstTestScripted) self = rst_test_scripted_new (answers, -1);
      g_autoptr (GError) error = NULL;

      g_assert_true (rst_pop3_session_read_greeting (self.session, NULL, &error));
      g_assert_true (login (&self, RST_POP3_AUTH_APOP, logins[i].password, &error));
      g_assert_no_error (error);
      rst_test_scripted_assert_sent (&self, logins[i].sent);
    }
}

/* RFC 1939 §7: the stamp is a msg-id. Another text could be chosen so that the
 * digest gives the password away (CVE-2007-1558).
 */
static void
test_login_apop_stamp (void)
{
  static const char *const greetings[] = {
    "+OK ready\r\n", "+OK <no-at-sign>\r\n", "+OK <1896.697170952@dbc\r\n", "+OK <>\r\n", "+OK <@>\r\n",
    "+OK <1@a\xFF\x80>\r\n", "+OK <1@a b>\r\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (greetings); i++)
    {
      g_auto (RstTestScripted) self = rst_test_scripted_new (greetings[i], -1);
      g_autoptr (GError) error = NULL;

      g_assert_true (rst_pop3_session_read_greeting (self.session, NULL, NULL));
      g_assert_false (login (&self, RST_POP3_AUTH_APOP, "secret", &error));
      rst_test_assert_says (error, RST_ERROR_LOGIN_DISABLED, "time stamp");
      rst_test_scripted_assert_sent (&self, "");
    }
}

static void
test_login_apop_refused (void)
{
  g_auto (RstTestScripted) self = rst_test_scripted_new ("+OK <1896.697170952@dbc.mtview.ca.us>\r\n"
                                                         "-ERR [AUTH] c4c9334bac560ecc979e58001b3e22fb is wrong\r\n", -1);
  g_autoptr (GError) error = NULL;

  g_assert_true (rst_pop3_session_read_greeting (self.session, NULL, NULL));
  g_assert_false (login (&self, RST_POP3_AUTH_APOP, "tanstaaf", &error));
  rst_test_assert_says (error, RST_ERROR_AUTH, "The server refused APOP");
  g_assert_null (strstr (error->message, "c4c9"));
}

/* What may be reported with an error holds no secret, in whatever form. */
static void
test_login_log (void)
{
  static const struct
  {
    RstPop3Auth auth;
    const char *answers;
    const char *logged[6];
  } logins[] = {
    { RST_POP3_AUTH_USER, "+OK\r\n-ERR [AUTH] not correct horse\r\n",
      { "> USER ann", "< +OK", "> PASS ••••", "< -ERR [AUTH] not" } },
    { (RstPop3Auth) (RST_POP3_AUTH_SASL + RST_SASL_PLAIN), "+OK\r\n", { "> AUTH PLAIN ••••", "< +OK" } },
    { (RstPop3Auth) (RST_POP3_AUTH_SASL + RST_SASL_LOGIN), "+ VXNlcm5hbWU6\r\n+ UGFzc3dvcmQ6\r\n+OK Y29ycmVjdCBob3JzZQ==\r\n",
      { "> AUTH LOGIN\n", "< + ••••", "> •••• (AUTH LOGIN)", "< +OK\n" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (logins); i++)
    {
      g_auto (RstTestScripted) self = rst_test_scripted_new (logins[i].answers, -1);
      g_autoptr (RstPop3Log) log = rst_pop3_log_new ();
      g_autofree char *text = NULL;

      rst_pop3_session_set_log (self.session, log);
      login (&self, logins[i].auth, "correct horse", NULL);
      text = rst_pop3_log_dup_text (log);
      for (const char *const *line = logins[i].logged; *line != NULL; line++)
        if (strstr (text, *line) == NULL)
          g_error ("“%s” is not in\n%s", *line, text);
      g_assert_null (strstr (text, "correct"));
      g_assert_null (strstr (text, "Y29ycmVj"));
      g_assert_null (strstr (text, "AGFubgBj"));
    }
}

/* Nor does what it repeats later, at whatever command. */
static void
test_login_hides_later (void)
{
  static const char *const answers[] = {
    "+OK\r\n+OK\r\n-ERR no correct horse\r\n",
    "+OK\r\n+OK\r\n-ERR [correct horse\r\n",
    "+OK\r\n+OK\r\ncorrect horse\r\n",
    "+OK\r\n+OK\r\n+ correct horse\r\n",
    "+OK\r\n+OK\r\n+OK correct horse\r\ncorrect horse\r\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_auto (RstTestScripted) self = rst_test_scripted_new (answers[i], -1);
      g_autoptr (RstPop3Log) log = rst_pop3_log_new ();
      g_autoptr (RstPop3Listing) listing = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      rst_pop3_session_set_log (self.session, log);
      g_assert_true (login (&self, RST_POP3_AUTH_USER, "correct horse", &error));
      listing = rst_pop3_session_list (self.session, NULL, &error);
      g_assert_null (listing);
      g_assert_null (strstr (error->message, "correct"));
      text = rst_pop3_log_dup_text (log);
      g_assert_null (strstr (text, "correct"));
    }
}

/* What is hidden is still read: a password may look like an answer. */
static void
test_login_hides_nothing_read (void)
{
  g_auto (RstTestScripted) self = rst_test_scripted_new ("+OK\r\n+OK\r\n+OK 2 200\r\n", -1);
  g_autoptr (RstPop3Listing) nothing = NULL;
  g_autoptr (GError) error = NULL;
  guint64 octets;
  guint count;

  g_assert_true (login (&self, RST_POP3_AUTH_USER, "2", &error));
  nothing = rst_pop3_session_glance (self.session, 0, 0, &count, &octets, NULL, &error);
  g_assert_cmpuint (count, ==, 2);
  g_assert_cmpuint (octets, ==, 200);
}

/* Nor does the log say how long a password is. */
static void
test_login_log_length (void)
{
  static const char *const passwords[] = { "short", "longer than its mask" };

  for (gsize i = 0; i < G_N_ELEMENTS (passwords); i++)
    {
      g_auto (RstTestScripted) self = rst_test_scripted_new ("+OK\r\n+OK\r\n", -1);
      g_autoptr (RstPop3Log) log = rst_pop3_log_new ();
      g_autofree char *text = NULL;

      rst_pop3_session_set_log (self.session, log);
      g_assert_true (login (&self, RST_POP3_AUTH_USER, passwords[i], NULL));
      text = rst_pop3_log_dup_text (log);
      g_assert_nonnull (strstr (text, "> PASS ••••\n"));
    }
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
  g_test_add_func ("/pop3-login/apop", test_login_apop);
  g_test_add_func ("/pop3-login/apop-stamp", test_login_apop_stamp);
  g_test_add_func ("/pop3-login/apop-refused", test_login_apop_refused);
  g_test_add_func ("/pop3-login/log", test_login_log);
  g_test_add_func ("/pop3-login/log-length", test_login_log_length);
  g_test_add_func ("/pop3-login/hides-later", test_login_hides_later);
  g_test_add_func ("/pop3-login/hides-nothing-read", test_login_hides_nothing_read);
  return g_test_run ();
}
