/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The async faces of RstAccounts. */

#include "config.h"

#include "accounts/rst-accounts-private.h"
#include "accounts/rst-secrets.h"

/* What a save hands to the lane. */
typedef struct
{
  RstAccount *account;
  char *password;
} Save;

static void
save_free (Save *save)
{
  rst_account_free (save->account);
  rst_password_free (save->password);
  g_free (save);
}

static void
load_work (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  RstAccounts *self = source;
  GError *error = NULL;
  g_autoptr (GPtrArray) settings = rst_store_load_accounts (self->store, cancellable, &error);
  GPtrArray *accounts = NULL;

  if (settings != NULL)
    {
      g_free (self->loaded);
      self->loaded = rst_accounts_join (settings);
      accounts = rst_accounts_parse (settings);
    }
  if (accounts != NULL)
    g_task_return_pointer (task, accounts, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
rst_accounts_load_async (RstAccounts        *self,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (RST_IS_ACCOUNTS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, rst_accounts_load_async);
  rst_lane_push (self->lane, task, load_work);
}

GPtrArray *
rst_accounts_load_finish (RstAccounts *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
return_boolean (GTask *task, gboolean success, GError *error)
{
  if (success)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
save_work (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Save *save = task_data;
  GError *error = NULL;
  gboolean saved = rst_accounts_save (source, save->account, save->password, cancellable, &error);

  return_boolean (task, saved, error);
}

void
rst_accounts_save_async (RstAccounts        *self,
                         const RstAccount   *account,
                         const char         *password,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  GTask *task;
  Save *save;

  g_return_if_fail (RST_IS_ACCOUNTS (self));
  g_return_if_fail (account != NULL);

  save = g_new (Save, 1);
  save->account = rst_account_copy (account);
  save->password = g_strdup (password);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, rst_accounts_save_async);
  g_task_set_task_data (task, save, (GDestroyNotify) save_free);
  rst_lane_push (self->lane, task, save_work);
}

gboolean
rst_accounts_save_finish (RstAccounts *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
remove_work (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  gboolean removed = rst_accounts_remove (source, task_data, cancellable, &error);

  return_boolean (task, removed, error);
}

void
rst_accounts_remove_async (RstAccounts        *self,
                           const char         *id,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (RST_IS_ACCOUNTS (self));
  g_return_if_fail (id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, rst_accounts_remove_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  rst_lane_push (self->lane, task, remove_work);
}

gboolean
rst_accounts_remove_finish (RstAccounts *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
