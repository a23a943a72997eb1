/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which certificates are taken for which names, and what is said of the others.
 * Each server is made for one certificate; every name is at 127.0.0.1.
 */

#include "config.h"

#include <glib/gstdio.h>
#include <gnutls/x509.h>
#include <string.h>

#include "base/rst-error.h"
#include "net/rst-certificate.h"
#include "net/rst-connect.h"

#define DAY (24 * 60 * 60)

/* Every name is a server on loopback. */
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

  if (flags & G_RESOLVER_NAME_LOOKUP_FLAGS_IPV6_ONLY)
    g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "none");
  else
    g_task_return_pointer (task, g_list_prepend (NULL, g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4)), NULL);
}

static GList *
look_up_finish (GResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_resolver_class_init (TestResolverClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  resolver_class->lookup_by_name_with_flags_async = look_up_async;
  resolver_class->lookup_by_name_with_flags_finish = look_up_finish;
}

static void
test_resolver_init (TestResolver *self)
{
}

/* None of this depends on anything outside: a failure is a bug here. */
static void
check (int result)
{
  if (result < 0)
    g_error ("GnuTLS: %s", gnutls_strerror (result));
}

typedef struct
{
  gnutls_x509_privkey_t key;
  gnutls_x509_crt_t certificate;
} Identity;

/* How a server's certificate is made; zeros are one that is as it should be. */
typedef struct
{
  const char *dns_name;
  gboolean has_address; /* 127.0.0.1 */
  const char *subject;
  int from, until;       /* days from now; 0 is a day ago, and a month */
  guint rsa_bits;        /* 0 is an elliptic curve */
  gnutls_digest_algorithm_t digest;
  enum
  {
    BY_AUTHORITY,
    BY_ITSELF,
    BY_INTERMEDIATE,
    BY_HIDDEN_INTERMEDIATE, /* which is not shown */
  } issuer;
} Recipe;

static Identity authority;
static Identity intermediate;
static char *ca_file;

static void
begin (Identity *self, const char *subject, guint rsa_bits)
{
  static guint8 serial = 0;

  serial++;
  check (gnutls_x509_privkey_init (&self->key));
  if (rsa_bits > 0)
    check (gnutls_x509_privkey_generate (self->key, GNUTLS_PK_RSA, rsa_bits, 0));
  else
    check (gnutls_x509_privkey_generate (self->key, GNUTLS_PK_ECDSA,
                                         GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0));
  check (gnutls_x509_crt_init (&self->certificate));
  check (gnutls_x509_crt_set_version (self->certificate, 3));
  check (gnutls_x509_crt_set_serial (self->certificate, &serial, sizeof serial));
  check (gnutls_x509_crt_set_key (self->certificate, self->key));
  check (gnutls_x509_crt_set_dn (self->certificate, subject, NULL));
}

static void
end (Identity *self, const Identity *issuer, int from, int until, gnutls_digest_algorithm_t digest)
{
  time_t now = time (NULL);

  check (gnutls_x509_crt_set_activation_time (self->certificate, now + from * DAY));
  check (gnutls_x509_crt_set_expiration_time (self->certificate, now + until * DAY));
  check (gnutls_x509_crt_sign2 (self->certificate, issuer->certificate, issuer->key, digest, 0));
}

static void
make_authority (Identity *self, const char *subject, const Identity *issuer)
{
  begin (self, subject, 0);
  check (gnutls_x509_crt_set_basic_constraints (self->certificate, 1, -1));
  check (gnutls_x509_crt_set_key_usage (self->certificate, GNUTLS_KEY_KEY_CERT_SIGN));
  end (self, issuer, -1, 30, GNUTLS_DIG_SHA256);
}

static const Identity *
get_issuer (const Recipe *recipe, const Identity *self)
{
  switch (recipe->issuer)
    {
    case BY_ITSELF:
      return self;
    case BY_INTERMEDIATE:
    case BY_HIDDEN_INTERMEDIATE:
      return &intermediate;
    case BY_AUTHORITY:
    default:
      return &authority;
    }
}

static void
make_server (Identity *self, const Recipe *recipe)
{
  static const guint8 loopback[] = { 127, 0, 0, 1 };

  begin (self, recipe->subject != NULL ? recipe->subject : "CN=Test", recipe->rsa_bits);
  if (recipe->dns_name != NULL)
    check (gnutls_x509_crt_set_subject_alt_name (self->certificate, GNUTLS_SAN_DNSNAME, recipe->dns_name,
                                                 strlen (recipe->dns_name), GNUTLS_FSAN_APPEND));
  if (recipe->has_address)
    check (gnutls_x509_crt_set_subject_alt_name (self->certificate, GNUTLS_SAN_IPADDRESS, loopback,
                                                 sizeof loopback, GNUTLS_FSAN_APPEND));
  check (gnutls_x509_crt_set_basic_constraints (self->certificate, 0, -1));
  check (gnutls_x509_crt_set_key_usage (self->certificate, GNUTLS_KEY_DIGITAL_SIGNATURE));
  check (gnutls_x509_crt_set_key_purpose_oid (self->certificate, GNUTLS_KP_TLS_WWW_SERVER, 0));
  end (self, get_issuer (recipe, self),
       recipe->from != 0 ? recipe->from : -1, recipe->until != 0 ? recipe->until : 30,
       recipe->digest != GNUTLS_DIG_UNKNOWN ? recipe->digest : GNUTLS_DIG_SHA256);
}

static void
clear_identity (Identity *self)
{
  gnutls_x509_crt_deinit (self->certificate);
  gnutls_x509_privkey_deinit (self->key);
}

/* A server for one connection, which ends when the client is gone. */
typedef struct
{
  GTlsCertificate *certificate;
  gboolean asks_client;
  char *client_fingerprint; /* of what the client showed */
  GSocketListener *listener;
  guint16 port;
  GThread *thread;
} Server;

static gboolean
accept_client_cb (GTlsConnection *connection, GTlsCertificate *certificate, GTlsCertificateFlags problems, gpointer user_data)
{
  return TRUE;
}

static gpointer
serve_thread (gpointer data)
{
  Server *self = data;
  g_autoptr (GSocketConnection) connection = g_socket_listener_accept (self->listener, NULL, NULL, NULL);
  g_autoptr (GIOStream) tls = NULL;
  char octet;

  if (connection == NULL)
    return NULL;
  tls = g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);
  if (self->asks_client)
    g_object_set (tls, "authentication-mode", G_TLS_AUTHENTICATION_REQUIRED, NULL);
  g_signal_connect (tls, "accept-certificate", G_CALLBACK (accept_client_cb), NULL);
  if (!g_tls_connection_handshake (G_TLS_CONNECTION (tls), NULL, NULL))
    return NULL;
  if (self->asks_client)
    self->client_fingerprint = rst_certificate_dup_fingerprint (g_tls_connection_get_peer_certificate (G_TLS_CONNECTION (tls)));
  g_input_stream_read (g_io_stream_get_input_stream (tls), &octet, 1, NULL, NULL);
  return NULL;
}

