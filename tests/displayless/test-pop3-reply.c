/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "pop3/rst-pop3-reply.h"

/* RFC 1939 §3, RFC 2449 §3 and §8: an indicator, maybe a response code, a text;
 * RFC 5034 §4: or a challenge. Real servers write it in many ways.
 */
static void
test_parts (void)
{
  static const struct
  {
    const char *line;
    RstPop3ReplyStatus status;
    const char *code;
    const char *text;
  } lines[] = {
    { "+OK", RST_POP3_REPLY_OK, NULL, "" },
    { "+OK hello  there", RST_POP3_REPLY_OK, NULL, "hello there" },
    { "+ok\thello", RST_POP3_REPLY_OK, NULL, "hello" },
    { "+OKhello", RST_POP3_REPLY_OK, NULL, "hello" },
    { "-ERR", RST_POP3_REPLY_ERR, NULL, "" },
    { "-err [in-use] busy", RST_POP3_REPLY_ERR, "IN-USE", "busy" },
    { "-ERR[AUTH]no", RST_POP3_REPLY_ERR, "AUTH", "no" },
    { "-ERR [SYS/TEMP/disk] later", RST_POP3_REPLY_ERR, "SYS/TEMP/DISK", "later" },
    { "-ERR [192.0.2.1 is blocked]", RST_POP3_REPLY_ERR, NULL, "[192.0.2.1 is blocked]" },
    { "-ERR [never closed", RST_POP3_REPLY_ERR, NULL, "[never closed" },
    { "-ERR [] empty", RST_POP3_REPLY_ERR, NULL, "[] empty" },
    { "-ERR no [AUTH] at the front", RST_POP3_REPLY_ERR, NULL, "no [AUTH] at the front" },
    { "+", RST_POP3_REPLY_CONTINUE, NULL, "" },
    { "+ ", RST_POP3_REPLY_CONTINUE, NULL, "" },
    { "+ [abc]", RST_POP3_REPLY_CONTINUE, NULL, "[abc]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RstPop3Reply) reply = rst_pop3_reply_new (lines[i].line, strlen (lines[i].line), &error);

      g_assert_no_error (error);
      g_assert_cmpint (reply->status, ==, lines[i].status);
      g_assert_cmpstr (reply->code, ==, lines[i].code);
      g_assert_cmpstr (reply->text, ==, lines[i].text);
    }
}

/* The length counts, not a NUL; what would steer a terminal is gone. */
static void
test_foreign_text (void)
{
  g_autoptr (RstPop3Reply) steering = rst_pop3_reply_new ("+OK \x1b[31mred\x07\xff", 14, NULL);
  g_autoptr (RstPop3Reply) cut = rst_pop3_reply_new ("+OK hello", 6, NULL);

  g_assert_true (g_utf8_validate (steering->text, -1, NULL));
  g_assert_null (strchr (steering->text, '\x1b'));
  g_assert_null (strchr (steering->text, '\x07'));
  g_assert_cmpstr (cut->text, ==, "he");
}

static void
test_no_status_line (void)
{
  static const char *const lines[] = { "", "OK", "HTTP/1.1 400 Bad Request", "* OK IMAP4rev1", "220 smtp", "+O", "-ER", "+hello" };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (rst_pop3_reply_new (lines[i], strlen (lines[i]), &error));
      g_assert_error (error, RST_ERROR, RST_ERROR_PROTOCOL);
      g_assert_nonnull (strstr (error->message, lines[i]));
    }
}

