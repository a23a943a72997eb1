/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rst-test-ca.h"

#include <gnutls/x509.h>
#include <time.h>

#define DAY (24 * 60 * 60)

/* 2024-01-02 00:00:00 UTC */
#define PAST 1704153600

typedef struct
{
  gnutls_x509_privkey_t key;
  gnutls_x509_crt_t certificate;
} Identity;

struct _RstTestCa
{
  Identity authority;
  Identity identities[RST_TEST_N_CERTIFICATES];
  gnutls_certificate_credentials_t credentials[RST_TEST_N_CERTIFICATES];
  char *fingerprints[RST_TEST_N_CERTIFICATES];
};

/* None of this depends on anything outside: a failure is a bug here. */
static void
check (int result)
{
  if (result < 0)
    g_error ("GnuTLS: %s", gnutls_strerror (result));
}

static void
add_names (gnutls_x509_crt_t certificate, RstTestCertificate kind)
{
  static const guint8 loopback4[] = { 127, 0, 0, 1 };
  static const guint8 loopback6[16] = { [15] = 1 };

  if (kind == RST_TEST_CERTIFICATE_WRONG_NAME)
    {
      check (gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_DNSNAME, "a.example", 9, GNUTLS_FSAN_SET));
      check (gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_DNSNAME, "b.example", 9, GNUTLS_FSAN_APPEND));
      return;
    }
  check (gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_DNSNAME, "localhost", 9, GNUTLS_FSAN_SET));
  check (gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_IPADDRESS, loopback4, sizeof loopback4, GNUTLS_FSAN_APPEND));
  check (gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_IPADDRESS, loopback6, sizeof loopback6, GNUTLS_FSAN_APPEND));
}

static void
begin_identity (Identity *self, guint8 serial, const char *name)
{
  check (gnutls_x509_privkey_init (&self->key));
  check (gnutls_x509_privkey_generate (self->key, GNUTLS_PK_ECDSA,
                                       GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0));

  check (gnutls_x509_crt_init (&self->certificate));
  check (gnutls_x509_crt_set_version (self->certificate, 3));
  check (gnutls_x509_crt_set_serial (self->certificate, &serial, sizeof serial));
  check (gnutls_x509_crt_set_key (self->certificate, self->key));
  check (gnutls_x509_crt_set_dn (self->certificate, name, NULL));
}

static void
set_dates (Identity *self, time_t from, time_t until)
{
  check (gnutls_x509_crt_set_activation_time (self->certificate, from));
  check (gnutls_x509_crt_set_expiration_time (self->certificate, until));
}

static void
sign (Identity *self, Identity *issuer)
{
  check (gnutls_x509_crt_sign2 (self->certificate, issuer->certificate, issuer->key,
                                GNUTLS_DIG_SHA256, 0));
}

static void
make_authority (Identity *self)
{
  begin_identity (self, 1, "CN=Test Authority");
  set_dates (self, time (NULL) - DAY, time (NULL) + 30 * DAY);
  check (gnutls_x509_crt_set_basic_constraints (self->certificate, 1, 0));
  check (gnutls_x509_crt_set_key_usage (self->certificate, GNUTLS_KEY_KEY_CERT_SIGN));
  sign (self, self);
}

static void
make_server (Identity *self, Identity *authority, RstTestCertificate kind)
{
  begin_identity (self, (guint8) (2 + kind), "CN=Test Server");
  add_names (self->certificate, kind);
  if (kind == RST_TEST_CERTIFICATE_EXPIRED)
    set_dates (self, PAST - 30 * DAY, PAST);
  else
    set_dates (self, time (NULL) - DAY, time (NULL) + 30 * DAY);
  check (gnutls_x509_crt_set_basic_constraints (self->certificate, 0, -1));
  check (gnutls_x509_crt_set_key_usage (self->certificate, GNUTLS_KEY_DIGITAL_SIGNATURE));
  check (gnutls_x509_crt_set_key_purpose_oid (self->certificate, GNUTLS_KP_TLS_WWW_SERVER, 0));
  sign (self, kind == RST_TEST_CERTIFICATE_SELF_SIGNED ? self : authority);
}

static char *
dup_fingerprint (Identity *identity)
{
  gnutls_datum_t der;
  char *fingerprint;

  check (gnutls_x509_crt_export2 (identity->certificate, GNUTLS_X509_FMT_DER, &der));
  fingerprint = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der.data, der.size);
  gnutls_free (der.data);
  return fingerprint;
}

RstTestCa *
rst_test_ca_new (void)
{
  RstTestCa *self = g_new0 (RstTestCa, 1);

  make_authority (&self->authority);
  for (int i = 0; i < RST_TEST_N_CERTIFICATES; i++)
    {
      Identity *identity = &self->identities[i];

      make_server (identity, &self->authority, (RstTestCertificate) i);
      self->fingerprints[i] = dup_fingerprint (identity);
      check (gnutls_certificate_allocate_credentials (&self->credentials[i]));
      check (gnutls_certificate_set_x509_key (self->credentials[i], &identity->certificate, 1, identity->key));
    }
  return self;
}

static void
clear_identity (Identity *self)
{
  gnutls_x509_crt_deinit (self->certificate);
  gnutls_x509_privkey_deinit (self->key);
}

void
rst_test_ca_free (RstTestCa *self)
{
  for (int i = 0; i < RST_TEST_N_CERTIFICATES; i++)
    {
      gnutls_certificate_free_credentials (self->credentials[i]);
      clear_identity (&self->identities[i]);
      g_free (self->fingerprints[i]);
    }
  clear_identity (&self->authority);
  g_free (self);
}

gboolean
rst_test_ca_write (RstTestCa *self, const char *path, GError **error)
{
  gnutls_datum_t pem;
  gboolean ok;

  check (gnutls_x509_crt_export2 (self->authority.certificate, GNUTLS_X509_FMT_PEM, &pem));
  ok = g_file_set_contents (path, (const char *) pem.data, pem.size, error);
  gnutls_free (pem.data);
  return ok;
}

gnutls_certificate_credentials_t
rst_test_ca_get_credentials (RstTestCa *self, RstTestCertificate kind)
{
  return self->credentials[kind];
}

const char *
rst_test_ca_get_fingerprint (RstTestCa *self, RstTestCertificate kind)
{
  return self->fingerprints[kind];
}
