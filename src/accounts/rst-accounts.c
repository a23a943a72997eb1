/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "accounts/rst-accounts.h"

#include <glib/gi18n-lib.h>

#include "accounts/rst-secrets.h"
#include "base/rst-error.h"
#include "base/rst-lane.h"
#include "base/rst-post.h"

struct _RstAccounts
{
  GObject parent_instance;

  RstStore *store;
  RstLane *lane; /* a keyring may take as long as a person does */
  GMainContext *context;

  char *loaded;      /* the settings that were last handed out; the lane's */
  gboolean watching; /* whether a look at them is queued; the context's */
};

G_DEFINE_FINAL_TYPE (RstAccounts, rst_accounts, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

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
rst_accounts_finalize (GObject *object)
{
  RstAccounts *self = RST_ACCOUNTS (object);

  g_clear_object (&self->lane);
  g_clear_object (&self->store);
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

/* All that the store says of accounts, to be compared. */
static char *
join_settings (GPtrArray *settings)
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
  g_autofree char *joined = settings != NULL ? join_settings (settings) : NULL;

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

static GPtrArray *
parse_settings (GPtrArray *settings, GError **error)
{
  g_autoptr (GPtrArray) accounts = NULL;

  accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_account_free);
  for (guint i = 0; i + 1 < settings->len; i += 2)
    {
      RstAccount *account = rst_account_from_json (settings->pdata[i], settings->pdata[i + 1], error);

      if (account == NULL)
        return NULL;
      g_ptr_array_add (accounts, account);
    }
  return g_steal_pointer (&accounts);
}

GPtrArray *
rst_accounts_load (RstAccounts *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) settings = NULL;

  g_return_val_if_fail (RST_IS_ACCOUNTS (self), NULL);

  settings = rst_store_load_accounts (self->store, cancellable, error);
  return settings != NULL ? parse_settings (settings, error) : NULL;
}

RstAccount *
rst_accounts_lookup (RstAccounts *self, const char *id, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) accounts = NULL;

  g_return_val_if_fail (RST_IS_ACCOUNTS (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  accounts = rst_accounts_load (self, cancellable, error);
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

gboolean
rst_accounts_save (RstAccounts      *self,
                   const RstAccount *account,
                   const char       *password,
                   GCancellable     *cancellable,
                   GError          **error)
{
  g_autofree char *settings = NULL;

  g_return_val_if_fail (RST_IS_ACCOUNTS (self), FALSE);
  g_return_val_if_fail (account != NULL, FALSE);

  /* The password first: an account that cannot log in is no use. */
  if (password != NULL &&
      !rst_secrets_store (rst_store_get_folder (self->store), account, password, cancellable, error))
    return FALSE;

  settings = rst_account_to_json (account);
  if (!rst_store_save_account (self->store, account->id, settings, cancellable, error))
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

  account = rst_accounts_lookup (self, id, cancellable, error);
  if (account == NULL ||
      !rst_store_remove_account (self->store, id, cancellable, error) ||
      !rst_secrets_clear (rst_store_get_folder (self->store), id, cancellable, error))
    return FALSE;

  queue_changed (self);
  return TRUE;
}

char *
rst_accounts_dup_password (RstAccounts      *self,
                           const RstAccount *account,
                           GCancellable     *cancellable,
                           GError          **error)
{
  g_return_val_if_fail (RST_IS_ACCOUNTS (self), NULL);
  g_return_val_if_fail (account != NULL, NULL);

  return rst_secrets_lookup (rst_store_get_folder (self->store), account, cancellable, error);
}

/* The async faces */

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
      self->loaded = join_settings (settings);
      accounts = parse_settings (settings, &error);
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
