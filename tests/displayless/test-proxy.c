/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Proxies that GIO's resolver names are used, they look names up themselves,
 * and each way in which one can fail is said. The proxies are the test's own.
 */

#include "config.h"

#include <string.h>

#include "base/rst-error.h"
#include "net/rst-connect.h"
#include "net/rst-proxy.h"

/* RFC 6761 §6.4: no name under .invalid exists; only the proxies know it. */
#define HOST "pop.restante.invalid"

#define USER_INFO "ann:secret@"

/* Stands where a desktop's settings would. */
#define TEST_TYPE_RESOLVER (test_resolver_get_type ())
G_DECLARE_FINAL_TYPE (TestResolver, test_resolver, TEST, RESOLVER, GSimpleProxyResolver)

struct _TestResolver
{
  GSimpleProxyResolver parent_instance;
};

static gboolean
is_supported (GProxyResolver *resolver)
{
  return TRUE;
}

static void
test_resolver_iface_init (GProxyResolverInterface *iface)
{
  iface->is_supported = is_supported;
}

G_DEFINE_TYPE_WITH_CODE (TestResolver, test_resolver, G_TYPE_SIMPLE_PROXY_RESOLVER,
                         G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER, test_resolver_iface_init)
                         g_io_extension_point_implement (G_PROXY_RESOLVER_EXTENSION_POINT_NAME,
                                                         g_define_type_id, "test", 1000))

static void
test_resolver_class_init (TestResolverClass *klass)
{
}

static void
test_resolver_init (TestResolver *self)
{
}

/* A proxy on loopback, which then also plays the server behind it. */
typedef struct
{
  const char *scheme;
  const char *answers[2]; /* to the first and the second message, in C escapes */
  gboolean is_anonymous; /* no user and password are set for it */
  gboolean is_socks;
  GSocketListener *listener;
  guint16 port;
  GThread *thread;
  char *host; /* that it was asked to connect to */
} Proxy;

static gboolean
read_exactly (GIOStream *stream, void *octets, gsize count)
{
  gsize got;

  return g_input_stream_read_all (g_io_stream_get_input_stream (stream), octets, count, &got, NULL, NULL) &&
         got == count;
}

static gboolean
answer (GIOStream *stream, const char *escaped)
{
  g_autofree char *octets = g_strcompress (escaped);
  const char *end = strchr (escaped, '\0');
  gsize count = 0;

  /* A NUL is \000: four characters for one octet, so the length is counted. */
  for (const char *p = escaped; p < end; p += *p == '\\' ? (g_ascii_isdigit (p[1]) ? 4 : 2) : 1)
    count++;
  return g_output_stream_write_all (g_io_stream_get_output_stream (stream), octets, count, NULL, NULL, NULL);
}

/* RFC 1928 §3 to §6: methods, then a request for a host by its name. */
static void
serve_socks (Proxy *self, GIOStream *client)
{
  guint8 head[2], methods[255], request[5], port[2];
  char host[256] = "";

  if (!read_exactly (client, head, 2) || !read_exactly (client, methods, head[1]) ||
      !answer (client, self->answers[0]) || self->answers[1] == NULL)
    return;
  if (!read_exactly (client, request, 5))
    return;
  g_assert_cmpuint (request[3], ==, 3);
  if (read_exactly (client, host, request[4]) && read_exactly (client, port, 2))
    self->host = g_strdup (host);
  answer (client, self->answers[1]);
}

/* RFC 9110 §9.3.6 */
static void
serve_http (Proxy *self, GIOStream *client)
{
  GString *request = g_string_new (NULL);
  char octet;

  while (strstr (request->str, "\r\n\r\n") == NULL && read_exactly (client, &octet, 1))
    g_string_append_c (request, octet);
  if (g_str_has_prefix (request->str, "CONNECT "))
    self->host = g_strndup (request->str + 8, strcspn (request->str + 8, ": "));
  answer (client, self->answers[0]);
  g_string_free (request, TRUE);
}

