/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "net/rst-endpoint.h"

G_BEGIN_DECLS

/**
 * RST_PROBE_SECONDS:
 *
 * What one step of a probe may take at most: a server that means to speak first
 * does so at once, and whoever waits for the answer already waited for what
 * failed before.
 */
#define RST_PROBE_SECONDS 2

/**
 * RST_PROBE_OCTETS:
 *
 * How much of an answer is read: a POP3 line has at most 512 (RFC 1939 §3), and
 * the other protocols say who they are within as many.
 */
#define RST_PROBE_OCTETS 512

/**
 * RstProbeService:
 * @RST_PROBE_SILENT: it takes connections and says nothing
 * @RST_PROBE_POP3: fetching mail by POP3
 * @RST_PROBE_IMAP: fetching mail by IMAP
 * @RST_PROBE_SMTP: sending mail
 * @RST_PROBE_HTTP: the web
 * @RST_PROBE_SSH: remote login
 * @RST_PROBE_FTP: files
 * @RST_PROBE_OTHER: something that speaks, but none of these
 *
 * What answers at a port.
 */
typedef enum
{
  RST_PROBE_SILENT,
  RST_PROBE_POP3,
  RST_PROBE_IMAP,
  RST_PROBE_SMTP,
  RST_PROBE_HTTP,
  RST_PROBE_SSH,
  RST_PROBE_FTP,
  RST_PROBE_OTHER,
} RstProbeService;

/**
 * RstProbe:
 * @service: what answers
 * @tls: whether it speaks TLS from the first octet
 * @greeting: the first line that it sent, fit for a terminal; maybe empty
 *
 * What a look at a port found.
 */
typedef struct
{
  RstProbeService service;
  gboolean tls;
  char *greeting;
} RstProbe;

/**
 * rst_probe_run:
 * @endpoint: where to look; of its security nothing is asked
 * @cancellable: (nullable): asks to stop
 * @error: where to say why nothing could be looked at
 *
 * Looks what answers at a port: waits for a greeting, then tries TLS and waits
 * for a greeting inside, then asks as a web browser would. Any certificate will
 * do, and nothing is sent but that question. Blocks for a few times
 * %RST_PROBE_SECONDS, or the endpoint's time-out where that is shorter.
 *
 * Returns: (transfer full): what was found
 */
RstProbe *rst_probe_run (const RstEndpoint *endpoint,
                         GCancellable *cancellable,
                         GError **error);

/**
 * rst_probe_free:
 * @self: (transfer full): a probe
 */
void rst_probe_free (RstProbe *self);

/**
 * rst_probe_classify:
 * @octets: the first octets that a server sent
 * @length: how many
 *
 * Returns: which protocol begins so; %RST_PROBE_SILENT for none at all
 */
RstProbeService rst_probe_classify (const char *octets, gsize length);

/**
 * rst_probe_describe:
 * @self: what was found
 * @endpoint: what was expected there
 *
 * Says what answers in place of what was expected, and what to do.
 *
 * Returns: (transfer full) (nullable): one translated sentence; %NULL when it
 *   is what was expected, or when nothing definite is known
 */
char *rst_probe_describe (const RstProbe *self, const RstEndpoint *endpoint);

/**
 * rst_probe_explain:
 * @endpoint: where it failed
 * @cancellable: (nullable): asks to stop
 * @error: (inout): why it failed
 *
 * For the places where a connection was made and the first thing on it went
 * wrong: a handshake, a greeting that did not come or is none of POP3. Looks
 * what answers there ([func@probe_run]), and where that is something else than
 * what the endpoint expects, puts the sentence about it in place of @error. The
 * right protocol with the other kind of security becomes
 * %RST_ERROR_TLS_FAILED, another protocol %RST_ERROR_PROTOCOL. An @error that
 * no other server would explain is left alone and costs nothing: only
 * tls-failed, tcp, timeout and protocol are looked into. Call it when the
 * session that failed is closed.
 */
void rst_probe_explain (const RstEndpoint *endpoint,
                        GCancellable *cancellable,
                        GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstProbe, rst_probe_free)

G_END_DECLS
