/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <gnutls/gnutls.h>

G_BEGIN_DECLS

/**
 * RstTestCertificate:
 * @RST_TEST_CERTIFICATE_GOOD: for localhost, 127.0.0.1 and ::1, by the authority
 * @RST_TEST_CERTIFICATE_SELF_SIGNED: for the same names, by itself
 * @RST_TEST_CERTIFICATE_EXPIRED: by the authority, valid until 2024-01-02
 * @RST_TEST_CERTIFICATE_WRONG_NAME: by the authority, for a.example and b.example
 *
 * What a test server shows.
 */
typedef enum
{
  RST_TEST_CERTIFICATE_GOOD,
  RST_TEST_CERTIFICATE_SELF_SIGNED,
  RST_TEST_CERTIFICATE_EXPIRED,
  RST_TEST_CERTIFICATE_WRONG_NAME,
} RstTestCertificate;

#define RST_TEST_N_CERTIFICATES 4

/**
 * RstTestCa:
 *
 * An authority and the certificates that it gave, made anew each time so that
 * no key is ever kept.
 */
typedef struct _RstTestCa RstTestCa;

/**
 * rst_test_ca_new:
 *
 * Returns: (transfer full): an authority with a certificate of each kind
 */
RstTestCa *rst_test_ca_new (void);

/**
 * rst_test_ca_free:
 * @self: (transfer full): an authority
 */
void rst_test_ca_free (RstTestCa *self);

/**
 * rst_test_ca_write:
 * @self: an authority
 * @path: a file
 * @error: where to say why it failed
 *
 * Writes the authority's certificate, in PEM.
 *
 * Returns: whether it was written
 */
gboolean rst_test_ca_write (RstTestCa *self, const char *path, GError **error);

/**
 * rst_test_ca_get_credentials:
 * @self: an authority
 * @kind: which certificate
 *
 * Returns: (transfer none): what a server shows
 */
gnutls_certificate_credentials_t
rst_test_ca_get_credentials (RstTestCa *self, RstTestCertificate kind);

/**
 * rst_test_ca_get_fingerprint:
 * @self: an authority
 * @kind: which certificate
 *
 * Returns: (transfer none): its SHA-256 in lower-case hexadecimal digits
 */
const char *rst_test_ca_get_fingerprint (RstTestCa *self, RstTestCertificate kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstTestCa, rst_test_ca_free)

G_END_DECLS
