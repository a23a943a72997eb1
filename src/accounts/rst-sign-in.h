/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "accounts/rst-account.h"
#include "pop3/rst-pop3-session.h"

G_BEGIN_DECLS

/**
 * RstSignInStep:
 * @RST_SIGN_IN_CONNECT: name lookup, TCP, and TLS where it comes first
 * @RST_SIGN_IN_GREETING: the server's greeting and capabilities
 * @RST_SIGN_IN_STLS: the change to TLS, where the account wants STLS
 * @RST_SIGN_IN_LOGIN: the login
 *
 * The hops from an account's settings to its open maildrop.
 */
typedef enum
{
  RST_SIGN_IN_CONNECT,
  RST_SIGN_IN_GREETING,
  RST_SIGN_IN_STLS,
  RST_SIGN_IN_LOGIN,
} RstSignInStep;

/**
 * RstSignInFunc:
 * @step: the hop that was taken
 * @detail: one translated line on how it went
 * @user_data: what was given to [func@sign_in]
 *
 * Told of each hop that succeeded, on the thread that signs in.
 */
typedef void (*RstSignInFunc) (RstSignInStep step,
                               const char *detail,
                               gpointer user_data);

/**
 * rst_sign_in:
 * @account: whose maildrop
 * @password: its password
 * @step: (nullable) (scope call): told of each hop
 * @user_data: for @step
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Connects, secures the connection as the account demands, and logs in. The
 * password is not sent before the account's security is met. Blocks.
 *
 * Returns: (transfer full): a session whose maildrop is open
 */
RstPop3Session *rst_sign_in (const RstAccount *account,
                             const char *password,
                             RstSignInFunc step,
                             gpointer user_data,
                             GCancellable *cancellable,
                             GError **error);

G_END_DECLS
