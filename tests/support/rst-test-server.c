/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rst-test-server-private.h"

#include <glib/gstdio.h>
#include <string.h>

struct _RstTestServer
{
  RstTestServerOptions options;
  RstTestServerOptions healthy;
  int healed; /* atomic */
  GStringChunk *strings; /* of the options */
  RstTestCa *own_ca;
  RstTestScript *script;
  RstTestScript *healthy_script;
  RstTestMaildrop *maildrop;
  gnutls_datum_t ticket_key;

  GSocketListener *listener;
  guint16 port;
  GCancellable *cancellable;
  GThread *acceptor;

  GMutex mutex; /* all below */
  GPtrArray *sessions; /* GThread */
  guint n_sessions;
  GString *log;
  FILE *log_file;
};

/* One accepted connection on its way to its thread. */
typedef struct
{
  RstTestServer *server;
  GSocketConnection *connection;
  guint number;
} Accepted;

static gpointer
session_thread (gpointer data)
{
  g_autofree Accepted *accepted = data;
  RstTestServer *self = accepted->server;
  RstTestScript *script = rst_test_server_get_script (self);
  RstTestChannel *channel = rst_test_channel_new (accepted->connection,
                                                  rst_test_script_get_segment (script),
                                                  rst_test_script_gathers (script),
                                                  self->cancellable);

  rst_test_server_log (self, accepted->number, "connected", NULL);
  rst_test_session_run (self, channel, accepted->number);
  rst_test_channel_free (channel);
  rst_test_server_log (self, accepted->number, "gone", NULL);
  g_object_unref (accepted->connection);
  return NULL;
}

static gpointer
accept_thread (gpointer data)
{
  RstTestServer *self = data;
  GSocketConnection *connection;

  while ((connection = g_socket_listener_accept (self->listener, NULL, self->cancellable, NULL)) != NULL)
    {
      g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
      Accepted *accepted = g_new0 (Accepted, 1);

      accepted->server = self;
      accepted->connection = connection;
      accepted->number = ++self->n_sessions;
      g_ptr_array_add (self->sessions, g_thread_new ("session", session_thread, accepted));
    }
  return NULL;
}

static gboolean
start_listening (RstTestServer *self, GError **error)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any_port = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) address = NULL;

  self->listener = g_socket_listener_new ();
  if (!g_socket_listener_add_address (self->listener, any_port, G_SOCKET_TYPE_STREAM,
                                      G_SOCKET_PROTOCOL_TCP, NULL, &address, error))
    return FALSE;

  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
  self->acceptor = g_thread_new ("acceptor", accept_thread, self);
  return TRUE;
}

static void
copy_options (RstTestServer *self, const RstTestServerOptions *options)
{
  const char **strings[] = {
    &self->options.tls_max, &self->options.user, &self->options.password,
    &self->options.token, &self->options.mechanisms,
    &self->options.hidden_mechanisms, &self->options.scram,
    &self->options.iterations, &self->options.client_ca,
    &self->options.capa, &self->options.add_capa, &self->options.prefix,
  };

  self->options = *options;
  self->strings = g_string_chunk_new (256);
  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    if (*strings[i] != NULL)
      *strings[i] = g_string_chunk_insert (self->strings, *strings[i]);
  self->options.script = NULL;
  self->options.log = NULL;
  if (options->ca == NULL)
    self->options.ca = self->own_ca = rst_test_ca_new ();
}

/* The credentials are made with the authority, which may be shared; so are the
 * clients whom it trusts.
 */
static gboolean
trust_clients (RstTestServer *self, GError **error)
{
  gnutls_certificate_credentials_t credentials =
    rst_test_ca_get_credentials (self->options.ca, RST_TEST_CERTIFICATE_GOOD);

  if (self->options.client_ca == NULL ||
      gnutls_certificate_set_x509_trust_file (credentials, self->options.client_ca, GNUTLS_X509_FMT_PEM) > 0)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "No authority in %s", self->options.client_ca);
  return FALSE;
}

static gboolean
open_log (RstTestServer *self, const char *path, GError **error)
{
  if (path == NULL)
    return TRUE;
  self->log_file = g_fopen (path, "a");
  if (self->log_file == NULL)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "Cannot write %s", path);
  return self->log_file != NULL;
}

