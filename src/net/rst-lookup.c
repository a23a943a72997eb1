/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "net/rst-lookup.h"

#include <glib/gi18n-lib.h>

#include "base/rst-error.h"
#include "net/rst-deadline.h"

/* Takes @cause over. */
static void
propagate_lookup_error (GError **error, const char *name, guint timeout, GError *cause)
{
  g_autoptr (GError) owned = cause;

  if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_set_error (error, RST_ERROR, RST_ERROR_CANCELLED,
                 _("Stopped on request while “%s” was looked up"), name);
  else if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    g_set_error (error, RST_ERROR, RST_ERROR_TIMEOUT,
                 g_dngettext (GETTEXT_PACKAGE,
                              "The lookup of “%s” had no answer within %u second",
                              "The lookup of “%s” had no answer within %u seconds", timeout),
                 name, timeout);
  else if (g_error_matches (owned, G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE))
    g_set_error (error, RST_ERROR, RST_ERROR_DNS,
                 _("“%s” cannot be looked up now (%s)"), name, owned->message);
  else
    g_set_error (error, RST_ERROR, RST_ERROR_DNS, _("“%s” is not known"), name);
}

/* GResolver takes an address for a name with that address, of either family. */
static GList *
drop_other_family (GList *addresses, GSocketFamily family)
{
  for (GList *link = addresses; link != NULL;)
    {
      GList *next = link->next;

      if (g_inet_address_get_family (link->data) != family)
        {
          g_object_unref (link->data);
          addresses = g_list_delete_link (addresses, link);
        }
      link = next;
    }
  return addresses;
}

GList *
rst_lookup_addresses (const RstEndpoint  *endpoint,
                      GSocketFamily       family,
                      GCancellable       *cancellable,
                      GError            **error)
{
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  GResolverNameLookupFlags flags = family == G_SOCKET_FAMILY_IPV6
                                     ? G_RESOLVER_NAME_LOOKUP_FLAGS_IPV6_ONLY
                                     : G_RESOLVER_NAME_LOOKUP_FLAGS_IPV4_ONLY;
  GError *local_error = NULL;
  RstDeadline deadline;
  GList *addresses;

  g_return_val_if_fail (endpoint != NULL, NULL);

  rst_deadline_begin (&deadline, endpoint->timeout, cancellable);
  g_resolver_lookup_by_name_with_flags_async (resolver, endpoint->host, flags, deadline.cancellable,
                                              rst_deadline_done_cb, &deadline);
  addresses = g_resolver_lookup_by_name_with_flags_finish (resolver, rst_deadline_wait (&deadline),
                                                           &local_error);
  rst_deadline_end (&deadline, &local_error);

  addresses = drop_other_family (addresses, family);
  if (local_error != NULL)
    propagate_lookup_error (error, endpoint->host, endpoint->timeout, local_error);
  else if (addresses == NULL)
    g_set_error (error, RST_ERROR, RST_ERROR_DNS,
                 family == G_SOCKET_FAMILY_IPV6 ? _("“%s” has no IPv6 address")
                                                : _("“%s” has no IPv4 address"),
                 endpoint->host);
  return addresses;
}

/* RFC 2782: one target "." means that the service is decidedly not there; of
 * that GResolver makes an empty list without an error.
 */
static RstLookupAnswer
judge_targets (GList **targets)
{
  const char *name = *targets != NULL ? g_srv_target_get_hostname ((*targets)->data) : "";

  if (*name != '\0' && !g_str_equal (name, "."))
    return RST_LOOKUP_OFFERED;
  g_resolver_free_targets (*targets);
  *targets = NULL;
  return RST_LOOKUP_NOT_OFFERED;
}

RstLookupAnswer
rst_lookup_service (const char    *service,
                    const char    *domain,
                    guint          timeout,
                    GList        **targets,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  g_autofree char *name = NULL;
  GError *local_error = NULL;
  RstDeadline deadline;

  g_return_val_if_fail (service != NULL, RST_LOOKUP_FAILED);
  g_return_val_if_fail (domain != NULL, RST_LOOKUP_FAILED);
  g_return_val_if_fail (targets != NULL, RST_LOOKUP_FAILED);

  rst_deadline_begin (&deadline, timeout, cancellable);
  g_resolver_lookup_service_async (resolver, service, "tcp", domain, deadline.cancellable,
                                   rst_deadline_done_cb, &deadline);
  *targets = g_resolver_lookup_service_finish (resolver, rst_deadline_wait (&deadline), &local_error);
  rst_deadline_end (&deadline, &local_error);

  if (local_error == NULL)
    return judge_targets (targets);
  if (g_error_matches (local_error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND))
    {
      g_error_free (local_error);
      return RST_LOOKUP_NOTHING;
    }
  name = g_strdup_printf ("_%s._tcp.%s", service, domain);
  propagate_lookup_error (error, name, timeout, local_error);
  return RST_LOOKUP_FAILED;
}
