/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "net/rst-proxy.h"

#include <glib/gi18n-lib.h>

#include "base/rst-error.h"
#include "net/rst-deadline.h"

static const char *
get_scheme (const RstEndpoint *endpoint)
{
  return endpoint->security == RST_SECURITY_TLS ? "pop3s" : "pop3";
}

GSocketConnectable *
rst_proxy_new_connectable (const RstEndpoint *endpoint)
{
  g_return_val_if_fail (endpoint != NULL, NULL);

  return g_object_new (G_TYPE_NETWORK_ADDRESS,
                       "hostname", endpoint->host,
                       "port", (guint) endpoint->port,
                       "scheme", get_scheme (endpoint),
                       NULL);
}

/* What people see of a proxy: its user and password stay out of it. */
static char *
dup_public_uri (const char *uri)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_HAS_PASSWORD, NULL);

  if (parsed == NULL || g_uri_get_host (parsed) == NULL)
    return g_strdup ("?");
  return g_uri_join (G_URI_FLAGS_NONE, g_uri_get_scheme (parsed), NULL,
                     g_uri_get_host (parsed), g_uri_get_port (parsed), "", NULL, NULL);
}

static char **
look_up (const RstEndpoint *endpoint, GCancellable *cancellable, GError **error)
{
  GProxyResolver *resolver = g_proxy_resolver_get_default ();
  g_autofree char *uri = g_uri_join (G_URI_FLAGS_NONE, get_scheme (endpoint), NULL,
                                     endpoint->host, endpoint->port, "", NULL, NULL);
  RstDeadline deadline;
  char **proxies;

  rst_deadline_begin (&deadline, endpoint->timeout, cancellable);
  g_proxy_resolver_lookup_async (resolver, uri, deadline.cancellable,
                                 rst_deadline_done_cb, &deadline);
  proxies = g_proxy_resolver_lookup_finish (resolver, rst_deadline_wait (&deadline), error);
  rst_deadline_end (&deadline, error);
  return proxies;
}

gboolean
rst_proxy_lookup (const RstEndpoint  *endpoint,
                  char              **proxy,
                  GCancellable       *cancellable,
                  GError            **error)
{
  g_autoptr (GError) local_error = NULL;
  g_auto (GStrv) proxies = NULL;

  g_return_val_if_fail (endpoint != NULL, FALSE);
  g_return_val_if_fail (proxy != NULL, FALSE);

  *proxy = NULL;
  proxies = look_up (endpoint, cancellable, &local_error);
  if (proxies == NULL)
    {
      gboolean cancelled = g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

      g_set_error (error, RST_ERROR, cancelled ? RST_ERROR_CANCELLED : RST_ERROR_TCP,
                   _("It cannot be found out which proxy leads to %s (%s)"),
                   endpoint->host, local_error->message);
      return FALSE;
    }
  if (proxies[0] != NULL && !g_str_has_prefix (proxies[0], "direct:"))
    *proxy = dup_public_uri (proxies[0]);
  return TRUE;
}

/* The proxy was never spoken to. */
static GError *
new_unreached_error (const char *proxy, const GError *cause)
{
  if (cause->domain == G_RESOLVER_ERROR)
    return g_error_new (RST_ERROR, RST_ERROR_TCP,
                        _("The proxy %s is not known by that name"), proxy);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return g_error_new (RST_ERROR, RST_ERROR_TCP,
                        _("The proxy %s refuses connections"), proxy);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    return g_error_new (RST_ERROR, RST_ERROR_TCP,
                        _("The proxy %s is of a kind that cannot be used here"), proxy);
  return g_error_new (RST_ERROR, RST_ERROR_TCP,
                      _("There is no connection to the proxy %s (%s)"), proxy, cause->message);
}

GError *
rst_proxy_new_error (const RstEndpoint *endpoint,
                     const char        *proxy,
                     gboolean           reached,
                     const GError      *cause)
{
  g_return_val_if_fail (endpoint != NULL, NULL);
  g_return_val_if_fail (proxy != NULL, NULL);
  g_return_val_if_fail (cause != NULL, NULL);

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return g_error_new (RST_ERROR, RST_ERROR_TIMEOUT,
                        g_dngettext (GETTEXT_PACKAGE,
                                     "The proxy %s made no connection to %s port %u within %u second",
                                     "The proxy %s made no connection to %s port %u within %u seconds",
                                     endpoint->timeout),
                        proxy, endpoint->host, endpoint->port, endpoint->timeout);
  if (!reached)
    return new_unreached_error (proxy, cause);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PROXY_NEED_AUTH))
    return g_error_new (RST_ERROR, RST_ERROR_TCP,
                        _("The proxy %s wants a user name and a password"), proxy);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PROXY_AUTH_FAILED))
    return g_error_new (RST_ERROR, RST_ERROR_TCP,
                        _("The proxy %s does not take the user name and password that are set for it"), proxy);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PROXY_NOT_ALLOWED))
    return g_error_new (RST_ERROR, RST_ERROR_TCP,
                        _("The proxy %s does not allow a connection to %s port %u"),
                        proxy, endpoint->host, endpoint->port);
  return g_error_new (RST_ERROR, RST_ERROR_TCP,
                      _("The proxy %s made no connection to %s port %u (%s)"),
                      proxy, endpoint->host, endpoint->port, cause->message);
}