static void
append_pem (GString *pem, gnutls_x509_crt_t certificate)
{
  gnutls_datum_t text;

  check (gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_PEM, &text));
  g_string_append_len (pem, (const char *) text.data, text.size);
  gnutls_free (text.data);
}

/* The key, the certificate, and what is shown of the chain. */
static char *
make_pem (const Recipe *recipe)
{
  GString *pem = g_string_new (NULL);
  Identity identity;
  gnutls_datum_t key;

  make_server (&identity, recipe);
  check (gnutls_x509_privkey_export2_pkcs8 (identity.key, GNUTLS_X509_FMT_PEM, NULL, 0, &key));
  g_string_append_len (pem, (const char *) key.data, key.size);
  append_pem (pem, identity.certificate);
  if (recipe->issuer == BY_INTERMEDIATE)
    append_pem (pem, intermediate.certificate);

  gnutls_free (key.data);
  clear_identity (&identity);
  return g_string_free (pem, FALSE);
}

static void
server_start (Server *self, const Recipe *recipe)
{
  g_autofree char *pem = make_pem (recipe);

  self->certificate = g_tls_certificate_new_from_pem (pem, -1, NULL);
  g_assert_nonnull (self->certificate);
  self->listener = g_socket_listener_new ();
  self->port = g_socket_listener_add_any_inet_port (self->listener, NULL, NULL);
  self->thread = g_thread_new ("server", serve_thread, self);
}

static void
server_stop (Server *self)
{
  if (self->thread != NULL)
    g_thread_join (self->thread);
  g_object_unref (self->listener);
  g_object_unref (self->certificate);
  g_free (self->client_fingerprint);
}

/* Whether @host may be a server with such a certificate: @says is what is wrong,
 * NULL for nothing.
 */
static void
judge (const Recipe *recipe, const char *host, const char *says)
{
  Server server = { 0 };
  g_autoptr (RstEndpoint) endpoint = NULL;
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (GError) error = NULL;

  server_start (&server, recipe);
  endpoint = rst_endpoint_new (host, server.port, RST_SECURITY_TLS);
  endpoint->ca_file = g_strdup (ca_file);
  endpoint->timeout = 10;
  stream = rst_connect (endpoint, NULL, &error);
  g_test_message ("%s: %s", host, error != NULL ? error->message : "taken");

  if (says == NULL)
    {
      g_assert_no_error (error);
    }
  else
    {
      g_assert_error (error, RST_ERROR, RST_ERROR_TLS_UNTRUSTED);
      g_assert_nonnull (strstr (error->message, host));
      if (strstr (error->message, says) == NULL)
        g_error ("“%s” does not say “%s”", error->message, says);
    }
  g_clear_object (&stream);
  server_stop (&server);
}

