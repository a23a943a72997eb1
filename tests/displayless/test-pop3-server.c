/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/rst-error.h"
#include "net/rst-connect.h"
#include "rst-test-script.h"
#include "rst-test-scripted.h"
#include "rst-test-server.h"

/* Sessions over real connections, with a server that does wrong what a script
 * says; and the scripts themselves.
 */

static char *ca_file;
static RstTestCa *ca;

static const char first_message[] = "Subject: one\r\n\r\n.dot\r\n..dots\r\nbare\n.\nlf\r\n\r\n";
static const char second_message[] = "Subject: two\r\n\r\nno end";

static RstTestServer *
start_server (RstTestSecurity security, const char *script)
{
  RstTestServerOptions options = {
    .security = security,
    .ca = ca,
    .user = "ann",
    .password = "secret",
    .script = script,
  };
  g_autoptr (GError) error = NULL;
  RstTestServer *server = rst_test_server_new (&options, &error);

  g_assert_no_error (error);
  rst_test_server_add_message (server, first_message, -1);
  rst_test_server_add_message (server, second_message, -1);
  return server;
}

static RstEndpoint *
endpoint_for (RstTestServer *server, RstSecurity security)
{
  RstEndpoint *endpoint = rst_endpoint_new ("127.0.0.1", rst_test_server_get_port (server), security);

  endpoint->ca_file = g_strdup (ca_file);
  endpoint->timeout = 3;
  return endpoint;
}

static gboolean
start_stls (RstPop3Session *session, const RstEndpoint *endpoint, GError **error)
{
  g_autoptr (GIOStream) tls = NULL;

  if (!rst_pop3_session_stls (session, NULL, error))
    return FALSE;
  tls = rst_start_tls (endpoint, rst_pop3_session_get_stream (session), NULL, error);
  if (tls == NULL)
    return FALSE;
  rst_pop3_session_set_stream (session, tls);
  return rst_pop3_session_query_capabilities (session, NULL, error);
}

/* From a connection to an open maildrop. */
static RstPop3Session *
sign_in (RstTestServer *server, RstSecurity security, const char *password, GError **error)
{
  g_autoptr (RstEndpoint) endpoint = endpoint_for (server, security);
  g_autoptr (GIOStream) stream = rst_connect (endpoint, NULL, error);
  g_autoptr (RstPop3Session) session = NULL;

  if (stream == NULL)
    return NULL;
  session = rst_pop3_session_new (stream);
  if (!rst_pop3_session_read_greeting (session, NULL, error) ||
      !rst_pop3_session_query_capabilities (session, NULL, error) ||
      (security == RST_SECURITY_STLS && !start_stls (session, endpoint, error)) ||
      !rst_test_login (session, RST_POP3_AUTH_AUTO, "ann", password, error) ||
      !rst_pop3_session_query_capabilities (session, NULL, error))
    return NULL;
  return g_steal_pointer (&session);
}

static gboolean
read_message (RstPop3Session *session, GString *text, GError **error)
{
  const char *octets;
  gssize length;
  guint number;

  if (!rst_pop3_session_next_message (session, &number, NULL, error))
    return FALSE;
  while ((length = rst_pop3_session_read_text (session, &octets, NULL, error)) > 0)
    g_string_append_len (text, octets, length);
  return length == 0;
}

/* Downloads both messages and removes the first. */
static gboolean
fetch (RstTestServer *server, RstSecurity security, GError **error)
{
  const guint number = 1;
  g_autoptr (RstPop3Session) session = sign_in (server, security, "secret", error);
  g_autoptr (GString) first = g_string_new (NULL);
  g_autoptr (GString) second = g_string_new (NULL);
  g_autoptr (RstPop3Listing) listing = NULL;

  if (session == NULL || (listing = rst_pop3_session_list (session, NULL, error)) == NULL)
    return FALSE;
  g_assert_cmpuint (rst_pop3_listing_get_size (listing), ==, 2);
  rst_pop3_session_queue_retr (session, 1, 100);
  rst_pop3_session_queue_retr (session, 2, 100);
  if (!read_message (session, first, error) || !read_message (session, second, error))
    return FALSE;

  /* The server has to end the line that the message leaves open. */
  g_assert_cmpstr (first->str, ==, first_message);
  g_assert_cmpstr (second->str, ==, "Subject: two\r\n\r\nno end\r\n");
  return rst_pop3_session_dele (session, &number, 1, NULL, NULL, error) &&
         rst_pop3_session_quit (session, NULL, error);
}

