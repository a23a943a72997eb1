/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/rst-error.h"
#include "pop3/rst-pop3-bounds.h"
#include "rst-test-scripted.h"

static void
assert_message (RstTestScripted *self, guint expected_number, const char *expected_text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint number;

  g_assert_true (rst_pop3_session_next_message (self->session, &number, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (number, ==, expected_number);
  if (expected_number == 0)
    return;
  text = rst_test_scripted_read_text (self, &error);
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
  assert_message (&self, 1, "one\r\n");
  g_assert_false (rst_pop3_session_next_message (self.session, &number, NULL, &error));
  g_assert_cmpuint (number, ==, 2);
  rst_test_assert_says (error, RST_ERROR_REFUSED, "The server refused RETR 2: “gone”");
  assert_message (&self, 3, ".three\r\n");
  assert_message (&self, 0, NULL);

  rst_pop3_session_queue_retr (self.session, 9, 100);
  assert_message (&self, 9, "four\r\n");
  assert_message (&self, 0, NULL);
  rst_test_scripted_assert_sent (&self, "CAPA\r\nRETR 1\r\nRETR 2\r\nRETR 3\r\nRETR 9\r\n");
}

/* RFC 1939 §7: TOP gives a text as RETR does. A server without it refuses it,
 * which costs no more than that.
 */
static void
test_top (gconstpointer capabilities)
{
  g_autofree char *answers = g_strconcat (capabilities, THREE_ANSWERS, NULL);
  g_auto (RstTestScripted) self = rst_test_scripted_new (answers, -1);
  g_autoptr (GError) error = NULL;
  guint number;

  rst_test_scripted_query (&self);
  rst_pop3_session_queue_top (self.session, 1, 0);
  rst_pop3_session_queue_top (self.session, 2, 10);
  rst_pop3_session_queue_retr (self.session, 3, 100);
  assert_message (&self, 1, "one\r\n");
  g_assert_false (rst_pop3_session_next_message (self.session, &number, NULL, &error));
  g_assert_cmpuint (number, ==, 2);
  rst_test_assert_says (error, RST_ERROR_REFUSED, "The server refused TOP 2 10: “gone”");
  assert_message (&self, 3, ".three\r\n");
  assert_message (&self, 0, NULL);
  rst_test_scripted_assert_sent (&self, "CAPA\r\nTOP 1 0\r\nTOP 2 10\r\nRETR 3\r\n");
}

/* RFC 6856 §5: a message that needs UTF-8 mode is refused for that. */
static void
test_utf8_needed (void)
{
  g_auto (RstTestScripted) self = rst_test_scripted_new ("-ERR [UTF8] use it\r\n", -1);
  g_autoptr (GError) error = NULL;
  guint number;

  rst_pop3_session_queue_top (self.session, 5, 0);
  g_assert_false (rst_pop3_session_next_message (self.session, &number, NULL, &error));
  g_assert_cmpuint (number, ==, 5);
  rst_test_assert_says (error, RST_ERROR_REFUSED, "UTF-8 mode: “use it”");
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

/* RFC 2449 §6.6: no more in flight than a connection carries. */
static void
test_window (void)
{
  g_assert_cmpuint (count_in_flight ("-ERR\r\n", 1000, 10), ==, 1);
  g_assert_cmpuint (count_in_flight (RST_TEST_PIPELINING, 2000, 10), ==, RST_POP3_WINDOW_COMMANDS);
  g_assert_cmpuint (count_in_flight (RST_TEST_PIPELINING, 1000, 256 * 1024), ==,
                    RST_POP3_WINDOW_OCTETS_MIN / (256 * 1024));
  g_assert_cmpuint (count_in_flight (RST_TEST_PIPELINING, 1000, RST_POP3_WINDOW_OCTETS_MIN), ==, 1);
  g_assert_cmpuint (count_in_flight (RST_TEST_PIPELINING, 1000, G_MAXINT64), ==, 1);
  g_assert_cmpuint (count_in_flight (RST_TEST_PIPELINING, 3, 0), ==, 3);
}

/* What TOP will bring is not announced. */
static void
test_top_window (void)
{
  g_auto (RstTestScripted) self = rst_test_scripted_new (RST_TEST_PIPELINING, -1);
  guint number;

  rst_test_scripted_query (&self);
  for (guint i = 1; i <= 2000; i++)
    rst_pop3_session_queue_top (self.session, i, 0);
  g_assert_false (rst_pop3_session_next_message (self.session, &number, NULL, NULL));
  g_assert_cmpuint (rst_test_scripted_count_sent (&self, "TOP"), ==,
                    MIN (RST_POP3_WINDOW_OCTETS_MIN / RST_POP3_TOP_OCTETS, RST_POP3_WINDOW_COMMANDS));
}

/* The window never runs dry, and never grows beyond its bound. */
static void
test_window_moves (void)
{
  g_autoptr (GString) answers = g_string_new (RST_TEST_PIPELINING);
  const guint n = 4000;

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

        assert_message (&self, i, "x\r\n");
        if (i % 100 != 0) /* to count takes long */
          continue;
        sent = rst_test_scripted_count_sent (&self, "RETR");
        g_assert_cmpuint (sent - i, <, RST_POP3_WINDOW_COMMANDS);
        g_assert_true (sent == n || sent - i >= RST_POP3_WINDOW_COMMANDS / 2 - 1);
      }
    assert_message (&self, 0, NULL);
  }
}

/* RFC 1939 §5: each is marked or not. */
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

/* RFC 2449 §6.6: many at once only when the server pipelines, and it may be
 * forbidden.
 */
static void
test_dele_writes (void)
{
  guint numbers[2000];
  g_auto (RstTestScripted) one_by_one = rst_test_scripted_new ("", -1);
  g_auto (RstTestScripted) together = rst_test_scripted_new (RST_TEST_PIPELINING, -1);

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    numbers[i] = i + 1;
  rst_test_scripted_query (&together);
  g_assert_false (rst_pop3_session_dele (one_by_one.session, numbers, 2000, NULL, NULL, NULL));
  g_assert_false (rst_pop3_session_dele (together.session, numbers, 2000, NULL, NULL, NULL));
  g_assert_cmpuint (rst_test_scripted_count_sent (&one_by_one, "DELE"), ==, 1);
  g_assert_cmpuint (rst_test_scripted_count_sent (&together, "DELE"), ==, RST_POP3_WINDOW_COMMANDS);
}

static void
test_forbidden (void)
{
  g_auto (RstTestScripted) self = rst_test_scripted_new (RST_TEST_PIPELINING "+OK\r\n+OK\r\n", -1);
  const guint numbers[] = { 1, 2, 3 };
  guint number;

  rst_test_scripted_query (&self);
  rst_pop3_session_set_pipelining (self.session, FALSE);
  g_assert_false (rst_pop3_session_dele (self.session, numbers, 3, NULL, NULL, NULL));
  g_assert_cmpuint (rst_test_scripted_count_sent (&self, "DELE"), ==, 3);
  g_assert_false (rst_pop3_session_is_pipelining_doubtful (self.session));

  rst_pop3_session_queue_retr (self.session, 1, 1);
  rst_pop3_session_queue_retr (self.session, 2, 1);
  g_assert_false (rst_pop3_session_next_message (self.session, &number, NULL, NULL));
  g_assert_cmpuint (rst_test_scripted_count_sent (&self, "RETR"), ==, 1);
}

/* Marks three messages with @answers. Returns whether PIPELINING is doubtful
 * then.
 */
static gboolean
is_doubtful (const char *answers)
{
  g_autofree char *all = g_strconcat (RST_TEST_PIPELINING, answers, NULL);
  g_auto (RstTestScripted) self = rst_test_scripted_new (all, -1);
  const guint numbers[] = { 1, 2, 3 };

  rst_test_scripted_query (&self);
  rst_pop3_session_dele (self.session, numbers, 3, NULL, NULL, NULL);
  return rst_pop3_session_is_pipelining_doubtful (self.session);
}

/* RFC 2449 §6.6: a server that announces PIPELINING must answer every command;
 * one that never answered a second of several may have lost it.
 */
static void
test_doubtful (void)
{
  g_auto (RstTestScripted) single = rst_test_scripted_new (RST_TEST_PIPELINING, -1);

  g_assert_true (is_doubtful (""));
  g_assert_true (is_doubtful ("+OK\r\n"));
  g_assert_true (is_doubtful ("-ERR\r\n+O"));
  g_assert_false (is_doubtful ("+OK\r\n+OK\r\n"));
  g_assert_false (is_doubtful ("+OK\r\n+OK\r\n+OK\r\n"));
  g_assert_false (is_doubtful ("+OK\r\nnonsense\r\n"));

  rst_test_scripted_query (&single);
  g_assert_false (rst_pop3_session_noop (single.session, NULL, NULL));
  g_assert_false (rst_pop3_session_is_pipelining_doubtful (single.session));
}

/* Of many texts some are asked for ahead: each comes, in its order, and none is
 * forgotten when those before it are done with.
 */
static void
test_queue_moves (gconstpointer capabilities)
{
  const guint total = 5 * RST_POP3_WINDOW_COMMANDS;
  const guint ahead = RST_POP3_WINDOW_COMMANDS + 10;
  g_autoptr (GString) answers = g_string_new (capabilities);
  g_autoptr (GString) sent = g_string_new ("CAPA\r\n");
  guint n_queued = 0;

  for (guint i = 1; i <= total; i++)
    {
      g_string_append_printf (answers, "+OK\r\n%u\r\n.\r\n", i);
      g_string_append_printf (sent, "RETR %u\r\n", i);
    }

  g_auto (RstTestScripted) self = rst_test_scripted_new (answers->str, -1);

  rst_test_scripted_query (&self);
  for (guint i = 1; i <= total; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u\r\n", i);

      while (n_queued < MIN (total, i + ahead))
        rst_pop3_session_queue_retr (self.session, ++n_queued, 10);
      assert_message (&self, i, text);
    }
  assert_message (&self, 0, NULL);
  rst_test_scripted_assert_sent (&self, sent->str);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/pop3-transfer/retr/one-by-one", "-ERR\r\n", test_retr);
  g_test_add_data_func ("/pop3-transfer/retr/pipelined", RST_TEST_PIPELINING, test_retr);
  g_test_add_func ("/pop3-transfer/retr/refused-with-code", test_retr_refused_with_code);
  g_test_add_func ("/pop3-transfer/retr/unanswered", test_retr_unanswered);
  g_test_add_data_func ("/pop3-transfer/top/one-by-one", "-ERR\r\n", test_top);
  g_test_add_data_func ("/pop3-transfer/top/pipelined", RST_TEST_PIPELINING, test_top);
  g_test_add_func ("/pop3-transfer/utf8-needed", test_utf8_needed);
  g_test_add_func ("/pop3-transfer/window", test_window);
  g_test_add_func ("/pop3-transfer/top-window", test_top_window);
  g_test_add_func ("/pop3-transfer/window-moves", test_window_moves);
  g_test_add_data_func ("/pop3-transfer/queue-moves/one-by-one", "-ERR\r\n", test_queue_moves);
  g_test_add_data_func ("/pop3-transfer/queue-moves/pipelined", RST_TEST_PIPELINING, test_queue_moves);
  g_test_add_data_func ("/pop3-transfer/dele/one-by-one", "-ERR\r\n", test_dele);
  g_test_add_data_func ("/pop3-transfer/dele/pipelined", RST_TEST_PIPELINING, test_dele);
  g_test_add_func ("/pop3-transfer/dele-writes", test_dele_writes);
  g_test_add_func ("/pop3-transfer/forbidden", test_forbidden);
  g_test_add_func ("/pop3-transfer/doubtful", test_doubtful);
  return g_test_run ();
}
