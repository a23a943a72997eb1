/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "accounts/rst-account.h"
#include "ctl/rst-ctl.h"

G_BEGIN_DECLS

/**
 * RstCtlAccountOptions:
 *
 * What the options of a command say of an account: texts as they were typed,
 * %NULL for what was not.
 */
typedef struct
{
  char *url;
  char *name;
  char *address;
  char *ca;
  char *pin;
  char *auth;
  char *leave;
  char *leave_unproven;
  char *size_limit;
  char *password_command;
  char *token_command;
  char *client_certificate;
  gboolean password_stdin;
  gboolean insecure_plaintext;
  char *timeout;
} RstCtlAccountOptions;

/**
 * rst_ctl_account_options_clear:
 * @self: options
 *
 * Frees what they hold.
 */
void rst_ctl_account_options_clear (RstCtlAccountOptions *self);

/**
 * rst_ctl_account_options_parse:
 * @self: empty options
 * @usage: the command as it is typed
 * @argc: (inout): the number of arguments
 * @argv: (inout): the arguments; one stays, the account's id
 * @error: where to say what is wrong
 *
 * Reads all that `account add` and `account set` take.
 *
 * Returns: whether it may go on
 */
gboolean rst_ctl_account_options_parse (RstCtlAccountOptions *self,
                                        const char *usage,
                                        int *argc,
                                        char ***argv,
                                        GError **error);

/**
 * rst_ctl_account_options_parse_connection:
 * @self: empty options
 * @usage: the command as it is typed
 * @argc: (inout): the number of arguments
 * @argv: (inout): the arguments; at most one stays, the account's id
 * @error: where to say what is wrong
 *
 * Reads those of them that say how to reach a mailbox and log in there.
 *
 * Returns: whether it may go on
 */
gboolean rst_ctl_account_options_parse_connection (RstCtlAccountOptions *self,
                                                   const char *usage,
                                                   int *argc,
                                                   char ***argv,
                                                   GError **error);

/**
 * rst_ctl_account_options_parse_leave:
 * @self: empty options
 * @usage: the command as it is typed
 * @argc: (inout): the number of arguments
 * @argv: (inout): the arguments; one stays, the account's id
 * @error: where to say what is wrong
 *
 * Reads those of them that say what stays on the server.
 *
 * Returns: whether it may go on
 */
gboolean rst_ctl_account_options_parse_leave (RstCtlAccountOptions *self,
                                              const char *usage,
                                              int *argc,
                                              char ***argv,
                                              GError **error);

/**
 * rst_ctl_account_options_apply:
 * @self: options
 * @account: (inout): the account that they speak of
 * @error: where to say which of them makes no sense
 *
 * Sets what was typed and leaves the rest.
 *
 * Returns: whether all made sense
 */
gboolean rst_ctl_account_options_apply (const RstCtlAccountOptions *self,
                                        RstAccount *account,
                                        GError **error);

/**
 * rst_ctl_account_options_read_password:
 * @password: (out) (transfer full): the password
 * @error: where to say that there is none
 *
 * Reads the password from standard input; to be freed with
 * [func@password_free].
 *
 * Returns: whether there was one
 */
gboolean rst_ctl_account_options_read_password (char **password, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RstCtlAccountOptions, rst_ctl_account_options_clear)

G_END_DECLS