RstTestServer *
rst_test_server_new (const RstTestServerOptions *options, GError **error)
{
  g_autoptr (RstTestServer) self = g_new0 (RstTestServer, 1);

  g_mutex_init (&self->mutex);
  copy_options (self, options);
  self->cancellable = g_cancellable_new ();
  self->maildrop = rst_test_maildrop_new ();
  self->sessions = g_ptr_array_new ();
  self->log = g_string_new (NULL);
  gnutls_session_ticket_key_generate (&self->ticket_key);

  self->healthy_script = rst_test_script_new (NULL, NULL);
  self->script = rst_test_script_new (options->script, error);
  if (self->script == NULL ||
      !trust_clients (self, error) ||
      !open_log (self, options->log, error) ||
      !start_listening (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

static void
stop (RstTestServer *self)
{
  g_cancellable_cancel (self->cancellable);
  if (self->acceptor != NULL)
    g_thread_join (self->acceptor);
  for (guint i = 0; i < self->sessions->len; i++)
    g_thread_join (self->sessions->pdata[i]);
}

void
rst_test_server_free (RstTestServer *self)
{
  stop (self);
  if (self->log_file != NULL)
    fclose (self->log_file);
  g_clear_object (&self->listener);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->script, rst_test_script_free);
  rst_test_script_free (self->healthy_script);
  g_clear_pointer (&self->own_ca, rst_test_ca_free);
  gnutls_free (self->ticket_key.data);
  rst_test_maildrop_free (self->maildrop);
  g_ptr_array_unref (self->sessions);
  g_string_free (self->log, TRUE);
  g_string_chunk_free (self->strings);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
rst_test_server_heal (RstTestServer *self, RstTestSecurity security)
{
  if (g_atomic_int_get (&self->healed))
    return;
  self->healthy = self->options;
  self->healthy.security = security;
  self->healthy.certificate = RST_TEST_CERTIFICATE_GOOD;
  self->healthy.tls_max = NULL;
  self->healthy.capa = NULL;
  self->healthy.add_capa = NULL;
  self->healthy.scram = NULL;
  self->healthy.iterations = NULL;
  self->healthy.delay = 0;
  self->healthy.keep = FALSE;
  g_atomic_int_set (&self->healed, TRUE);
}

guint16
rst_test_server_get_port (RstTestServer *self)
{
  return self->port;
}

RstTestCa *
rst_test_server_get_ca (RstTestServer *self)
{
  return self->options.ca;
}

const RstTestServerOptions *
rst_test_server_get_options (RstTestServer *self)
{
  return g_atomic_int_get (&self->healed) ? &self->healthy : &self->options;
}

RstTestScript *
rst_test_server_get_script (RstTestServer *self)
{
  return g_atomic_int_get (&self->healed) ? self->healthy_script : self->script;
}

RstTestMaildrop *
rst_test_server_get_maildrop (RstTestServer *self)
{
  return self->maildrop;
}

static gboolean
names_plus (const char *mechanisms)
{
  return mechanisms != NULL && strstr (mechanisms, "-PLUS") != NULL;
}

gboolean
rst_test_server_can_bind (RstTestServer *self)
{
  return names_plus (self->options.mechanisms) || names_plus (self->options.hidden_mechanisms);
}

gboolean
rst_test_server_start_tls (RstTestServer              *self,
                           const RstTestServerOptions *options,
                           RstTestChannel             *channel)
{
  static const struct
  {
    const char *version;
    const char *priority;
  } floors[] = {
    { "1.1", "NORMAL:-VERS-ALL:+VERS-TLS1.1" },
    { "1.2", "NORMAL:-VERS-ALL:+VERS-TLS1.2" },
  };
  const char *priority = "NORMAL";

  for (gsize i = 0; i < G_N_ELEMENTS (floors); i++)
    if (g_strcmp0 (options->tls_max, floors[i].version) == 0)
      priority = floors[i].priority;
  return rst_test_channel_start_tls (channel,
                                     rst_test_ca_get_credentials (options->ca, options->certificate),
                                     priority, &self->ticket_key, options->client_ca != NULL);
}

void
rst_test_server_add_message (RstTestServer *self, const char *octets, gssize size)
{
  rst_test_maildrop_add (self->maildrop,
                         g_bytes_new (octets, size >= 0 ? (gsize) size : strlen (octets)));
}

void
rst_test_server_add_named (RstTestServer *self, const char *unique_id, const char *octets)
{
  rst_test_maildrop_add_named (self->maildrop, unique_id, g_bytes_new (octets, strlen (octets)));
}

void
rst_test_server_clear (RstTestServer *self)
{
  rst_test_maildrop_clear (self->maildrop);
}

void
rst_test_server_add_synthetic (RstTestServer *self, guint count)
{
  rst_test_maildrop_add_synthetic (self->maildrop, count);
}

gboolean
rst_test_server_add_folder (RstTestServer  *self,
                            const char     *path,
                            gboolean        exact,
                            GError        **error)
{
  return rst_test_maildrop_add_folder (self->maildrop, path, exact, error);
}

guint
rst_test_server_get_n_messages (RstTestServer *self)
{
  return rst_test_maildrop_get_n_messages (self->maildrop);
}

void
rst_test_server_log (RstTestServer *self,
                     guint          session,
                     const char    *word,
                     const char    *text)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autofree char *line = g_strdup_printf ("%u %s%s%s\n", session, word,
                                           text != NULL ? " " : "",
                                           text != NULL ? text : "");

  g_string_append (self->log, line);
  if (self->log_file == NULL)
    return;
  fputs (line, self->log_file);
  fflush (self->log_file);
}

char *
rst_test_server_dup_log (RstTestServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_strdup (self->log->str);
}
