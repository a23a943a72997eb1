/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "accounts/rst-account-expire.h"

#include <glib/gi18n-lib.h>

char *
rst_account_dup_expire_warning (const RstAccount *account, RstPop3Capa *capabilities)
{
  guint days;

  g_return_val_if_fail (account != NULL, NULL);
  g_return_val_if_fail (capabilities != NULL, NULL);

  if ((account->leave.kind == RST_LEAVE_NEVER && !account->leave.proven) ||
      !rst_pop3_capa_get_expire (capabilities, &days, NULL) ||
      days == RST_POP3_EXPIRE_NEVER ||
      (account->leave.kind == RST_LEAVE_DAYS && !account->leave.proven && account->leave.amount <= days))
    return NULL;

  if (days == 0)
    return g_strdup_printf (_("The server of account “%s” removes messages once they were fetched, although the account is set to leave them there"),
                            account->id);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "The server of account “%s” removes messages by itself after %u day, earlier than the account is set to",
                                       "The server of account “%s” removes messages by itself after %u days, earlier than the account is set to",
                                       days),
                          account->id, days);
}
