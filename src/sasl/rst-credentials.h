/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/rst-secret.h"

G_BEGIN_DECLS

/**
 * RstSecretKind:
 * @RST_SECRET_NONE: none; who one is comes from elsewhere, such as a client
 *   certificate
 * @RST_SECRET_PASSWORD: a password
 * @RST_SECRET_TOKEN: an OAuth 2 access token (RFC 6750)
 *
 * By what somebody shows who they are.
 */
typedef enum
{
  RST_SECRET_NONE,
  RST_SECRET_PASSWORD,
  RST_SECRET_TOKEN,
} RstSecretKind;

/**
 * RstCredentials:
 * @user: the login name, in UTF-8
 * @kind: what @secret is
 * @secret: the secret, in UTF-8; "" for %RST_SECRET_NONE
 *
 * Who logs in. Made where it is needed and freed, which overwrites the secret,
 * as soon as the login is over.
 */
typedef struct
{
  char *user;
  RstSecretKind kind;
  RstSecret *secret;
} RstCredentials;

/**
 * rst_credentials_new:
 * @user: the login name
 * @kind: what @secret is
 * @secret: the secret; copied
 *
 * Returns: (transfer full): the credentials
 */
RstCredentials *rst_credentials_new (const char *user,
                                     RstSecretKind kind,
                                     const char *secret);

/**
 * rst_credentials_free:
 * @self: (nullable) (transfer full): credentials
 *
 * Overwrites the secret and frees them.
 */
void rst_credentials_free (RstCredentials *self);

/**
 * rst_credentials_check:
 * @self: credentials
 * @error: where to say what cannot be sent
 *
 * Looks whether user and secret can be said in a line of the protocol: no CR,
 * LF or NUL, and UTF-8. What cannot is refused before anything is sent.
 *
 * Returns: whether they can
 */
gboolean rst_credentials_check (const RstCredentials *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstCredentials, rst_credentials_free)

G_END_DECLS
