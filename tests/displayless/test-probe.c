/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What answers at a port is recognised, said in one sentence that names what to
 * do, and found out without telling the server anything.
 */

#include "config.h"

#include <string.h>

#include "base/rst-error.h"
#include "net/rst-connect.h"
#include "net/rst-probe.h"
#include "rst-test-server.h"

/* Nothing is sent in place of a greeting, and the web's question is answered. */
#define HTTP_SCRIPT \
  "on greeting raw \"\"\n" \
  "on HEAD raw \"HTTP/1.0 200 OK\\r\\nServer: x\\r\\n\\r\\n\"\n"

static void
test_classify (void)
{
  static const struct
  {
    const char *octets;
    RstProbeService service;
  } greetings[] = {
    { "", RST_PROBE_SILENT },
    { "+OK ready\r\n", RST_PROBE_POP3 },
    { "+ok", RST_PROBE_POP3 },
    { "-ERR no\r\n", RST_PROBE_POP3 },
    { "* OK [CAPABILITY IMAP4rev1] ready\r\n", RST_PROBE_IMAP },
    { "* BYE overloaded\r\n", RST_PROBE_IMAP },
    { "220 mail.example.org ESMTP\r\n", RST_PROBE_SMTP },
    { "220-mail.example.org here\r\n", RST_PROBE_SMTP },
    { "421 too many connections\r\n", RST_PROBE_SMTP },
    { "554 go away\r\n", RST_PROBE_SMTP },
    { "220 ProFTPD Server ready\r\n", RST_PROBE_FTP },
    { "220 smtp-ftp.example.org ESMTP\r\n", RST_PROBE_SMTP },
    { "SSH-2.0-OpenSSH_9.2\r\n", RST_PROBE_SSH },
    { "HTTP/1.1 400 Bad Request\r\n", RST_PROBE_HTTP },
    { "220x", RST_PROBE_OTHER },
    { "hello\r\n", RST_PROBE_OTHER },
    { "\xff\xfd\x18", RST_PROBE_OTHER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (greetings); i++)
    g_assert_cmpint (rst_probe_classify (greetings[i].octets, strlen (greetings[i].octets)), ==, greetings[i].service);
}

static RstTestServer *
start_server (RstTestSecurity security, const char *script)
{
  RstTestServerOptions options = { .security = security, .script = script };
  g_autoptr (GError) error = NULL;
  RstTestServer *server = rst_test_server_new (&options, &error);

  g_assert_no_error (error);
  return server;
}

/* A second is enough, but on a machine that is busy. */
static RstProbe *
probe_until (RstEndpoint *endpoint, RstProbeService service, gboolean tls)
{
  RstProbe *probe = NULL;

  for (endpoint->timeout = 1; endpoint->timeout < 5; endpoint->timeout++)
    {
      g_autoptr (GError) error = NULL;

      g_clear_pointer (&probe, rst_probe_free);
      probe = rst_probe_run (endpoint, NULL, &error);
      g_assert_no_error (error);
      if (probe->service == service && probe->tls == tls)
        break;
    }
  return probe;
}

/* What is found there, and what is said to somebody who expects @expected. */
static void
check (RstTestSecurity  security,
       const char      *script,
       RstSecurity      expected,
       RstProbeService  service,
       gboolean         tls,
       const char      *says)
{
  g_autoptr (RstTestServer) server = start_server (security, script);
  g_autoptr (RstEndpoint) endpoint = rst_endpoint_new ("127.0.0.1", rst_test_server_get_port (server), expected);
  g_autoptr (RstProbe) probe = probe_until (endpoint, service, tls);
  g_autofree char *sentence = NULL;
  g_autofree char *place = g_strdup_printf ("127.0.0.1 port %u ", endpoint->port);

  g_assert_cmpint (probe->service, ==, service);
  g_assert_cmpint (probe->tls, ==, tls);
  sentence = rst_probe_describe (probe, endpoint);
  g_test_message ("%s", sentence != NULL ? sentence : "(nothing)");
  if (says == NULL)
    {
      g_assert_null (sentence);
      return;
    }
  g_assert_true (g_str_has_prefix (sentence, place));
  if (strstr (sentence, says) == NULL)
    g_error ("“%s” does not say “%s”", sentence, says);
}

/* RFC 8314 §3.3: 995 is TLS at once, 110 is not; people mix them up. */
static void
test_swapped (void)
{
  check (RST_TEST_SECURITY_STLS, NULL, RST_SECURITY_TLS, RST_PROBE_POP3, FALSE, "use STLS (pop3://");
  check (RST_TEST_SECURITY_TLS, NULL, RST_SECURITY_STLS, RST_PROBE_POP3, TRUE, "use TLS (pop3s://");
  check (RST_TEST_SECURITY_TLS, NULL, RST_SECURITY_PLAINTEXT, RST_PROBE_POP3, TRUE, "use TLS (pop3s://");
}

static void
test_as_expected (void)
{
  check (RST_TEST_SECURITY_STLS, NULL, RST_SECURITY_STLS, RST_PROBE_POP3, FALSE, NULL);
  check (RST_TEST_SECURITY_TLS, NULL, RST_SECURITY_TLS, RST_PROBE_POP3, TRUE, NULL);
}

static void
test_foreign (void)
{
  check (RST_TEST_SECURITY_PLAIN, "on greeting raw \"220 m ESMTP\\r\\n\"", RST_SECURITY_TLS, RST_PROBE_SMTP, FALSE, "speaks SMTP");
  check (RST_TEST_SECURITY_PLAIN, "on greeting raw \"* OK m\\r\\n\"", RST_SECURITY_STLS, RST_PROBE_IMAP, FALSE, "speaks IMAP");
  check (RST_TEST_SECURITY_PLAIN, "on greeting raw \"SSH-2.0-x\\r\\n\"", RST_SECURITY_STLS, RST_PROBE_SSH, FALSE, "speaks SSH");
  check (RST_TEST_SECURITY_PLAIN, "on greeting raw \"220 FTP\\r\\n\"", RST_SECURITY_STLS, RST_PROBE_FTP, FALSE, "speaks FTP");
  check (RST_TEST_SECURITY_PLAIN, "on greeting raw \"moin \\x1b[2J\\r\\n\"", RST_SECURITY_STLS, RST_PROBE_OTHER, FALSE, "it says “moin [2J”");
  check (RST_TEST_SECURITY_PLAIN, HTTP_SCRIPT, RST_SECURITY_STLS, RST_PROBE_HTTP, FALSE, "speaks HTTP");
}

static void
test_foreign_in_tls (void)
{
  check (RST_TEST_SECURITY_TLS, "on greeting raw \"* OK m\\r\\n\"", RST_SECURITY_TLS, RST_PROBE_IMAP, TRUE, "speaks IMAP");
  check (RST_TEST_SECURITY_TLS, "on greeting raw \"220 m ESMTP\\r\\n\"", RST_SECURITY_TLS, RST_PROBE_SMTP, TRUE, "speaks SMTP");
  check (RST_TEST_SECURITY_TLS, HTTP_SCRIPT, RST_SECURITY_TLS, RST_PROBE_HTTP, TRUE, "speaks HTTP");
}

/* A server that says nothing, or without an end, holds nobody up. */
static void
test_bounds (void)
{
  gint64 begin = g_get_monotonic_time ();

  check (RST_TEST_SECURITY_PLAIN, "on greeting stall", RST_SECURITY_STLS, RST_PROBE_SILENT, FALSE, NULL);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 4 * RST_PROBE_SECONDS * G_USEC_PER_SEC);
  check (RST_TEST_SECURITY_TLS, "on greeting stall", RST_SECURITY_STLS, RST_PROBE_SILENT, TRUE, "wants TLS from the start");
  begin = g_get_monotonic_time ();
  check (RST_TEST_SECURITY_PLAIN, "on greeting flood 100000 \"x\"", RST_SECURITY_STLS, RST_PROBE_OTHER, FALSE, "no POP3 server");
  check (RST_TEST_SECURITY_PLAIN, "on greeting raw \"moin\"", RST_SECURITY_STLS, RST_PROBE_OTHER, FALSE, "moin");
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 4 * RST_PROBE_SECONDS * G_USEC_PER_SEC);
}

