/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rst-test-server-private.h"

#include <glib/gstdio.h>
#include <string.h>

struct _RstTestServer
{
  RstTestServerOptions options;
  RstTestCa *own_ca;
  RstTestScript *script;
  gnutls_datum_t ticket_key;

  GSocketListener *listener;
  guint16 port;
  GCancellable *cancellable;
  GThread *acceptor;

  GMutex mutex; /* all below */
  GPtrArray *messages;
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

static void
clear_message (gpointer data)
{
  RstTestMessage *message = data;

  g_bytes_unref (message->octets);
  g_free (message->unique_id);
}

static void
message_unref (gpointer message)
{
  g_atomic_rc_box_release_full (message, clear_message);
}

static gpointer
session_thread (gpointer data)
{
  g_autofree Accepted *accepted = data;
  RstTestServer *self = accepted->server;
  RstTestChannel *channel = rst_test_channel_new (accepted->connection,
                                                  rst_test_script_get_segment (self->script),
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
  self->options = *options;
  self->options.tls_max = g_strdup (options->tls_max);
  self->options.user = g_strdup (options->user);
  self->options.password = g_strdup (options->password);
  self->options.capa = g_strdup (options->capa);
  self->options.script = NULL;
  self->options.log = NULL;
  if (options->ca == NULL)
    self->options.ca = self->own_ca = rst_test_ca_new ();
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
  self->messages = g_ptr_array_new_with_free_func (message_unref);
  self->sessions = g_ptr_array_new ();
  self->log = g_string_new (NULL);
  gnutls_session_ticket_key_generate (&self->ticket_key);

  self->script = rst_test_script_new (options->script, error);
  if (self->script == NULL ||
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
  g_clear_pointer (&self->own_ca, rst_test_ca_free);
  gnutls_free (self->ticket_key.data);
  g_ptr_array_unref (self->messages);
  g_ptr_array_unref (self->sessions);
  g_string_free (self->log, TRUE);
  g_free ((char *) self->options.tls_max);
  g_free ((char *) self->options.user);
  g_free ((char *) self->options.password);
  g_free ((char *) self->options.capa);
  g_mutex_clear (&self->mutex);
  g_free (self);
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
  return &self->options;
}

RstTestScript *
rst_test_server_get_script (RstTestServer *self)
{
  return self->script;
}

const gnutls_datum_t *
rst_test_server_get_ticket_key (RstTestServer *self)
{
  return &self->ticket_key;
}

/* Two copies of a message get different unique-ids, the same ones at each
 * start.
 */
static char *
dup_unique_id (RstTestServer *self, GBytes *octets)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, octets);
  guint copies = 0;

  hash[24] = '\0';
  for (guint i = 0; i < self->messages->len; i++)
    {
      const RstTestMessage *other = self->messages->pdata[i];

      if (g_str_has_prefix (other->unique_id, hash))
        copies++;
    }
  return copies > 0 ? g_strdup_printf ("%s-%u", hash, copies) : g_steal_pointer (&hash);
}

static void
add_message (RstTestServer *self, GBytes *octets)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  RstTestMessage *message = g_atomic_rc_box_new0 (RstTestMessage);

  message->unique_id = dup_unique_id (self, octets);
  message->octets = octets;
  g_ptr_array_add (self->messages, message);
}

void
rst_test_server_add_message (RstTestServer *self, const char *octets, gssize size)
{
  add_message (self, g_bytes_new (octets, size >= 0 ? (gsize) size : strlen (octets)));
}

static GBytes *
dup_with_crlf (const char *octets, gsize size)
{
  GByteArray *lines = g_byte_array_sized_new ((guint) size);

  for (gsize i = 0; i < size; i++)
    {
      if (octets[i] == '\n')
        g_byte_array_append (lines, (const guint8 *) "\r", 1);
      g_byte_array_append (lines, (const guint8 *) octets + i, 1);
    }
  return g_byte_array_free_to_bytes (lines);
}

static gboolean
add_file (RstTestServer *self, const char *path, gboolean exact, GError **error)
{
  g_autofree char *octets = NULL;
  gsize size;

  if (!g_file_get_contents (path, &octets, &size, error))
    return FALSE;
  if (!exact && g_strstr_len (octets, (gssize) size, "\r\n") == NULL)
    add_message (self, dup_with_crlf (octets, size));
  else
    add_message (self, g_bytes_new_take (g_steal_pointer (&octets), size));
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

gboolean
rst_test_server_add_folder (RstTestServer  *self,
                            const char     *path,
                            gboolean        exact,
                            GError        **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) folder = g_dir_open (path, 0, error);
  const char *name;

  if (folder == NULL)
    return FALSE;
  while ((name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_suffix (name, ".eml"))
      g_ptr_array_add (names, g_build_filename (path, name, NULL));

  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    if (!add_file (self, names->pdata[i], exact, error))
      return FALSE;
  return TRUE;
}

guint
rst_test_server_get_n_messages (RstTestServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->messages->len;
}

static gpointer
copy_message_cb (gconstpointer message, gpointer user_data)
{
  return g_atomic_rc_box_acquire ((gpointer) message);
}

GPtrArray *
rst_test_server_dup_maildrop (RstTestServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_ptr_array_copy (self->messages, copy_message_cb, NULL);
}

void
rst_test_server_remove (RstTestServer *self, RstTestMessage *message)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_ptr_array_remove (self->messages, message);
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
