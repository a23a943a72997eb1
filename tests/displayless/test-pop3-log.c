/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "pop3/rst-pop3-log.h"
#include "rst-test-scripted.h"

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (const char *p = text; (p = strchr (p, '\n')) != NULL; p++)
    n++;
  return n;
}

/* A line is a time, who spoke, and what. */
static void
test_lines (void)
{
  g_autoptr (RstPop3Log) log = rst_pop3_log_new ();
  g_autofree char *empty = rst_pop3_log_dup_text (log);
  g_autofree char *text = NULL;

  g_assert_cmpstr (empty, ==, "");
  rst_pop3_log_add (log, RST_POP3_LOG_SENT, "CAPA", -1);
  rst_pop3_log_add (log, RST_POP3_LOG_RECEIVED, "+OK more", 3);
  rst_pop3_log_add_note (log, "%s %d", "port", 995);
  text = rst_pop3_log_dup_text (log);
  g_assert_true (g_regex_match_simple ("^(\\d\\d:\\d\\d:\\d\\d\\.\\d{3}) > CAPA\n"
                                       "(?1) < \\+OK\n(?1) \\* port 995\n$",
                                       text, 0, 0));
}

/* It keeps the last lines, and of each the beginning. */
static void
test_bounds (void)
{
  g_autoptr (RstPop3Log) log = rst_pop3_log_new ();
  g_autofree char *long_line = g_strnfill (RST_POP3_LOG_LINE_MAX + 1, 'x');
  g_autofree char *text = NULL;

  for (int i = 0; i < RST_POP3_LOG_LINES + 10; i++)
    rst_pop3_log_add_note (log, "line %d.", i);
  rst_pop3_log_add (log, RST_POP3_LOG_SENT, long_line, -1);
  text = rst_pop3_log_dup_text (log);

  g_assert_cmpuint (count_lines (text), ==, RST_POP3_LOG_LINES);
  g_assert_null (strstr (text, " line 10."));
  g_assert_nonnull (strstr (text, " line 11."));
  g_assert_null (strstr (text, long_line));
  long_line[RST_POP3_LOG_LINE_MAX] = '\0';
  g_assert_nonnull (strstr (text, long_line));
  g_assert_true (g_str_has_suffix (text, "x…\n"));
}

