/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Names, addresses and services as a name server of the test's own has them. An
 * address that never answers does not hold a connection up while there is
 * another.
 */

#include "config.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/rst-error.h"
#include "net/rst-connect.h"
#include "net/rst-lookup.h"
#include "rst-test-server.h"

/* pop.example.org is at ::1 and 127.0.0.1, four.example.org at 127.0.0.1. */
#define TEST_TYPE_RESOLVER (test_resolver_get_type ())
G_DECLARE_FINAL_TYPE (TestResolver, test_resolver, TEST, RESOLVER, GResolver)

struct _TestResolver
{
  GResolver parent_instance;
};

G_DEFINE_FINAL_TYPE (TestResolver, test_resolver, G_TYPE_RESOLVER)

static void
look_up_async (GResolver               *resolver,
               const char              *name,
               GResolverNameLookupFlags flags,
               GCancellable            *cancellable,
               GAsyncReadyCallback      callback,
               gpointer                 user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);
  GList *addresses = NULL;

  if (!(flags & G_RESOLVER_NAME_LOOKUP_FLAGS_IPV6_ONLY) && !g_str_equal (name, "nowhere.example.org"))
    addresses = g_list_prepend (addresses, g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4));
  if (!(flags & G_RESOLVER_NAME_LOOKUP_FLAGS_IPV4_ONLY) && g_str_equal (name, "pop.example.org"))
    addresses = g_list_prepend (addresses, g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV6));
  if (addresses != NULL)
    g_task_return_pointer (task, addresses, (GDestroyNotify) g_resolver_free_addresses);
  else
    g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "none");
}

static GList *
take_list (GResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
look_up_service_async (GResolver          *resolver,
                       const char         *name,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  if (g_str_equal (name, "_pop3s._tcp.example.org"))
    g_task_return_pointer (task, g_list_prepend (NULL, g_srv_target_new ("pop.example.org", 995, 0, 0)), NULL);
  else if (g_str_equal (name, "_pop3._tcp.example.org"))
    g_task_return_pointer (task, NULL, NULL); /* what GResolver makes of "." */
  else if (g_str_equal (name, "_pop3._tcp.dot.example.org"))
    g_task_return_pointer (task, g_list_prepend (NULL, g_srv_target_new (".", 0, 0, 0)), NULL);
  else if (g_str_equal (name, "_pop3s._tcp.broken.example.org"))
    g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE, "try later");
  else
    g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "none");
}

static void
test_resolver_class_init (TestResolverClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  resolver_class->lookup_by_name_with_flags_async = look_up_async;
  resolver_class->lookup_by_name_with_flags_finish = take_list;
  resolver_class->lookup_service_async = look_up_service_async;
  resolver_class->lookup_service_finish = take_list;
}

static void
test_resolver_init (TestResolver *self)
{
}

static RstEndpoint *
new_endpoint (const char *host, guint16 port)
{
  RstEndpoint *endpoint = rst_endpoint_new (host, port, RST_SECURITY_PLAINTEXT);

  endpoint->timeout = 10;
  return endpoint;
}

static void
assert_addresses (const char *host, GSocketFamily family, const char *expected, const char *says)
{
  g_autoptr (RstEndpoint) endpoint = new_endpoint (host, 110);
  g_autoptr (GError) error = NULL;
  GList *addresses = rst_lookup_addresses (endpoint, family, NULL, &error);

  if (expected != NULL)
    {
      g_autofree char *address = NULL;

      g_assert_no_error (error);
      g_assert_cmpuint (g_list_length (addresses), ==, 1);
      address = g_inet_address_to_string (addresses->data);
      g_assert_cmpstr (address, ==, expected);
    }
  else
    {
      g_assert_error (error, RST_ERROR, RST_ERROR_DNS);
      g_assert_nonnull (strstr (error->message, says));
    }
  g_resolver_free_addresses (addresses);
}

static void
test_addresses (void)
{
  assert_addresses ("pop.example.org", G_SOCKET_FAMILY_IPV4, "127.0.0.1", NULL);
  assert_addresses ("pop.example.org", G_SOCKET_FAMILY_IPV6, "::1", NULL);
  assert_addresses ("four.example.org", G_SOCKET_FAMILY_IPV6, NULL, "“four.example.org”");
  assert_addresses ("nowhere.example.org", G_SOCKET_FAMILY_IPV4, NULL, "“nowhere.example.org” is not known");
  /* An address is its own name, in its own family. */
  assert_addresses ("::1", G_SOCKET_FAMILY_IPV6, "::1", NULL);
  assert_addresses ("::1", G_SOCKET_FAMILY_IPV4, NULL, "“::1” has no IPv4 address");
}