/* RFC 7817 §3, RFC 6125 §6.4: the name that was typed, in whatever case. */
static void
test_names (void)
{
  const Recipe exact = { .dns_name = "pop.example.org" };

  judge (&exact, "pop.example.org", NULL);
  judge (&exact, "POP.Example.ORG", NULL);
  judge (&exact, "mail.example.org", "for another name (it names pop.example.org)");
  judge (&exact, "example.org", "for another name");
}

/* RFC 7817 §3: a wildcard is all of the left-most label, and one label. */
static void
test_wildcards (void)
{
  const Recipe leftmost = { .dns_name = "*.example.org" };
  const Recipe partial = { .dns_name = "po*.example.org" };
  const Recipe inner = { .dns_name = "pop.*.org" };
  const Recipe all = { .dns_name = "*" };

  judge (&leftmost, "pop.example.org", NULL);
  judge (&leftmost, "a.pop.example.org", "for another name");
  judge (&leftmost, "example.org", "for another name");
  judge (&partial, "pop.example.org", "for another name");
  judge (&inner, "pop.example.org", "for another name");
  judge (&all, "pop.example.org", "for another name");
}

/* RFC 6125 §1.7.2: an address is no name, and a name is no address. */
static void
test_addresses (void)
{
  const Recipe address = { .has_address = TRUE };
  const Recipe as_name = { .dns_name = "127.0.0.1" };

  judge (&address, "127.0.0.1", NULL);
  judge (&address, "pop.example.org", "it names 127.0.0.1");
  judge (&as_name, "127.0.0.1", "for another name");
}

/* RFC 7817 §3: the subject's CN may count where there is no other name, and
 * does not where there is one.
 */
static void
test_common_name (void)
{
  const Recipe alone = { .subject = "CN=pop.example.org" };
  const Recipe beside = { .dns_name = "mail.example.org", .subject = "CN=pop.example.org" };

  judge (&alone, "pop.example.org", NULL);
  judge (&beside, "pop.example.org", "for another name (it names mail.example.org)");
}

static void
test_dates (void)
{
  const Recipe expired = { .dns_name = "pop.example.org", .from = -30, .until = -2 };
  const Recipe early = { .dns_name = "pop.example.org", .from = 2, .until = 30 };

  judge (&expired, "pop.example.org", "expired on ");
  judge (&early, "pop.example.org", "is not valid before ");
}

static void
test_chains (void)
{
  const Recipe whole = { .dns_name = "pop.example.org", .issuer = BY_INTERMEDIATE };
  const Recipe gap = { .dns_name = "pop.example.org", .issuer = BY_HIDDEN_INTERMEDIATE };
  const Recipe self_signed = { .dns_name = "pop.example.org", .issuer = BY_ITSELF };

  judge (&whole, "pop.example.org", NULL);
  judge (&gap, "pop.example.org", "an authority that is not known here (CN=Test Intermediate)");
  judge (&self_signed, "pop.example.org", "is self-signed");
}

static void
test_weak (void)
{
  const Recipe usual = { .dns_name = "pop.example.org", .rsa_bits = 2048 };
  const Recipe sha1 = { .dns_name = "pop.example.org", .digest = GNUTLS_DIG_SHA1 };
  const Recipe short_key = { .dns_name = "pop.example.org", .rsa_bits = 1024 };

  judge (&usual, "pop.example.org", NULL);
  judge (&sha1, "pop.example.org", "cryptography that is no longer safe");
  judge (&short_key, "pop.example.org", "cryptography that is no longer safe");
}

/* What is told of a certificate, whether it was taken or not. */
static void
test_details (void)
{
  const Recipe recipe = { .dns_name = "pop.example.org", .issuer = BY_INTERMEDIATE, .until = 5 };
  Server server = { 0 };
  g_autoptr (RstEndpoint) endpoint = NULL;
  g_autoptr (GIOStream) plain = NULL;
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (RstTlsDetails) details = NULL;
  g_autoptr (GError) error = NULL;

  server_start (&server, &recipe);
  endpoint = rst_endpoint_new ("other.example.org", server.port, RST_SECURITY_PLAINTEXT);
  endpoint->ca_file = g_strdup (ca_file);
  plain = rst_connect (endpoint, NULL, &error);
  g_assert_no_error (error);
  stream = rst_start_tls_full (endpoint, plain, &details, NULL, &error);
  g_assert_null (stream);
  g_assert_error (error, RST_ERROR, RST_ERROR_TLS_UNTRUSTED);
  g_assert_nonnull (details);
  g_assert_cmpstr (details->names, ==, "pop.example.org");
  g_assert_cmpuint (details->chain->len, ==, 2);
  g_assert_cmpstr (details->chain->pdata[0], ==, "CN=Test, signed by CN=Test Intermediate");
  g_assert_cmpstr (details->chain->pdata[1], ==, "CN=Test Intermediate, signed by CN=Test Authority");
  g_assert_cmpuint (strlen (details->fingerprint), ==, 64);
  g_assert_cmpint (rst_tls_details_get_days_left (details), ==, 4);
  g_clear_object (&plain);
  server_stop (&server);
}

