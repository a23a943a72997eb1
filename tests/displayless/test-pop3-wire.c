/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/rst-error.h"
#include "pop3/rst-pop3-bounds.h"
#include "pop3/rst-pop3-session-private.h"
#include "rst-test-scripted.h"

/* A clock that stands still unless somebody waits. */

static gint64 now;

static gint64
get_now (void)
{
  return now;
}

/* An input stream that begins with one thing and goes on with another for ever,
 * some octets with each read, for which it lets time pass.
 */

#define TEST_TYPE_DRIP (test_drip_get_type ())
G_DECLARE_FINAL_TYPE (TestDrip, test_drip, TEST, DRIP, GInputStream)

struct _TestDrip
{
  GInputStream parent_instance;

  const char *next;
  const char *endless;
  gsize size;
  double seconds;
};

G_DEFINE_FINAL_TYPE (TestDrip, test_drip, G_TYPE_INPUT_STREAM)

static gssize
test_drip_read (GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  TestDrip *self = TEST_DRIP (stream);
  char *octets = buffer;

  count = MIN (count, self->size);
  for (gsize i = 0; i < count; i++)
    {
      if (*self->next == '\0')
        self->next = self->endless;
      octets[i] = *self->next++;
    }
  now += (gint64) (self->seconds * G_USEC_PER_SEC);
  return (gssize) count;
}

static void
test_drip_class_init (TestDripClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = test_drip_read;
}

static void
test_drip_init (TestDrip *self)
{
}

static RstPop3Session *
new_session (const char *begin, const char *endless, gsize size, double seconds)
{
  g_autoptr (TestDrip) input = g_object_new (TEST_TYPE_DRIP, NULL);
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  g_autoptr (GIOStream) stream = g_simple_io_stream_new (G_INPUT_STREAM (input), output);
  RstPop3Session *session = rst_pop3_session_new (stream);

  input->next = begin;
  input->endless = endless;
  input->size = size;
  input->seconds = seconds;
  session->clock = get_now;
  session->began = now;
  session->last_sent = now;
  rst_pop3_session_set_timeout (session, 60);
  return session;
}

/* Reads the text of message 1. Returns its size, or -1. */
static gssize
read_text (RstPop3Session *session, guint64 announced, GError **error)
{
  const char *octets;
  gssize total = 0;
  gssize length;
  guint number;

  rst_pop3_session_queue_retr (session, 1, announced);
  g_assert_true (rst_pop3_session_next_message (session, &number, NULL, NULL));
  while ((length = rst_pop3_session_read_text (session, &octets, NULL, error)) > 0)
    total += length;
  return length == 0 ? total : -1;
}

/* A line must come as a whole in the time of one step. */
static void
test_slow_line (void)
{
  g_autoptr (RstPop3Session) slow = new_session ("+OK x\r\n", "", 1, 8);
  g_autoptr (RstPop3Session) slower = new_session ("+OK x\r\n", "", 1, 10);
  g_autoptr (RstPop3Session) endless = new_session ("+OK", "x", 1000, 20);
  g_autoptr (GError) error = NULL;
  gint64 begin = now;

  g_assert_true (rst_pop3_session_noop (slow, NULL, &error));
  g_assert_cmpint (now - begin, ==, 7 * 8 * G_USEC_PER_SEC);
  g_assert_false (rst_pop3_session_noop (slower, NULL, &error));
  rst_test_assert_says (error, RST_ERROR_TIMEOUT, "did not answer in time during NOOP");
  g_clear_error (&error);

  begin = now;
  g_assert_false (rst_pop3_session_noop (endless, NULL, &error));
  rst_test_assert_says (error, RST_ERROR_TIMEOUT, "did not answer in time during NOOP");
  g_assert_cmpint (now - begin, ==, 60 * G_USEC_PER_SEC);
}

/* Some of a text must come in each time of one step; how long it takes in all
 * does not count.
 */
static void
test_slow_text (void)
{
  g_autoptr (RstPop3Session) slow = new_session ("+OK\r\n", "x", RST_POP3_PROGRESS_MIN / 60, 1);
  g_autoptr (RstPop3Session) fast = new_session ("+OK\r\n", "x", RST_POP3_PROGRESS_MIN / 60 + 1, 1);
  g_autoptr (GError) error = NULL;
  const char *octets;
  gint64 begin = now;
  guint number;

  g_assert_cmpint (read_text (slow, 100, &error), ==, -1);
  rst_test_assert_says (error, RST_ERROR_TIMEOUT, "The server was too slow during RETR 1");
  g_assert_cmpint (now - begin, <=, 61 * G_USEC_PER_SEC);

  begin = now;
  rst_pop3_session_queue_retr (fast, 1, 100);
  g_assert_true (rst_pop3_session_next_message (fast, &number, NULL, NULL));
  while (now - begin < 3600 * (gint64) G_USEC_PER_SEC)
    g_assert_cmpint (rst_pop3_session_read_text (fast, &octets, NULL, NULL), >, 0);
}