static const struct
{
  const char *name;
  RstTestSecurity server;
  RstSecurity client;
} securities[] = {
  { "tls", RST_TEST_SECURITY_TLS, RST_SECURITY_TLS },
  { "stls", RST_TEST_SECURITY_STLS, RST_SECURITY_STLS },
  { "plaintext", RST_TEST_SECURITY_PLAIN, RST_SECURITY_PLAINTEXT },
};

/* Whatever the security and however the answers are cut. */
static void
test_fetch (void)
{
  static const char *const scripts[] = { NULL, "segment 1", "segment 7", "gather" };

  for (gsize i = 0; i < G_N_ELEMENTS (securities); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (scripts); j++)
      {
        g_autoptr (RstTestServer) server = start_server (securities[i].server, scripts[j]);
        g_autoptr (GError) error = NULL;

        g_assert_true (fetch (server, securities[i].client, &error));
        g_assert_no_error (error);
        g_assert_cmpuint (rst_test_server_get_n_messages (server), ==, 1);
      }
}

/* RFC 1939 §6: nothing is removed but by QUIT. */
static void
test_no_quit (void)
{
  const guint number = 1;
  g_autoptr (RstTestServer) server = start_server (RST_TEST_SECURITY_PLAIN, NULL);
  g_autoptr (RstPop3Session) session = sign_in (server, RST_SECURITY_PLAINTEXT, "secret", NULL);

  g_assert_true (rst_pop3_session_dele (session, &number, 1, NULL, NULL, NULL));
  g_clear_object (&session);
  session = sign_in (server, RST_SECURITY_PLAINTEXT, "secret", NULL);
  g_assert_nonnull (session);
  g_assert_cmpuint (rst_test_server_get_n_messages (server), ==, 2);
}

/* With STLS nothing secret goes in the clear, whatever is wrong. */
static void
test_nothing_in_the_clear (void)
{
  static const struct
  {
    const char *script;
    RstError code;
  } wrong[] = {
    { NULL, RST_ERROR_AUTH },
    { "on STLS reply -ERR no", RST_ERROR_STLS_MISSING },
    { "on STLS inject \"+OK hi\\r\\n\"", RST_ERROR_PROTOCOL },
    { "on tls drop", RST_ERROR_TLS_FAILED },
    { "on tls stall", RST_ERROR_TIMEOUT },
    { "on CAPA skip 1 drop", RST_ERROR_TCP },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (RstTestServer) server = start_server (RST_TEST_SECURITY_STLS, wrong[i].script);
      g_autoptr (GError) error = NULL;
      g_autofree char *log = NULL;

      g_assert_null (sign_in (server, RST_SECURITY_STLS, "wrong", &error));
      g_assert_error (error, RST_ERROR, (int) wrong[i].code);
      log = rst_test_server_dup_log (server);
      g_assert_null (strstr (log, "clear USER"));
      g_assert_null (strstr (log, "clear PASS"));
      g_assert_null (strstr (log, "clear AUTH"));
    }
}

