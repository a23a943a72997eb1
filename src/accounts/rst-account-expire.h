/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "accounts/rst-account.h"
#include "pop3/rst-pop3-capa.h"

G_BEGIN_DECLS

/**
 * rst_account_dup_expire_warning:
 * @account: an account
 * @capabilities: what its server announces after the login
 *
 * A server may remove messages by itself (RFC 2449 §6.7), whatever the account
 * is set to.
 *
 * Returns: (transfer full) (nullable): one translated sentence when messages
 *   will not stay there as long as the person wants; else %NULL
 */
char *rst_account_dup_expire_warning (const RstAccount *account, RstPop3Capa *capabilities);

G_END_DECLS
