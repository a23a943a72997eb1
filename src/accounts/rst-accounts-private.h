/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "accounts/rst-accounts.h"
#include "base/rst-lane.h"

G_BEGIN_DECLS

/* How the parts of RstAccounts see each other. */
struct _RstAccounts
{
  GObject parent_instance;

  RstStore *store;
  RstLane *lane; /* a keyring may take as long as a person does */
  GMainContext *context;

  char *loaded;      /* the settings that were last handed out; the lane's */
  gboolean watching; /* whether a look at them is queued; the context's */

  GMutex mutex;           /* of what follows: passes run side by side */
  GHashTable *logs;       /* account's id → RstPop3Log */
  GPtrArray *log_targets; /* whom they tell */
  RstAccountsLogFunc log_func;
  gpointer log_data;
};

/* The accounts that @settings, ids and texts by turns, describe. */
GPtrArray *rst_accounts_parse (GPtrArray *settings);

/* All that the store says of accounts, to be compared. */
char *rst_accounts_join (GPtrArray *settings);

/* After @account was saved over @before: forgets what was learned of the server
 * and is true no more.
 */
gboolean rst_accounts_outdate_state (RstAccounts *self,
                                     const RstAccount *before,
                                     const RstAccount *account,
                                     GCancellable *cancellable,
                                     GError **error);

/* For the log targets. */
void rst_accounts_log_target_free (gpointer data);

G_END_DECLS
