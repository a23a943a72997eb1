/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/rst-error.h"
#include "base/rst-text.h"
#include "doctor/rst-examination.h"
#include "net/rst-connect.h"
#include "net/rst-lookup.h"
#include "net/rst-proxy.h"

/* How long one family's addresses may take together, in seconds: a fetch tries
 * them side by side, and whoever asks the doctor waits for each.
 */
#define TCP_SECONDS 10

/* How many addresses of a family are tried. */
#define ADDRESSES_MAX 4

/* How long the domain's own records may take, in seconds: nothing depends on
 * them.
 */
#define SRV_SECONDS 5

/* How long it may take to see whether the other port of POP3 answers. */
#define OTHER_PORT_SECONDS 2

/* One family of addresses. */
typedef struct
{
  GSocketFamily family;
  const char *dns_step;
  const char *tcp_step;
  GList *addresses;
  GError *error; /* of the lookup, then of the connection */
  double seconds;
  GString *failed; /* addresses that did not answer */
  char *reached;   /* the one that did */
} Family;

static void
family_clear (Family *self)
{
  g_resolver_free_addresses (self->addresses);
  g_clear_error (&self->error);
  if (self->failed != NULL)
    g_string_free (self->failed, TRUE);
  g_free (self->reached);
}

static void
look_up (RstExamination *run, Family *self)
{
  self->addresses = rst_lookup_addresses (run->account->endpoint, self->family, run->cancellable, &self->error);
  self->seconds = rst_examination_take_seconds (run);
}

static char *
join_addresses (GList *addresses)
{
  GString *all = g_string_new (NULL);

  for (GList *link = addresses; link != NULL; link = link->next)
    {
      g_autofree char *address = g_inet_address_to_string (link->data);

      g_string_append_printf (all, "%s%s", all->len > 0 ? ", " : "", address);
    }
  return g_string_free (all, FALSE);
}

static void
tell_timed (RstExamination     *run,
            const char       *step,
            double            seconds,
            RstDoctorVerdict  verdict,
            const char       *detail,
            const char       *hint)
{
  RstDoctorStep told = {
    .step = (char *) step,
    .verdict = verdict,
    .detail = (char *) detail,
    .hint = (char *) hint,
    .seconds = seconds,
  };

  rst_examination_tell_full (run, &told);
}

/* One family without addresses is nothing unusual; one that cannot be asked for
 * is worth knowing; without both there is no way at all.
 */
static void
tell_lookup (RstExamination *run, const Family *self, const Family *other)
{
  gboolean is_unknown = self->addresses == NULL && other->addresses == NULL;

  if (self->addresses != NULL)
    {
      g_autofree char *all = join_addresses (self->addresses);

      tell_timed (run, self->dns_step, self->seconds, RST_DOCTOR_OK, all, NULL);
    }
  else if (is_unknown)
    tell_timed (run, self->dns_step, self->seconds, RST_DOCTOR_FAILED, self->error->message,
                rst_error_get_hint (self->error));
  else if (g_error_matches (self->error, RST_ERROR, RST_ERROR_TIMEOUT))
    tell_timed (run, self->dns_step, self->seconds, RST_DOCTOR_WARNING, self->error->message,
                _("The name server answers late; connections begin late for that."));
  else
    tell_timed (run, self->dns_step, self->seconds, RST_DOCTOR_OK,
                self->family == G_SOCKET_FAMILY_IPV6 ? _("None; IPv4 is used") : _("None; IPv6 is used"), NULL);
}

static gboolean
examine_names (RstExamination *run, Family *ipv4, Family *ipv6)
{
  look_up (run, ipv4);
  look_up (run, ipv6);
  tell_lookup (run, ipv4, ipv6);
  tell_lookup (run, ipv6, ipv4);
  if (ipv4->addresses != NULL || ipv6->addresses != NULL)
    {
      g_clear_error (&ipv4->error);
      g_clear_error (&ipv6->error);
      return TRUE;
    }
  run->error = g_steal_pointer (&ipv4->error);
  return FALSE;
}

static const char *
get_domain (const RstAccount *account)
{
  const char *at = strrchr (account->address, '@');

  if (at == NULL)
    at = strrchr (account->user, '@');
  return at != NULL && at[1] != '\0' ? at + 1 : NULL;
}

static gboolean
names_endpoint (GList *targets, const RstEndpoint *endpoint)
{
  for (GList *link = targets; link != NULL; link = link->next)
    if (g_ascii_strcasecmp (g_srv_target_get_hostname (link->data), endpoint->host) == 0 &&
        g_srv_target_get_port (link->data) == endpoint->port)
      return TRUE;
  return FALSE;
}

