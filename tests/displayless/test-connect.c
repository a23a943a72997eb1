/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/rst-error.h"
#include "net/rst-connect.h"
#include "rst-test-server.h"

/* Every connection of this process shares one cache of TLS sessions: each test
 * has a server of its own, with a port of its own, unless resuming is what it
 * is about.
 */
static RstTestCa *ca;
static char *ca_file;

static RstTestServer *
start_server (RstTestSecurity     security,
              RstTestCertificate  certificate,
              const char         *tls_max,
              const char         *script)
{
  g_autoptr (GError) error = NULL;
  RstTestServerOptions options = {
    .security = security,
    .ca = ca,
    .certificate = certificate,
    .tls_max = tls_max,
    .script = script,
  };
  RstTestServer *server = rst_test_server_new (&options, &error);

  g_assert_no_error (error);
  return server;
}

static RstEndpoint *
endpoint_for (RstTestServer *server)
{
  RstEndpoint *endpoint = rst_endpoint_new ("127.0.0.1", rst_test_server_get_port (server), RST_SECURITY_TLS);

  endpoint->ca_file = g_strdup (ca_file);
  endpoint->timeout = 10;
  return endpoint;
}

static void
assert_connects (RstEndpoint *endpoint)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GIOStream) stream = rst_connect (endpoint, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (stream);
}

/* The error has this code, and its sentence says this. */
static void
assert_fails (RstEndpoint *endpoint, RstError code, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GIOStream) stream = rst_connect (endpoint, NULL, &error);

  g_assert_null (stream);
  g_assert_error (error, RST_ERROR, (int) code);
  if (g_test_initialized ())
    g_test_message ("%s", error->message);
  if (strstr (error->message, says) == NULL)
    g_error ("“%s” does not say “%s”", error->message, says);
}

static void
test_good (void)
{
  g_autoptr (RstTestServer) server = start_server (RST_TEST_SECURITY_TLS, RST_TEST_CERTIFICATE_GOOD, NULL, NULL);
  g_autoptr (RstEndpoint) endpoint = endpoint_for (server);
  g_autoptr (GError) error = NULL;
  g_autoptr (GIOStream) stream = rst_connect (endpoint, NULL, &error);
  g_autofree char *tls = NULL;
  g_autofree char *fingerprint = NULL;
  char greeting[4];

  g_assert_no_error (error);
  tls = rst_connect_describe_tls (stream);
  g_assert_cmpstr (tls, ==, "TLS 1.3");
  fingerprint = rst_connect_dup_fingerprint (stream);
  g_assert_cmpstr (fingerprint, ==, rst_test_ca_get_fingerprint (ca, RST_TEST_CERTIFICATE_GOOD));
  g_assert_true (g_input_stream_read_all (g_io_stream_get_input_stream (stream), greeting, 3, NULL, NULL, &error));
  g_assert_cmpmem (greeting, 3, "+OK", 3);
}

/* The private authority replaces the system's, and is not added to it. */
static void
test_unknown_authority (void)
{
  g_autoptr (RstTestServer) server = start_server (RST_TEST_SECURITY_TLS, RST_TEST_CERTIFICATE_GOOD, NULL, NULL);
  g_autoptr (RstEndpoint) endpoint = endpoint_for (server);
  g_autoptr (RstTestCa) other = rst_test_ca_new ();
  g_autofree char *other_file = g_strconcat (ca_file, ".other", NULL);

  g_clear_pointer (&endpoint->ca_file, g_free);
  assert_fails (endpoint, RST_ERROR_TLS_UNTRUSTED, "authority that is not known here (CN=Test Authority)");

  g_assert_true (rst_test_ca_write (other, other_file, NULL));
  endpoint->ca_file = g_strdup (other_file);
  assert_fails (endpoint, RST_ERROR_TLS_UNTRUSTED, "The certificate of 127.0.0.1");
  g_unlink (other_file);
}