/* What the reader of a text does between two reads is not the server's time. */
static void
test_slow_reader (void)
{
  g_autoptr (RstPop3Session) session = new_session ("+OK\r\n", "x", 1, 1);
  const char *octets;
  guint number;

  rst_pop3_session_queue_retr (session, 1, 100);
  g_assert_true (rst_pop3_session_next_message (session, &number, NULL, NULL));
  for (int i = 0; i < 50; i++)
    {
      g_assert_cmpint (rst_pop3_session_read_text (session, &octets, NULL, NULL), ==, 1);
      now += 600 * (gint64) G_USEC_PER_SEC;
    }
}

/* So must some of a listing, though each of its lines comes in time. */
static void
test_slow_listings (void)
{
  g_autoptr (RstPop3Session) capa = new_session ("+OK\r\n", "X\r\n", 3, 10);
  g_autoptr (RstPop3Session) list = new_session ("+OK\r\n", "1 1\r\n", 5, 10);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;

  g_assert_false (rst_pop3_session_query_capabilities (capa, NULL, &error));
  rst_test_assert_says (error, RST_ERROR_TIMEOUT, "The server was too slow during CAPA");
  g_assert_null (rst_pop3_session_list (list, NULL, &again));
  rst_test_assert_says (again, RST_ERROR_TIMEOUT, "The server was too slow during LIST");
}

/* No session lasts for ever. */
static void
test_whole_session (void)
{
  g_autoptr (RstPop3Session) session = new_session ("", "+OK\r\n", 5, 0);
  g_autoptr (GError) error = NULL;

  now += (RST_POP3_SESSION_MAX - 1) * (gint64) G_USEC_PER_SEC;
  g_assert_true (rst_pop3_session_noop (session, NULL, &error));
  now += G_USEC_PER_SEC;
  g_assert_false (rst_pop3_session_noop (session, NULL, &error));
  rst_test_assert_says (error, RST_ERROR_TIMEOUT, "The session lasted longer than 24 hours");
}

#define BLANKS "                                                            "

