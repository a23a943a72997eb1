/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rst-test-channel.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <netinet/in.h>
#include <netinet/tcp.h>

/* More than any command of a client under test. */
#define LINE_MAX_SIZE (64 * 1024)

struct _RstTestChannel
{
  GSocketConnection *connection;
  GSocket *socket; /* borrowed from the connection */
  GCancellable *cancellable;
  gnutls_session_t tls;
  gsize segment;
  GString *unread;
};

RstTestChannel *
rst_test_channel_new (GSocketConnection *connection,
                      gsize              segment,
                      GCancellable      *cancellable)
{
  RstTestChannel *self = g_new0 (RstTestChannel, 1);

  self->connection = g_object_ref (connection);
  self->socket = g_socket_connection_get_socket (connection);
  self->cancellable = g_object_ref (cancellable);
  self->segment = segment;
  self->unread = g_string_new (NULL);
  g_socket_set_option (self->socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);
  return self;
}

void
rst_test_channel_free (RstTestChannel *self)
{
  if (self->tls != NULL)
    gnutls_deinit (self->tls);
  g_socket_close (self->socket, NULL);
  g_object_unref (self->connection);
  g_object_unref (self->cancellable);
  g_string_free (self->unread, TRUE);
  g_free (self);
}

static ssize_t
push_cb (gnutls_transport_ptr_t data, const void *octets, size_t size)
{
  RstTestChannel *self = data;
  gssize n = g_socket_send (self->socket, octets, size, self->cancellable, NULL);

  if (n < 0)
    gnutls_transport_set_errno (self->tls, EIO);
  return n;
}

static ssize_t
pull_cb (gnutls_transport_ptr_t data, void *octets, size_t size)
{
  RstTestChannel *self = data;
  gssize n = g_socket_receive (self->socket, octets, size, self->cancellable, NULL);

  if (n < 0)
    gnutls_transport_set_errno (self->tls, EIO);
  return n;
}

gboolean
rst_test_channel_start_tls (RstTestChannel                    *self,
                            gnutls_certificate_credentials_t   credentials,
                            const char                        *priority,
                            const gnutls_datum_t              *ticket_key)
{
  int result;

  g_string_truncate (self->unread, 0);
  if (gnutls_init (&self->tls, GNUTLS_SERVER) < 0)
    return FALSE;
  if (gnutls_priority_set_direct (self->tls, priority, NULL) < 0 ||
      gnutls_credentials_set (self->tls, GNUTLS_CRD_CERTIFICATE, credentials) < 0 ||
      gnutls_session_ticket_enable_server (self->tls, ticket_key) < 0)
    return FALSE;

  gnutls_transport_set_ptr (self->tls, self);
  gnutls_transport_set_push_function (self->tls, push_cb);
  gnutls_transport_set_pull_function (self->tls, pull_cb);
  do
    result = gnutls_handshake (self->tls);
  while (result < 0 && !gnutls_error_is_fatal (result));
  return result == 0;
}

gboolean
rst_test_channel_is_tls (RstTestChannel *self)
{
  return self->tls != NULL;
}

gboolean
rst_test_channel_is_resumed (RstTestChannel *self)
{
  return self->tls != NULL && gnutls_session_is_resumed (self->tls) != 0;
}

static gssize
send_some (RstTestChannel *self, const char *octets, gsize size)
{
  if (self->segment > 0)
    size = MIN (size, self->segment);
  if (self->tls != NULL)
    return gnutls_record_send (self->tls, octets, size);
  return g_socket_send (self->socket, octets, size, self->cancellable, NULL);
}

gboolean
rst_test_channel_write (RstTestChannel *self, const char *octets, gsize size)
{
  while (size > 0)
    {
      gssize n = send_some (self, octets, size);

      if (n <= 0)
        return FALSE;
      octets += n;
      size -= (gsize) n;
    }
  return TRUE;
}

static gssize
receive_some (RstTestChannel *self, char *octets, gsize size)
{
  if (self->tls != NULL)
    return gnutls_record_recv (self->tls, octets, size);
  return g_socket_receive (self->socket, octets, size, self->cancellable, NULL);
}

char *
rst_test_channel_read_line (RstTestChannel *self)
{
  char octets[4096];
  const char *lf;

  while ((lf = memchr (self->unread->str, '\n', self->unread->len)) == NULL)
    {
      gssize n = receive_some (self, octets, sizeof octets);

      if (n <= 0 || self->unread->len > LINE_MAX_SIZE)
        return NULL;
      g_string_append_len (self->unread, octets, n);
    }

  {
    gsize size = (gsize) (lf - self->unread->str);
    gsize end = size > 0 && lf[-1] == '\r' ? size - 1 : size;
    char *line = g_strndup (self->unread->str, end);

    g_string_erase (self->unread, 0, (gssize) size + 1);
    return line;
  }
}

gboolean
rst_test_channel_wait (RstTestChannel *self, int milliseconds)
{
  GPollFD cancelled;
  char octets[256];

  if (milliseconds < 0)
    {
      while (receive_some (self, octets, sizeof octets) > 0)
        ;
      return FALSE;
    }

  if (!g_cancellable_make_pollfd (self->cancellable, &cancelled))
    return FALSE;
  g_poll (&cancelled, 1, milliseconds);
  g_cancellable_release_fd (self->cancellable);
  return !g_cancellable_is_cancelled (self->cancellable);
}

void
rst_test_channel_close (RstTestChannel *self)
{
  if (self->tls != NULL)
    gnutls_bye (self->tls, GNUTLS_SHUT_WR);
  g_socket_shutdown (self->socket, FALSE, TRUE, NULL);
}

void
rst_test_channel_reset (RstTestChannel *self)
{
  struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  setsockopt (g_socket_get_fd (self->socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
  g_socket_close (self->socket, NULL);
}
