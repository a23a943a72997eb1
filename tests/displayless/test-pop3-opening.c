/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/rst-error.h"
#include "pop3/rst-pop3-bounds.h"
#include "rst-test-scripted.h"

/* RFC 1939 §4: the server speaks first. */
static void
test_greeting (void)
{
  g_auto (RstTestScripted) good = rst_test_scripted_new ("+OK POP3 ready <1.2@example.org>\r\n", -1);
  g_autoptr (GError) error = NULL;

  g_assert_null (rst_pop3_session_get_banner (good.session));
  g_assert_true (rst_pop3_session_read_greeting (good.session, NULL, &error));
  g_assert_cmpstr (rst_pop3_session_get_banner (good.session), ==, "POP3 ready <1.2@example.org>");
  g_assert_cmpstr (rst_pop3_session_get_stamp (good.session), ==, "<1.2@example.org>");
  rst_test_scripted_assert_sent (&good, "");
}

/* RFC 1939 §7: a stamp is a msg-id; else the server does not know APOP. */
static void
test_no_stamp (void)
{
  static const char *const greetings[] = { "+OK\r\n", "+OK <here>\r\n", "+OK <a@b\0>\r\n", "+OK <a@\xc3\xa4>\r\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (greetings); i++)
    {
      g_auto (RstTestScripted) self = rst_test_scripted_new (greetings[i], i == 2 ? 12 : -1);

      g_assert_true (rst_pop3_session_read_greeting (self.session, NULL, NULL));
      g_assert_null (rst_pop3_session_get_stamp (self.session));
    }
}

/* RFC 1939 §4, RFC 2449 §8, RFC 3206: the server may be unwilling, and another
 * protocol may answer.
 */
static void
test_bad_greetings (void)
{
  static const struct
  {
    const char *greeting;
    RstError code;
    const char *says;
  } bad[] = {
    { "-ERR [SYS/TEMP] come back\r\n", RST_ERROR_TEMPORARY, "“come back”" },
    { "-ERR [SYS/PERM] closed\r\n", RST_ERROR_PERMANENT, "“closed”" },
    { "-ERR too many\r\n", RST_ERROR_TEMPORARY, "“too many”" },
    { "* OK IMAP4rev1\r\n", RST_ERROR_PROTOCOL, "“* OK IMAP4rev1”" },
    { "+ \r\n", RST_ERROR_PROTOCOL, "greeting" },
    { "", RST_ERROR_TCP, "The server closed the connection during the greeting" },
    { "+OK cut", RST_ERROR_TCP, "The server closed the connection during the greeting" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_auto (RstTestScripted) self = rst_test_scripted_new (bad[i].greeting, -1);
      g_autoptr (GError) error = NULL;

      g_assert_false (rst_pop3_session_read_greeting (self.session, NULL, &error));
      rst_test_assert_says (error, bad[i].code, bad[i].says);
    }
}

/* RFC 2449 §5; a server may not know CAPA, and may say other things later. */
static void
test_capabilities (void)
{
  g_auto (RstTestScripted) self = rst_test_scripted_new ("+OK\r\nTOP\r\nSASL PLAIN\r\n.\r\n-ERR what?\r\n", -1);

  rst_test_scripted_query (&self);
  g_assert_true (rst_pop3_capa_has (rst_pop3_session_get_capabilities (self.session), "TOP"));
  rst_test_scripted_query (&self);
  g_assert_false (rst_pop3_capa_has (rst_pop3_session_get_capabilities (self.session), "TOP"));
  rst_test_scripted_assert_sent (&self, "CAPA\r\nCAPA\r\n");
}

/* No server has so many. */
static void
test_many_capabilities (void)
{
  g_autoptr (GString) answer = g_string_new ("+OK\r\n");
  g_autoptr (GError) error = NULL;

  for (int i = 0; i <= RST_POP3_CAPABILITIES_MAX; i++)
    g_string_append (answer, "X\r\n");
  {
    g_auto (RstTestScripted) self = rst_test_scripted_new (answer->str, -1);

    g_assert_false (rst_pop3_session_query_capabilities (self.session, NULL, &error));
    rst_test_assert_says (error, RST_ERROR_PROTOCOL, "The server’s answer to CAPA does not end");
  }
}

/* RFC 2595 §4; octets behind the answer are somebody's who is not the server. */
static void
test_stls (void)
{
  g_auto (RstTestScripted) good = rst_test_scripted_new (RST_TEST_PIPELINING "+OK begin\r\n", -1);
  g_auto (RstTestScripted) missing = rst_test_scripted_new ("-ERR no TLS\r\n", -1);
  g_auto (RstTestScripted) injected = rst_test_scripted_new_at_once ("+OK begin\r\n+OK hi\r\n", -1);
  g_autoptr (GError) error = NULL;

  rst_test_scripted_query (&good);
  g_assert_true (rst_pop3_session_stls (good.session, NULL, &error));
  rst_pop3_session_set_stream (good.session, rst_pop3_session_get_stream (good.session));
  g_assert_false (rst_pop3_capa_has (rst_pop3_session_get_capabilities (good.session), "PIPELINING"));

  g_assert_false (rst_pop3_session_stls (missing.session, NULL, &error));
  rst_test_assert_says (error, RST_ERROR_STLS_MISSING, "“no TLS”");
  g_clear_error (&error);

  g_assert_false (rst_pop3_session_stls (injected.session, NULL, &error));
  rst_test_assert_says (error, RST_ERROR_PROTOCOL, "STLS");
}

/* RFC 2595 §4: what was known before TLS is forgotten and asked for anew. What
 * was remembered of an earlier session counts until then.
 */
static void
test_assumed (void)
{
  static const char *const lines[] = { "TOP", "sasl PLAIN", NULL };
  g_auto (RstTestScripted) self = rst_test_scripted_new (RST_TEST_PIPELINING, -1);
  RstPop3Capa *capa;

  rst_pop3_session_assume_capabilities (self.session, lines);
  capa = rst_pop3_session_get_capabilities (self.session);
  g_assert_true (rst_pop3_capa_has (capa, "TOP"));
  g_assert_true (rst_pop3_capa_has_argument (capa, "SASL", "PLAIN"));
  rst_test_scripted_assert_sent (&self, "");

  rst_test_scripted_query (&self);
  capa = rst_pop3_session_get_capabilities (self.session);
  g_assert_false (rst_pop3_capa_has (capa, "TOP"));
  g_assert_true (rst_pop3_capa_has (capa, "PIPELINING"));
}

static RstTestScripted
new_announcing (const char *line, const char *answers, char **all)
{
  RstTestScripted self;

  *all = g_strconcat ("+OK\r\n", line, "\r\n.\r\n", answers, NULL);
  self = rst_test_scripted_new (*all, -1);
  rst_test_scripted_query (&self);
  return self;
}

/* RFC 6856 §2: UTF8 is sent when it is announced, and may be refused. */
static void
test_utf8 (void)
{
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autofree char *three = NULL;
  g_autofree char *four = NULL;
  g_auto (RstTestScripted) good = new_announcing ("UTF8 USER", "+OK\r\n", &one);
  g_auto (RstTestScripted) refused = new_announcing ("utf8", "-ERR no\r\n", &two);
  g_auto (RstTestScripted) unknown = new_announcing ("TOP", "", &three);
  g_auto (RstTestScripted) silent = new_announcing ("UTF8", "", &four);
  g_autoptr (GError) error = NULL;

  g_assert_true (rst_pop3_session_enter_utf8 (good.session, NULL, &error));
  rst_test_scripted_assert_sent (&good, "CAPA\r\nUTF8\r\n");
  g_assert_true (rst_pop3_session_enter_utf8 (refused.session, NULL, &error));
  rst_test_scripted_assert_sent (&refused, "CAPA\r\nUTF8\r\n");
  g_assert_true (rst_pop3_session_enter_utf8 (unknown.session, NULL, &error));
  rst_test_scripted_assert_sent (&unknown, "CAPA\r\n");

  g_assert_false (rst_pop3_session_enter_utf8 (silent.session, NULL, &error));
  rst_test_assert_says (error, RST_ERROR_TCP, "UTF8");
}

/* RFC 6856 §2.1: STLS must not follow UTF8. */
static void
test_no_stls_after_utf8 (void)
{
  g_autofree char *answers = NULL;
  g_auto (RstTestScripted) self = new_announcing ("UTF8", "-ERR no\r\n+OK\r\n", &answers);

  g_assert_true (rst_pop3_session_enter_utf8 (self.session, NULL, NULL));
  g_test_expect_message ("restante", G_LOG_LEVEL_CRITICAL, "*utf8_sent*");
  g_assert_false (rst_pop3_session_stls (self.session, NULL, NULL));
  g_test_assert_expected_messages ();
  rst_test_scripted_assert_sent (&self, "CAPA\r\nUTF8\r\n");
}

/* RFC 6856 §3: LANG is sent when it is announced, may be refused, and its
 * argument is a language.
 */
static void
test_language (void)
{
  static const char *const none[] = { "", "de_DE", "d e", "de\r\nDELE 1", "*", "\xc3\xa4" };
  g_autofree char *answers = NULL;
  g_autofree char *others = NULL;
  g_autofree char *endless = g_strnfill (RST_POP3_COMMAND_MAX, 'x');
  g_auto (RstTestScripted) self = new_announcing ("LANG", "+OK de Jawohl\r\n-ERR no\r\n", &answers);
  g_auto (RstTestScripted) unknown = new_announcing ("TOP", "", &others);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_true (rst_pop3_session_set_language (self.session, none[i], NULL, &error));
  g_assert_true (rst_pop3_session_set_language (self.session, endless, NULL, &error));
  g_assert_true (rst_pop3_session_set_language (self.session, "de", NULL, &error));
  g_assert_true (rst_pop3_session_set_language (self.session, "sr-Latn-RS", NULL, &error));
  rst_test_scripted_assert_sent (&self, "CAPA\r\nLANG de\r\nLANG sr-Latn-RS\r\n");
  g_assert_true (rst_pop3_session_set_language (unknown.session, "de", NULL, &error));
  rst_test_scripted_assert_sent (&unknown, "CAPA\r\n");
  g_assert_false (rst_pop3_session_set_language (self.session, "de", NULL, &error));
  rst_test_assert_says (error, RST_ERROR_TCP, "LANG de");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pop3-opening/greeting", test_greeting);
  g_test_add_func ("/pop3-opening/no-stamp", test_no_stamp);
  g_test_add_func ("/pop3-opening/bad-greetings", test_bad_greetings);
  g_test_add_func ("/pop3-opening/capabilities", test_capabilities);
  g_test_add_func ("/pop3-opening/many-capabilities", test_many_capabilities);
  g_test_add_func ("/pop3-opening/stls", test_stls);
  g_test_add_func ("/pop3-opening/assumed", test_assumed);
  g_test_add_func ("/pop3-opening/utf8", test_utf8);
  g_test_add_func ("/pop3-opening/no-stls-after-utf8", test_no_stls_after_utf8);
  g_test_add_func ("/pop3-opening/language", test_language);
  return g_test_run ();
}