/* RFC 8314 §5: who cannot be validated is not talked to. */
static void
test_bad_certificates (void)
{
  static const struct
  {
    RstTestCertificate certificate;
    const char *says;
  } bad[] = {
    { RST_TEST_CERTIFICATE_SELF_SIGNED, "The certificate of 127.0.0.1 is self-signed" },
    { RST_TEST_CERTIFICATE_EXPIRED, "The certificate of 127.0.0.1 expired on 2024-01-02" },
    { RST_TEST_CERTIFICATE_WRONG_NAME, "The certificate of 127.0.0.1 is for another name (it names a.example, b.example)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (RstTestServer) server = start_server (RST_TEST_SECURITY_TLS, bad[i].certificate, NULL, NULL);
      g_autoptr (RstEndpoint) endpoint = endpoint_for (server);

      assert_fails (endpoint, RST_ERROR_TLS_UNTRUSTED, bad[i].says);
    }
}

static void
test_bad_ca_file (void)
{
  g_autoptr (RstTestServer) server = start_server (RST_TEST_SECURITY_TLS, RST_TEST_CERTIFICATE_GOOD, NULL, NULL);
  g_autoptr (RstEndpoint) endpoint = endpoint_for (server);
  g_autofree char *empty = g_strconcat (ca_file, ".empty", NULL);

  g_free (endpoint->ca_file);
  endpoint->ca_file = g_strdup ("/nonexistent/ca.pem");
  assert_fails (endpoint, RST_ERROR_TLS_UNTRUSTED, "/nonexistent/ca.pem");

  g_assert_true (g_file_set_contents (empty, "nothing\n", -1, NULL));
  g_free (endpoint->ca_file);
  endpoint->ca_file = g_strdup (empty);
  assert_fails (endpoint, RST_ERROR_TLS_UNTRUSTED, empty);
  g_unlink (empty);
}

/* RFC 8314 §5.4: with a pin neither authority nor name nor date counts, and nothing else is
 * accepted, not even what the authority vouches for.
 */
static void
test_pin (void)
{
  for (int i = 0; i < RST_TEST_N_CERTIFICATES; i++)
    {
      g_autoptr (RstTestServer) server = start_server (RST_TEST_SECURITY_TLS, (RstTestCertificate) i, NULL, NULL);
      g_autoptr (RstEndpoint) endpoint = endpoint_for (server);
      int other = (i + 1) % RST_TEST_N_CERTIFICATES;

      endpoint->pin = g_strdup (rst_test_ca_get_fingerprint (ca, (RstTestCertificate) other));
      assert_fails (endpoint, RST_ERROR_TLS_UNTRUSTED, "is not the one that was pinned");

      g_free (endpoint->pin);
      endpoint->pin = g_strdup (rst_test_ca_get_fingerprint (ca, (RstTestCertificate) i));
      assert_connects (endpoint);
    }
}

/* Reads the greeting, behind which TLS 1.3 gives the ticket to resume with. */
static void
connect_and_talk (RstEndpoint *endpoint)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GIOStream) stream = rst_connect (endpoint, NULL, &error);
  char greeting[3];

  g_assert_no_error (error);
  g_assert_true (g_input_stream_read_all (g_io_stream_get_input_stream (stream), greeting, 3, NULL, NULL, &error));
  g_assert_true (g_io_stream_close (stream, NULL, &error));
}

static guint
count_resumed (RstTestServer *server)
{
  g_autofree char *log = rst_test_server_dup_log (server);
  guint count = 0;

  for (const char *p = log; (p = strstr (p, "resumed")) != NULL; p++)
    count++;
  return count;
}

/* A session that was made under a good authority is not taken over by one that
 * would not have accepted the server, and the other way round.
 */