static gpointer
proxy_thread (gpointer data)
{
  Proxy *self = data;
  g_autoptr (GSocketConnection) client = g_socket_listener_accept (self->listener, NULL, NULL, NULL);

  g_assert_nonnull (client);
  if (self->is_socks)
    serve_socks (self, G_IO_STREAM (client));
  else
    serve_http (self, G_IO_STREAM (client));
  return NULL;
}

static void
set_resolver (const char *scheme, const char *user_info, const char *host, guint port)
{
  GProxyResolver *resolver = g_proxy_resolver_get_default ();
  g_autofree char *uri = g_strdup_printf ("%s://%s%s:%u", scheme, user_info, host, port);

  g_assert_true (TEST_IS_RESOLVER (resolver));
  g_simple_proxy_resolver_set_default_proxy (G_SIMPLE_PROXY_RESOLVER (resolver), uri);
}

static void
proxy_start (Proxy *self)
{
  g_autoptr (GError) error = NULL;

  self->is_socks = g_str_has_prefix (self->scheme, "socks");
  self->listener = g_socket_listener_new ();
  self->port = g_socket_listener_add_any_inet_port (self->listener, NULL, &error);
  g_assert_no_error (error);
  set_resolver (self->scheme, self->is_anonymous ? "" : USER_INFO, "127.0.0.1", self->port);
  self->thread = g_thread_new ("proxy", proxy_thread, self);
}

static void
proxy_stop (Proxy *self)
{
  g_thread_join (self->thread);
  g_object_unref (self->listener);
  g_free (self->host);
}

static RstEndpoint *
new_endpoint (void)
{
  RstEndpoint *endpoint = rst_endpoint_new (HOST, 110, RST_SECURITY_PLAINTEXT);

  endpoint->timeout = 10;
  return endpoint;
}

/* The name goes to the proxy as it is: nobody here can look it up. */
static void
test_used (gconstpointer data)
{
  Proxy proxy = *(const Proxy *) data;
  g_autoptr (RstEndpoint) endpoint = new_endpoint ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GIOStream) stream = NULL;
  char greeting[3];

  proxy_start (&proxy);
  stream = rst_connect (endpoint, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (read_exactly (stream, greeting, 3));
  g_assert_cmpmem (greeting, 3, "+OK", 3);
  g_assert_cmpstr (proxy.host, ==, HOST);
  proxy_stop (&proxy);
}

static const Proxy socks = { "socks5", { "\\005\\000", "\\005\\000\\000\\001\\177\\000\\000\\001\\000\\000+OK\\r\\n" } };
static const Proxy http = { "http", { "HTTP/1.0 200 OK\\r\\n\\r\\n+OK\\r\\n" } };

static void
assert_fails (RstError code, const char *says)
{
  g_autoptr (RstEndpoint) endpoint = new_endpoint ();
  g_autoptr (GError) error = NULL;

  g_assert_null (rst_connect (endpoint, NULL, &error));
  g_assert_error (error, RST_ERROR, (int) code);
  g_test_message ("%s", error->message);
  g_assert_null (strstr (error->message, "secret"));
  if (strstr (error->message, says) == NULL)
    g_error ("“%s” does not say “%s”", error->message, says);
}

