/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "net/rst-probe.h"

#include <glib/gi18n-lib.h>

#include "base/rst-error.h"

/* How many characters of a greeting a sentence repeats. */
#define GREETING_SHOWN 60

/* Names of protocols; where most people would not know one, with what it is
 * for.
 */
static const char *const names[] = {
  [RST_PROBE_IMAP] = N_("IMAP"),
  [RST_PROBE_SMTP] = N_("SMTP, which sends mail"),
  [RST_PROBE_HTTP] = N_("HTTP, as web servers do"),
  [RST_PROBE_SSH] = N_("SSH"),
  [RST_PROBE_FTP] = N_("FTP"),
};

/* POP3 it is; the sentence is about its security. */
static char *
describe_pop3 (const RstProbe *self, const RstEndpoint *endpoint)
{
  gboolean wants_tls = endpoint->security == RST_SECURITY_TLS;

  if (self->tls && !wants_tls)
    return g_strdup_printf (_("%s port %u speaks POP3 in TLS from the start: use TLS (pop3s://…) there, not STLS"),
                            endpoint->host, endpoint->port);
  if (!self->tls && wants_tls)
    return g_strdup_printf (_("%s port %u speaks POP3 without TLS at the start: use STLS (pop3://…) there, or TLS on port 995"),
                            endpoint->host, endpoint->port);
  return NULL;
}

static char *
describe_other (const RstProbe *self, const RstEndpoint *endpoint)
{
  g_autofree char *greeting = NULL;
  glong length = g_utf8_strlen (self->greeting, -1);

  if (length == 0)
    return NULL;
  greeting = g_utf8_substring (self->greeting, 0, MIN (length, GREETING_SHOWN));
  return g_strdup_printf (_("%s port %u is no POP3 server (it says “%s”): POP3 is usually on port 995 with TLS, or 110 with STLS"),
                          endpoint->host, endpoint->port, greeting);
}

static char *
describe_silence (const RstProbe *self, const RstEndpoint *endpoint)
{
  if (self->tls && endpoint->security != RST_SECURITY_TLS)
    return g_strdup_printf (_("%s port %u wants TLS from the start, and says nothing in it: try TLS (pop3s://…) there, not STLS"),
                            endpoint->host, endpoint->port);
  return NULL;
}

char *
rst_probe_describe (const RstProbe *self, const RstEndpoint *endpoint)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (endpoint != NULL, NULL);

  switch (self->service)
    {
    case RST_PROBE_SILENT:
      return describe_silence (self, endpoint);
    case RST_PROBE_POP3:
      return describe_pop3 (self, endpoint);
    case RST_PROBE_OTHER:
      return describe_other (self, endpoint);
    default:
      return g_strdup_printf (_("%s port %u speaks %s, not POP3: POP3 is usually on port 995 with TLS, or 110 with STLS"),
                              endpoint->host, endpoint->port, _(names[self->service]));
    }
}

/* Whether what answers there could be the reason. */
static gboolean
is_open_question (const GError *error)
{
  return g_error_matches (error, RST_ERROR, RST_ERROR_TLS_FAILED) ||
         g_error_matches (error, RST_ERROR, RST_ERROR_TCP) ||
         g_error_matches (error, RST_ERROR, RST_ERROR_TIMEOUT) ||
         g_error_matches (error, RST_ERROR, RST_ERROR_PROTOCOL);
}

void
rst_probe_explain (const RstEndpoint  *endpoint,
                   GCancellable       *cancellable,
                   GError            **error)
{
  g_autoptr (RstProbe) probe = NULL;
  g_autofree char *sentence = NULL;
  gboolean is_swapped;

  g_return_if_fail (endpoint != NULL);
  g_return_if_fail (error != NULL && *error != NULL);

  if (!is_open_question (*error))
    return;
  probe = rst_probe_run (endpoint, cancellable, NULL);
  sentence = probe != NULL ? rst_probe_describe (probe, endpoint) : NULL;
  if (sentence == NULL)
    return;

  is_swapped = probe->service == RST_PROBE_POP3 || probe->service == RST_PROBE_SILENT;
  g_clear_error (error);
  g_set_error_literal (error, RST_ERROR, is_swapped ? RST_ERROR_TLS_FAILED : RST_ERROR_PROTOCOL, sentence);
}