static void
resume_after_authority (void)
{
  g_autoptr (RstTestServer) server = start_server (RST_TEST_SECURITY_TLS, RST_TEST_CERTIFICATE_GOOD, NULL, NULL);
  g_autoptr (RstEndpoint) good = endpoint_for (server);
  g_autoptr (RstEndpoint) pinned = rst_endpoint_copy (good);
  g_autoptr (RstEndpoint) unknown = rst_endpoint_copy (good);
  const char *other = rst_test_ca_get_fingerprint (ca, RST_TEST_CERTIFICATE_EXPIRED);

  connect_and_talk (good);
  connect_and_talk (good);
  g_assert_cmpuint (count_resumed (server), >, 0);

  pinned->pin = g_strdup (other);
  assert_fails (pinned, RST_ERROR_TLS_UNTRUSTED, "is not the one that was pinned");

  connect_and_talk (good);
  g_clear_pointer (&unknown->ca_file, g_free);
  assert_fails (unknown, RST_ERROR_TLS_UNTRUSTED, "authority that is not known");
}

static void
resume_after_pin (void)
{
  g_autoptr (RstTestServer) server = start_server (RST_TEST_SECURITY_TLS, RST_TEST_CERTIFICATE_SELF_SIGNED, NULL, NULL);
  g_autoptr (RstEndpoint) pinned = endpoint_for (server);
  g_autoptr (RstEndpoint) bare = rst_endpoint_copy (pinned);
  g_autoptr (RstEndpoint) wrong = rst_endpoint_copy (pinned);

  pinned->pin = g_strdup (rst_test_ca_get_fingerprint (ca, RST_TEST_CERTIFICATE_SELF_SIGNED));
  wrong->pin = g_strdup (rst_test_ca_get_fingerprint (ca, RST_TEST_CERTIFICATE_GOOD));

  connect_and_talk (pinned);
  connect_and_talk (pinned);
  g_assert_cmpuint (count_resumed (server), >, 0);
  assert_fails (wrong, RST_ERROR_TLS_UNTRUSTED, "is not the one that was pinned");
  assert_fails (bare, RST_ERROR_TLS_UNTRUSTED, "is self-signed");
}

/* GIO resumes nothing once g_test_init() was called: what is about resuming
 * runs in a process which does not.
 */
static void
test_resumed (gconstpointer name)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error,
                                                      self, "--resume", name, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_no_error (error);
}

/* RFC 8997: 1.1 is refused, though GIO takes it; 1.2 is not. */
static void
test_versions (void)
{
  g_autoptr (RstTestServer) old = start_server (RST_TEST_SECURITY_TLS, RST_TEST_CERTIFICATE_GOOD, "1.1", NULL);
  g_autoptr (RstTestServer) usual = start_server (RST_TEST_SECURITY_TLS, RST_TEST_CERTIFICATE_GOOD, "1.2", NULL);
  g_autoptr (RstEndpoint) to_old = endpoint_for (old);
  g_autoptr (RstEndpoint) to_usual = endpoint_for (usual);
  g_autoptr (GIOStream) stream = NULL;
  g_autofree char *tls = NULL;

  assert_fails (to_old, RST_ERROR_TLS_FAILED, "127.0.0.1");
  stream = rst_connect (to_usual, NULL, NULL);
  g_assert_nonnull (stream);
  tls = rst_connect_describe_tls (stream);
  g_assert_cmpstr (tls, ==, "TLS 1.2");
}

/* A server that speaks first in the clear on a port where TLS was expected. */
static void
test_not_tls (void)
{
  g_autoptr (RstTestServer) server = start_server (RST_TEST_SECURITY_PLAIN, RST_TEST_CERTIFICATE_GOOD, NULL, NULL);
  g_autoptr (RstTestServer) dropping = start_server (RST_TEST_SECURITY_TLS, RST_TEST_CERTIFICATE_GOOD, NULL, "on tls drop");
  g_autoptr (RstEndpoint) endpoint = endpoint_for (server);
  g_autoptr (RstEndpoint) to_dropping = endpoint_for (dropping);
  gint64 begin = g_get_monotonic_time ();

  assert_fails (endpoint, RST_ERROR_TLS_FAILED, "No TLS session could be made with 127.0.0.1 port");
  assert_fails (to_dropping, RST_ERROR_TLS_FAILED, "No TLS session could be made with 127.0.0.1 port");
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 5 * G_USEC_PER_SEC);
}

