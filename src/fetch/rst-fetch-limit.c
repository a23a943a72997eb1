/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-limit.h"

#include <glib/gi18n-lib.h>

/* A message that does not show would be worse than one that takes long. */
char *
rst_fetch_limit_dup_warning (const RstAccount *account, guint n)
{
  g_return_val_if_fail (account != NULL, NULL);

  if (n == 0)
    return NULL;
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "The server of account “%s” does not support a size limit: %u larger message was downloaded whole",
                                       "The server of account “%s” does not support a size limit: %u larger messages were downloaded whole",
                                       n),
                          rst_account_get_label (account), n);
}

gboolean
rst_fetch_limit_end_pass (RstStore *store, const RstAccount *account, char **warning, GError **error)
{
  guint n;

  g_return_val_if_fail (account != NULL && warning != NULL, FALSE);

  *warning = NULL;
  if (!rst_store_forget_rests (store, account->id, &n, NULL, error))
    return FALSE;
  if (n > 0)
    *warning = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                             "The rest of %u message is no longer on the server of account “%s”",
                                             "The rest of %u messages is no longer on the server of account “%s”",
                                             n),
                                n, rst_account_get_label (account));
  return TRUE;
}