/* RFC 2449 §8.1, RFC 3206 §4; unknown details do not count (RFC 2449 §8). */
static void
test_meanings (void)
{
  static const struct
  {
    const char *line;
    RstError error;
  } refusals[] = {
    { "-ERR [IN-USE] x", RST_ERROR_IN_USE },
    { "-ERR [LOGIN-DELAY] x", RST_ERROR_LOGIN_DELAY },
    { "-ERR [SYS/TEMP] x", RST_ERROR_TEMPORARY },
    { "-ERR [sys/temp/more] x", RST_ERROR_TEMPORARY },
    { "-ERR [SYS/PERM] x", RST_ERROR_PERMANENT },
    { "-ERR [SYS/NEW] x", RST_ERROR_TEMPORARY },
    { "-ERR [AUTH] x", RST_ERROR_AUTH },
    { "-ERR [AUTHOR] x", RST_ERROR_REFUSED },
    { "-ERR [in-use] x", RST_ERROR_IN_USE },
    { "-ERR [Login-Delay/900] x", RST_ERROR_LOGIN_DELAY },
    { "-ERR [IN-USE/by/another] x", RST_ERROR_IN_USE },
    { "-ERR [sys/perm/quota] x", RST_ERROR_PERMANENT },
    { "-ERR [AUTH/ZONE] x", RST_ERROR_AUTH },
    { "-ERR [SYS] x", RST_ERROR_TEMPORARY },
    { "-ERR [SYSTEM/TEMP] x", RST_ERROR_REFUSED },
    { "-ERR [SYS/TEMPER] x", RST_ERROR_TEMPORARY },
    { "-ERR [UTF8] x", RST_ERROR_REFUSED },
    { "-ERR x [AUTH]", RST_ERROR_REFUSED },
    { "-ERR [XYZ] x", RST_ERROR_REFUSED },
    { "-ERR x", RST_ERROR_REFUSED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (RstPop3Reply) reply = rst_pop3_reply_new (refusals[i].line, strlen (refusals[i].line), NULL);

      g_assert_cmpint (rst_pop3_reply_get_error (reply), ==, refusals[i].error);
    }
}

static void
test_sentence (void)
{
  g_autoptr (RstPop3Reply) silent = rst_pop3_reply_new ("-ERR", 4, NULL);
  g_autoptr (RstPop3Reply) talking = rst_pop3_reply_new ("-ERR [SYS/TEMP] disk", 20, NULL);
  g_autoptr (GError) first = NULL;
  g_autoptr (GError) second = NULL;

  rst_pop3_reply_set_error (silent, "STAT", RST_ERROR_REFUSED, &first);
  g_assert_cmpstr (first->message, ==, "The server refused STAT without saying why");
  rst_pop3_reply_set_error (talking, "STAT", RST_ERROR_TEMPORARY, &second);
  g_assert_cmpstr (second->message, ==, "The server refused STAT: “disk”");
  g_assert_error (second, RST_ERROR, RST_ERROR_TEMPORARY);
}

/* RFC 6856 §5: the message needs UTF-8 mode, which the sentence says. */
static void
test_utf8_needed (void)
{
  g_autoptr (RstPop3Reply) reply = rst_pop3_reply_new ("-ERR [utf8] no", 14, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (rst_pop3_reply_has_code (reply, "UTF8"));
  rst_pop3_reply_set_error (reply, "RETR 5", rst_pop3_reply_get_error (reply), &error);
  g_assert_error (error, RST_ERROR, RST_ERROR_REFUSED);
  g_assert_cmpstr (error->message, ==, "The server refused RETR 5 because it needs UTF-8 mode: “no”");
}

/* A log gets no challenge, and of a code only what is known. */
static void
test_shown (void)
{
  static const char *const lines[][2] = {
    { "+OK", "+OK" },
    { "+OKhello  there", "+OK hello there" },
    { "-ERR", "-ERR" },
    { "-err [sys/perm/x] y", "-ERR [SYS/PERM] y" },
    { "-ERR [X-FOO] y", "-ERR y" },
    { "+", "+" },
    { "+ c2VjcmV0", "+ ••••" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (RstPop3Reply) reply = rst_pop3_reply_new (lines[i][0], strlen (lines[i][0]), NULL);
      g_autofree char *shown = rst_pop3_reply_dup_line (reply);

      g_assert_cmpstr (shown, ==, lines[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pop3-reply/parts", test_parts);
  g_test_add_func ("/pop3-reply/foreign-text", test_foreign_text);
  g_test_add_func ("/pop3-reply/no-status-line", test_no_status_line);
  g_test_add_func ("/pop3-reply/meanings", test_meanings);
  g_test_add_func ("/pop3-reply/sentence", test_sentence);
  g_test_add_func ("/pop3-reply/utf8-needed", test_utf8_needed);
  g_test_add_func ("/pop3-reply/shown", test_shown);
  return g_test_run ();
}
