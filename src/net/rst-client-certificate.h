/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * rst_client_certificate_load:
 * @path: a PEM file with a certificate, its private key in the clear, and maybe
 *   the certificates of the authorities in between
 * @error: where to say why it cannot be used
 *
 * Loads what this side shows to a server that wants to know who connects (for
 * SASL EXTERNAL). What is wrong with the file gives %RST_ERROR_CONFIG.
 *
 * Returns: (transfer full): the certificate, with its key
 */
GTlsCertificate *rst_client_certificate_load (const char *path, GError **error);

G_END_DECLS