/* What does not end ends here, whatever it is made of. */
static void
test_endless (void)
{
  static const struct
  {
    const char *listing;
    const char *says;
  } listings[] = {
    { "\r\n", "The server’s answer to LIST does not end" },
    { "\n", "The server’s answer to LIST does not end" },
    { "1 1\r\n", "The server listed more than 500000 messages" },
    { "x\r\n", "“x”" },
    { "1 1" BLANKS BLANKS BLANKS BLANKS "\r\n", "The server’s answer to LIST does not end" },
    { "x", "a line of more than 8192 octets" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (listings); i++)
    {
      g_autoptr (RstPop3Session) session = new_session ("+OK\r\n", listings[i].listing, G_MAXSIZE, 0);
      g_autoptr (GError) error = NULL;

      g_assert_null (rst_pop3_session_list (session, NULL, &error));
      rst_test_assert_says (error, RST_ERROR_PROTOCOL, listings[i].says);
    }
}

static void
test_endless_unique_ids (void)
{
  static const char *const listings[] = { "\r\n", "1 abc\r\n", "999 abc\r\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (listings); i++)
    {
      g_autoptr (RstPop3Session) session = new_session ("+OK\r\n1 100\r\n.\r\n+OK\r\n", listings[i], 1000, 0);
      g_autoptr (GError) error = NULL;

      /* Here all comes before it is asked for, unless both are in flight. */
      rst_pop3_session_assume_capabilities (session, (const char *const[]){ "PIPELINING", NULL });
      g_assert_null (rst_pop3_session_list (session, NULL, &error));
      rst_test_assert_says (error, RST_ERROR_PROTOCOL, "The server’s answer to UIDL does not end");
    }
}

/* RFC 2449 §3 allows 512 octets in a line of CAPA; a few long ones are taken,
 * not so many that they fill the memory.
 */
static void
test_endless_capabilities (void)
{
  g_autofree char *words = g_strnfill (8000, 'x');
  g_autofree char *line = NULL;
  g_autoptr (RstPop3Session) session = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 1; i < 8000; i += 2)
    words[i] = ' ';
  line = g_strconcat (words, "\r\n", NULL);
  session = new_session ("+OK\r\n", line, G_MAXSIZE, 0);
  g_assert_false (rst_pop3_session_query_capabilities (session, NULL, &error));
  rst_test_assert_says (error, RST_ERROR_PROTOCOL, "The server’s answer to CAPA does not end");
}

/* RFC 1939 §11: LIST's size is a hint; a text of many times that is none. */
static void
test_endless_text (void)
{
  g_autoptr (RstPop3Session) session = new_session ("+OK\r\n", "abcdefgh\r\n", G_MAXSIZE, 0);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (read_text (session, 100, &error), ==, -1);
  rst_test_assert_says (error, RST_ERROR_PROTOCOL, "Message 1 does not end");
  g_assert_cmpuint (RST_POP3_TEXT_MAX (0), ==, 64 * 1024 * 1024);
  g_assert_cmpuint (RST_POP3_TEXT_MAX (1000), ==, 16000 + 64 * 1024 * 1024);
  g_assert_cmpuint (RST_POP3_TEXT_MAX (G_MAXINT64), ==, 16 * RST_POP3_ANNOUNCED_MAX + 64 * 1024 * 1024);
}

/* What comes before anything was asked is no answer to what is asked next. */
static void
test_unasked (void)
{
  static const char *const greetings[] = {
    "+OK\r\n+OK\r\n",
    "+OK\r\n\r\n+OK 5 100\r\n",
    "+OK\r\n+O",
    "+OK\r\nx",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (greetings); i++)
    {
      g_auto (RstTestScripted) self = rst_test_scripted_new_at_once (greetings[i], -1);
      g_autoptr (GError) error = NULL;

      g_assert_true (rst_pop3_session_read_greeting (self.session, NULL, &error));
      g_assert_false (rst_pop3_session_noop (self.session, NULL, &error));
      rst_test_assert_says (error, RST_ERROR_PROTOCOL, "The server answered NOOP before it was asked");
      rst_test_scripted_assert_sent (&self, "");
    }
}

/* Neither is it the answer to a login: nothing of a password is sent. */
static void
test_unasked_login (void)
{
  g_auto (RstTestScripted) self = rst_test_scripted_new_at_once ("+OK\r\n+OK\r\n+OK\r\n", -1);
  g_autoptr (GError) error = NULL;

  g_assert_true (rst_pop3_session_read_greeting (self.session, NULL, &error));
  g_assert_false (rst_test_login (self.session, RST_POP3_AUTH_USER, "ann", "secret", &error));
  rst_test_assert_says (error, RST_ERROR_PROTOCOL, "before it was asked");
  rst_test_scripted_assert_sent (&self, "");
}

/* All answers to commands that are in flight may come in one piece (RFC 2449
 * §6.6), and blank lines behind an answer do no harm, before or after the next
 * command.
 */
static void
test_blank_lines (void)
{
  g_auto (RstTestScripted) before = rst_test_scripted_new_at_once ("+OK\r\n\r\n\n", -1);
  g_auto (RstTestScripted) after = rst_test_scripted_new ("+OK\r\n\r\n\r\n+OK 7 8\r\n\r\n-ERR\r\n", -1);
  g_auto (RstTestScripted) endless = rst_test_scripted_new ("\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n+OK\r\n", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (RstPop3Listing) nothing = NULL;
  guint64 octets;
  guint count;

  g_assert_true (rst_pop3_session_read_greeting (before.session, NULL, &error));
  g_assert_false (rst_pop3_session_noop (before.session, NULL, &error));
  rst_test_assert_says (error, RST_ERROR_TCP, "NOOP");
  g_clear_error (&error);

  g_assert_true (rst_pop3_session_noop (after.session, NULL, &error));
  nothing = rst_pop3_session_glance (after.session, 0, 0, &count, &octets, NULL, &error);
  g_assert_cmpuint (count, ==, 7);
  g_assert_false (rst_pop3_session_noop (after.session, NULL, &error));
  rst_test_assert_says (error, RST_ERROR_REFUSED, "NOOP");
  g_clear_error (&error);

  g_assert_false (rst_pop3_session_noop (endless.session, NULL, &error));
  rst_test_assert_says (error, RST_ERROR_PROTOCOL, "not POP3");
}

/* The end of the line may be there, and the blank line behind it half. */
static void
test_in_one_piece (void)
{
  g_auto (RstTestScripted) self = rst_test_scripted_new_at_once ("+OK\r\n-ERR no\r\n+OK\r\n", -1);
  const guint numbers[] = { 1, 2, 3 };
  g_autoptr (GArray) refused = NULL;
  g_autoptr (GError) error = NULL;

  rst_pop3_session_assume_capabilities (self.session, (const char *const[]){ "PIPELINING", NULL });
  g_assert_true (rst_pop3_session_dele (self.session, numbers, 3, &refused, NULL, &error));
  g_assert_cmpuint (refused->len, ==, 1);
}

typedef struct
{
  RstPop3Session *session;
  int peer;
} Connected;

static Connected
connect_session (guint timeout)
{
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GSocket) socket = NULL;
  Connected self;
  int fds[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM, 0, fds), ==, 0);
  socket = g_socket_new_from_fd (fds[0], NULL);
  g_assert_nonnull (socket);
  connection = g_socket_connection_factory_create_connection (socket);
  self.session = rst_pop3_session_new (G_IO_STREAM (connection));
  self.peer = fds[1];
  rst_pop3_session_set_timeout (self.session, timeout);
  return self;
}