/* What the server got to see: TLS, and a question that has no secret. */
static void
test_says_nothing (void)
{
  g_autoptr (RstTestServer) server = start_server (RST_TEST_SECURITY_TLS, "on greeting raw \"\"");
  g_autoptr (RstEndpoint) endpoint = rst_endpoint_new ("127.0.0.1", rst_test_server_get_port (server), RST_SECURITY_TLS);
  g_autoptr (RstProbe) probe = rst_probe_run (endpoint, NULL, NULL);
  g_autofree char *log = rst_test_server_dup_log (server);

  g_assert_nonnull (probe);
  g_assert_nonnull (strstr (log, "HEAD / HTTP/1.0"));
  g_assert_null (strstr (log, "USER"));
  g_assert_null (strstr (log, "AUTH"));
  g_assert_null (strstr (log, "CAPA"));
}

static void
explain (RstTestSecurity security, RstSecurity expected, RstError given, RstError becomes)
{
  g_autoptr (RstTestServer) server = start_server (security, NULL);
  g_autoptr (RstEndpoint) endpoint = rst_endpoint_new ("127.0.0.1", rst_test_server_get_port (server), expected);
  g_autoptr (GError) error = g_error_new (RST_ERROR, (int) given, "before");

  rst_probe_explain (endpoint, NULL, &error);
  g_assert_error (error, RST_ERROR, (int) becomes);
  g_assert_cmpint (given == becomes && security != RST_TEST_SECURITY_STLS, ==, g_str_equal (error->message, "before"));
}

/* A definite sentence replaces the error; nothing else does. */
static void
test_explain (void)
{
  explain (RST_TEST_SECURITY_TLS, RST_SECURITY_STLS, RST_ERROR_TIMEOUT, RST_ERROR_TLS_FAILED);
  explain (RST_TEST_SECURITY_STLS, RST_SECURITY_TLS, RST_ERROR_TLS_FAILED, RST_ERROR_TLS_FAILED);
  explain (RST_TEST_SECURITY_TLS, RST_SECURITY_TLS, RST_ERROR_TIMEOUT, RST_ERROR_TIMEOUT);
  explain (RST_TEST_SECURITY_TLS, RST_SECURITY_STLS, RST_ERROR_AUTH, RST_ERROR_AUTH);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/probe/classify", test_classify);
  g_test_add_func ("/probe/swapped", test_swapped);
  g_test_add_func ("/probe/as-expected", test_as_expected);
  g_test_add_func ("/probe/foreign", test_foreign);
  g_test_add_func ("/probe/foreign-in-tls", test_foreign_in_tls);
  g_test_add_func ("/probe/bounds", test_bounds);
  g_test_add_func ("/probe/says-nothing", test_says_nothing);
  g_test_add_func ("/probe/explain", test_explain);
  return g_test_run ();
}
