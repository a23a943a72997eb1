/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "net/rst-endpoint.h"

#define DEFAULT_TIMEOUT 60

RstEndpoint *
rst_endpoint_new (const char *host, guint16 port, RstSecurity security)
{
  RstEndpoint *self;

  g_return_val_if_fail (host != NULL, NULL);

  self = g_new0 (RstEndpoint, 1);
  self->host = g_strdup (host);
  self->port = port != 0 ? port : rst_security_get_port (security);
  self->security = security;
  self->timeout = DEFAULT_TIMEOUT;
  return self;
}

RstEndpoint *
rst_endpoint_copy (const RstEndpoint *self)
{
  RstEndpoint *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = rst_endpoint_new (self->host, self->port, self->security);
  copy->ca_file = g_strdup (self->ca_file);
  copy->pin = g_strdup (self->pin);
  copy->client_certificate = g_strdup (self->client_certificate);
  copy->timeout = self->timeout;
  return copy;
}

void
rst_endpoint_free (RstEndpoint *self)
{
  g_free (self->host);
  g_free (self->ca_file);
  g_free (self->pin);
  g_free (self->client_certificate);
  g_free (self);
}

guint16
rst_security_get_port (RstSecurity security)
{
  return security == RST_SECURITY_TLS ? 995 : 110;
}
