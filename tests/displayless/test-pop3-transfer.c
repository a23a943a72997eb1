/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/rst-error.h"
#include "pop3/rst-pop3-bounds.h"
#include "rst-test-scripted.h"

#define LISTED "+OK\r\n1 100\r\n2 200\r\n.\r\n"

static void
assert_listed (GPtrArray *entries, const char *second_id)
{
  const RstPop3Entry *second;

  g_assert_nonnull (entries);
  g_assert_cmpuint (entries->len, ==, 2);
  second = entries->pdata[1];
  g_assert_cmpuint (second->number, ==, 2);
  g_assert_cmpuint (second->octets, ==, 200);
  g_assert_cmpstr (second->unique_id, ==, second_id);
}

static void
test_list (void)
{
  g_auto (RstTestScripted) one_by_one = rst_test_scripted_new (LISTED "+OK\r\n1 a\r\n2 b\r\n.\r\n", -1);
  g_auto (RstTestScripted) together = rst_test_scripted_new (RST_TEST_PIPELINING LISTED "+OK\r\n1 a\r\n2 b\r\n.\r\n", -1);
  g_auto (RstTestScripted) without = rst_test_scripted_new (LISTED "-ERR what?\r\n", -1);
  g_autoptr (GPtrArray) first = rst_pop3_session_list (one_by_one.session, NULL, NULL);
  g_autoptr (GPtrArray) third = rst_pop3_session_list (without.session, NULL, NULL);
  g_autoptr (GPtrArray) second = NULL;

  rst_test_scripted_query (&together);
  second = rst_pop3_session_list (together.session, NULL, NULL);
  assert_listed (first, "b");
  assert_listed (second, "b");
  assert_listed (third, NULL);
}

/* Both commands leave together only when the server pipelines (RFC 2449
 * §6.6): here no answer comes to go on from.
 */
