/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "net/rst-tls-details.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/rst-text.h"
#include "net/rst-certificate.h"

static const char *
get_version_name (GTlsConnection *connection)
{
  switch (g_tls_connection_get_protocol_version (connection))
    {
    case G_TLS_PROTOCOL_VERSION_TLS_1_0:
      return "TLS 1.0";
    case G_TLS_PROTOCOL_VERSION_TLS_1_1:
      return "TLS 1.1";
    case G_TLS_PROTOCOL_VERSION_TLS_1_2:
      return "TLS 1.2";
    case G_TLS_PROTOCOL_VERSION_TLS_1_3:
      return "TLS 1.3";
    default:
      return NULL;
    }
}

static char *
dup_link (GTlsCertificate *certificate)
{
  g_autofree char *subject = g_tls_certificate_get_subject_name (certificate);
  g_autofree char *issuer = g_tls_certificate_get_issuer_name (certificate);
  g_autofree char *for_whom = rst_text_dup_line (subject != NULL ? subject : "?", -1);
  g_autofree char *by_whom = rst_text_dup_line (issuer != NULL ? issuer : "?", -1);

  return g_strdup_printf (_("%s, signed by %s"), for_whom, by_whom);
}

RstTlsDetails *
rst_tls_details_new (GTlsConnection *connection, GTlsCertificate *certificate)
{
  RstTlsDetails *self;

  g_return_val_if_fail (G_IS_TLS_CONNECTION (connection), NULL);
  g_return_val_if_fail (G_IS_TLS_CERTIFICATE (certificate), NULL);

  self = g_new0 (RstTlsDetails, 1);
  self->version = g_strdup (get_version_name (connection));
  self->cipher = g_tls_connection_get_ciphersuite_name (connection);
  self->names = rst_certificate_dup_names (certificate);
  self->chain = g_ptr_array_new_with_free_func (g_free);
  for (GTlsCertificate *link = certificate;
       link != NULL && self->chain->len < RST_TLS_CHAIN_MAX;
       link = g_tls_certificate_get_issuer (link))
    g_ptr_array_add (self->chain, dup_link (link));
  self->fingerprint = rst_certificate_dup_fingerprint (certificate);
  self->not_before = g_tls_certificate_get_not_valid_before (certificate);
  self->not_after = g_tls_certificate_get_not_valid_after (certificate);
  return self;
}

void
rst_tls_details_free (RstTlsDetails *self)
{
  g_free (self->version);
  g_free (self->cipher);
  g_free (self->names);
  g_ptr_array_unref (self->chain);
  g_free (self->fingerprint);
  g_clear_pointer (&self->not_before, g_date_time_unref);
  g_clear_pointer (&self->not_after, g_date_time_unref);
  g_free (self);
}

int
rst_tls_details_get_days_left (const RstTlsDetails *self)
{
  g_autoptr (GDateTime) now = NULL;

  g_return_val_if_fail (self != NULL, 0);

  if (self->not_after == NULL)
    return 0;
  now = g_date_time_new_now_utc ();
  return (int) floor ((double) g_date_time_difference (self->not_after, now) / G_TIME_SPAN_DAY);
}
