/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * rst_certificate_dup_fingerprint:
 * @certificate: a certificate
 *
 * Returns: (transfer full): its SHA-256, 64 lower-case hexadecimal digits
 */
char *rst_certificate_dup_fingerprint (GTlsCertificate *certificate);

/**
 * rst_certificate_dup_names:
 * @certificate: a certificate
 *
 * Returns: (transfer full): the first few names and addresses that it is for
 *   (RFC 7817 §3), or its subject when it has none; one line
 */
char *rst_certificate_dup_names (GTlsCertificate *certificate);

/**
 * rst_certificate_has_weak_key:
 * @certificate: a server's certificate, with what it showed of the chain
 *
 * GnuTLS, as GIO uses it, refuses weak signatures and takes weak keys: RSA with
 * 1024 bits among them. Here a key is weak below 96 bits of security, which is
 * 1776 bits of RSA.
 *
 * Returns: whether a key in it is weak
 */
gboolean rst_certificate_has_weak_key (GTlsCertificate *certificate);

/**
 * rst_certificate_dup_problem:
 * @certificate: a server's certificate
 * @problems: what is wrong with it
 * @host: the name that the person typed
 *
 * Says the worst of @problems.
 *
 * Returns: (transfer full): one translated sentence
 */
char *rst_certificate_dup_problem (GTlsCertificate *certificate,
                                   GTlsCertificateFlags problems,
                                   const char *host);

G_END_DECLS