/* What this side shows must be usable before anything is connected. */
static void
test_client_certificate (void)
{
  static const struct
  {
    const char *text;
    const char *says;
  } files[] = {
    { "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n", "holds no private key" },
    { "-----BEGIN ENCRYPTED PRIVATE KEY-----\nx\n-----END ENCRYPTED PRIVATE KEY-----\n", "is encrypted" },
    { "-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----\n", "holds no client certificate" },
    { "-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n", "cannot be used" },
    { NULL, "cannot be read" },
  };
  const Recipe recipe = { .dns_name = "pop.example.org" };
  g_autofree char *path = g_strconcat (ca_file, ".client", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      Server server = { 0 };
      g_autoptr (RstEndpoint) endpoint = NULL;
      g_autoptr (GError) error = NULL;

      server_start (&server, &recipe);
      endpoint = rst_endpoint_new ("pop.example.org", server.port, RST_SECURITY_TLS);
      endpoint->ca_file = g_strdup (ca_file);
      endpoint->client_certificate = g_strdup (path);
      if (files[i].text != NULL)
        g_assert_true (g_file_set_contents (path, files[i].text, -1, NULL));
      g_assert_null (rst_connect (endpoint, NULL, &error));
      g_assert_error (error, RST_ERROR, RST_ERROR_CONFIG);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, files[i].says));
      g_unlink (path);
      server_stop (&server);
    }
}

/* RFC 5246 §7.4.6, RFC 8446 §4.4.2: who is asked shows it. */
static void
test_client_shown (void)
{
  const Recipe recipe = { .dns_name = "pop.example.org" };
  const Recipe own = { .subject = "CN=ann", .issuer = BY_ITSELF };
  g_autofree char *pem = make_pem (&own);
  g_autofree char *path = g_strconcat (ca_file, ".client", NULL);
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_pem (pem, -1, NULL);
  g_autofree char *fingerprint = rst_certificate_dup_fingerprint (certificate);
  g_autoptr (RstEndpoint) endpoint = NULL;
  g_autoptr (RstEndpoint) copy = NULL;
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  Server server = { .asks_client = TRUE };

  g_assert_true (g_file_set_contents (path, pem, -1, NULL));
  server_start (&server, &recipe);
  endpoint = rst_endpoint_new ("pop.example.org", server.port, RST_SECURITY_TLS);
  endpoint->ca_file = g_strdup (ca_file);
  endpoint->client_certificate = g_strdup (path);
  copy = rst_endpoint_copy (endpoint);
  stream = rst_connect (copy, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&stream);
  g_thread_join (g_steal_pointer (&server.thread));
  g_assert_cmpstr (server.client_fingerprint, ==, fingerprint);
  server_stop (&server);
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("test-certificate-XXXXXX", NULL);
  g_autoptr (GResolver) resolver = NULL;
  gnutls_datum_t pem;
  int status;

  g_test_init (&argc, &argv, NULL);
  resolver = g_object_new (TEST_TYPE_RESOLVER, NULL);
  g_resolver_set_default (resolver);
  make_authority (&authority, "CN=Test Authority", &authority);
  make_authority (&intermediate, "CN=Test Intermediate", &authority);
  check (gnutls_x509_crt_export2 (authority.certificate, GNUTLS_X509_FMT_PEM, &pem));
  ca_file = g_build_filename (folder, "ca.pem", NULL);
  g_assert_true (g_file_set_contents (ca_file, (const char *) pem.data, pem.size, NULL));
  gnutls_free (pem.data);

  g_test_add_func ("/certificate/names", test_names);
  g_test_add_func ("/certificate/wildcards", test_wildcards);
  g_test_add_func ("/certificate/addresses", test_addresses);
  g_test_add_func ("/certificate/common-name", test_common_name);
  g_test_add_func ("/certificate/dates", test_dates);
  g_test_add_func ("/certificate/chains", test_chains);
  g_test_add_func ("/certificate/weak", test_weak);
  g_test_add_func ("/certificate/details", test_details);
  g_test_add_func ("/certificate/client", test_client_certificate);
  g_test_add_func ("/certificate/client-shown", test_client_shown);
  status = g_test_run ();

  g_unlink (ca_file);
  g_rmdir (folder);
  g_free (ca_file);
  clear_identity (&intermediate);
  clear_identity (&authority);
  return status;
}
