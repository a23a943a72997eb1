/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "accounts/rst-account.h"
#include "base/rst-secret.h"

G_BEGIN_DECLS

/**
 * RST_SECRET_COMMAND_MAX:
 *
 * How many octets a command may print. Tokens of several kibioctets exist; a
 * command that prints more than this prints something else.
 */
#define RST_SECRET_COMMAND_MAX (64 * 1024)

/**
 * rst_secret_command_run:
 * @account: an account with a password command or a token command
 * @cancellable: (nullable): asks to stop
 * @error: where to say why it gave nothing
 *
 * Runs the command in a shell, for at most the account's time for a step, and
 * takes the first line of what it prints. Blocks. Neither what it prints nor
 * the command itself is in an error.
 *
 * Returns: (transfer full): the password or the token
 */
RstSecret *rst_secret_command_run (const RstAccount *account,
                                   GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
