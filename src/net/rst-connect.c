/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "net/rst-connect.h"

#include <glib/gi18n-lib.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>

#include "base/rst-error.h"
#include "net/rst-certificate.h"
#include "net/rst-deadline.h"
#include "net/rst-proxy.h"

static char *
dup_address (const RstEndpoint *endpoint)
{
  gboolean is_ipv6 = strchr (endpoint->host, ':') != NULL;

  return is_ipv6 ? g_strdup_printf ("[%s]:%u", endpoint->host, endpoint->port)
                 : g_strdup_printf ("%s:%u", endpoint->host, endpoint->port);
}

static GError *
new_lookup_error (const RstEndpoint *endpoint, const GError *cause)
{
  if (g_error_matches (cause, G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE))
    return g_error_new (RST_ERROR, RST_ERROR_DNS,
                        _("The server name “%s” cannot be looked up now (%s)"),
                        endpoint->host, cause->message);
  return g_error_new (RST_ERROR, RST_ERROR_DNS,
                      _("The server name “%s” is not known"), endpoint->host);
}

static GError *
new_socket_error (const char *address, guint timeout, const GError *cause)
{
  switch (cause->code)
    {
    case G_IO_ERROR_CANCELLED:
      return g_error_new (RST_ERROR, RST_ERROR_CANCELLED,
                          _("Stopped on request while connecting to %s"), address);
    case G_IO_ERROR_TIMED_OUT:
      return g_error_new (RST_ERROR, RST_ERROR_TIMEOUT,
                          g_dngettext (GETTEXT_PACKAGE,
                                       "%s did not answer within %u second",
                                       "%s did not answer within %u seconds", timeout),
                          address, timeout);
    case G_IO_ERROR_CONNECTION_REFUSED:
      return g_error_new (RST_ERROR, RST_ERROR_TCP,
                          _("%s refuses connections"), address);
    case G_IO_ERROR_HOST_UNREACHABLE:
    case G_IO_ERROR_NETWORK_UNREACHABLE:
      return g_error_new (RST_ERROR, RST_ERROR_TCP,
                          _("%s cannot be reached from here"), address);
    default:
      return g_error_new (RST_ERROR, RST_ERROR_TCP,
                          _("There is no connection to %s (%s)"), address, cause->message);
    }
}

/* Takes @cause over. */
static void
propagate_connect_error (GError **error, const RstEndpoint *endpoint, GError *cause)
{
  g_autoptr (GError) owned = cause;
  g_autofree char *address = dup_address (endpoint);

  /* An impossible name fails before a resolver sees it. */
  if (owned->domain == G_RESOLVER_ERROR ||
      g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT))
    g_propagate_error (error, new_lookup_error (endpoint, owned));
  else if (owned->domain == G_IO_ERROR)
    g_propagate_error (error, new_socket_error (address, endpoint->timeout, owned));
  else
    g_set_error (error, RST_ERROR, RST_ERROR_TCP,
                 _("There is no connection to %s (%s)"), address, owned->message);
}

/* A proxy may be the reason; whether there is one is asked again, now that it
 * matters. Takes @cause over.
 */
