/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "accounts/rst-accounts-private.h"

#include <glib/gi18n-lib.h>

#include "accounts/rst-secrets.h"
#include "base/rst-error.h"
#include "base/rst-post.h"

G_DEFINE_FINAL_TYPE (RstAccounts, rst_accounts, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A session may hold a log for longer than the one who is told of its lines
 * lives.
 */
static void
silence_logs (RstAccounts *self)
{
  GHashTableIter iter;
  gpointer log;

  g_hash_table_iter_init (&iter, self->logs);
  while (g_hash_table_iter_next (&iter, NULL, &log))
    rst_pop3_log_set_func (log, NULL, NULL);
}

static void
rst_accounts_finalize (GObject *object)
{
  RstAccounts *self = RST_ACCOUNTS (object);

  silence_logs (self);
  g_clear_object (&self->lane);
  g_clear_object (&self->store);
  g_hash_table_unref (self->logs);
  g_ptr_array_unref (self->log_targets);
  g_mutex_clear (&self->mutex);
  g_free (self->loaded);
  g_main_context_unref (self->context);

  G_OBJECT_CLASS (rst_accounts_parent_class)->finalize (object);
}

static void
rst_accounts_class_init (RstAccountsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rst_accounts_finalize;

  signals[CHANGED] = g_signal_new ("changed", RST_TYPE_ACCOUNTS, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rst_accounts_init (RstAccounts *self)
{
  self->lane = rst_lane_new ("accounts");
  self->context = g_main_context_ref_thread_default ();
  g_mutex_init (&self->mutex);
  self->logs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) rst_pop3_log_unref);
  self->log_targets = g_ptr_array_new_with_free_func (rst_accounts_log_target_free);
}

static gboolean
emit_changed_cb (gpointer user_data)
{
  g_signal_emit (user_data, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
queue_changed (RstAccounts *self)
{
  rst_post (self->context, emit_changed_cb, g_object_ref (self), g_object_unref);
}

char *
rst_accounts_join (GPtrArray *settings)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < settings->len; i++)
    g_string_append_printf (text, "%s\n", (const char *) settings->pdata[i]);
  return g_string_free (text, FALSE);
}

/* Another process may set accounts up: when the store changed, what it says of
 * them is held against what was last handed out.
 */
static void
watch_work (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  RstAccounts *self = source;
  g_autoptr (GPtrArray) settings = rst_store_load_accounts (self->store, NULL, NULL);
  g_autofree char *joined = settings != NULL ? rst_accounts_join (settings) : NULL;

  if (self->loaded != NULL && joined != NULL && !g_str_equal (joined, self->loaded))
    {
      g_free (self->loaded);
      self->loaded = g_steal_pointer (&joined);
      queue_changed (self);
    }
  g_task_return_boolean (task, TRUE);
}

static void
watched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RST_ACCOUNTS (source)->watching = FALSE;
}

static void
store_changed_cb (RstAccounts *self)
{
  if (self->watching)
    return;

  self->watching = TRUE;
  rst_lane_push (self->lane, g_task_new (self, NULL, watched_cb, NULL), watch_work);
}

RstAccounts *
rst_accounts_new (RstStore *store)
{
  RstAccounts *self;

  g_return_val_if_fail (RST_IS_STORE (store), NULL);

  self = g_object_new (RST_TYPE_ACCOUNTS, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

GPtrArray *
rst_accounts_parse (GPtrArray *settings)
{
  GPtrArray *accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_account_free);

  for (guint i = 0; i + 1 < settings->len; i += 2)
    {
      GError *problem = NULL;
      RstAccount *account = rst_account_from_json (settings->pdata[i], settings->pdata[i + 1], &problem);

      if (account == NULL)
        account = rst_account_new_broken (settings->pdata[i], problem);
      g_ptr_array_add (accounts, account);
    }
  return accounts;
}

GPtrArray *
rst_accounts_load (RstAccounts *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) settings = NULL;

  g_return_val_if_fail (RST_IS_ACCOUNTS (self), NULL);

  settings = rst_store_load_accounts (self->store, cancellable, error);
  return settings != NULL ? rst_accounts_parse (settings) : NULL;
}

/* The account as it is in the store, maybe with a problem. */
static RstAccount *
find_account (RstAccounts *self, const char *id, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) accounts = rst_accounts_load (self, cancellable, error);

  if (accounts == NULL)
    return NULL;

  for (guint i = 0; i < accounts->len; i++)
    {
      RstAccount *account = accounts->pdata[i];

      if (g_str_equal (account->id, id))
        return rst_account_copy (account);
    }
  g_set_error (error, RST_ERROR, RST_ERROR_CONFIG, _("There is no account “%s”"), id);
  return NULL;
}

RstAccount *
rst_accounts_lookup (RstAccounts *self, const char *id, GCancellable *cancellable, GError **error)
{
  g_autoptr (RstAccount) account = NULL;

  g_return_val_if_fail (RST_IS_ACCOUNTS (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  account = find_account (self, id, cancellable, error);
  if (account == NULL || account->problem == NULL)
    return g_steal_pointer (&account);
  g_propagate_error (error, g_steal_pointer (&account->problem));
  return NULL;
}

gboolean
rst_accounts_save (RstAccounts      *self,
                   const RstAccount *account,
                   const char       *password,
                   GCancellable     *cancellable,
                   GError          **error)
{
  g_autoptr (RstAccount) before = NULL;
  g_autofree char *settings = NULL;

  g_return_val_if_fail (RST_IS_ACCOUNTS (self), FALSE);
  g_return_val_if_fail (account != NULL, FALSE);

  /* The password first: an account that cannot log in is no use. */
  if (password != NULL &&
      !rst_secrets_store (rst_store_get_folder (self->store), account, password, cancellable, error))
    return FALSE;

  before = find_account (self, account->id, cancellable, NULL);
  settings = rst_account_to_json (account);
  if (!rst_store_save_account (self->store, account->id, settings, cancellable, error) ||
      (before != NULL && !rst_accounts_outdate_state (self, before, account, cancellable, error)))
    return FALSE;

  queue_changed (self);
  return TRUE;
}

gboolean
rst_accounts_remove (RstAccounts *self, const char *id, GCancellable *cancellable, GError **error)
{
  g_autoptr (RstAccount) account = NULL;

  g_return_val_if_fail (RST_IS_ACCOUNTS (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  account = find_account (self, id, cancellable, error);
  if (account == NULL ||
      !rst_store_remove_account (self->store, id, cancellable, error) ||
      !rst_secrets_clear (rst_store_get_folder (self->store), id, cancellable, error))
    return FALSE;

  queue_changed (self);
  return TRUE;
}