/* What a server sends cannot make two lines of one, or steer a terminal. */
static void
test_foreign_text (void)
{
  g_autoptr (RstPop3Log) log = rst_pop3_log_new ();
  g_autofree char *text = NULL;

  rst_pop3_log_add (log, RST_POP3_LOG_RECEIVED, "a\nb\r\nc\0d\x1b[31m\xff", 15);
  text = rst_pop3_log_dup_text (log);
  g_assert_cmpuint (count_lines (text), ==, 1);
  g_assert_null (strchr (text, '\x1b'));
  g_assert_null (strchr (text, '\r'));
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

static void
gather_cb (const char *line, gpointer data)
{
  g_string_append_printf (data, "%s\n", line);
}

static void
test_func (void)
{
  g_autoptr (RstPop3Log) log = rst_pop3_log_new ();
  g_autoptr (GString) told = g_string_new (NULL);
  g_autofree char *text = NULL;

  rst_pop3_log_set_func (log, gather_cb, told);
  rst_pop3_log_add (log, RST_POP3_LOG_SENT, "CAPA", -1);
  rst_pop3_log_add (NULL, RST_POP3_LOG_SENT, "nobody hears", -1);
  rst_pop3_log_add_note (NULL, "%s", "nobody hears");
  rst_pop3_log_add (log, RST_POP3_LOG_RECEIVED, "+OK", -1);
  text = rst_pop3_log_dup_text (log);
  g_assert_cmpstr (told->str, ==, text);
}

/* The lines of a log without their times. */
static char *
dup_without_times (RstPop3Log *log)
{
  g_autofree char *text = rst_pop3_log_dup_text (log);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *without = g_string_new (NULL);

  for (char **line = lines; **line != '\0'; line++)
    g_string_append_printf (without, "%s\n", *line + strlen ("00:00:00.000 "));
  return g_string_free (without, FALSE);
}

static void
assert_log (RstPop3Log *log, const char *expected)
{
  g_autofree char *text = dup_without_times (log);

  g_assert_cmpstr (text, ==, expected);
}

/* What is sent and received is there; unique-ids and texts are not. */
static void
test_session (void)
{
  g_auto (RstTestScripted) self = rst_test_scripted_new (
    "+OK POP3 ready\r\n" RST_TEST_PIPELINING
    "+OK 1 5\r\n1 5\r\n.\r\n+OK\r\n1 secret-id\r\n.\r\n"
    "+OK 5 octets\r\nSubject: secret\r\n.\r\n-ERR [SYS/TEMP/x] no\r\n+OK bye\r\n",
    -1);
  g_autoptr (RstPop3Log) log = rst_pop3_log_new ();
  g_autoptr (RstPop3Listing) listing = NULL;
  g_autofree char *text = NULL;
  guint number;

  rst_pop3_session_set_log (self.session, log);
  g_assert_true (rst_pop3_session_read_greeting (self.session, NULL, NULL));
  rst_test_scripted_query (&self);
  listing = rst_pop3_session_list (self.session, NULL, NULL);
  rst_pop3_session_queue_retr (self.session, 1, 5);
  g_assert_true (rst_pop3_session_next_message (self.session, &number, NULL, NULL));
  text = rst_test_scripted_read_text (&self, NULL);
  g_assert_false (rst_pop3_session_noop (self.session, NULL, NULL));
  g_assert_true (rst_pop3_session_quit (self.session, NULL, NULL));
  assert_log (log,
              "< +OK POP3 ready\n"
              "> CAPA\n< +OK\n< PIPELINING\n< .\n"
              "> LIST\n> UIDL\n< +OK 1 5\n< (1 lines)\n< +OK\n< (1 lines)\n"
              "> RETR 1\n< +OK 5 octets\n< (17 octets of a message)\n"
              "> NOOP\n< -ERR [SYS/TEMP] no\n"
              "> QUIT\n< +OK bye\n");
}

/* Many commands are one line. */
static void
test_many_commands (void)
{
  g_auto (RstTestScripted) self = rst_test_scripted_new (RST_TEST_PIPELINING, -1);
  g_autoptr (RstPop3Log) log = rst_pop3_log_new ();
  const guint numbers[] = { 3, 4, 5, 6, 7 };

  rst_test_scripted_query (&self);
  rst_pop3_session_set_log (self.session, log);
  g_assert_false (rst_pop3_session_dele (self.session, numbers, 5, NULL, NULL, NULL));
  assert_log (log, "> DELE 3 … DELE 7 (5 commands)\n");
}

/* Neither a password nor what a server repeats of it gets into the log. */
static void
test_login (void)
{
  static const char *const answers[] = {
    "+OK\r\n-ERR unknown command PASS correct horse\r\n",
    "+OK correct horse\r\n-ERR [CORRECT/HORSE] no\r\n",
    "+OK\r\nPASS correct horse\r\n",
    "+ correct\r\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_auto (RstTestScripted) self = rst_test_scripted_new (answers[i], -1);
      g_autoptr (RstPop3Log) log = rst_pop3_log_new ();
      g_autofree char *text = NULL;
      g_autofree char *folded = NULL;

      rst_pop3_session_set_log (self.session, log);
      g_assert_false (rst_test_login (self.session, RST_POP3_AUTH_USER, "ann", "correct horse", NULL));
      text = rst_pop3_log_dup_text (log);
      folded = g_ascii_strdown (text, -1);
      g_assert_nonnull (strstr (text, "> USER"));
      g_assert_null (strstr (folded, "correct"));
      g_assert_null (strstr (folded, "horse"));
    }
}

/* Neither does a SASL message in base64, or a challenge. */
static void
test_sasl (void)
{
  g_auto (RstTestScripted) self = rst_test_scripted_new ("+ Y2hhbGxlbmdl\r\n-ERR [AUTH] AGFubgBzZWNyZXQ= is wrong\r\n", -1);
  g_autoptr (RstPop3Log) log = rst_pop3_log_new ();
  g_autofree char *text = NULL;

  rst_pop3_session_set_log (self.session, log);
  g_assert_false (rst_test_login (self.session, rst_pop3_auth_from_sasl (RST_SASL_PLAIN), "ann", "secret", NULL));
  text = rst_pop3_log_dup_text (log);
  g_assert_null (strstr (text, "AGFubg"));
  g_assert_null (strstr (text, "Y2hh"));
  g_assert_nonnull (strstr (text, "< + ••••\n"));
  g_assert_nonnull (strstr (text, "< -ERR [AUTH]"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pop3-log/lines", test_lines);
  g_test_add_func ("/pop3-log/bounds", test_bounds);
  g_test_add_func ("/pop3-log/foreign-text", test_foreign_text);
  g_test_add_func ("/pop3-log/func", test_func);
  g_test_add_func ("/pop3-log/session", test_session);
  g_test_add_func ("/pop3-log/many-commands", test_many_commands);
  g_test_add_func ("/pop3-log/login", test_login);
  g_test_add_func ("/pop3-log/sasl", test_sasl);
  return g_test_run ();
}