static void
test_faults (void)
{
  static const struct
  {
    const char *script;
    RstError code;
    const char *says;
  } faults[] = {
    { "on greeting stall", RST_ERROR_TIMEOUT, "The server did not answer in time during the greeting" },
    { "on greeting flood 100000 \"x\"", RST_ERROR_PROTOCOL, "“xxxx" },
    { "on CAPA drop", RST_ERROR_TCP, "CAPA" },
    { "on CAPA flood 1000 \"+OK\\r\\n\"", RST_ERROR_PROTOCOL, "CAPA does not end" },
    { "on AUTH reply -ERR [IN-USE] other", RST_ERROR_IN_USE, "“other”" },
    { "on AUTH reset", RST_ERROR_TCP, "AUTH PLAIN" },
    { "on LIST raw \"+OK\\r\\n1 x\\r\\n.\\r\\n\"", RST_ERROR_PROTOCOL, "“1 x”" },
    { "on UIDL stall-after 10", RST_ERROR_TIMEOUT, "during UIDL" },
    { "on RETR 2 drop", RST_ERROR_TCP, "during RETR 2" },
    { "on RETR 2 drop-after 20", RST_ERROR_TCP, "during RETR 2" },
    { "on RETR 2 stall-after 20", RST_ERROR_TIMEOUT, "during RETR 2" },
    { "on RETR 1 reply -ERR gone", RST_ERROR_REFUSED, "“gone”" },
    { "on DELE drop", RST_ERROR_TCP, "during DELE 1" },
    { "on QUIT stall", RST_ERROR_TIMEOUT, "during QUIT" },
    { "on QUIT drop", RST_ERROR_TCP, "during QUIT" },
    { "on QUIT reply -ERR not all", RST_ERROR_REFUSED, "“not all”" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (RstTestServer) server = start_server (RST_TEST_SECURITY_TLS, faults[i].script);
      g_autoptr (GError) error = NULL;

      g_assert_false (fetch (server, RST_SECURITY_TLS, &error));
      rst_test_assert_says (error, (int) faults[i].code, faults[i].says);
      g_assert_cmpuint (rst_test_server_get_n_messages (server), ==, 2);
    }
}

/* The server removed and its answer is lost: the client cannot know. */
static void
test_answer_to_quit_lost (void)
{
  g_autoptr (RstTestServer) server = start_server (RST_TEST_SECURITY_TLS, "on QUIT drop-after 0");
  g_autoptr (GError) error = NULL;

  g_assert_false (fetch (server, RST_SECURITY_TLS, &error));
  rst_test_assert_says (error, RST_ERROR_TCP, "during QUIT");
  g_assert_cmpuint (rst_test_server_get_n_messages (server), ==, 1);
}

/* A server that asks although an initial response was sent. */
static void
test_two_steps (void)
{
  g_autoptr (RstTestServer) server = start_server (RST_TEST_SECURITY_TLS, "on AUTH reply + ");
  g_autoptr (GError) error = NULL;

  g_assert_true (fetch (server, RST_SECURITY_TLS, &error));
  g_assert_no_error (error);
}

/* Messages that are not held have the same octets and unique-ids each time. */
static void
test_synthetic (void)
{
  g_autoptr (RstTestServer) server = start_server (RST_TEST_SECURITY_PLAIN, NULL);
  g_autoptr (RstPop3Session) session = NULL;
  g_autoptr (RstPop3Listing) listing = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  const guint numbers[] = { 3, 50002 };

  rst_test_server_add_synthetic (server, 50000);
  session = sign_in (server, RST_SECURITY_PLAINTEXT, "secret", NULL);
  g_assert_nonnull (session);
  listing = rst_pop3_session_list (session, NULL, NULL);
  g_assert_nonnull (listing);
  g_assert_cmpuint (rst_pop3_listing_get_size (listing), ==, 50002);
  g_assert_cmpstr (rst_pop3_listing_get_entry (listing, 50001)->unique_id, ==, "synthetic-050000");

  rst_pop3_session_queue_retr (session, 50002, 300);
  g_assert_true (read_message (session, text, NULL));
  g_assert_cmpuint (text->len, ==, rst_pop3_listing_get_entry (listing, 50001)->octets);
  g_assert_nonnull (strstr (text->str, "\r\nDate: Tue, 03 Feb 2026 13:53:20 +0000\r\n"));
  g_assert_true (g_str_has_suffix (text->str, "\r\n\r\nThis is message 50000.\r\n"));

  g_assert_true (rst_pop3_session_dele (session, numbers, 2, NULL, NULL, NULL));
  g_assert_true (rst_pop3_session_quit (session, NULL, NULL));
  g_assert_cmpuint (rst_test_server_get_n_messages (server), ==, 50000);
}

/* A test looks what is left after a bad server with the same server, healthy. */
static void
test_heal (void)
{
  g_autoptr (RstTestServer) server = start_server (RST_TEST_SECURITY_PLAIN, "on RETR drop\nsegment 1");
  g_autoptr (GError) error = NULL;
  g_autofree char *log = NULL;

  g_assert_false (fetch (server, RST_SECURITY_PLAINTEXT, &error));
  g_assert_error (error, RST_ERROR, RST_ERROR_TCP);
  g_clear_error (&error);
  rst_test_server_heal (server, RST_TEST_SECURITY_TLS);
  g_assert_true (fetch (server, RST_SECURITY_TLS, &error));
  g_assert_no_error (error);
  log = rst_test_server_dup_log (server);
  g_assert_nonnull (strstr (log, "2 removed "));
}

static RstTestAction
take (RstTestScript *script, guint session, const char *on, const char *argument)
{
  const RstTestRule *rule = rst_test_script_take (script, session, on, argument);

  return rule != NULL ? rule->action : (RstTestAction) -1;
}

#define NO_ACTION ((RstTestAction) -1)

static void
test_script_conditions (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RstTestScript) script =
    rst_test_script_new ("# comment\n\n"
                         "on RETR 3 drop\n"
                         "on retr session 2 once stall\n"
                         "on PASS skip 1 times 2 reply -ERR no\n"
                         "segment 5\n", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rst_test_script_get_segment (script), ==, 5);
  g_assert_cmpint (take (script, 1, "RETR", "3"), ==, RST_TEST_ACTION_DROP);
  g_assert_cmpint (take (script, 1, "RETR", "4"), ==, NO_ACTION);
  g_assert_cmpint (take (script, 2, "RETR", "4"), ==, RST_TEST_ACTION_STALL);
  g_assert_cmpint (take (script, 2, "RETR", "4"), ==, NO_ACTION);
  g_assert_cmpint (take (script, 1, "PASS", "x"), ==, NO_ACTION);
  g_assert_cmpint (take (script, 1, "PASS", "x"), ==, RST_TEST_ACTION_REPLY);
  g_assert_cmpint (take (script, 2, "PASS", "x"), ==, RST_TEST_ACTION_REPLY);
  g_assert_cmpint (take (script, 3, "PASS", "x"), ==, NO_ACTION);
}

