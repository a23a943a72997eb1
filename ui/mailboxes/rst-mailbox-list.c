/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mailboxes/rst-mailbox-lines.h"
#include "mailboxes/rst-mailbox-list.h"

struct _RstMailboxList
{
  GObject parent_instance;

  RstStore *store;
  RstAccounts *accounts;
  GCancellable *reading;
  GPtrArray *known;      /* RstAccount; NULL until they were read */
  GPtrArray *counts;     /* RstMailboxCount; NULL until they were read */
  GPtrArray *tags;       /* RstTag; NULL until they were read */
  GPtrArray *searches;   /* RstSavedSearch; NULL until they were read */
  GHashTable *statuses;  /* account → Status */
  GListStore *items;
  GError *error;
  gboolean counting;
  gboolean count_again;
};

typedef struct
{
  char *status;
  char *problem;
} Status;

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RstMailboxList, rst_mailbox_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  PROP_0,
  PROP_READY,
  PROP_VACANT,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void count (RstMailboxList *self);

static void
status_free (Status *status)
{
  g_free (status->status);
  g_free (status->problem);
  g_free (status);
}

/* Lines */

static void
apply_statuses (RstMailboxList *self, GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const char *account = rst_mailbox_item_get_account (lines->pdata[i]);
      Status *status = account ? g_hash_table_lookup (self->statuses, account) : NULL;

      if (status != NULL && rst_mailbox_item_get_kind (lines->pdata[i]) == RST_MAILBOX_KIND_ACCOUNT)
        rst_mailbox_item_set_status (lines->pdata[i], status->status, status->problem);
    }
}

static gboolean
is_same_at (RstMailboxList *self, guint ours, GPtrArray *lines, guint theirs)
{
  g_autoptr (RstMailboxItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), ours);

  return rst_mailbox_item_is_same (item, lines->pdata[theirs]);
}

/* Replaces the lines between those that stay at the beginning and at the end. */
static void
replace_middle (RstMailboxList *self, GPtrArray *lines)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint head = 0;
  guint tail = 0;

  while (head < n_items && head < lines->len && is_same_at (self, head, lines, head))
    head++;
  while (tail < n_items - head && tail < lines->len - head &&
         is_same_at (self, n_items - 1 - tail, lines, lines->len - 1 - tail))
    tail++;
  if (head + tail < n_items || head + tail < lines->len)
    g_list_store_splice (self->items, head, n_items - head - tail,
                         lines->pdata + head, lines->len - head - tail);
}

static void
rebuild (RstMailboxList *self)
{
  g_autoptr (GPtrArray) lines = NULL;

  if (!rst_mailbox_list_is_ready (self))
    return;

  lines = rst_mailbox_lines_build (self->known, self->counts, self->tags, self->searches);
  apply_statuses (self, lines);
  replace_middle (self, lines);
  for (guint i = 0; i < lines->len; i++)
    {
      g_autoptr (RstMailboxItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      rst_mailbox_item_update (item, lines->pdata[i]);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VACANT]);
}

/* Reading */

static void
take_error (RstMailboxList *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/* An answer for a profile that is no longer shown says nothing. */
static gboolean
is_stale (RstMailboxList *self, GObject *source)
{
  return source != (GObject *) self->store && source != (GObject *) self->accounts;
}

static void
take_array (GPtrArray **place, GPtrArray **array)
{
  if (*array == NULL)
    return;

  g_clear_pointer (place, g_ptr_array_unref);
  *place = g_steal_pointer (array);
}

/* The last answer of a reading, or an error that ends it. */
static void
end_counting (RstMailboxList *self, GError *error)
{
  self->counting = FALSE;
  if (error != NULL)
    take_error (self, error);
  else
    rebuild (self);
  if (self->count_again)
    count (self);
}

static void
load_searches_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstMailboxList) self = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) searches = rst_store_load_searches_finish (RST_STORE (object), result, &error);

  if (is_stale (self, object))
    {
      g_clear_error (&error);
      return;
    }
  take_array (&self->searches, &searches);
  end_counting (self, error);
}

static void
load_tags_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstMailboxList) self = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) tags = rst_store_load_tags_finish (RST_STORE (object), result, &error);

  if (is_stale (self, object))
    {
      g_clear_error (&error);
      return;
    }
  take_array (&self->tags, &tags);
  if (error != NULL)
    end_counting (self, error);
  else
    rst_store_load_searches_async (self->store, self->reading, load_searches_cb, g_object_ref (self));
}

static void
count_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstMailboxList) self = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) counts = rst_store_count_finish (RST_STORE (object), result, &error);

  if (is_stale (self, object))
    {
      g_clear_error (&error);
      return;
    }
  take_array (&self->counts, &counts);
  if (error != NULL)
    end_counting (self, error);
  else
    rst_store_load_tags_async (self->store, NULL, 0, self->reading, load_tags_cb, g_object_ref (self));
}

static void
count (RstMailboxList *self)
{
  self->count_again = self->counting;
  if (self->counting)
    return;

  self->counting = TRUE;
  rst_store_count_async (self->store, self->reading, count_cb, g_object_ref (self));
}

static void
load_accounts_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstMailboxList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) known = rst_accounts_load_finish (RST_ACCOUNTS (object), result, &error);

  if (is_stale (self, object))
    return;

  if (known != NULL)
    {
      g_clear_pointer (&self->known, g_ptr_array_unref);
      self->known = g_steal_pointer (&known);
      rebuild (self);
    }
  else
    take_error (self, g_steal_pointer (&error));
}

static void
load_accounts (RstMailboxList *self)
{
  rst_accounts_load_async (self->accounts, self->reading, load_accounts_cb, g_object_ref (self));
}