static void
test_list_writes (void)
{
  g_auto (RstTestScripted) one_by_one = rst_test_scripted_new ("", -1);
  g_auto (RstTestScripted) together = rst_test_scripted_new (RST_TEST_PIPELINING, -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;

  rst_test_scripted_query (&together);
  g_assert_null (rst_pop3_session_list (one_by_one.session, NULL, &error));
  rst_test_assert_says (error, RST_ERROR_TCP, "during LIST");
  g_assert_null (rst_pop3_session_list (together.session, NULL, &again));
  rst_test_scripted_assert_sent (&one_by_one, "LIST\r\n");
  rst_test_scripted_assert_sent (&together, "CAPA\r\nLIST\r\nUIDL\r\n");
}

/* A refusal with a reason is none of a server without UIDL; after a refusal of
 * LIST the answer to UIDL is not taken for another's.
 */
static void
test_list_refused (void)
{
  g_auto (RstTestScripted) uidl = rst_test_scripted_new (LISTED "-ERR [SYS/TEMP] index is busy\r\n", -1);
  g_auto (RstTestScripted) list = rst_test_scripted_new (RST_TEST_PIPELINING "-ERR no\r\n+OK\r\n1 a\r\n.\r\n+OK 7 8\r\n", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;
  guint64 octets;
  guint count;

  g_assert_null (rst_pop3_session_list (uidl.session, NULL, &error));
  rst_test_assert_says (error, RST_ERROR_TEMPORARY, "“index is busy”");

  rst_test_scripted_query (&list);
  g_assert_null (rst_pop3_session_list (list.session, NULL, &again));
  rst_test_assert_says (again, RST_ERROR_REFUSED, "LIST");
  g_assert_true (rst_pop3_session_stat (list.session, &count, &octets, NULL, NULL));
  g_assert_cmpuint (count, ==, 7);
}

/* Reads the text that comes now. */
static char *
read_text (RstPop3Session *session, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *octets;
  gssize length;

  while ((length = rst_pop3_session_read_text (session, &octets, NULL, error)) > 0)
    g_string_append_len (text, octets, length);
  return length == 0 ? g_strdup (text->str) : NULL;
}

static void
assert_message (RstPop3Session *session, guint expected_number, const char *expected_text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint number;

  g_assert_true (rst_pop3_session_next_message (session, &number, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (number, ==, expected_number);
  if (expected_number == 0)
    return;
  text = read_text (session, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected_text);
}

#define THREE_ANSWERS "+OK\r\none\r\n.\r\n-ERR gone\r\n+OK\r\n..three\r\n.\r\n"

/* A refusal in the midst costs one message, pipelined or not. */
static void
test_retr (gconstpointer capabilities)
{
  g_autofree char *answers = g_strconcat (capabilities, THREE_ANSWERS, "+OK\r\nfour\r\n.\r\n", NULL);
  g_auto (RstTestScripted) self = rst_test_scripted_new (answers, -1);
  g_autoptr (GError) error = NULL;
  guint number;

  rst_test_scripted_query (&self);
  for (guint i = 1; i <= 3; i++)
    rst_pop3_session_queue_retr (self.session, i, 100);
  assert_message (self.session, 1, "one\r\n");
  g_assert_false (rst_pop3_session_next_message (self.session, &number, NULL, &error));
  g_assert_cmpuint (number, ==, 2);
  rst_test_assert_says (error, RST_ERROR_REFUSED, "The server refused RETR 2: “gone”");
  assert_message (self.session, 3, ".three\r\n");
  assert_message (self.session, 0, NULL);

  rst_pop3_session_queue_retr (self.session, 9, 100);
  assert_message (self.session, 9, "four\r\n");
  assert_message (self.session, 0, NULL);
  rst_test_scripted_assert_sent (&self, "CAPA\r\nRETR 1\r\nRETR 2\r\nRETR 3\r\nRETR 9\r\n");
}

/* A reason code does not make the refusal of one message the session's end. */
static void
test_retr_refused_with_code (void)
{
  g_auto (RstTestScripted) self = rst_test_scripted_new ("-ERR [SYS/TEMP] broken file\r\n", -1);
  g_autoptr (GError) error = NULL;
  guint number;

  rst_pop3_session_queue_retr (self.session, 5, 100);
  g_assert_false (rst_pop3_session_next_message (self.session, &number, NULL, &error));
  g_assert_cmpuint (number, ==, 5);
  rst_test_assert_says (error, RST_ERROR_TEMPORARY, "“broken file”");
}

/* The end of the session is not the refusal of a message. */
static void
test_retr_unanswered (void)
{
  g_auto (RstTestScripted) self = rst_test_scripted_new ("", -1);
  g_autoptr (GError) error = NULL;
  guint number;

  rst_pop3_session_queue_retr (self.session, 5, 100);
  g_assert_false (rst_pop3_session_next_message (self.session, &number, NULL, &error));
  g_assert_cmpuint (number, ==, 0);
  rst_test_assert_says (error, RST_ERROR_TCP, "RETR 5");
}

/* How many of @n RETRs are sent before the first answer. */
static guint
count_in_flight (const char *capabilities, guint n, guint64 octets)
{
  g_auto (RstTestScripted) self = rst_test_scripted_new (capabilities, -1);
  guint number;

  rst_test_scripted_query (&self);
  for (guint i = 1; i <= n; i++)
    rst_pop3_session_queue_retr (self.session, i, octets);
  g_assert_false (rst_pop3_session_next_message (self.session, &number, NULL, NULL));
  return rst_test_scripted_count_sent (&self, "RETR");
}

static void
test_window (void)
{
  g_assert_cmpuint (count_in_flight ("-ERR\r\n", 1000, 10), ==, 1);
  g_assert_cmpuint (count_in_flight (RST_TEST_PIPELINING, 1000, 10), ==, RST_POP3_WINDOW_COMMANDS);
  g_assert_cmpuint (count_in_flight (RST_TEST_PIPELINING, 1000, 1024 * 1024), ==, 4);
  g_assert_cmpuint (count_in_flight (RST_TEST_PIPELINING, 1000, RST_POP3_WINDOW_OCTETS), ==, 1);
  g_assert_cmpuint (count_in_flight (RST_TEST_PIPELINING, 1000, G_MAXINT64), ==, 1);
  g_assert_cmpuint (count_in_flight (RST_TEST_PIPELINING, 3, 0), ==, 3);
}

/* The window never runs dry, and never grows beyond its bound. */
static void
test_window_moves (void)
{
  g_autoptr (GString) answers = g_string_new (RST_TEST_PIPELINING);
  const guint n = 1000;

  for (guint i = 0; i < n; i++)
    g_string_append (answers, "+OK\r\nx\r\n.\r\n");
  {
    g_auto (RstTestScripted) self = rst_test_scripted_new (answers->str, -1);

    rst_test_scripted_query (&self);
    for (guint i = 1; i <= n; i++)
      rst_pop3_session_queue_retr (self.session, i, 100);
    for (guint i = 1; i <= n; i++)
      {
        guint sent;

        assert_message (self.session, i, "x\r\n");
        sent = rst_test_scripted_count_sent (&self, "RETR");
        g_assert_cmpuint (sent - i, <, RST_POP3_WINDOW_COMMANDS);
        g_assert_true (sent == n || sent - i >= RST_POP3_WINDOW_COMMANDS / 2 - 1);
      }
    assert_message (self.session, 0, NULL);
  }
}

static void
test_dele (gconstpointer capabilities)
{
  const guint numbers[] = { 1, 2, 30 };
  g_autofree char *answers = g_strconcat (capabilities, "+OK\r\n-ERR no\r\n+OK\r\n", NULL);
  g_auto (RstTestScripted) self = rst_test_scripted_new (answers, -1);
  g_autoptr (GArray) refused = NULL;
  g_autoptr (GError) error = NULL;

  rst_test_scripted_query (&self);
  g_assert_true (rst_pop3_session_dele (self.session, numbers, 3, &refused, NULL, &error));
  g_assert_cmpuint (refused->len, ==, 1);
  g_assert_cmpuint (g_array_index (refused, guint, 0), ==, 2);
  rst_test_scripted_assert_sent (&self, "CAPA\r\nDELE 1\r\nDELE 2\r\nDELE 30\r\n");
  g_assert_true (rst_pop3_session_dele (self.session, numbers, 0, NULL, NULL, &error));
}

static void
test_dele_writes (void)
{
  guint numbers[1000];
  g_auto (RstTestScripted) one_by_one = rst_test_scripted_new ("", -1);
  g_auto (RstTestScripted) together = rst_test_scripted_new (RST_TEST_PIPELINING, -1);

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    numbers[i] = i + 1;
  rst_test_scripted_query (&together);
  g_assert_false (rst_pop3_session_dele (one_by_one.session, numbers, 1000, NULL, NULL, NULL));
  g_assert_false (rst_pop3_session_dele (together.session, numbers, 1000, NULL, NULL, NULL));
  g_assert_cmpuint (rst_test_scripted_count_sent (&one_by_one, "DELE"), ==, 1);
  g_assert_cmpuint (rst_test_scripted_count_sent (&together, "DELE"), ==, RST_POP3_WINDOW_COMMANDS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pop3-transfer/list", test_list);
  g_test_add_func ("/pop3-transfer/list-writes", test_list_writes);
  g_test_add_func ("/pop3-transfer/list-refused", test_list_refused);
  g_test_add_data_func ("/pop3-transfer/retr/one-by-one", "-ERR\r\n", test_retr);
  g_test_add_data_func ("/pop3-transfer/retr/pipelined", RST_TEST_PIPELINING, test_retr);
  g_test_add_func ("/pop3-transfer/retr/refused-with-code", test_retr_refused_with_code);
  g_test_add_func ("/pop3-transfer/retr/unanswered", test_retr_unanswered);
  g_test_add_func ("/pop3-transfer/window", test_window);
  g_test_add_func ("/pop3-transfer/window-moves", test_window_moves);
  g_test_add_data_func ("/pop3-transfer/dele/one-by-one", "-ERR\r\n", test_dele);
  g_test_add_data_func ("/pop3-transfer/dele/pipelined", RST_TEST_PIPELINING, test_dele);
  g_test_add_func ("/pop3-transfer/dele-writes", test_dele_writes);
  return g_test_run ();
}