static void
propagate_way_error (GError            **error,
                     const RstEndpoint  *endpoint,
                     gboolean            reached,
                     GCancellable       *cancellable,
                     GError             *cause)
{
  g_autofree char *proxy = NULL;

  if (!g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rst_proxy_lookup (endpoint, &proxy, cancellable, NULL);
  if (proxy == NULL)
    {
      propagate_connect_error (error, endpoint, cause);
      return;
    }
  g_propagate_error (error, rst_proxy_new_error (endpoint, proxy, reached, cause));
  g_error_free (cause);
}

static void
client_event_cb (GSocketClient      *client,
                 GSocketClientEvent  event,
                 GSocketConnectable *connectable,
                 GIOStream          *connection,
                 gpointer            user_data)
{
  gboolean *reached_proxy = user_data;

  if (event == G_SOCKET_CLIENT_PROXY_NEGOTIATING)
    *reached_proxy = TRUE;
}

/* Several addresses are tried side by side, IPv6 and IPv4 by turns, a quarter
 * of a second apart (RFC 8305): GSocketClient does so when it does not block.
 */
static GSocketConnection *
open_connection (const RstEndpoint  *endpoint,
                 GCancellable       *cancellable,
                 GError            **error)
{
  g_autoptr (GSocketConnectable) address = rst_proxy_new_connectable (endpoint);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  gboolean reached = FALSE;
  GSocketConnection *connection;
  GError *local = NULL;
  RstDeadline deadline;

  /* It stays with the socket, and bounds each read and write. */
  g_socket_client_set_timeout (client, endpoint->timeout);
  g_signal_connect (client, "event", G_CALLBACK (client_event_cb), &reached);

  rst_deadline_begin (&deadline, endpoint->timeout, cancellable);
  g_socket_client_connect_async (client, address, deadline.cancellable,
                                 rst_deadline_done_cb, &deadline);
  connection = g_socket_client_connect_finish (client, rst_deadline_wait (&deadline), &local);
  rst_deadline_end (&deadline, &local);

  if (connection == NULL)
    propagate_way_error (error, endpoint, reached, cancellable, local);
  return connection;
}

/* Commands are sent whole; none gains from waiting for more. */
static gboolean
set_no_delay (const RstEndpoint *endpoint, GSocketConnection *connection, GError **error)
{
  GSocket *socket = g_socket_connection_get_socket (connection);
  GError *local = NULL;

  if (g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, TRUE, &local))
    return TRUE;

  propagate_connect_error (error, endpoint, local);
  return FALSE;
}

GIOStream *
rst_connect (const RstEndpoint  *endpoint,
             GCancellable       *cancellable,
             GError            **error)
{
  g_autoptr (GSocketConnection) connection = NULL;

  g_return_val_if_fail (endpoint != NULL, NULL);

  connection = open_connection (endpoint, cancellable, error);
  if (connection == NULL || !set_no_delay (endpoint, connection, error))
    return NULL;
  if (endpoint->security != RST_SECURITY_TLS)
    return G_IO_STREAM (g_steal_pointer (&connection));
  return rst_start_tls (endpoint, G_IO_STREAM (connection), cancellable, error);
}

gboolean
rst_connect_try (const RstEndpoint  *endpoint,
                 GInetAddress       *address,
                 guint               seconds,
                 GCancellable       *cancellable,
                 GError            **error)
{
  g_autoptr (RstEndpoint) one = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GSocketAddress) target = NULL;
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  GError *local = NULL;
  RstDeadline deadline;

  g_return_val_if_fail (endpoint != NULL, FALSE);
  g_return_val_if_fail (G_IS_INET_ADDRESS (address), FALSE);

  name = g_inet_address_to_string (address);
  one = rst_endpoint_new (name, endpoint->port, RST_SECURITY_PLAINTEXT);
  one->timeout = seconds;
  target = g_inet_socket_address_new (address, endpoint->port);
  g_socket_client_set_enable_proxy (client, FALSE);

  rst_deadline_begin (&deadline, seconds, cancellable);
  g_socket_client_connect_async (client, G_SOCKET_CONNECTABLE (target), deadline.cancellable,
                                 rst_deadline_done_cb, &deadline);
  connection = g_socket_client_connect_finish (client, rst_deadline_wait (&deadline), &local);
  rst_deadline_end (&deadline, &local);

  if (connection == NULL)
    propagate_connect_error (error, one, local);
  return connection != NULL;
}

char *
rst_connect_describe_tls (GIOStream *stream)
{
  GTlsProtocolVersion version;

  g_return_val_if_fail (G_IS_IO_STREAM (stream), NULL);

  if (!G_IS_TLS_CONNECTION (stream))
    return NULL;
  version = g_tls_connection_get_protocol_version (G_TLS_CONNECTION (stream));
  return g_strdup (version == G_TLS_PROTOCOL_VERSION_TLS_1_3 ? "TLS 1.3" : "TLS 1.2");
}

char *
rst_connect_dup_fingerprint (GIOStream *stream)
{
  GTlsCertificate *certificate = NULL;

  g_return_val_if_fail (G_IS_IO_STREAM (stream), NULL);

  if (G_IS_TLS_CONNECTION (stream))
    certificate = g_tls_connection_get_peer_certificate (G_TLS_CONNECTION (stream));
  return certificate != NULL ? rst_certificate_dup_fingerprint (certificate) : NULL;
}
