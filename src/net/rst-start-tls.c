/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "net/rst-connect.h"

#include <glib/gi18n-lib.h>

#include "base/rst-error.h"
#include "net/rst-certificate.h"
#include "net/rst-client-certificate.h"
#include "net/rst-deadline.h"

/* One start of TLS. */
typedef struct
{
  const RstEndpoint *endpoint;
  GSocketConnectable *identity;  /* the name that the person typed */
  GTlsDatabase *authorities;
  GTlsCertificate *own;          /* what this side shows when it is asked */
  GTlsCertificate *refused;      /* what the server showed and we did not take */
  GTlsCertificateFlags problems;
} StartTls;

static void
start_tls_clear (StartTls *self)
{
  g_clear_object (&self->identity);
  g_clear_object (&self->authorities);
  g_clear_object (&self->own);
  g_clear_object (&self->refused);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (StartTls, start_tls_clear)

/* GIO takes a file without certificates for an authority that vouches for
 * nobody; to the person it is a wrong file.
 */
static GTlsDatabase *
load_authorities (const char *ca_file, GError **error)
{
  g_autofree char *path = g_canonicalize_filename (ca_file, NULL);
  g_autofree char *name = g_filename_display_name (ca_file);
  g_autoptr (GError) local = NULL;
  GList *certificates = g_tls_certificate_list_new_from_file (path, &local);
  GTlsDatabase *authorities = NULL;

  if (certificates != NULL)
    authorities = g_tls_file_database_new (path, &local);
  g_list_free_full (certificates, g_object_unref);

  if (authorities == NULL && local != NULL)
    g_set_error (error, RST_ERROR, RST_ERROR_TLS_UNTRUSTED,
                 _("The authority’s certificate “%s” cannot be read (%s)"),
                 name, local->message);
  else if (authorities == NULL)
    g_set_error (error, RST_ERROR, RST_ERROR_TLS_UNTRUSTED,
                 _("The file “%s” holds no certificate of an authority"), name);
  return authorities;
}

static gboolean
is_pinned (const RstEndpoint *endpoint, GTlsCertificate *certificate)
{
  g_autofree char *fingerprint = rst_certificate_dup_fingerprint (certificate);

  return g_ascii_strcasecmp (fingerprint, endpoint->pin) == 0;
}

static gboolean
accept_certificate_cb (GTlsConnection       *connection,
                       GTlsCertificate      *certificate,
                       GTlsCertificateFlags  problems,
                       gpointer              user_data)
{
  StartTls *self = user_data;

  if (self->endpoint->pin != NULL && is_pinned (self->endpoint, certificate))
    return TRUE;

  g_set_object (&self->refused, certificate);
  self->problems = problems;
  return FALSE;
}

static void
set_untrusted_error (StartTls              *self,
                     GTlsCertificate       *certificate,
                     GTlsCertificateFlags   problems,
                     GError               **error)
{
  g_autofree char *problem = NULL;

  if (self->endpoint->pin != NULL)
    problem = g_strdup_printf (_("The certificate of %s is not the one that was pinned"),
                               self->endpoint->host);
  else
    problem = rst_certificate_dup_problem (certificate, problems, self->endpoint->host);
  g_set_error_literal (error, RST_ERROR, RST_ERROR_TLS_UNTRUSTED, problem);
}

/* Takes @cause over. */
static void
propagate_handshake_error (GError **error, StartTls *self, GError *cause)
{
  g_autoptr (GError) owned = cause;
  const RstEndpoint *endpoint = self->endpoint;

  if (self->refused != NULL)
    set_untrusted_error (self, self->refused, self->problems, error);
  else if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_set_error (error, RST_ERROR, RST_ERROR_CANCELLED,
                 _("Stopped on request while making the connection to %s safe"),
                 endpoint->host);
  else if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    g_set_error (error, RST_ERROR, RST_ERROR_TIMEOUT,
                 g_dngettext (GETTEXT_PACKAGE,
                              "%s port %u began no TLS session within %u second",
                              "%s port %u began no TLS session within %u seconds",
                              endpoint->timeout),
                 endpoint->host, endpoint->port, endpoint->timeout);
  else if (g_error_matches (owned, G_TLS_ERROR, G_TLS_ERROR_CERTIFICATE_REQUIRED))
    g_set_error (error, RST_ERROR, RST_ERROR_TLS_FAILED,
                 endpoint->client_certificate != NULL
                   ? _("%s port %u does not take the client certificate")
                   : _("%s port %u wants a client certificate, and none is set"),
                 endpoint->host, endpoint->port);
  else
    g_set_error (error, RST_ERROR, RST_ERROR_TLS_FAILED,
                 _("No TLS session could be made with %s port %u (%s)"),
                 endpoint->host, endpoint->port, owned->message);
}

static gboolean
handshake (StartTls        *self,
           GTlsConnection  *connection,
           GCancellable    *cancellable,
           GError         **error)
{
  GError *local = NULL;
  RstDeadline deadline;
  gboolean ok;

  rst_deadline_begin (&deadline, self->endpoint->timeout, cancellable);
  g_tls_connection_handshake_async (connection, G_PRIORITY_DEFAULT, deadline.cancellable,
                                    rst_deadline_done_cb, &deadline);
  ok = g_tls_connection_handshake_finish (connection, rst_deadline_wait (&deadline), &local);
  rst_deadline_end (&deadline, &local);

  if (!ok)
    propagate_handshake_error (error, self, local);
  return ok;
}

/* GIO has no way to ask for a floor, and takes 1.1. */
static gboolean
check_version (StartTls *self, GTlsConnection *connection, GError **error)
{
  GTlsProtocolVersion version = g_tls_connection_get_protocol_version (connection);

  if (version == G_TLS_PROTOCOL_VERSION_TLS_1_2 || version == G_TLS_PROTOCOL_VERSION_TLS_1_3)
    return TRUE;

  g_set_error (error, RST_ERROR, RST_ERROR_TLS_FAILED,
               _("%s port %u offers no version of TLS newer than 1.1"),
               self->endpoint->host, self->endpoint->port);
  return FALSE;
}

/* A resumed session raises no accept-certificate, and brings the verdict of the
 * settings under which it was first made; so the verdict is made again, under
 * these settings, whether it was resumed or not.
 */
static gboolean
check_certificate (StartTls        *self,
                   GTlsConnection  *connection,
                   GCancellable    *cancellable,
                   GError         **error)
{
  GTlsCertificate *certificate = g_tls_connection_get_peer_certificate (connection);
  GTlsDatabase *authorities = g_tls_connection_get_database (connection);
  GTlsCertificateFlags problems;
  GError *local = NULL;

  if (certificate == NULL || authorities == NULL)
    {
      g_set_error (error, RST_ERROR, RST_ERROR_TLS_UNTRUSTED,
                   _("%s cannot be verified"), self->endpoint->host);
      return FALSE;
    }
  if (self->endpoint->pin != NULL)
    {
      if (is_pinned (self->endpoint, certificate))
        return TRUE;
      set_untrusted_error (self, certificate, 0, error);
      return FALSE;
    }

  problems = g_tls_database_verify_chain (authorities, certificate,
                                          G_TLS_DATABASE_PURPOSE_AUTHENTICATE_SERVER,
                                          self->identity, NULL,
                                          G_TLS_DATABASE_VERIFY_NONE,
                                          cancellable, &local);
  if (local == NULL && rst_certificate_has_weak_key (certificate))
    problems |= G_TLS_CERTIFICATE_INSECURE;
  if (local != NULL)
    propagate_handshake_error (error, self, local);
  else if (problems != 0)
    set_untrusted_error (self, certificate, problems, error);
  return local == NULL && problems == 0;
}

/* What the endpoint names in files. */
static gboolean
load (StartTls *self, GError **error)
{
  const RstEndpoint *endpoint = self->endpoint;

  self->identity = g_network_address_new (endpoint->host, endpoint->port);
  if (endpoint->ca_file != NULL)
    self->authorities = load_authorities (endpoint->ca_file, error);
  else
    self->authorities = g_tls_backend_get_default_database (g_tls_backend_get_default ());
  if (endpoint->ca_file != NULL && self->authorities == NULL)
    return FALSE;
  if (endpoint->client_certificate != NULL)
    {
      self->own = rst_client_certificate_load (endpoint->client_certificate, error);
      if (self->own == NULL)
        return FALSE;
    }
  return TRUE;
}

static GTlsConnection *
new_connection (StartTls *self, GIOStream *plain, GError **error)
{
  GError *local = NULL;
  /* A connection without authorities of its own loads the system's at once,
   * which takes longer than the handshake.
   */
  GIOStream *stream = g_initable_new (g_tls_backend_get_client_connection_type (g_tls_backend_get_default ()),
                                      NULL, &local,
                                      "base-io-stream", plain,
                                      "server-identity", self->identity,
                                      "database", self->authorities,
                                      NULL);

  if (stream == NULL)
    {
      propagate_handshake_error (error, self, local);
      return NULL;
    }
  if (self->own != NULL)
    g_tls_connection_set_certificate (G_TLS_CONNECTION (stream), self->own);
  return G_TLS_CONNECTION (stream);
}

static RstTlsDetails *
look_at (StartTls *self, GTlsConnection *connection)
{
  GTlsCertificate *certificate = g_tls_connection_get_peer_certificate (connection);

  if (certificate == NULL)
    certificate = self->refused;
  return certificate != NULL ? rst_tls_details_new (connection, certificate) : NULL;
}

GIOStream *
rst_start_tls_full (const RstEndpoint  *endpoint,
                    GIOStream          *plain,
                    RstTlsDetails     **details,
                    GCancellable       *cancellable,
                    GError            **error)
{
  g_auto (StartTls) self = { .endpoint = endpoint };
  g_autoptr (GTlsConnection) connection = NULL;
  gulong handler;
  gboolean ok;

  g_return_val_if_fail (endpoint != NULL, NULL);
  g_return_val_if_fail (G_IS_IO_STREAM (plain), NULL);

  if (details != NULL)
    *details = NULL;
  if (!load (&self, error))
    return NULL;
  connection = new_connection (&self, plain, error);
  if (connection == NULL)
    return NULL;
  handler = g_signal_connect (connection, "accept-certificate",
                              G_CALLBACK (accept_certificate_cb), &self);

  ok = handshake (&self, connection, cancellable, error) &&
       check_version (&self, connection, error) &&
       check_certificate (&self, connection, cancellable, error);

  /* A later renegotiation gets the default answer: no. */
  g_signal_handler_disconnect (connection, handler);
  if (details != NULL)
    *details = look_at (&self, connection);
  return ok ? G_IO_STREAM (g_steal_pointer (&connection)) : NULL;
}

GIOStream *
rst_start_tls (const RstEndpoint  *endpoint,
               GIOStream          *plain,
               GCancellable       *cancellable,
               GError            **error)
{
  return rst_start_tls_full (endpoint, plain, NULL, cancellable, error);
}
