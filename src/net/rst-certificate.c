/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "net/rst-certificate.h"

#include <glib/gi18n-lib.h>
#include <gnutls/x509.h>

#include "base/rst-text.h"

/* How many of a certificate's names an error repeats. */
#define NAMES_SHOWN 4

char *
rst_certificate_dup_fingerprint (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) der = NULL;

  g_return_val_if_fail (G_IS_TLS_CERTIFICATE (certificate), NULL);

  g_object_get (certificate, "certificate", &der, NULL);
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
}

/* What GnuTLS cannot read it did not verify either. */
static gboolean
is_weak (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) der = NULL;
  gnutls_datum_t octets;
  gnutls_x509_crt_t parsed;
  guint bits;
  int algorithm;

  g_object_get (certificate, "certificate", &der, NULL);
  octets = (gnutls_datum_t) { der->data, der->len };
  if (gnutls_x509_crt_init (&parsed) < 0)
    return TRUE;
  algorithm = gnutls_x509_crt_import (parsed, &octets, GNUTLS_X509_FMT_DER) < 0
                ? GNUTLS_E_INVALID_REQUEST
                : gnutls_x509_crt_get_pk_algorithm (parsed, &bits);
  gnutls_x509_crt_deinit (parsed);
  return algorithm < 0 ||
         gnutls_pk_bits_to_sec_param ((gnutls_pk_algorithm_t) algorithm, bits) < GNUTLS_SEC_PARAM_LEGACY;
}

gboolean
rst_certificate_has_weak_key (GTlsCertificate *certificate)
{
  g_return_val_if_fail (G_IS_TLS_CERTIFICATE (certificate), TRUE);

  for (; certificate != NULL; certificate = g_tls_certificate_get_issuer (certificate))
    if (is_weak (certificate))
      return TRUE;
  return FALSE;
}

static gboolean
is_self_signed (GTlsCertificate *certificate)
{
  g_autofree char *subject = g_tls_certificate_get_subject_name (certificate);
  g_autofree char *issuer = g_tls_certificate_get_issuer_name (certificate);

  return subject != NULL && g_strcmp0 (subject, issuer) == 0;
}

static char *
dup_issuer (GTlsCertificate *certificate)
{
  g_autofree char *issuer = g_tls_certificate_get_issuer_name (certificate);

  return rst_text_dup_line (issuer != NULL ? issuer : "?", -1);
}

static char *
dup_day (GDateTime *date)
{
  return date != NULL ? g_date_time_format (date, "%F") : g_strdup ("?");
}

static void
append_names (GString *names, GPtrArray *more)
{
  for (guint i = 0; more != NULL && i < more->len && i < NAMES_SHOWN; i++)
    {
      gsize size;
      const char *octets = g_bytes_get_data (more->pdata[i], &size);
      g_autofree char *name = rst_text_dup_line (octets, (gssize) size);

      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }
  if (more != NULL && more->len > NAMES_SHOWN)
    g_string_append (names, ", …");
}

static void
append_addresses (GString *names, GPtrArray *addresses)
{
  for (guint i = 0; addresses != NULL && i < addresses->len && i < NAMES_SHOWN; i++)
    {
      g_autofree char *name = g_inet_address_to_string (addresses->pdata[i]);

      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }
}

char *
rst_certificate_dup_names (GTlsCertificate *certificate)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GPtrArray) addresses = NULL;
  g_autofree char *subject = NULL;
  GString *all;

  g_return_val_if_fail (G_IS_TLS_CERTIFICATE (certificate), NULL);

  names = g_tls_certificate_get_dns_names (certificate);
  addresses = g_tls_certificate_get_ip_addresses (certificate);
  subject = g_tls_certificate_get_subject_name (certificate);
  all = g_string_new (NULL);
  append_names (all, names);
  append_addresses (all, addresses);
  if (all->len == 0 && subject != NULL)
    {
      g_autofree char *line = rst_text_dup_line (subject, -1);

      g_string_append (all, line);
    }
  return g_string_free (all, FALSE);
}

static char *
dup_unknown_authority (GTlsCertificate *certificate, const char *host)
{
  g_autofree char *issuer = NULL;

  if (is_self_signed (certificate))
    return g_strdup_printf (_("The certificate of %s is self-signed"), host);

  issuer = dup_issuer (certificate);
  return g_strdup_printf (_("The certificate of %s comes from an authority that is not known here (%s)"),
                          host, issuer);
}

static char *
dup_wrong_name (GTlsCertificate *certificate, const char *host)
{
  g_autofree char *names = rst_certificate_dup_names (certificate);

  return g_strdup_printf (_("The certificate of %s is for another name (it names %s)"),
                          host, names);
}

static char *
dup_wrong_date (GTlsCertificate *certificate, gboolean expired, const char *host)
{
  g_autoptr (GDateTime) date = expired
                                 ? g_tls_certificate_get_not_valid_after (certificate)
                                 : g_tls_certificate_get_not_valid_before (certificate);
  g_autofree char *day = dup_day (date);

  return g_strdup_printf (expired ? _("The certificate of %s expired on %s")
                                  : _("The certificate of %s is not valid before %s"),
                          host, day);
}

char *
rst_certificate_dup_problem (GTlsCertificate      *certificate,
                             GTlsCertificateFlags  problems,
                             const char           *host)
{
  g_return_val_if_fail (G_IS_TLS_CERTIFICATE (certificate), NULL);
  g_return_val_if_fail (host != NULL, NULL);

  if (problems & G_TLS_CERTIFICATE_REVOKED)
    return g_strdup_printf (_("The certificate of %s was revoked by its authority"), host);
  if (problems & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return dup_unknown_authority (certificate, host);
  if (problems & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return dup_wrong_name (certificate, host);
  if (problems & G_TLS_CERTIFICATE_EXPIRED)
    return dup_wrong_date (certificate, TRUE, host);
  if (problems & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    return dup_wrong_date (certificate, FALSE, host);
  if (problems & G_TLS_CERTIFICATE_INSECURE)
    return g_strdup_printf (_("The certificate of %s uses cryptography that is no longer safe"), host);
  return g_strdup_printf (_("The certificate of %s cannot be verified"), host);
}
