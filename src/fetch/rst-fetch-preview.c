/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fetch/rst-fetch-preview.h"

#include <glib/gi18n-lib.h>

#include "fetch/rst-fetch-rule.h"

/* One that is made: newest first, so that what was counted is newer. */
typedef struct
{
  const RstLeave *leave;
  gint64 now;
  RstFetchPreview preview;
} Counting;

static void
count_cb (const RstLedgerEntry *entry, gpointer user_data)
{
  Counting *counting = user_data;
  RstFetchPreview *preview = &counting->preview;
  gboolean is_newest;

  preview->messages++;
  preview->octets += entry->octets;
  is_newest = rst_leave_covers (counting->leave, preview->messages, preview->octets);
  if (rst_fetch_rule_judge (counting->leave, entry, is_newest, counting->now) != RST_FETCH_VERDICT_REMOVE)
    return;
  preview->removed++;
  preview->removed_octets += entry->octets;
}

gboolean
rst_fetch_preview_load (RstAccounts      *accounts,
                        RstStore         *store,
                        const RstAccount *account,
                        RstFetchPreview  *preview,
                        GCancellable     *cancellable,
                        GError          **error)
{
  Counting counting = { 0 };

  g_return_val_if_fail (RST_IS_ACCOUNTS (accounts), FALSE);
  g_return_val_if_fail (RST_IS_STORE (store), FALSE);
  g_return_val_if_fail (account != NULL && preview != NULL, FALSE);

  counting.leave = &account->leave;
  if (!rst_accounts_load_clock (accounts, account, &counting.now, cancellable, error) ||
      !rst_store_visit_ledger (store, account->id, count_cb, &counting, cancellable, error))
    return FALSE;
  *preview = counting.preview;
  return TRUE;
}

/* What the async face hands to its thread. */
typedef struct
{
  RstAccounts *accounts;
  RstStore *store;
  RstAccount *account;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_object_unref (load->accounts);
  g_object_unref (load->store);
  rst_account_free (load->account);
  g_free (load);
}

static void
load_work (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Load *load = task_data;
  g_autofree RstFetchPreview *preview = g_new0 (RstFetchPreview, 1);
  GError *error = NULL;

  if (rst_fetch_preview_load (load->accounts, load->store, load->account, preview, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&preview), g_free);
  else
    g_task_return_error (task, error);
}

void
rst_fetch_preview_load_async (RstAccounts        *accounts,
                              RstStore           *store,
                              const RstAccount   *account,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Load *load;

  g_return_if_fail (RST_IS_ACCOUNTS (accounts));
  g_return_if_fail (RST_IS_STORE (store));
  g_return_if_fail (account != NULL);

  load = g_new (Load, 1);
  *load = (Load) { g_object_ref (accounts), g_object_ref (store), rst_account_copy (account) };
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, rst_fetch_preview_load_async);
  g_task_set_task_data (task, load, load_free);
  g_task_run_in_thread (task, load_work);
}

gboolean
rst_fetch_preview_load_finish (GAsyncResult *result, RstFetchPreview *preview, GError **error)
{
  g_autofree RstFetchPreview *loaded = NULL;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, rst_fetch_preview_load_async), FALSE);
  g_return_val_if_fail (preview != NULL, FALSE);

  loaded = g_task_propagate_pointer (G_TASK (result), error);
  if (loaded == NULL)
    return FALSE;
  *preview = *loaded;
  return TRUE;
}

char *
rst_fetch_preview_dup_sentence (const RstFetchPreview *self)
{
  g_autofree char *size = NULL;
  g_autofree char *there = NULL;
  g_autofree char *removed_size = NULL;
  g_autofree char *removed = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  size = g_format_size (self->octets);
  removed_size = g_format_size (self->removed_octets);
  there = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                        "As of the last fetch, %u message that is stored here is on the server (%s).",
                                        "As of the last fetch, %u messages that are stored here are on the server (%s).",
                                        self->messages),
                           self->messages, size);
  if (self->removed == 0)
    removed = g_strdup (_("The next fetch would remove none of them there."));
  else
    removed = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                            "The next fetch would remove %u of them there (%s).",
                                            "The next fetch would remove %u of them there (%s).",
                                            self->removed),
                               self->removed, removed_size);
  return g_strjoin (" ", there, removed, NULL);
}
