/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rst-test-channel.h"

#include <errno.h>
#include <gnutls/x509.h>
#include <string.h>
#include <sys/socket.h>
#include <netinet/in.h>
#include <netinet/tcp.h>

/* More than any command of a client under test. */
#define LINE_MAX_SIZE (64 * 1024)

/* How long a client may go on sending to a server that has said its last. */
#define DRAIN_SECONDS 2

struct _RstTestChannel
{
  GSocketConnection *connection;
  GSocket *socket; /* borrowed from the connection */
  GCancellable *cancellable;
  gnutls_session_t tls;
  gsize segment;
  gboolean gather;
  GString *unsent; /* gathered */
  GString *unread;
};

RstTestChannel *
rst_test_channel_new (GSocketConnection *connection,
                      gsize              segment,
                      gboolean           gather,
                      GCancellable      *cancellable)
{
  RstTestChannel *self = g_new0 (RstTestChannel, 1);

  self->connection = g_object_ref (connection);
  self->socket = g_socket_connection_get_socket (connection);
  self->cancellable = g_object_ref (cancellable);
  self->segment = segment;
  self->gather = gather;
  self->unsent = g_string_new (NULL);
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
  g_string_free (self->unsent, TRUE);
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
                            const gnutls_datum_t              *ticket_key,
                            gboolean                           ask_client)
{
  int result;

  g_string_truncate (self->unread, 0);
  if (gnutls_init (&self->tls, GNUTLS_SERVER) < 0)
    return FALSE;
  if (gnutls_priority_set_direct (self->tls, priority, NULL) < 0 ||
      gnutls_credentials_set (self->tls, GNUTLS_CRD_CERTIFICATE, credentials) < 0 ||
      gnutls_session_ticket_enable_server (self->tls, ticket_key) < 0)
    return FALSE;

  if (ask_client)
    gnutls_certificate_server_set_request (self->tls, GNUTLS_CERT_REQUEST);
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

gboolean
rst_test_channel_is_client_trusted (RstTestChannel *self)
{
  unsigned int status;

  return self->tls != NULL && gnutls_certificate_get_peers (self->tls, NULL) != NULL &&
         gnutls_certificate_verify_peers2 (self->tls, &status) == 0 && status == 0;
}

/* RFC 9266 §2 */
static GBytes *
dup_exporter (RstTestChannel *self)
{
  static const char label[] = "EXPORTER-Channel-Binding";
  char data[32];

  if (gnutls_protocol_get_version (self->tls) != GNUTLS_TLS1_3 ||
      gnutls_prf_rfc5705 (self->tls, strlen (label), label, 0, "", sizeof data, data) < 0)
    return NULL;
  return g_bytes_new (data, sizeof data);
}

/* RFC 5929 §3; TLS 1.3 has none (RFC 8446 appendix C.5). */
static GBytes *
dup_unique (RstTestChannel *self)
{
  gnutls_datum_t data;
  GBytes *bytes;

  if (gnutls_protocol_get_version (self->tls) == GNUTLS_TLS1_3 ||
      gnutls_session_channel_binding (self->tls, GNUTLS_CB_TLS_UNIQUE, &data) < 0)
    return NULL;
  bytes = g_bytes_new (data.data, data.size);
  gnutls_free (data.data);
  return bytes;
}

/* RFC 5929 §4: the hash is the signature's, which rst-test-ca makes with
 * SHA-256.
 */
static GBytes *
dup_end_point (RstTestChannel *self)
{
  const gnutls_datum_t *own = gnutls_certificate_get_ours (self->tls);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;

  if (own == NULL)
    return NULL;
  g_checksum_update (checksum, own->data, (gssize) own->size);
  g_checksum_get_digest (checksum, digest, &size);
  return g_bytes_new (digest, size);
}

GBytes *
rst_test_channel_dup_binding (RstTestChannel *self, const char *type)
{
  if (self->tls == NULL)
    return NULL;
  if (g_str_equal (type, "tls-exporter"))
    return dup_exporter (self);
  if (g_str_equal (type, "tls-unique"))
    return dup_unique (self);
  if (g_str_equal (type, "tls-server-end-point"))
    return dup_end_point (self);
  return NULL;
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

static gboolean
send_all (RstTestChannel *self, const char *octets, gsize size)
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

static gboolean
flush (RstTestChannel *self)
{
  gboolean sent = send_all (self, self->unsent->str, self->unsent->len);

  g_string_truncate (self->unsent, 0);
  return sent;
}

gboolean
rst_test_channel_write (RstTestChannel *self, const char *octets, gsize size)
{
  if (!self->gather)
    return send_all (self, octets, size);
  g_string_append_len (self->unsent, octets, (gssize) size);
  return memchr (self->unread->str, '\n', self->unread->len) != NULL || flush (self);
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

void
rst_test_channel_forget (RstTestChannel *self)
{
  g_string_truncate (self->unread, 0);
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

/* A connection that is closed while there is something to read is reset, and
 * what the client has not read yet is lost to it.
 */
static void
drain (RstTestChannel *self)
{
  gint64 end = g_get_monotonic_time () + DRAIN_SECONDS * G_USEC_PER_SEC;
  char octets[4096];
  gint64 left;

  while ((left = end - g_get_monotonic_time ()) > 0 &&
         g_socket_condition_timed_wait (self->socket, G_IO_IN, left, self->cancellable, NULL) &&
         g_socket_receive (self->socket, octets, sizeof octets, self->cancellable, NULL) > 0)
    ;
}

void
rst_test_channel_close (RstTestChannel *self)
{
  if (self->tls != NULL)
    gnutls_bye (self->tls, GNUTLS_SHUT_WR);
  rst_test_channel_drop (self);
}

void
rst_test_channel_drop (RstTestChannel *self)
{
  g_socket_shutdown (self->socket, FALSE, TRUE, NULL);
  drain (self);
}

void
rst_test_channel_reset (RstTestChannel *self)
{
  struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  setsockopt (g_socket_get_fd (self->socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
  g_socket_close (self->socket, NULL);
}
