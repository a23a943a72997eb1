/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/rst-error.h"
#include "pop3/rst-pop3-bounds.h"
#include "pop3/rst-pop3-session-private.h"
#include "rst-test-scripted.h"

#define LISTED "+OK\r\n1 100\r\n2 200\r\n.\r\n"

/* RFC 1939 §5 and §6: NOOP, RSET, QUIT. */
static void
test_single_commands (void)
{
  g_auto (RstTestScripted) self = rst_test_scripted_new ("+OK\r\n+OK\r\n-ERR no\r\n+OK bye\r\n", -1);
  g_autoptr (GError) error = NULL;

  g_assert_true (rst_pop3_session_noop (self.session, NULL, &error));
  g_assert_true (rst_pop3_session_rset (self.session, NULL, &error));
  g_assert_false (rst_pop3_session_rset (self.session, NULL, &error));
  rst_test_assert_says (error, RST_ERROR_REFUSED, "RSET");
  g_clear_error (&error);
  g_assert_true (rst_pop3_session_quit (self.session, NULL, &error));
  g_assert_true (g_io_stream_is_closed (rst_pop3_session_get_stream (self.session)));
  rst_test_scripted_assert_sent (&self, "NOOP\r\nRSET\r\nRSET\r\nQUIT\r\n");
}

/* RFC 1939 §6: some messages may not have been removed. */
static void
test_quit_refused (void)
{
  g_auto (RstTestScripted) self = rst_test_scripted_new ("-ERR some not removed\r\n", -1);
  g_autoptr (GError) error = NULL;

  g_assert_false (rst_pop3_session_quit (self.session, NULL, &error));
  rst_test_assert_says (error, RST_ERROR_REFUSED, "“some not removed”");
  g_assert_true (g_io_stream_is_closed (rst_pop3_session_get_stream (self.session)));
}

/* A whole session; stops at the first thing that fails. */
static gboolean
run_session (RstTestScripted *self, GError **error)
{
  RstPop3Session *session = self->session;
  const guint numbers[] = { 1, 2 };
  g_autoptr (RstPop3Listing) listing = NULL;
  g_autoptr (RstPop3Listing) nothing = NULL;
  guint64 octets;
  guint count;
  gboolean given;
  guint number;

  if (!rst_pop3_session_read_greeting (session, NULL, error) ||
      !rst_pop3_session_query_capabilities (session, NULL, error) ||
      !rst_test_login (session, RST_POP3_AUTH_AUTO, "ann", "secret", error) ||
      (nothing = rst_pop3_session_glance (session, 0, 0, &count, &octets, NULL, error)) == NULL ||
      (listing = rst_pop3_session_list (session, NULL, error)) == NULL)
    return FALSE;

  rst_pop3_session_queue_retr (session, 1, 100);
  rst_pop3_session_queue_retr (session, 2, 100);
  while ((given = rst_pop3_session_next_message (session, &number, NULL, error)) && number != 0)
    {
      g_autofree char *text = rst_test_scripted_read_text (self, error);

      if (text == NULL)
        return FALSE;
    }
  return given &&
         rst_pop3_session_dele (session, numbers, 2, NULL, NULL, error) &&
         rst_pop3_session_quit (session, NULL, error);
}

/* Wherever the answers end, the session says that the server went, and what it
 * was doing.
 */
static void
test_end_anywhere (void)
{
  static const char answers[] =
    "+OK ready\r\n" RST_TEST_PIPELINING "+OK\r\n+OK\r\n+OK 2 300\r\n"
    LISTED "+OK\r\n1 a\r\n2 b\r\n.\r\n"
    "+OK\r\none\r\n.\r\n+OK\r\n..two\r\n.\r\n+OK\r\n+OK\r\n+OK bye\r\n";

  for (gsize size = 0; size < sizeof answers; size++)
    {
      g_auto (RstTestScripted) self = rst_test_scripted_new (answers, size);
      g_autoptr (GError) error = NULL;
      gboolean ok = run_session (&self, &error);

      g_assert_true (ok == (size == sizeof answers - 1));
      if (!ok)
        rst_test_assert_says (error, RST_ERROR_TCP, "The server closed the connection during ");
    }
}

/* Wherever one octet is another, the session ends with an error or without, but
 * it ends.
 */
