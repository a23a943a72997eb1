/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * drain [--check | --first] HOST PORT USER [CA-FILE], with the password on
 * standard input: what a server can deliver. Asks for all messages at once,
 * counts what comes and throws it away; with --check lists them and leaves; with
 * --first asks for the newest alone. Over TLS where an authority is named.
 * Prints how many messages came, their octets, and the seconds since the login
 * was answered.
 *
 * It is what others are compared with, so it does nothing that they need not:
 * USER and PASS go in one write, all else in another, without asking what the
 * server can do.
 */

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <gnutls/gnutls.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* RFC 1939 §3: what ends an answer of several lines; the first two octets may
 * be those of the line before. */
#define END "\r\n.\r\n"
#define END_LENGTH (sizeof END - 1)

typedef struct
{
  int socket;
  gnutls_session_t tls;
  gnutls_certificate_credentials_t authorities;
  char *input;
  gsize filled;
  gsize octets;
} Drain;

#define INPUT_SIZE (256 * 1024)

G_GNUC_PRINTF (1, 2)
static void G_GNUC_NORETURN
die (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  vfprintf (stderr, format, arguments);
  va_end (arguments);
  fputc ('\n', stderr);
  exit (EXIT_FAILURE);
}

static void
open_connection (Drain *self, const char *host, const char *port)
{
  struct addrinfo hints = { .ai_socktype = SOCK_STREAM };
  struct addrinfo *address;
  int status = getaddrinfo (host, port, &hints, &address);

  if (status != 0)
    die ("%s: %s", host, gai_strerror (status));
  self->socket = socket (address->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (self->socket < 0 ||
      connect (self->socket, address->ai_addr, address->ai_addrlen) != 0)
    die ("%s: %s", host, g_strerror (errno));
  setsockopt (self->socket, IPPROTO_TCP, TCP_NODELAY, &(int){ 1 }, sizeof (int));
  freeaddrinfo (address);
}

static void
secure (Drain *self, const char *host, const char *authorities)
{
  int status;

  gnutls_certificate_allocate_credentials (&self->authorities);
  if (gnutls_certificate_set_x509_trust_file (self->authorities,
                                              authorities,
                                              GNUTLS_X509_FMT_PEM) < 1)
    die ("%s: no certificate", authorities);
  gnutls_init (&self->tls, GNUTLS_CLIENT);
  gnutls_set_default_priority (self->tls);
  gnutls_credentials_set (self->tls, GNUTLS_CRD_CERTIFICATE, self->authorities);
  gnutls_session_set_verify_cert (self->tls, host, 0);
  gnutls_transport_set_int (self->tls, self->socket);
  do
    status = gnutls_handshake (self->tls);
  while (status < 0 && !gnutls_error_is_fatal (status));
  if (status < 0)
    die ("TLS: %s", gnutls_strerror (status));
}

/* How many octets; 0 where it would have to wait. */
static gsize
receive (Drain *self)
{
  char *into = self->input + self->filled;
  gsize room = INPUT_SIZE - self->filled;
  gssize count;

  if (self->tls != NULL)
    {
      do
        count = gnutls_record_recv (self->tls, into, room);
      while (count == GNUTLS_E_INTERRUPTED);
      if (count == GNUTLS_E_AGAIN)
        return 0;
    }
  else
    {
      count = recv (self->socket, into, room, 0);
      if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return 0;
    }
  if (count <= 0)
    die ("The server went away");
  self->filled += count;
  self->octets += count;
  return count;
}

/* The same for what is sent. */
static gsize
transmit (Drain *self, const char *octets, gsize length)
{
  gssize count;

  if (self->tls != NULL)
    {
      count = gnutls_record_send (self->tls, octets, length);
      if (count == GNUTLS_E_AGAIN || count == GNUTLS_E_INTERRUPTED)
        return 0;
    }
  else
    {
      count = send (self->socket, octets, length, MSG_NOSIGNAL);
      if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return 0;
    }
  if (count < 0)
    die ("The server went away");
  return count;
}

static void
drop (Drain *self, gsize length)
{
  self->filled -= length;
  memmove (self->input, self->input + length, self->filled);
}

static void
ask (Drain *self, const char *commands)
{
  gsize length = strlen (commands);
  gsize sent = 0;

  while (sent < length)
    sent += transmit (self, commands + sent, length - sent);
}

/* The next line, without its end. */
static char *
read_answer (Drain *self)
{
  const char *end;
  char *line;

  while ((end = memmem (self->input, self->filled, "\r\n", 2)) == NULL)
    receive (self);
  line = g_strndup (self->input, end - self->input);
  if (line[0] != '+')
    die ("%s", line);
  drop (self, end + 2 - self->input);
  return line;
}

static void
log_in (Drain *self, const char *user)
{
  char password[512];
  g_autofree char *commands = NULL;

  if (fgets (password, sizeof password, stdin) == NULL)
    die ("No password");
  commands = g_strdup_printf ("USER %s\r\nPASS %s\r\n", user, g_strchomp (password));
  g_free (read_answer (self));
  ask (self, commands);
  g_free (read_answer (self));
  g_free (read_answer (self));
}

/* Takes answers of several lines out of the input, so many at most; `inside`
 * says whether the first of them began before. What is left is the start of
 * another. */
static guint
count_answers (Drain *self, guint most, gboolean *inside)
{
  const char *at = self->input;
  const char *stop = self->input + self->filled;
  guint count = 0;

  while (at < stop && count < most)
    {
      const char *end;

      if (!*inside)
        {
          if (*at != '+')
            die ("%.*s", (int) MIN (stop - at, 80), at);
          end = memmem (at, stop - at, "\r\n", 2);
          if (end == NULL)
            break;
          *inside = TRUE;
          at = end;
        }
      end = memmem (at, stop - at, END, END_LENGTH);
      if (end == NULL)
        {
          at = MAX (at, stop - (END_LENGTH - 1));
          break;
        }
      *inside = FALSE;
      at = end + END_LENGTH;
      count++;
    }
  drop (self, at - self->input);
  return count;
}

static void
wait_for_server (Drain *self, gboolean to_send)
{
  struct pollfd poll_fd = { self->socket, POLLIN, 0 };

  if (to_send)
    poll_fd.events |= POLLOUT;
  if (self->tls != NULL && gnutls_record_check_pending (self->tls) > 0)
    return;
  poll (&poll_fd, 1, -1);
}

/* Sends as much as the connection takes and always reads what is there, so
 * that neither side can be waiting for the other. */
static void
drain (Drain *self, const char *commands, guint expected)
{
  gsize left = strlen (commands);
  gboolean inside = FALSE;
  guint count = 0;

  fcntl (self->socket, F_SETFL, O_NONBLOCK);
  while (count < expected)
    {
      while (left > 0)
        {
          gsize sent = transmit (self, commands, MIN (left, 16384));

          if (sent == 0)
            break;
          commands += sent;
          left -= sent;
        }
      wait_for_server (self, left > 0);
      while (count < expected && receive (self) > 0)
        count += count_answers (self, expected - count, &inside);
    }
  fcntl (self->socket, F_SETFL, 0);
  g_free (read_answer (self));
}

static void
close_connection (Drain *self)
{
  if (self->tls != NULL)
    {
      gnutls_deinit (self->tls);
      gnutls_certificate_free_credentials (self->authorities);
    }
  close (self->socket);
  g_free (self->input);
}

/* The newest messages, so many at most. */
static guint
retrieve (Drain *self, guint most)
{
  g_autoptr (GString) commands = g_string_new (NULL);
  g_autofree char *answer = NULL;
  guint last, count;

  ask (self, "STAT\r\n");
  answer = read_answer (self);
  last = strtoul (answer + strlen ("+OK"), NULL, 10);
  count = MIN (last, most);
  for (guint number = last - count + 1; number <= last; number++)
    g_string_append_printf (commands, "RETR %u\r\n", number);
  g_string_append (commands, "QUIT\r\n");
  self->octets = 0;
  drain (self, commands->str, count);
  return count;
}

int
main (int argc, char **argv)
{
  Drain self = { .input = g_malloc (INPUT_SIZE) };
  const char *option = argc > 1 && argv[1][0] == '-' ? argv[1] : "";
  gint64 logged_in;
  guint count = 0;

  argc -= option[0] != '\0';
  argv += option[0] != '\0';
  if (argc != 4 && argc != 5)
    die ("Usage: drain [--check | --first] HOST PORT USER [CA-FILE]");
  open_connection (&self, argv[1], argv[2]);
  if (argc == 5)
    secure (&self, argv[1], argv[4]);
  log_in (&self, argv[3]);
  logged_in = g_get_monotonic_time ();
  if (g_str_equal (option, "--check"))
    drain (&self, "UIDL\r\nQUIT\r\n", 1);
  else
    count = retrieve (&self, g_str_equal (option, "--first") ? 1 : G_MAXUINT);
  printf ("%u %" G_GSIZE_FORMAT " %.6f\n",
          count,
          self.octets,
          (g_get_monotonic_time () - logged_in) / 1e6);
  close_connection (&self);
  return EXIT_SUCCESS;
}
