/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "accounts/rst-accounts.h"
#include "store/rst-store.h"

G_BEGIN_DECLS

/**
 * RstCtl:
 * @profile: the profile's folder
 * @json: whether results are JSON
 * @quiet: whether to keep to results and errors
 * @debug: whether to write what is sent and received to stderr
 * @store: the store, once [func@ctl_open] succeeded
 * @accounts: its accounts
 *
 * What every command of `restantectl` works with. The program has one thread
 * of its own; it blocks on the store's lanes.
 */
typedef struct
{
  char *profile;
  gboolean json;
  gboolean quiet;
  gboolean debug;
  RstStore *store;
  RstAccounts *accounts;
} RstCtl;

/**
 * RstCtlFunc:
 * @ctl: what to work with
 * @argc: the number of arguments
 * @argv: the command's name and its arguments, ended by %NULL
 * @error: where to say why it failed
 *
 * Runs a command.
 *
 * Returns: the exit status; where @error is set the error's own counts
 */
typedef int (*RstCtlFunc) (RstCtl  *ctl,
                           int      argc,
                           char   **argv,
                           GError **error);

/**
 * rst_ctl_parse:
 * @entries: the command's options
 * @usage: the command as it is typed
 * @min: how few arguments it takes besides options
 * @max: how many
 * @argc: (inout): the number of arguments
 * @argv: (inout): the arguments; options are taken out
 * @error: where to say what is wrong
 *
 * Reads a command's options. What is wrong gives %RST_ERROR_USAGE.
 *
 * Returns: whether it may go on
 */
gboolean rst_ctl_parse (const GOptionEntry *entries,
                        const char *usage,
                        int min,
                        int max,
                        int *argc,
                        char ***argv,
                        GError **error);

/**
 * rst_ctl_parse_ids:
 * @texts: (array zero-terminated=1): what was typed
 * @error: where to say which of them is no id
 *
 * Returns: (transfer full) (element-type gint64): the ids of messages
 */
GArray *rst_ctl_parse_ids (char **texts, GError **error);

/**
 * rst_ctl_open:
 * @ctl: what to work with
 * @error: where to say why it failed
 *
 * Opens the profile. A command does so once its arguments are known to be
 * right.
 *
 * Returns: whether @ctl has a store now
 */
gboolean rst_ctl_open (RstCtl *ctl, GError **error);

/**
 * rst_ctl_has_mail:
 * @ctl: what to work with
 * @account: (nullable): an account’s id
 * @mailbox: (nullable): a mailbox’s name
 *
 * Returns: whether there is mail under one of these names; the mail of an
 *   account that was removed is still here
 */
gboolean rst_ctl_has_mail (RstCtl *ctl, const char *account, const char *mailbox);

/**
 * rst_ctl_check_account:
 * @ctl: what to work with
 * @id: what was typed
 * @error: where to say that there is no such account
 *
 * Returns: whether it is the id of an account, or of one whose mail is still
 *   here
 */
gboolean rst_ctl_check_account (RstCtl *ctl, const char *id, GError **error);

/* The commands, each a RstCtlFunc */
int rst_ctl_account (RstCtl *ctl, int argc, char **argv, GError **error);
int rst_ctl_doctor (RstCtl *ctl, int argc, char **argv, GError **error);
int rst_ctl_fetch (RstCtl *ctl, int argc, char **argv, GError **error);
int rst_ctl_list (RstCtl *ctl, int argc, char **argv, GError **error);
int rst_ctl_mark (RstCtl *ctl, int argc, char **argv, GError **error);
int rst_ctl_origin (RstCtl *ctl, int argc, char **argv, GError **error);
int rst_ctl_search (RstCtl *ctl, int argc, char **argv, GError **error);
int rst_ctl_show (RstCtl *ctl, int argc, char **argv, GError **error);
int rst_ctl_export (RstCtl *ctl, int argc, char **argv, GError **error);
int rst_ctl_check (RstCtl *ctl, int argc, char **argv, GError **error);
int rst_ctl_stats (RstCtl *ctl, int argc, char **argv, GError **error);

G_END_DECLS