/* What the domain's records say of the account's kind of server. */
static void
tell_service (RstExamination *run, const char *domain, RstLookupAnswer answer, GList *targets)
{
  const RstEndpoint *endpoint = run->account->endpoint;
  g_autofree char *detail = NULL;
  g_autofree char *hint = NULL;
  g_autofree char *host = NULL;

  if (answer == RST_LOOKUP_NOTHING)
    {
      detail = g_strdup_printf (_("%s says nothing of POP3, as most do"), domain);
      rst_examination_tell (run, "srv", RST_DOCTOR_OK, detail, NULL);
      return;
    }
  if (answer == RST_LOOKUP_NOT_OFFERED)
    {
      detail = g_strdup_printf (_("%s says that it offers no POP3 of this kind"), domain);
      rst_examination_tell (run, "srv", RST_DOCTOR_WARNING, detail,
                           _("If the login works, nothing needs to be done; else ask the provider."));
      return;
    }
  host = rst_text_dup_line (g_srv_target_get_hostname (targets->data), -1);
  detail = g_strdup_printf (_("%s names %s port %u"), domain, host, g_srv_target_get_port (targets->data));
  if (names_endpoint (targets, endpoint))
    {
      rst_examination_tell (run, "srv", RST_DOCTOR_OK, detail, NULL);
      return;
    }
  hint = g_strdup_printf (_("The account uses %s port %u; try the other server if this one fails."),
                          endpoint->host, endpoint->port);
  rst_examination_tell (run, "srv", RST_DOCTOR_WARNING, detail, hint);
}

/* RFC 6186 §3.3. It is for finding servers; missing, it breaks nothing. */
static void
examine_service (RstExamination *run)
{
  const RstEndpoint *endpoint = run->account->endpoint;
  const char *service = endpoint->security == RST_SECURITY_TLS ? "pop3s" : "pop3";
  const char *domain = get_domain (run->account);
  g_autoptr (GError) error = NULL;
  GList *targets = NULL;
  RstLookupAnswer answer;

  if (domain == NULL)
    {
      rst_examination_tell (run, "srv", RST_DOCTOR_SKIPPED, _("The user name names no domain to ask"), NULL);
      return;
    }
  answer = rst_lookup_service (service, domain, MIN (endpoint->timeout, SRV_SECONDS),
                               &targets, run->cancellable, &error);
  if (answer == RST_LOOKUP_FAILED)
    rst_examination_tell (run, "srv", RST_DOCTOR_WARNING, error->message,
                         _("It is only for finding servers; nothing depends on it."));
  else
    tell_service (run, domain, answer, targets);
  g_resolver_free_targets (targets);
}

