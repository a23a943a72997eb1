/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "accounts/rst-account-state.h"
#include "accounts/rst-account.h"
#include "pop3/rst-pop3-session.h"

G_BEGIN_DECLS

/**
 * RstSignInStep:
 * @RST_SIGN_IN_CONNECT: name lookup, TCP, and TLS where it comes first
 * @RST_SIGN_IN_GREETING: the server's greeting
 * @RST_SIGN_IN_CAPA: its capabilities
 * @RST_SIGN_IN_STLS: the change to TLS, where the account wants STLS, and the
 *   capabilities again
 * @RST_SIGN_IN_OFFER: which way to log in is chosen
 * @RST_SIGN_IN_LOGIN: the login
 *
 * The hops from an account's settings to its open maildrop, in this order.
 */
typedef enum
{
  RST_SIGN_IN_CONNECT,
  RST_SIGN_IN_GREETING,
  RST_SIGN_IN_CAPA,
  RST_SIGN_IN_STLS,
  RST_SIGN_IN_OFFER,
  RST_SIGN_IN_LOGIN,
} RstSignInStep;

/**
 * RstSignInFunc:
 * @step: the hop that was taken
 * @session: (nullable): the session as it is now; %NULL before there is one
 * @detail: one translated line on how it went
 * @user_data: what was given in [struct@SignIn]
 *
 * Told of each hop that succeeded, on the thread that signs in.
 */
typedef void (*RstSignInFunc) (RstSignInStep step,
                               RstPop3Session *session,
                               const char *detail,
                               gpointer user_data);

/**
 * RstSignIn:
 * @account: whose maildrop
 * @credentials: (nullable): who logs in; with %NULL it ends before the login
 * @state: (nullable): what is known of the server; what is learned is put into
 *   it, and the caller keeps it. With %NULL nothing is known and nothing kept.
 * @log: (nullable): where to note what happens
 * @hurry: whether what @state knows is enough, so that the server need not be
 *   asked what it can before a login by the way that last let in
 * @step: (nullable): told of each hop
 * @user_data: for @step
 *
 * What a sign-in needs.
 */
typedef struct
{
  const RstAccount *account;
  const RstCredentials *credentials;
  RstAccountState *state;
  RstPop3Log *log;
  gboolean hurry;
  RstSignInFunc step;
  gpointer user_data;
} RstSignIn;

/**
 * rst_sign_in:
 * @self: what it needs
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it failed
 *
 * Connects, secures the connection as the account demands, and logs in. Nothing
 * secret is sent before the account's security is met. Blocks.
 *
 * With automatic choice the best way that the server offers is taken. One that
 * is weaker than the one which logged in before is not: that fails with
 * %RST_ERROR_DOWNGRADE before anything secret is sent, until the person sets
 * the account's way to log in anew. Where nothing is remembered yet and the
 * server refuses a stronger way, which it may announce for all and have for
 * few, the next weaker one is tried once over verified TLS.
 *
 * Where the server hangs after UTF8 (which some announce and do not have) the
 * connection is made again once, without it.
 *
 * Returns: (transfer full): a session whose maildrop is open, or without
 *   credentials one that could log in
 */
RstPop3Session *rst_sign_in (const RstSignIn *self,
                             GCancellable *cancellable,
                             GError **error);

G_END_DECLS
