/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RST_SHA256_SIZE:
 *
 * Octets of a digest.
 */
#define RST_SHA256_SIZE 32

/**
 * RstSha256:
 *
 * SHA-256 (FIPS 180-4) of octets that come piece by piece, computed by GnuTLS,
 * which uses what the processor has for it: five times as fast as
 * [struct@GLib.Checksum]. Belongs to one thread.
 */
typedef struct _RstSha256 RstSha256;

/**
 * rst_sha256_new:
 *
 * Returns: (transfer full): the hash of nothing yet
 */
RstSha256 *rst_sha256_new (void);

/**
 * rst_sha256_free:
 * @self: (transfer full): a hash
 */
void rst_sha256_free (RstSha256 *self);

/**
 * rst_sha256_update:
 * @self: a hash
 * @octets: what comes next
 * @size: how many
 */
void rst_sha256_update (RstSha256 *self, gconstpointer octets, gsize size);

/**
 * rst_sha256_finish:
 * @self: a hash
 * @digest: (out caller-allocated) (array fixed-size=32): where to put it
 *
 * Gives the digest, and begins anew.
 */
void rst_sha256_finish (RstSha256 *self, guint8 *digest);

/**
 * rst_sha256_dup_text:
 * @digest: (array fixed-size=32): a digest
 *
 * Returns: (transfer full): 64 lower-case hexadecimal digits
 */
char *rst_sha256_dup_text (const guint8 *digest);

/**
 * rst_sha256_parse:
 * @text: what [func@sha256_dup_text] made
 * @digest: (out caller-allocated) (array fixed-size=32): where to put it
 *
 * Returns: whether it was one
 */
gboolean rst_sha256_parse (const char *text, guint8 *digest);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstSha256, rst_sha256_free)

G_END_DECLS