static void
test_noise (void)
{
  static const char answers[] =
    "+OK ready\r\n" RST_TEST_PIPELINING "+OK\r\n+OK\r\n+OK 2 300\r\n"
    LISTED "+OK\r\n1 a\r\n2 b\r\n.\r\n"
    "+OK\r\none\r\n.\r\n+OK\r\n..two\r\n.\r\n+OK\r\n+OK\r\n+OK bye\r\n";
  static const char noise[] = "\0\n\r.-+9 \xff";

  for (gsize at = 0; at < sizeof answers - 1; at++)
    for (gsize i = 0; i < sizeof noise - 1; i++)
      {
        g_autofree char *bent = g_memdup2 (answers, sizeof answers);

        bent[at] = noise[i];
        {
          g_auto (RstTestScripted) self = rst_test_scripted_new (bent, sizeof answers - 1);
          g_autoptr (GError) error = NULL;

          if (!run_session (&self, &error))
            g_assert_true (error->domain == RST_ERROR);
        }
      }
}

static void
test_cancelled (void)
{
  g_auto (RstTestScripted) self = rst_test_scripted_new ("+OK\r\n", -1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (rst_pop3_session_noop (self.session, cancellable, &error));
  rst_test_assert_says (error, RST_ERROR_CANCELLED, "NOOP");
}

/* Writes an octet of a line that never ends, until nobody listens. */
static gpointer
drip (gpointer data)
{
  int fd = GPOINTER_TO_INT (data);

  while (send (fd, "x", 1, MSG_NOSIGNAL) == 1)
    g_usleep (G_USEC_PER_SEC / 20);
  close (fd);
  return NULL;
}

/* Each octet comes in time; the line does not. */
static void
test_drip (void)
{
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (RstPop3Session) session = NULL;
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GError) error = NULL;
  GThread *thread;
  int fds[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM, 0, fds), ==, 0);
  socket = g_socket_new_from_fd (fds[0], &error);
  g_assert_no_error (error);
  connection = g_socket_connection_factory_create_connection (socket);
  session = rst_pop3_session_new (G_IO_STREAM (connection));
  rst_pop3_session_set_timeout (session, 1);

  thread = g_thread_new ("drip", drip, GINT_TO_POINTER (fds[1]));
  g_assert_false (rst_pop3_session_read_greeting (session, NULL, &error));
  rst_test_assert_says (error, RST_ERROR_TIMEOUT, "greeting");
  g_assert_true (g_io_stream_close (G_IO_STREAM (connection), NULL, NULL));
  g_thread_join (thread);
}

static gint64 now;

static gint64
get_now (void)
{
  return now;
}

static void
keep_alive (RstTestScripted *self, guint seconds, guint expected_noops)
{
  g_autoptr (GError) error = NULL;

  now += seconds * (gint64) G_USEC_PER_SEC;
  g_assert_true (rst_pop3_session_keep_alive (self->session, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (rst_test_scripted_count_sent (self, "NOOP"), ==, expected_noops);
}

/* RFC 1939 §3: a server may log out who is silent; §5: NOOP is nothing else. It
 * is sent when it is time and the server owes nothing.
 */
static void
test_keep_alive (void)
{
  g_auto (RstTestScripted) self = rst_test_scripted_new ("+OK\r\n+OK\r\ntext\r\n.\r\n+OK\r\n-ERR no\r\n", -1);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint number;

  self.session->clock = get_now;
  self.session->began = now;
  self.session->last_sent = now;
  keep_alive (&self, RST_POP3_KEEP_ALIVE - 1, 0);
  keep_alive (&self, 1, 1);
  keep_alive (&self, RST_POP3_KEEP_ALIVE - 1, 1);

  rst_pop3_session_queue_retr (self.session, 1, 4);
  g_assert_true (rst_pop3_session_next_message (self.session, &number, NULL, NULL));
  keep_alive (&self, 10 * RST_POP3_KEEP_ALIVE, 1);
  text = rst_test_scripted_read_text (&self, NULL);
  g_assert_cmpstr (text, ==, "text\r\n");
  keep_alive (&self, 0, 2);

  now += RST_POP3_KEEP_ALIVE * (gint64) G_USEC_PER_SEC;
  g_assert_false (rst_pop3_session_keep_alive (self.session, NULL, &error));
  rst_test_assert_says (error, RST_ERROR_REFUSED, "NOOP");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pop3-session/single-commands", test_single_commands);
  g_test_add_func ("/pop3-session/quit-refused", test_quit_refused);
  g_test_add_func ("/pop3-session/end-anywhere", test_end_anywhere);
  g_test_add_func ("/pop3-session/noise", test_noise);
  g_test_add_func ("/pop3-session/cancelled", test_cancelled);
  g_test_add_func ("/pop3-session/drip", test_drip);
  g_test_add_func ("/pop3-session/keep-alive", test_keep_alive);
  return g_test_run ();
}
