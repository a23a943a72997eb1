/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the doctor says of names, addresses and providers, with a name server of
 * the test's own. The rest of it is tried through restantectl.
 */

#include "config.h"

#include <string.h>

#include "base/rst-error.h"
#include "doctor/rst-doctor.h"
#include "rst-test-server.h"

/* Every name is at 127.0.0.1; those that begin with "both" are at ::1 too, where
 * nothing listens.
 */
#define TEST_TYPE_RESOLVER (test_resolver_get_type ())
G_DECLARE_FINAL_TYPE (TestResolver, test_resolver, TEST, RESOLVER, GResolver)

struct _TestResolver
{
  GResolver parent_instance;
  guint16 port; /* that example.org names */
};

G_DEFINE_FINAL_TYPE (TestResolver, test_resolver, G_TYPE_RESOLVER)

static TestResolver *resolver;

static void
look_up_async (GResolver               *self,
               const char              *name,
               GResolverNameLookupFlags flags,
               GCancellable            *cancellable,
               GAsyncReadyCallback      callback,
               gpointer                 user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GList *addresses = NULL;

  if (!(flags & G_RESOLVER_NAME_LOOKUP_FLAGS_IPV6_ONLY))
    addresses = g_list_prepend (addresses, g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4));
  if (!(flags & G_RESOLVER_NAME_LOOKUP_FLAGS_IPV4_ONLY) && g_str_has_prefix (name, "both"))
    addresses = g_list_prepend (addresses, g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV6));
  if (addresses != NULL)
    g_task_return_pointer (task, addresses, (GDestroyNotify) g_resolver_free_addresses);
  else
    g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "none");
}

static void
look_up_service_async (GResolver          *self,
                       const char         *name,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  if (g_str_equal (name, "_pop3._tcp.example.org"))
    g_task_return_pointer (task, g_list_prepend (NULL, g_srv_target_new ("pop.example.org", resolver->port, 0, 0)), NULL);
  else if (g_str_equal (name, "_pop3._tcp.example.net"))
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "none");
}