static void
connected_clear (Connected *self)
{
  g_clear_object (&self->session);
  close (self->peer);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Connected, connected_clear)

/* Silence is bounded though the stream itself has no time-out. */
static void
test_silence (void)
{
  g_auto (Connected) self = connect_session (1);
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();

  g_assert_false (rst_pop3_session_read_greeting (self.session, NULL, &error));
  rst_test_assert_says (error, RST_ERROR_TIMEOUT, "did not answer in time during the greeting");
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 20 * G_USEC_PER_SEC);
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (G_USEC_PER_SEC / 20);
  g_cancellable_cancel (data);
  return NULL;
}

/* Whoever waits can be stopped. */
static void
test_cancelled_while_waiting (void)
{
  g_auto (Connected) self = connect_session (60);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);

  g_assert_false (rst_pop3_session_read_greeting (self.session, cancellable, &error));
  rst_test_assert_says (error, RST_ERROR_CANCELLED, "greeting");
  g_thread_join (thread);
}

/* An input stream that always has something to read, of which no octet comes:
 * what TLS makes of records that are for itself.
 */

#define TEST_TYPE_BUSY (test_busy_get_type ())
G_DECLARE_FINAL_TYPE (TestBusy, test_busy, TEST, BUSY, GInputStream)

struct _TestBusy
{
  GInputStream parent_instance;
};

static gboolean
test_busy_is_readable (GPollableInputStream *stream)
{
  return TRUE;
}

static GSource *
test_busy_create_source (GPollableInputStream *stream, GCancellable *cancellable)
{
  g_autoptr (GSource) always = g_timeout_source_new (0);

  return g_pollable_source_new_full (stream, always, cancellable);
}

static gssize
test_busy_read (GPollableInputStream *stream, void *buffer, gsize count, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK, "");
  return -1;
}

static void
test_busy_pollable_init (GPollableInputStreamInterface *iface)
{
  iface->is_readable = test_busy_is_readable;
  iface->create_source = test_busy_create_source;
  iface->read_nonblocking = test_busy_read;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestBusy, test_busy, G_TYPE_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM, test_busy_pollable_init))

static void
test_busy_class_init (TestBusyClass *klass)
{
}

static void
test_busy_init (TestBusy *self)
{
}

/* A step ends in time also when TLS is kept busy without end, as by session
 * tickets (RFC 8446 §4.6.1).
 */
static void
test_busy (void)
{
  g_autoptr (GInputStream) input = g_object_new (TEST_TYPE_BUSY, NULL);
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  g_autoptr (GIOStream) stream = g_simple_io_stream_new (input, output);
  g_autoptr (RstPop3Session) session = rst_pop3_session_new (stream);
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();

  rst_pop3_session_set_timeout (session, 1);
  g_assert_false (rst_pop3_session_noop (session, NULL, &error));
  rst_test_assert_says (error, RST_ERROR_TIMEOUT, "NOOP");
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 10 * G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pop3-wire/slow-line", test_slow_line);
  g_test_add_func ("/pop3-wire/slow-text", test_slow_text);
  g_test_add_func ("/pop3-wire/slow-reader", test_slow_reader);
  g_test_add_func ("/pop3-wire/slow-listings", test_slow_listings);
  g_test_add_func ("/pop3-wire/whole-session", test_whole_session);
  g_test_add_func ("/pop3-wire/endless", test_endless);
  g_test_add_func ("/pop3-wire/endless-unique-ids", test_endless_unique_ids);
  g_test_add_func ("/pop3-wire/endless-capabilities", test_endless_capabilities);
  g_test_add_func ("/pop3-wire/endless-text", test_endless_text);
  g_test_add_func ("/pop3-wire/unasked", test_unasked);
  g_test_add_func ("/pop3-wire/unasked-login", test_unasked_login);
  g_test_add_func ("/pop3-wire/blank-lines", test_blank_lines);
  g_test_add_func ("/pop3-wire/in-one-piece", test_in_one_piece);
  g_test_add_func ("/pop3-wire/silence", test_silence);
  g_test_add_func ("/pop3-wire/busy", test_busy);
  g_test_add_func ("/pop3-wire/cancelled-while-waiting", test_cancelled_while_waiting);
  return g_test_run ();
}