static void
try_addresses (RstExamination *run, Family *self)
{
  const RstEndpoint *endpoint = run->account->endpoint;
  gint64 end = g_get_monotonic_time () + MIN (endpoint->timeout, TCP_SECONDS) * G_USEC_PER_SEC;
  guint tried = 0;

  self->failed = g_string_new (NULL);
  for (GList *link = self->addresses; link != NULL && tried < ADDRESSES_MAX && self->reached == NULL; link = link->next)
    {
      g_autofree char *address = g_inet_address_to_string (link->data);
      gint64 left = (end - g_get_monotonic_time () + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;

      if (left <= 0)
        break;
      tried++;
      g_clear_error (&self->error);
      if (rst_connect_try (endpoint, link->data, (guint) left, run->cancellable, &self->error))
        self->reached = g_steal_pointer (&address);
      else
        g_string_append_printf (self->failed, "%s%s", self->failed->len > 0 ? ", " : "", address);
    }
  self->seconds = rst_examination_take_seconds (run);
}

static void
tell_reached (RstExamination *run, const Family *self)
{
  g_autofree char *detail = g_strdup_printf (_("%s answers at port %u"), self->reached, run->account->endpoint->port);
  g_autofree char *hint = NULL;

  if (self->failed->len > 0)
    hint = g_strdup_printf (_("These addresses of the server do not answer: %s."), self->failed->str);
  tell_timed (run, self->tcp_step, self->seconds,
              hint != NULL ? RST_DOCTOR_WARNING : RST_DOCTOR_OK, detail, hint);
}

static void
tell_way (RstExamination *run, const Family *self, const Family *other, const char *hint)
{
  if (self->addresses == NULL)
    tell_timed (run, self->tcp_step, 0, RST_DOCTOR_SKIPPED, _("No such address"), NULL);
  else if (self->reached != NULL)
    tell_reached (run, self);
  else if (other->reached != NULL)
    tell_timed (run, self->tcp_step, self->seconds, RST_DOCTOR_WARNING, self->error->message,
                self->family == G_SOCKET_FAMILY_IPV6
                  ? _("IPv4 is used in its place; the network or the server should be mended.")
                  : _("IPv6 is used in its place; the network or the server should be mended."));
  else
    tell_timed (run, self->tcp_step, self->seconds, RST_DOCTOR_FAILED, self->error->message, hint);
}

/* Whether the usual port with the other kind of security is open there. */
static gboolean
has_other_port (RstExamination *run, const Family *family, guint16 port)
{
  const RstEndpoint *endpoint = run->account->endpoint;
  g_autoptr (RstEndpoint) other = NULL;

  if (family->addresses == NULL || endpoint->port == port)
    return FALSE;
  other = rst_endpoint_new (endpoint->host, port, RST_SECURITY_PLAINTEXT);
  return rst_connect_try (other, family->addresses->data, OTHER_PORT_SECONDS, run->cancellable, NULL);
}

static char *
dup_way_hint (RstExamination *run, const Family *family, const GError *error)
{
  const RstEndpoint *endpoint = run->account->endpoint;

  if (has_other_port (run, family, 995))
    return g_strdup_printf (_("Port 995 of %s is open: use TLS there."), endpoint->host);
  if (has_other_port (run, family, 110))
    return g_strdup_printf (_("Port 110 of %s is open: use STLS there."), endpoint->host);
  if (g_error_matches (error, RST_ERROR, RST_ERROR_TIMEOUT))
    return g_strdup_printf (_("Something between here and there, such as a firewall, may block port %u; or the server is down."),
                            endpoint->port);
  return g_strdup_printf (_("Nothing listens at port %u there: check the port; the server’s POP3 may also be down."),
                          endpoint->port);
}

static gboolean
examine_addresses (RstExamination *run, Family *ipv4, Family *ipv6)
{
  const Family *first = ipv4->addresses != NULL ? ipv4 : ipv6;
  g_autofree char *hint = NULL;
  gboolean reached;

  try_addresses (run, ipv4);
  try_addresses (run, ipv6);
  reached = ipv4->reached != NULL || ipv6->reached != NULL;
  if (!reached)
    hint = dup_way_hint (run, first, first->error);
  tell_way (run, ipv4, ipv6, hint);
  tell_way (run, ipv6, ipv4, hint);
  if (!reached)
    run->error = g_error_copy (first->error);
  run->since = g_get_monotonic_time ();
  return reached;
}

static gboolean
examine_direct_way (RstExamination *run)
{
  Family ipv4 = { .family = G_SOCKET_FAMILY_IPV4, .dns_step = "dns-a", .tcp_step = "tcp-ipv4" };
  Family ipv6 = { .family = G_SOCKET_FAMILY_IPV6, .dns_step = "dns-aaaa", .tcp_step = "tcp-ipv6" };
  gboolean ok = examine_names (run, &ipv4, &ipv6);

  if (ok)
    {
      examine_service (run);
      ok = examine_addresses (run, &ipv4, &ipv6);
    }
  family_clear (&ipv4);
  family_clear (&ipv6);
  return ok;
}

/* The way is the proxy's: not even a name is looked up here. */
static gboolean
examine_proxy (RstExamination *run, const char *proxy)
{
  g_autoptr (RstEndpoint) plain = rst_endpoint_copy (run->account->endpoint);
  g_autoptr (GIOStream) stream = NULL;
  g_autofree char *detail = NULL;
  GError *error = NULL;

  plain->security = RST_SECURITY_PLAINTEXT;
  stream = rst_connect (plain, run->cancellable, &error);
  if (stream == NULL)
    {
      rst_examination_fail (run, "proxy", _("Check the desktop’s or the environment’s proxy settings; the server behind it may also be down."), error);
      return FALSE;
    }
  detail = g_strdup_printf (_("%s leads to %s port %u"), proxy, plain->host, plain->port);
  rst_examination_tell (run, "proxy", RST_DOCTOR_OK, detail, NULL);
  return TRUE;
}

gboolean
rst_examine_way (RstExamination *run)
{
  g_autofree char *proxy = NULL;
  GError *error = NULL;
  gboolean has_answer = rst_proxy_lookup (run->account->endpoint, &proxy, run->cancellable, &error);

  rst_examination_begin (run, proxy != NULL || !has_answer);
  if (!has_answer)
    {
      rst_examination_fail (run, "proxy", NULL, error);
      return FALSE;
    }
  return proxy != NULL ? examine_proxy (run, proxy) : examine_direct_way (run);
}