/* Each way in which a proxy refuses has its sentence, which names the proxy. */
static void
test_refusals (void)
{
  static const struct
  {
    Proxy proxy;
    const char *says;
  } refusals[] = {
    /* RFC 1928 §3: no acceptable method; §6: not allowed, refused by the host */
    { { "socks5", { "\\005\\377" }, TRUE }, "wants a user name and a password" },
    { { "socks5", { "\\005\\377" } }, "does not take the user name and password" },
    { { "socks5", { "moin" } }, "made no connection to " HOST " port 110" },
    { { "socks5", { "\\005\\000", "\\005\\002\\000\\001\\000\\000\\000\\000\\000\\000" } }, "does not allow a connection to " HOST " port 110" },
    { { "socks5", { "\\005\\000", "\\005\\005\\000\\001\\000\\000\\000\\000\\000\\000" } }, "made no connection to " HOST " port 110" },
    { { "http", { "HTTP/1.0 403 Forbidden\\r\\n\\r\\n" } }, "does not allow a connection to " HOST " port 110" },
    { { "http", { "HTTP/1.0 407 Who\\r\\n\\r\\n" }, TRUE }, "wants a user name and a password" },
    { { "http", { "HTTP/1.0 407 Who\\r\\n\\r\\n" } }, "does not take the user name and password" },
    { { "http", { "HTTP/1.0 502 Bad\\r\\n\\r\\n" } }, "made no connection to " HOST " port 110" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      Proxy proxy = refusals[i].proxy;

      proxy_start (&proxy);
      assert_fails (RST_ERROR_TCP, refusals[i].says);
      proxy_stop (&proxy);
    }
}

static void
test_out_of_reach (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *says = g_strdup_printf ("The proxy socks5://127.0.0.1:%u refuses connections", port);

  set_resolver ("gopher", USER_INFO, "127.0.0.1", port);
  assert_fails (RST_ERROR_TCP, "is of a kind that cannot be used here");

  g_socket_listener_close (listener);
  set_resolver ("socks5", USER_INFO, "127.0.0.1", port);
  assert_fails (RST_ERROR_TCP, says);
  set_resolver ("http", USER_INFO, "proxy.restante.invalid", 8080);
  assert_fails (RST_ERROR_TCP, "The proxy http://proxy.restante.invalid:8080 is not known by that name");
}

/* What is told of a proxy has no password in it; a direct way is none. */
static void
test_lookup (void)
{
  g_autoptr (RstEndpoint) endpoint = new_endpoint ();
  g_autoptr (GError) error = NULL;
  g_autofree char *proxy = NULL;

  set_resolver ("socks5", USER_INFO, "proxy.example.org", 1080);
  g_assert_true (rst_proxy_lookup (endpoint, &proxy, NULL, &error));
  g_assert_cmpstr (proxy, ==, "socks5://proxy.example.org:1080");

  g_simple_proxy_resolver_set_default_proxy (G_SIMPLE_PROXY_RESOLVER (g_proxy_resolver_get_default ()), NULL);
  g_clear_pointer (&proxy, g_free);
  g_assert_true (rst_proxy_lookup (endpoint, &proxy, NULL, &error));
  g_assert_null (proxy);
}

/* A resolver may lead what is spoken here another way than the rest. */
static void
test_scheme (void)
{
  GSimpleProxyResolver *resolver = G_SIMPLE_PROXY_RESOLVER (g_proxy_resolver_get_default ());
  g_autoptr (RstEndpoint) endpoint = new_endpoint ();
  g_autofree char *plain = NULL;
  g_autofree char *tls = NULL;

  g_simple_proxy_resolver_set_default_proxy (resolver, NULL);
  g_simple_proxy_resolver_set_uri_proxy (resolver, "pop3s", "socks5://127.0.0.1:1");
  g_assert_true (rst_proxy_lookup (endpoint, &plain, NULL, NULL));
  g_assert_null (plain);
  endpoint->security = RST_SECURITY_TLS;
  g_assert_true (rst_proxy_lookup (endpoint, &tls, NULL, NULL));
  g_assert_cmpstr (tls, ==, "socks5://127.0.0.1:1");
  assert_fails (RST_ERROR_DNS, "“" HOST "” is not known");
}

int
main (int argc, char **argv)
{
  g_setenv ("GIO_USE_PROXY_RESOLVER", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_io_extension_point_register (G_PROXY_RESOLVER_EXTENSION_POINT_NAME);
  g_type_ensure (TEST_TYPE_RESOLVER);

  g_test_add_data_func ("/proxy/used/socks", &socks, test_used);
  g_test_add_data_func ("/proxy/used/http", &http, test_used);
  g_test_add_func ("/proxy/refusals", test_refusals);
  g_test_add_func ("/proxy/out-of-reach", test_out_of_reach);
  g_test_add_func ("/proxy/lookup", test_lookup);
  g_test_add_func ("/proxy/scheme", test_scheme);
  return g_test_run ();
}
