/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "accounts/rst-provider.h"

G_BEGIN_DECLS

/**
 * RstRefusal:
 * @RST_REFUSAL_UNKNOWN: the words say nothing that is known
 * @RST_REFUSAL_PASSWORD: user name or password are wrong
 * @RST_REFUSAL_LOGIN_DISABLED: logins with a password are off for everybody
 * @RST_REFUSAL_POP_OFF: POP3 is not switched on for this user
 * @RST_REFUSAL_APP_PASSWORD: a password made for this program is wanted
 * @RST_REFUSAL_TOO_MANY: too many tries; a pause helps
 * @RST_REFUSAL_WEB_LOGIN: the person has to log in on the web first
 * @RST_REFUSAL_NO_TLS: passwords are taken over TLS only
 *
 * What a server's words of refusal most likely mean.
 */
typedef enum
{
  RST_REFUSAL_UNKNOWN,
  RST_REFUSAL_PASSWORD,
  RST_REFUSAL_LOGIN_DISABLED,
  RST_REFUSAL_POP_OFF,
  RST_REFUSAL_APP_PASSWORD,
  RST_REFUSAL_TOO_MANY,
  RST_REFUSAL_WEB_LOGIN,
  RST_REFUSAL_NO_TLS,
} RstRefusal;

/**
 * rst_refusal_classify:
 * @text: the server's words, with or without response code
 *
 * Guesses, for a hint and nothing else: what Restante does never depends on it
 * (RFC 2449 §6.9).
 *
 * Returns: what they mean
 */
RstRefusal rst_refusal_classify (const char *text);

/**
 * rst_refusal_dup_hint:
 * @self: what a server's words mean
 * @provider: (nullable): whose server it is, when that is known
 *
 * Returns: (transfer full) (nullable): one or a few translated sentences on what
 *   to do, with the provider's help page; %NULL when there is nothing to say
 *   beyond what the error says
 */
char *rst_refusal_dup_hint (RstRefusal self, const RstProvider *provider);

G_END_DECLS