static void
test_script_octets (void)
{
  g_autoptr (RstTestScript) script =
    rst_test_script_new ("on STLS inject \"a\\r\\n\\t\\0\\\\\\\"\\xfF\"\non LIST flood 3 \"x y\"", NULL);
  const RstTestRule *inject = rst_test_script_take (script, 1, "STLS", "");
  const RstTestRule *flood = rst_test_script_take (script, 1, "LIST", "");

  g_assert_cmpmem (g_bytes_get_data (inject->octets, NULL), g_bytes_get_size (inject->octets),
                   "a\r\n\t\0\\\"\xff", 8);
  g_assert_cmpuint (flood->number, ==, 3);
  g_assert_cmpmem (g_bytes_get_data (flood->octets, NULL), g_bytes_get_size (flood->octets), "x y", 3);
}

static void
test_script_endless (void)
{
  g_autoptr (RstTestScript) script =
    rst_test_script_new ("gather\non LIST endless \"+OK\\r\\n\" \"%n 1\\r\\n\"\non UIDL drip 5", NULL);
  const RstTestRule *endless = rst_test_script_take (script, 1, "LIST", "");
  const RstTestRule *drip = rst_test_script_take (script, 1, "UIDL", "");

  g_assert_true (rst_test_script_gathers (script));
  g_assert_cmpint (endless->action, ==, RST_TEST_ACTION_ENDLESS);
  g_assert_cmpmem (g_bytes_get_data (endless->octets, NULL), g_bytes_get_size (endless->octets), "+OK\r\n", 5);
  g_assert_cmpmem (g_bytes_get_data (endless->more, NULL), g_bytes_get_size (endless->more), "%n 1\r\n", 6);
  g_assert_cmpint (drip->action, ==, RST_TEST_ACTION_DRIP);
  g_assert_cmpuint (drip->number, ==, 5);
}

/* A script with a mistake is refused: it would else test nothing. */
static void
test_script_mistakes (void)
{
  static const char *const wrong[] = {
    "drop", "on", "on RETR", "on RETR 3", "on RETR dropp", "on RETR drop 3", "on RETR drop-after",
    "on RETR drop-after x", "on RETR raw x", "on RETR raw \"x", "on RETR raw \"\\q\"", "on RETR times x drop",
    "segment", "segment x", "on RETR flood \"x\"", "on RETR stall-after 1 2",
    "on RETR endless \"x\"", "on RETR raw \"x\" \"y\"", "on RETR drip", "gather x", "forget 1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      if (rst_test_script_new (wrong[i], &error) != NULL)
        g_error ("“%s” was accepted", wrong[i]);
      g_assert_nonnull (strstr (error->message, "Line 1"));
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("test-pop3-server-XXXXXX", NULL);
  ca = rst_test_ca_new ();
  ca_file = g_build_filename (folder, "ca.pem", NULL);
  g_assert_true (rst_test_ca_write (ca, ca_file, NULL));

  g_test_add_func ("/pop3-server/fetch", test_fetch);
  g_test_add_func ("/pop3-server/no-quit", test_no_quit);
  g_test_add_func ("/pop3-server/nothing-in-the-clear", test_nothing_in_the_clear);
  g_test_add_func ("/pop3-server/faults", test_faults);
  g_test_add_func ("/pop3-server/answer-to-quit-lost", test_answer_to_quit_lost);
  g_test_add_func ("/pop3-server/two-steps", test_two_steps);
  g_test_add_func ("/pop3-server/synthetic", test_synthetic);
  g_test_add_func ("/pop3-server/heal", test_heal);
  g_test_add_func ("/pop3-server/script/conditions", test_script_conditions);
  g_test_add_func ("/pop3-server/script/octets", test_script_octets);
  g_test_add_func ("/pop3-server/script/endless", test_script_endless);
  g_test_add_func ("/pop3-server/script/mistakes", test_script_mistakes);
  status = g_test_run ();

  g_unlink (ca_file);
  g_rmdir (folder);
  g_free (ca_file);
  rst_test_ca_free (ca);
  return status;
}