static GList *
take_list (GResolver *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
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

static RstDoctor *
examine (RstTestServer *server, const char *host, const char *user, GError **error)
{
  g_autoptr (RstAccount) account = rst_account_new ("work", NULL);
  g_autoptr (RstCredentials) credentials = rst_credentials_new (user, RST_SECRET_PASSWORD, "poste restante");
  g_autofree char *escaped = g_uri_escape_string (user, NULL, FALSE);
  g_autofree char *url = g_strdup_printf ("pop3://%s@%s:%u", escaped, host, rst_test_server_get_port (server));
  RstDoctor *doctor;

  g_assert_true (rst_account_set_url (account, url, NULL));
  account->endpoint->security = RST_SECURITY_PLAINTEXT;
  account->endpoint->timeout = 5;
  doctor = rst_doctor_new (account, credentials);
  rst_doctor_run (doctor, NULL, error);
  return doctor;
}

static const RstDoctorStep *
find_step (RstDoctor *doctor, const char *name)
{
  GPtrArray *steps = rst_doctor_get_steps (doctor);

  for (guint i = 0; i < steps->len; i++)
    if (g_str_equal (((const RstDoctorStep *) steps->pdata[i])->step, name))
      return steps->pdata[i];
  g_error ("There is no step “%s”", name);
}

static void
assert_step (RstDoctor *doctor, const char *name, RstDoctorVerdict verdict, const char *says)
{
  const RstDoctorStep *step = find_step (doctor, name);
  g_autofree char *all = g_strjoin (" ", step->detail, step->hint, NULL);

  g_test_message ("%s: %s: %s", name, rst_doctor_verdict_get_name (step->verdict), all);
  g_assert_cmpint (step->verdict, ==, verdict);
  if (strstr (all, says) == NULL)
    g_error ("“%s” does not say “%s”", all, says);
}

static RstTestServer *
start_server (const char *script)
{
  RstTestServerOptions options = { .security = RST_TEST_SECURITY_PLAIN, .script = script, .capa = "USER;UIDL;TOP" };
  g_autoptr (GError) error = NULL;
  RstTestServer *server = rst_test_server_new (&options, &error);

  g_assert_no_error (error);
  return server;
}

/* RFC 8305: one family that leads nowhere is a warning beside one that works. */
static void
test_families (void)
{
  g_autoptr (RstTestServer) server = start_server (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RstDoctor) both = examine (server, "both.example.org", "ann", &error);
  g_autoptr (RstDoctor) one = NULL;

  g_assert_no_error (error);
  assert_step (both, "dns-aaaa", RST_DOCTOR_OK, "::1");
  assert_step (both, "tcp-ipv4", RST_DOCTOR_OK, "127.0.0.1 answers");
  assert_step (both, "tcp-ipv6", RST_DOCTOR_WARNING, "IPv4 is used in its place");
  assert_step (both, "quit", RST_DOCTOR_OK, "");

  one = examine (server, "pop.example.org", "ann", &error);
  g_assert_no_error (error);
  assert_step (one, "dns-aaaa", RST_DOCTOR_OK, "None; IPv4 is used");
  assert_step (one, "tcp-ipv6", RST_DOCTOR_SKIPPED, "No such address");
  assert_step (one, "srv", RST_DOCTOR_SKIPPED, "names no domain");
}

/* RFC 6186 §3.3: what the domain says is compared, and breaks nothing. */
static void
test_services (void)
{
  g_autoptr (RstTestServer) server = start_server (NULL);
  g_autoptr (RstDoctor) same = NULL;
  g_autoptr (RstDoctor) other = NULL;
  g_autoptr (RstDoctor) refused = NULL;
  g_autoptr (RstDoctor) none = NULL;
  g_autoptr (GError) error = NULL;

  resolver->port = rst_test_server_get_port (server);
  same = examine (server, "pop.example.org", "ann@example.org", &error);
  other = examine (server, "mail.example.org", "ann@example.org", &error);
  refused = examine (server, "pop.example.org", "ann@example.net", &error);
  none = examine (server, "pop.example.org", "ann@example.com", &error);
  g_assert_no_error (error);

  assert_step (same, "srv", RST_DOCTOR_OK, "example.org names pop.example.org port");
  assert_step (other, "srv", RST_DOCTOR_WARNING, "The account uses mail.example.org");
  assert_step (refused, "srv", RST_DOCTOR_WARNING, "offers no POP3 of this kind");
  assert_step (none, "srv", RST_DOCTOR_OK, "says nothing of POP3");
}

/* RFC 2449 §6.9: who the provider is changes a hint, and nothing else. */
static void
test_provider (void)
{
  g_autoptr (RstTestServer) server = start_server ("on PASS reply -ERR no");
  g_autoptr (GError) known_error = NULL;
  g_autoptr (GError) unknown_error = NULL;
  g_autoptr (RstDoctor) known = examine (server, "pop.gmx.net", "ann@gmx.net", &known_error);
  g_autoptr (RstDoctor) unknown = examine (server, "pop.example.org", "ann@example.org", &unknown_error);

  g_assert_error (known_error, RST_ERROR, RST_ERROR_AUTH);
  g_assert_error (unknown_error, RST_ERROR, RST_ERROR_AUTH);
  assert_step (known, "login", RST_DOCTOR_FAILED, "At GMX POP3 is off until it is switched on");
  assert_step (known, "login", RST_DOCTOR_FAILED, "https://hilfe.gmx.net/pop-imap/einschalten.html");
  assert_step (known, "uidl", RST_DOCTOR_SKIPPED, "Not tried");
  g_assert_null (strstr (find_step (unknown, "login")->hint, "GMX"));
}

static void
count_cb (RstDoctor *doctor, const RstDoctorStep *step, gpointer user_data)
{
  guint *count = user_data;

  *count += 1;
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (rst_doctor_run_finish (RST_DOCTOR (source), result, NULL));
  g_main_loop_quit (user_data);
}

/* Each hop is told as it is decided, all of them before the end. */
static void
test_signal (void)
{
  g_autoptr (RstTestServer) server = start_server (NULL);
  g_autoptr (RstAccount) account = rst_account_new ("work", NULL);
  g_autofree char *url = g_strdup_printf ("pop3://ann@pop.example.org:%u", rst_test_server_get_port (server));
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (RstDoctor) doctor = NULL;
  g_autofree char *summary = NULL;
  guint count = 0;

  g_assert_true (rst_account_set_url (account, url, NULL));
  account->endpoint->security = RST_SECURITY_PLAINTEXT;
  doctor = rst_doctor_new (account, NULL);
  g_signal_connect (doctor, "step", G_CALLBACK (count_cb), &count);
  rst_doctor_run_async (doctor, NULL, finished_cb, loop);
  g_main_loop_run (loop);

  g_assert_cmpuint (count, ==, rst_doctor_get_steps (doctor)->len);
  assert_step (doctor, "login", RST_DOCTOR_SKIPPED, "Not tried");
  summary = rst_doctor_dup_summary (doctor);
  g_assert_nonnull (strstr (summary, "the login was not tried"));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  resolver = g_object_new (TEST_TYPE_RESOLVER, NULL);
  g_resolver_set_default (G_RESOLVER (resolver));

  g_test_add_func ("/doctor/families", test_families);
  g_test_add_func ("/doctor/services", test_services);
  g_test_add_func ("/doctor/provider", test_provider);
  g_test_add_func ("/doctor/signal", test_signal);
  status = g_test_run ();
  g_object_unref (resolver);
  return status;
}