static void
test_stls (void)
{
  g_autoptr (RstTestServer) server = start_server (RST_TEST_SECURITY_STLS, RST_TEST_CERTIFICATE_GOOD, NULL, NULL);
  g_autoptr (RstEndpoint) endpoint = endpoint_for (server);
  g_autoptr (GIOStream) plain = NULL;
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  GInputStream *input;
  char answer[128];

  endpoint->security = RST_SECURITY_STLS;
  plain = rst_connect (endpoint, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (rst_connect_describe_tls (plain));
  g_assert_null (rst_connect_dup_fingerprint (plain));

  input = g_io_stream_get_input_stream (plain);
  g_assert_cmpint (g_input_stream_read (input, answer, sizeof answer, NULL, &error), >, 0);
  g_assert_true (g_output_stream_write_all (g_io_stream_get_output_stream (plain), "STLS\r\n", 6, NULL, NULL, &error));
  g_assert_cmpint (g_input_stream_read (input, answer, sizeof answer, NULL, &error), >, 0);

  stream = rst_start_tls (endpoint, plain, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (G_IS_TLS_CONNECTION (stream));
}

static void
test_closed_port (void)
{
  g_autoptr (RstTestServer) server = start_server (RST_TEST_SECURITY_TLS, RST_TEST_CERTIFICATE_GOOD, NULL, NULL);
  g_autoptr (RstEndpoint) endpoint = endpoint_for (server);
  g_autofree char *says = g_strdup_printf ("127.0.0.1:%u refuses connections", endpoint->port);

  g_clear_pointer (&server, rst_test_server_free);
  assert_fails (endpoint, RST_ERROR_TCP, says);
}

/* RFC 6761 §6.4: no name under .invalid exists. */
static void
test_unknown_host (void)
{
  g_autoptr (RstEndpoint) endpoint = rst_endpoint_new ("mail.restante.invalid", 0, RST_SECURITY_TLS);

  endpoint->timeout = 20;
  assert_fails (endpoint, RST_ERROR_DNS, "The server name “mail.restante.invalid”");
}

static void
test_impossible_host (void)
{
  g_autoptr (RstEndpoint) endpoint = rst_endpoint_new ("not a name..", 0, RST_SECURITY_TLS);

  endpoint->timeout = 20;
  assert_fails (endpoint, RST_ERROR_DNS, "“not a name..”");
}

/* A server that accepts and says nothing, during the handshake and after it. */
static void
test_silence (void)
{
  g_autoptr (RstTestServer) silent = start_server (RST_TEST_SECURITY_TLS, RST_TEST_CERTIFICATE_GOOD, NULL, "on tls stall");
  g_autoptr (RstTestServer) later = start_server (RST_TEST_SECURITY_TLS, RST_TEST_CERTIFICATE_GOOD, NULL, "on greeting stall");
  g_autoptr (RstEndpoint) to_silent = endpoint_for (silent);
  g_autoptr (RstEndpoint) to_later = endpoint_for (later);
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();
  char octet;

  to_silent->timeout = 1;
  assert_fails (to_silent, RST_ERROR_TIMEOUT, "within 1 second");
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 4 * G_USEC_PER_SEC);

  to_later->timeout = 1;
  stream = rst_connect (to_later, NULL, &error);
  g_assert_no_error (error);
  begin = g_get_monotonic_time ();
  g_assert_cmpint (g_input_stream_read (g_io_stream_get_input_stream (stream), &octet, 1, NULL, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 4 * G_USEC_PER_SEC);
}

static gpointer
cancel_thread (gpointer cancellable)
{
  g_usleep (G_USEC_PER_SEC / 5);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancel (void)
{
  g_autoptr (RstTestServer) silent = start_server (RST_TEST_SECURITY_TLS, RST_TEST_CERTIFICATE_GOOD, NULL, "on tls stall");
  g_autoptr (RstEndpoint) endpoint = endpoint_for (silent);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;
  GThread *thread = g_thread_new ("cancel", cancel_thread, cancellable);
  gint64 begin = g_get_monotonic_time ();

  g_assert_null (rst_connect (endpoint, cancellable, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 4 * G_USEC_PER_SEC);
  g_thread_join (thread);

  g_assert_null (rst_connect (endpoint, cancellable, &again));
  g_assert_error (again, RST_ERROR, RST_ERROR_CANCELLED);
}

static void
test_endpoint (void)
{
  g_autoptr (RstEndpoint) endpoint = rst_endpoint_new ("mail.example.org", 0, RST_SECURITY_STLS);
  g_autoptr (RstEndpoint) copy = NULL;

  g_assert_cmpuint (endpoint->port, ==, 110);
  g_assert_cmpuint (endpoint->timeout, ==, 60);
  g_assert_cmpuint (rst_security_get_port (RST_SECURITY_TLS), ==, 995);
  g_assert_cmpuint (rst_security_get_port (RST_SECURITY_PLAINTEXT), ==, 110);

  endpoint->pin = g_strdup ("ab");
  endpoint->ca_file = g_strdup ("/ca.pem");
  endpoint->timeout = 7;
  copy = rst_endpoint_copy (endpoint);
  g_assert_cmpstr (copy->host, ==, "mail.example.org");
  g_assert_cmpuint (copy->port, ==, 110);
  g_assert_cmpint (copy->security, ==, RST_SECURITY_STLS);
  g_assert_cmpstr (copy->pin, ==, "ab");
  g_assert_cmpstr (copy->ca_file, ==, "/ca.pem");
  g_assert_cmpuint (copy->timeout, ==, 7);
}

static int
run_tests (void)
{
  g_test_add_func ("/connect/endpoint", test_endpoint);
  g_test_add_func ("/connect/good", test_good);
  g_test_add_func ("/connect/unknown-authority", test_unknown_authority);
  g_test_add_func ("/connect/bad-certificates", test_bad_certificates);
  g_test_add_func ("/connect/bad-ca-file", test_bad_ca_file);
  g_test_add_func ("/connect/pin", test_pin);
  g_test_add_data_func ("/connect/resumed/after-authority", "authority", test_resumed);
  g_test_add_data_func ("/connect/resumed/after-pin", "pin", test_resumed);
  g_test_add_func ("/connect/versions", test_versions);
  g_test_add_func ("/connect/not-tls", test_not_tls);
  g_test_add_func ("/connect/stls", test_stls);
  g_test_add_func ("/connect/closed-port", test_closed_port);
  g_test_add_func ("/connect/unknown-host", test_unknown_host);
  g_test_add_func ("/connect/impossible-host", test_impossible_host);
  g_test_add_func ("/connect/silence", test_silence);
  g_test_add_func ("/connect/cancel", test_cancel);
  return g_test_run ();
}

static int
resume (const char *name)
{
  if (g_str_equal (name, "pin"))
    resume_after_pin ();
  else
    resume_after_authority ();
  return 0;
}

int
main (int argc, char **argv)
{
  gboolean resumes = argc == 3 && g_str_equal (argv[1], "--resume");
  g_autofree char *folder = g_dir_make_tmp ("test-connect-XXXXXX", NULL);
  int status;

  if (!resumes)
    g_test_init (&argc, &argv, NULL);

  ca = rst_test_ca_new ();
  ca_file = g_build_filename (folder, "ca.pem", NULL);
  g_assert_true (rst_test_ca_write (ca, ca_file, NULL));
  status = resumes ? resume (argv[2]) : run_tests ();

  g_unlink (ca_file);
  g_rmdir (folder);
  g_free (ca_file);
  rst_test_ca_free (ca);
  return status;
}
