/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RstSecurity:
 * @RST_SECURITY_TLS: TLS from the first octet (RFC 8314 §3.3), port 995
 * @RST_SECURITY_STLS: STLS required before anything secret (RFC 2595), port 110
 * @RST_SECURITY_PLAINTEXT: none, to which the user has consented for this
 *   account
 *
 * How a connection is kept from being read on the way.
 */
typedef enum
{
  RST_SECURITY_TLS,
  RST_SECURITY_STLS,
  RST_SECURITY_PLAINTEXT,
} RstSecurity;

/**
 * RST_TIMEOUT_MAX:
 *
 * What one step may take at most, in seconds: a day.
 */
#define RST_TIMEOUT_MAX (24 * 60 * 60)

/**
 * RstEndpoint:
 * @host: a host name or address, as the user typed it: the only name that a
 *   certificate is checked against (RFC 7817)
 * @port: a TCP port
 * @security: what must be true before anything secret is sent
 * @ca_file: (nullable): a PEM file of authorities to trust in place of the
 *   system's
 * @pin: (nullable): SHA-256 of the one certificate to accept, 64 lower-case
 *   hexadecimal digits; with it neither authorities nor names nor dates count
 * @client_certificate: (nullable): a PEM file with a certificate and its private
 *   key, shown to a server that asks for one
 * @timeout: what one step may take, in seconds, from 1 to %RST_TIMEOUT_MAX
 *
 * Where a server is and what its connection must meet. A plain value: made
 * once, copied to whoever needs it, changed by nobody.
 */
typedef struct
{
  char *host;
  guint16 port;
  RstSecurity security;
  char *ca_file;
  char *pin;
  char *client_certificate;
  guint timeout;
} RstEndpoint;

/**
 * rst_endpoint_new:
 * @host: see [struct@Endpoint]
 * @port: 0 for the usual port of @security
 * @security: see [struct@Endpoint]
 *
 * Returns: (transfer full): an endpoint with the system's authorities and 60
 *   seconds a step
 */
RstEndpoint *rst_endpoint_new (const char *host, guint16 port, RstSecurity security);

/**
 * rst_endpoint_copy:
 * @self: an endpoint
 *
 * Returns: (transfer full): the same
 */
RstEndpoint *rst_endpoint_copy (const RstEndpoint *self);

/**
 * rst_endpoint_free:
 * @self: (transfer full): an endpoint
 */
void rst_endpoint_free (RstEndpoint *self);

/**
 * rst_security_get_port:
 * @security: how the connection is kept
 *
 * Returns: the usual port: 995 or 110
 */
guint16 rst_security_get_port (RstSecurity security);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstEndpoint, rst_endpoint_free)

G_END_DECLS