/* GListModel */

static GType
rst_mailbox_list_get_item_type (GListModel *model)
{
  return RST_TYPE_MAILBOX_ITEM;
}

static guint
rst_mailbox_list_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (RST_MAILBOX_LIST (model)->items));
}

static gpointer
rst_mailbox_list_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (RST_MAILBOX_LIST (model)->items), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = rst_mailbox_list_get_item_type;
  iface->get_n_items = rst_mailbox_list_get_n_items;
  iface->get_item = rst_mailbox_list_get_item;
}

/* GObject */

static void
rst_mailbox_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RstMailboxList *self = RST_MAILBOX_LIST (object);

  switch (prop_id)
    {
    case PROP_READY:
      g_value_set_boolean (value, rst_mailbox_list_is_ready (self));
      break;
    case PROP_VACANT:
      g_value_set_boolean (value, rst_mailbox_list_is_vacant (self));
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rst_mailbox_list_dispose (GObject *object)
{
  rst_mailbox_list_set_profile (RST_MAILBOX_LIST (object), NULL, NULL);

  G_OBJECT_CLASS (rst_mailbox_list_parent_class)->dispose (object);
}

static void
rst_mailbox_list_finalize (GObject *object)
{
  RstMailboxList *self = RST_MAILBOX_LIST (object);

  g_clear_object (&self->reading);
  g_clear_pointer (&self->statuses, g_hash_table_unref);
  g_clear_object (&self->items);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (rst_mailbox_list_parent_class)->finalize (object);
}

static void
rst_mailbox_list_class_init (RstMailboxListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rst_mailbox_list_get_property;
  object_class->dispose = rst_mailbox_list_dispose;
  object_class->finalize = rst_mailbox_list_finalize;

  properties[PROP_READY] = g_param_spec_boolean ("ready", NULL, NULL, FALSE, flags);
  properties[PROP_VACANT] = g_param_spec_boolean ("vacant", NULL, NULL, TRUE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
rst_mailbox_list_init (RstMailboxList *self)
{
  self->reading = g_cancellable_new ();
  self->statuses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) status_free);
  self->items = g_list_store_new (RST_TYPE_MAILBOX_ITEM);
  g_signal_connect_object (self->items, "items-changed",
                           G_CALLBACK (g_list_model_items_changed), self, G_CONNECT_SWAPPED);
}

RstMailboxList *
rst_mailbox_list_new (void)
{
  return g_object_new (RST_TYPE_MAILBOX_LIST, NULL);
}

static void
forget_profile (RstMailboxList *self)
{
  g_cancellable_cancel (self->reading);
  g_object_unref (self->reading);
  self->reading = g_cancellable_new ();

  if (self->store != NULL)
    g_signal_handlers_disconnect_by_func (self->store, count, self);
  if (self->accounts != NULL)
    g_signal_handlers_disconnect_by_func (self->accounts, load_accounts, self);
  g_clear_object (&self->store);
  g_clear_object (&self->accounts);
  g_clear_pointer (&self->known, g_ptr_array_unref);
  g_clear_pointer (&self->counts, g_ptr_array_unref);
  g_clear_pointer (&self->tags, g_ptr_array_unref);
  g_clear_pointer (&self->searches, g_ptr_array_unref);
  g_hash_table_remove_all (self->statuses);
  self->counting = FALSE;
}

void
rst_mailbox_list_set_profile (RstMailboxList *self, RstStore *store, RstAccounts *accounts)
{
  g_return_if_fail (RST_IS_MAILBOX_LIST (self));
  g_return_if_fail ((store == NULL) == (accounts == NULL));

  forget_profile (self);
  if (store == NULL)
    return;

  self->store = g_object_ref (store);
  self->accounts = g_object_ref (accounts);
  g_signal_connect_swapped (store, "changed", G_CALLBACK (count), self);
  g_signal_connect_swapped (accounts, "changed", G_CALLBACK (load_accounts), self);
  count (self);
  load_accounts (self);
}

void
rst_mailbox_list_set_status (RstMailboxList *self,
                             const char     *account,
                             const char     *status,
                             const char     *problem)
{
  Status *new_status;

  g_return_if_fail (RST_IS_MAILBOX_LIST (self));
  g_return_if_fail (account != NULL);

  new_status = g_new0 (Status, 1);
  new_status->status = g_strdup (status);
  new_status->problem = g_strdup (problem);
  g_hash_table_replace (self->statuses, g_strdup (account), new_status);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (RstMailboxItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (rst_mailbox_item_get_kind (item) == RST_MAILBOX_KIND_ACCOUNT &&
          g_strcmp0 (rst_mailbox_item_get_account (item), account) == 0)
        rst_mailbox_item_set_status (item, status, problem);
    }
}

gboolean
rst_mailbox_list_is_ready (RstMailboxList *self)
{
  g_return_val_if_fail (RST_IS_MAILBOX_LIST (self), FALSE);

  return self->known != NULL && self->counts != NULL && self->tags != NULL && self->searches != NULL;
}

gboolean
rst_mailbox_list_is_vacant (RstMailboxList *self)
{
  g_return_val_if_fail (RST_IS_MAILBOX_LIST (self), TRUE);

  if (!rst_mailbox_list_is_ready (self))
    return TRUE;
  for (guint i = 0; i < self->counts->len; i++)
    if (((RstMailboxCount *) self->counts->pdata[i])->total > 0)
      return FALSE;
  return self->known->len == 0;
}

const GError *
rst_mailbox_list_get_error (RstMailboxList *self)
{
  g_return_val_if_fail (RST_IS_MAILBOX_LIST (self), NULL);

  return self->error;
}
