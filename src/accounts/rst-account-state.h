/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "accounts/rst-account-clock.h"
#include "accounts/rst-maildrop-mark.h"
#include "base/rst-error.h"
#include "pop3/rst-pop3-auth.h"

G_BEGIN_DECLS

/**
 * RstAccountState:
 * @auth: the way that last logged in; %RST_POP3_AUTH_AUTO when none did yet
 * @capabilities_before: (nullable): the lines that CAPA had before the last
 *   login, over the connection that carried it
 * @capabilities: (nullable): those that it had afterwards. As long as the server
 *   announces @capabilities_before again, these need not be asked for.
 * @no_pipelining: the server announces PIPELINING and fails when it is used
 * @no_glance: the server makes no sense when it is asked about single messages
 * @no_utf8: the server announces UTF8 and stops answering when it is used
 * @last_login: when the last login succeeded, in seconds since 1970, UTC; 0 for
 *   never
 * @not_before: before when nobody but the person should try again: the server's
 *   LOGIN-DELAY, or a pause after a failure that will pass by itself
 * @reason: why: %RST_ERROR_LOGIN_DELAY, %RST_ERROR_IN_USE or
 *   %RST_ERROR_TEMPORARY, which also stands for a server that was not reached
 * @failures: how many passes failed since the last that did not
 * @mark: (nullable): how the last pass left the maildrop, where a glance is
 *   enough to know it again
 * @clock: by which it is counted how long messages have been stored
 *
 * What earlier sessions have learned of an account's server. It is kept with the
 * account, apart from its settings, and is only as true as the server is
 * constant: all of it is corrected when it proves wrong. The clock alone is not
 * about the server and stays with another one.
 */
typedef struct
{
  RstPop3Auth auth;
  char **capabilities_before;
  char **capabilities;
  gboolean no_pipelining;
  gboolean no_glance;
  gboolean no_utf8;
  gint64 last_login;
  gint64 not_before;
  RstError reason;
  guint failures;
  RstMaildropMark *mark;
  RstAccountClock clock;
} RstAccountState;

/**
 * rst_account_state_new:
 *
 * Returns: (transfer full): a state that knows nothing
 */
RstAccountState *rst_account_state_new (void);

/**
 * rst_account_state_free:
 * @self: (nullable) (transfer full): a state
 */
void rst_account_state_free (RstAccountState *self);

/**
 * rst_account_state_to_json:
 * @self: a state
 *
 * Returns: (transfer full): the state as the store keeps it
 */
char *rst_account_state_to_json (const RstAccountState *self);

/**
 * rst_account_state_from_json:
 * @json: (nullable): what [method@AccountState.to_json] made
 *
 * What cannot be read is forgotten; the server teaches it again. But a way to
 * log in that this version does not know keeps its name apart from none: it is
 * read as the strongest, so that nothing weaker is used in silence.
 *
 * Returns: (transfer full): the state
 */
RstAccountState *rst_account_state_from_json (const char *json);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RstAccountState, rst_account_state_free)

G_END_DECLS