static void
assert_answer (const char *service, const char *domain, RstLookupAnswer expected)
{
  g_autoptr (GError) error = NULL;
  GList *targets = NULL;

  g_assert_cmpint (rst_lookup_service (service, domain, 1, &targets, NULL, &error), ==, expected);
  g_assert_cmpint (targets != NULL, ==, expected == RST_LOOKUP_OFFERED);
  g_assert_cmpint (error != NULL, ==, expected == RST_LOOKUP_FAILED);
  if (targets != NULL)
    g_assert_cmpstr (g_srv_target_get_hostname (targets->data), ==, "pop.example.org");
  g_resolver_free_targets (targets);
}

/* RFC 6186 §3.3; RFC 2782: "." says that there is none. */
static void
test_services (void)
{
  assert_answer ("pop3s", "example.org", RST_LOOKUP_OFFERED);
  assert_answer ("pop3", "example.org", RST_LOOKUP_NOT_OFFERED);
  assert_answer ("pop3", "dot.example.org", RST_LOOKUP_NOT_OFFERED);
  assert_answer ("pop3s", "other.example.org", RST_LOOKUP_NOTHING);
  assert_answer ("pop3s", "broken.example.org", RST_LOOKUP_FAILED);
}

/* A server that nobody can connect to, without being refused: its queue is full,
 * so what comes is dropped, as a firewall does.
 */
typedef struct
{
  int listener;
  int fillers[4];
} BlackHole;

static void
black_hole_open (BlackHole *self, guint16 port)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV6);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, port);
  struct sockaddr_storage native;
  socklen_t size = (socklen_t) g_socket_address_get_native_size (address);

  g_assert_true (g_socket_address_to_native (address, &native, sizeof native, NULL));
  self->listener = socket (AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint (bind (self->listener, (struct sockaddr *) &native, size), ==, 0);
  g_assert_cmpint (listen (self->listener, 0), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (self->fillers); i++)
    {
      self->fillers[i] = socket (AF_INET6, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
      connect (self->fillers[i], (struct sockaddr *) &native, size);
    }
  g_usleep (G_USEC_PER_SEC / 20);
}

static void
black_hole_close (BlackHole *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->fillers); i++)
    close (self->fillers[i]);
  close (self->listener);
}

/* RFC 8305 §5: IPv6 leads nowhere, IPv4 answers a quarter of a second later. */
static void
test_black_hole (void)
{
  RstTestServerOptions options = { .security = RST_TEST_SECURITY_PLAIN };
  g_autoptr (RstTestServer) server = rst_test_server_new (&options, NULL);
  g_autoptr (RstEndpoint) endpoint = new_endpoint ("pop.example.org", rst_test_server_get_port (server));
  g_autoptr (GInetAddress) ipv6 = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV6);
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) blocked = NULL;
  BlackHole hole;
  gint64 begin;

  black_hole_open (&hole, endpoint->port);
  g_assert_false (rst_connect_try (endpoint, ipv6, 1, NULL, &blocked));
  g_assert_error (blocked, RST_ERROR, RST_ERROR_TIMEOUT);

  begin = g_get_monotonic_time ();
  stream = rst_connect (endpoint, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 2 * G_USEC_PER_SEC);
  black_hole_close (&hole);
}

static void
test_try (void)
{
  RstTestServerOptions options = { .security = RST_TEST_SECURITY_PLAIN };
  g_autoptr (RstTestServer) server = rst_test_server_new (&options, NULL);
  g_autoptr (RstEndpoint) endpoint = new_endpoint ("pop.example.org", rst_test_server_get_port (server));
  g_autoptr (GInetAddress) ipv4 = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GError) error = NULL;

  g_assert_true (rst_connect_try (endpoint, ipv4, 5, NULL, &error));
  g_assert_no_error (error);
  g_clear_pointer (&server, rst_test_server_free);
  g_assert_false (rst_connect_try (endpoint, ipv4, 5, NULL, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_TCP);
  g_assert_nonnull (strstr (error->message, "refuses connections"));
}

int
main (int argc, char **argv)
{
  g_autoptr (GResolver) resolver = NULL;

  g_test_init (&argc, &argv, NULL);
  resolver = g_object_new (TEST_TYPE_RESOLVER, NULL);
  g_resolver_set_default (resolver);

  g_test_add_func ("/lookup/addresses", test_addresses);
  g_test_add_func ("/lookup/services", test_services);
  g_test_add_func ("/lookup/black-hole", test_black_hole);
  g_test_add_func ("/lookup/try", test_try);
  return g_test_run ();
}
