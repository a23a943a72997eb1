/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/rst-error.h"
#include "messages/rst-date.h"
#include "messages/rst-message-ids.h"
#include "messages/rst-message-items.h"
#include "messages/rst-message-list.h"

#define DAY_CHECK_SECONDS 600 /* a timer stands still while a computer sleeps */

struct _RstMessageList
{
  GObject parent_instance;

  RstStore *store;
  RstFilter *filter;
  GArray *ids;             /* gint64, the greatest first */
  RstMessageItems *items;
  GCancellable *reading;   /* for this filter; what is cancelled has no answer */
  GError *error;
  gboolean replace;
  gboolean loading;
  gboolean listing;
  gboolean again;          /* something changed while the ids were being read */
  guint day_source;
  guint32 today;           /* as g_date_get_julian() counts */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RstMessageList, rst_message_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  PROP_0,
  PROP_LOADING,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void list_ids (RstMessageList *self);

static void
set_loading (RstMessageList *self, gboolean loading)
{
  if (self->loading == loading)
    return;

  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
take_error (RstMessageList *self, GError *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/* Ids */

static void
changed_cb (guint position, guint n_removed, guint n_added, gpointer user_data)
{
  g_list_model_items_changed (G_LIST_MODEL (user_data), position, n_removed, n_added);
}

static void
show_ids (RstMessageList *self, GArray *fresh)
{
  take_error (self, NULL);
  if (self->replace)
    {
      self->replace = FALSE;
      rst_message_items_forget (self->items);
      rst_message_ids_replace (self->ids, fresh, changed_cb, self);
    }
  else
    {
      rst_message_ids_merge (self->ids, fresh, changed_cb, self);
      rst_message_items_reload (self->items);
    }
}

static void
list_ids_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstMessageList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RstListing) listing = rst_store_list_finish (RST_STORE (object), result, &error);

  if (g_error_matches (error, RST_ERROR, RST_ERROR_CANCELLED))
    return;

  self->listing = FALSE;
  if (listing != NULL)
    {
      g_autoptr (GArray) ids = rst_listing_dup_ids (listing);

      show_ids (self, ids);
    }
  else
    take_error (self, g_steal_pointer (&error));
  set_loading (self, FALSE);

  if (self->again)
    list_ids (self);
}

static void
list_ids (RstMessageList *self)
{
  self->again = self->listing;
  if (self->listing)
    return;

  self->listing = TRUE;
  rst_store_list_async (self->store, self->filter, self->reading, list_ids_cb, g_object_ref (self));
}

static void
store_changed_cb (RstMessageList *self)
{
  if (self->filter != NULL)
    list_ids (self);
}

/* A search finds what is indexed, which comes a little after it is stored. */
static void
store_indexed_cb (RstMessageList *self)
{
  if (self->filter != NULL && self->filter->query != NULL)
    list_ids (self);
}

static void
set_store (RstMessageList *self, RstStore *store)
{
  if (self->store == store)
    return;

  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_set_object (&self->store, store);
  if (store == NULL)
    return;

  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "indexed", G_CALLBACK (store_indexed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
items_failed_cb (RstMessageList *self, const GError *error)
{
  take_error (self, g_error_copy (error));
}

/* Dates that are told in words of today change at midnight. */

static void watch_day (RstMessageList *self);

static void
day_cb (gpointer user_data)
{
  RstMessageList *self = user_data;
  guint32 before = self->today;

  self->day_source = 0;
  watch_day (self);
  if (self->today != before)
    rst_message_items_refresh_dates (self->items);
}

static void
watch_day (RstMessageList *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  guint seconds = rst_date_count_seconds_left (now);

  self->today = rst_date_get_day (now);
  self->day_source = g_timeout_add_once (1000 * MIN (seconds, DAY_CHECK_SECONDS), day_cb, self);
}

/* GListModel */

static GType
rst_message_list_get_item_type (GListModel *model)
{
  return RST_TYPE_MESSAGE_ITEM;
}

static guint
rst_message_list_get_n_items (GListModel *model)
{
  return RST_MESSAGE_LIST (model)->ids->len;
}

static gpointer
rst_message_list_get_item (GListModel *model, guint position)
{
  RstMessageList *self = RST_MESSAGE_LIST (model);

  if (position >= self->ids->len)
    return NULL;

  return rst_message_items_dup (self->items, self->ids, position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = rst_message_list_get_item_type;
  iface->get_n_items = rst_message_list_get_n_items;
  iface->get_item = rst_message_list_get_item;
}

/* GObject */

static void
rst_message_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RstMessageList *self = RST_MESSAGE_LIST (object);

  switch (prop_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rst_message_list_dispose (GObject *object)
{
  RstMessageList *self = RST_MESSAGE_LIST (object);

  g_cancellable_cancel (self->reading);
  set_store (self, NULL);
  g_clear_handle_id (&self->day_source, g_source_remove);
  rst_message_items_set_source (self->items, NULL, NULL);
  rst_message_items_forget (self->items);

  G_OBJECT_CLASS (rst_message_list_parent_class)->dispose (object);
}

static void
rst_message_list_finalize (GObject *object)
{
  RstMessageList *self = RST_MESSAGE_LIST (object);

  g_clear_pointer (&self->filter, rst_filter_free);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_object (&self->items);
  g_clear_object (&self->reading);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (rst_message_list_parent_class)->finalize (object);
}

static void
rst_message_list_class_init (RstMessageListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rst_message_list_get_property;
  object_class->dispose = rst_message_list_dispose;
  object_class->finalize = rst_message_list_finalize;

  properties[PROP_LOADING] =
    g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ERROR] =
    g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
rst_message_list_init (RstMessageList *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->items = rst_message_items_new ();
  self->reading = g_cancellable_new ();
  g_signal_connect_object (self->items, "failed", G_CALLBACK (items_failed_cb), self,
                           G_CONNECT_SWAPPED);
  watch_day (self);
}

RstMessageList *
rst_message_list_new (void)
{
  return g_object_new (RST_TYPE_MESSAGE_LIST, NULL);
}

void
rst_message_list_set_filter (RstMessageList  *self,
                             RstStore        *store,
                             const RstFilter *filter,
                             gboolean         replace)
{
  g_return_if_fail (RST_IS_MESSAGE_LIST (self));
  g_return_if_fail (filter == NULL || RST_IS_STORE (store));

  g_cancellable_cancel (self->reading);
  g_object_unref (self->reading);
  self->reading = g_cancellable_new ();
  self->listing = FALSE;
  self->replace |= replace;

  set_store (self, store);
  rst_message_items_set_source (self->items, store, filter != NULL ? filter->query : NULL);
  g_clear_pointer (&self->filter, rst_filter_free);
  if (filter != NULL)
    {
      self->filter = rst_filter_copy (filter);
      set_loading (self, TRUE);
      list_ids (self);
    }
  else
    {
      set_loading (self, FALSE);
      rst_message_ids_replace (self->ids, NULL, changed_cb, self);
    }
}

gboolean
rst_message_list_find (RstMessageList *self, gint64 id, guint *position)
{
  g_return_val_if_fail (RST_IS_MESSAGE_LIST (self), FALSE);

  return rst_message_ids_find (self->ids, id, position);
}

gint64
rst_message_list_get_id (RstMessageList *self, guint position)
{
  g_return_val_if_fail (RST_IS_MESSAGE_LIST (self), 0);
  g_return_val_if_fail (position < self->ids->len, 0);

  return g_array_index (self->ids, gint64, position);
}

void
rst_message_list_keep (RstMessageList *self, gint64 id)
{
  g_return_if_fail (RST_IS_MESSAGE_LIST (self));

  if (self->filter == NULL || self->filter->keep == id)
    return;

  self->filter->keep = id;
  if (rst_filter_asks_state (self->filter))
    list_ids (self);
}

gboolean
rst_message_list_is_loading (RstMessageList *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE_LIST (self), FALSE);

  return self->loading;
}

const GError *
rst_message_list_get_error (RstMessageList *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE_LIST (self), NULL);

  return self->error;
}
