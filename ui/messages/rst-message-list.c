/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/rst-error.h"
#include "messages/rst-message-list.h"

#define PAGE_SIZE 64
#define MAX_PAGES 16 /* kept although no row on the screen needs them */
#define MAX_RUNS 16  /* differences told one by one */

struct _RstMessageList
{
  GObject parent_instance;

  RstStore *store;
  RstFilter *filter;
  GArray *ids;             /* gint64, the greatest first */
  GHashTable *slots;       /* id → Slot, for each item that is alive */
  GQueue pages;            /* GPtrArray of RstMessageItem, the latest first */
  GCancellable *reading;   /* of the filter; another one makes answers stale */
  GError *error;
  gboolean replace;
  gboolean loading;
  gboolean listing;
  gboolean again;          /* something changed while the ids were being read */
};

/* Where an item that somebody holds is found. It holds no reference. */
typedef struct
{
  RstMessageList *list;
  gint64 id;
  RstMessageItem *item;
} Slot;

/* A question to the store, with what tells whether its answer is still wanted. */
typedef struct
{
  RstMessageList *list;
  GCancellable *reading;
} Question;

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

static Question *
question_new (RstMessageList *self)
{
  Question *question = g_new0 (Question, 1);

  question->list = g_object_ref (self);
  question->reading = g_object_ref (self->reading);
  return question;
}

static void
question_free (Question *question)
{
  g_object_unref (question->list);
  g_object_unref (question->reading);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static gboolean
question_is_stale (Question *question)
{
  return question->reading != question->list->reading;
}

static gint64
get_id (RstMessageList *self, guint position)
{
  return g_array_index (self->ids, gint64, position);
}

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

/* Items */

static void
item_gone_cb (gpointer data, GObject *where_the_item_was)
{
  Slot *slot = data;

  g_hash_table_remove (slot->list->slots, &slot->id);
}

static RstMessageItem *
make_item (RstMessageList *self, gint64 id)
{
  Slot *slot = g_new0 (Slot, 1);

  slot->list = self;
  slot->id = id;
  slot->item = rst_message_item_new (id);
  g_object_weak_ref (G_OBJECT (slot->item), item_gone_cb, slot);
  g_hash_table_insert (self->slots, &slot->id, slot);
  return slot->item;
}

static void
forget_items (RstMessageList *self)
{
  GHashTableIter iter;
  Slot *slot;

  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &slot))
    {
      g_object_weak_unref (G_OBJECT (slot->item), item_gone_cb, slot);
      g_hash_table_iter_remove (&iter);
    }
}

static void
drop_pages (RstMessageList *self, guint n_keep)
{
  while (self->pages.length > n_keep)
    g_ptr_array_unref (g_queue_pop_tail (&self->pages));
}

static void
show_rows (RstMessageList *self, GPtrArray *rows)
{
  gsize n_rows;
  g_autofree gpointer *data = g_ptr_array_steal (rows, &n_rows);

  for (gsize i = 0; i < n_rows; i++)
    {
      RstRow *row = data[i];
      Slot *slot = g_hash_table_lookup (self->slots, &row->id);

      if (slot != NULL)
        rst_message_item_take_row (slot->item, row);
      else
        rst_row_free (row);
    }
}

static void
load_rows_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = rst_store_load_rows_finish (RST_STORE (object), result, &error);

  if (question_is_stale (question))
    return;

  if (rows != NULL)
    show_rows (question->list, rows);
  else
    take_error (question->list, g_steal_pointer (&error));
}

static void
load_rows (RstMessageList *self, GArray *ids)
{
  if (ids->len > 0)
    rst_store_load_rows_async (self->store,
                               (const gint64 *) (gpointer) ids->data,
                               ids->len,
                               self->filter->query,
                               self->reading,
                               load_rows_cb,
                               question_new (self));
}

/* Makes and reads the items around one that is asked for: who scrolls asks for
 * its neighbours next.
 */
static void
load_page (RstMessageList *self, guint position)
{
  guint first = position - position % PAGE_SIZE;
  guint end = MIN (first + PAGE_SIZE, self->ids->len);
  GPtrArray *page = g_ptr_array_new_full (PAGE_SIZE, g_object_unref);
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = first; i < end; i++)
    {
      gint64 id = get_id (self, i);
      Slot *slot = g_hash_table_lookup (self->slots, &id);

      if (slot != NULL)
        {
          g_ptr_array_add (page, g_object_ref (slot->item));
          continue;
        }
      g_ptr_array_add (page, make_item (self, id));
      g_array_append_val (wanted, id);
    }

  g_queue_push_head (&self->pages, page);
  drop_pages (self, MAX_PAGES);
  load_rows (self, wanted);
}

/* Reads again what is on the screen: flags may have changed. */
static void
reload_rows (RstMessageList *self)
{
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  Slot *slot;

  drop_pages (self, 0);
  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &slot))
    g_array_append_val (wanted, slot->id);
  load_rows (self, wanted);
}

/* Ids */

/* Puts @n_added ids of @fresh in the place of @n_removed of ours. */
static void
splice (RstMessageList *self, GArray *fresh, guint position, guint n_removed, guint n_added)
{
  if (n_removed > 0)
    g_array_remove_range (self->ids, position, n_removed);
  if (n_added > 0)
    g_array_insert_vals (self->ids, position, &g_array_index (fresh, gint64, position), n_added);
  if (n_removed > 0 || n_added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

/* Finds where ours and @fresh are the same again after they differ at
 * @position. Both descend.
 */
static void
measure_run (RstMessageList *self, GArray *fresh, guint position, guint *n_removed, guint *n_added)
{
  guint ours = position;
  guint theirs = position;

  while (ours < self->ids->len || theirs < fresh->len)
    {
      gint64 our_id = ours < self->ids->len ? get_id (self, ours) : G_MININT64;
      gint64 their_id = theirs < fresh->len ? g_array_index (fresh, gint64, theirs) : G_MININT64;

      if (our_id == their_id)
        break;
      if (our_id > their_id)
        ours++;
      else
        theirs++;
    }
  *n_removed = ours - position;
  *n_added = theirs - position;
}

/* Tells the difference between ours and @fresh in few signals that leave alone
 * what is in both, so that views keep their selection and their place.
 */
static void
merge (RstMessageList *self, GArray *fresh)
{
  guint position = 0;

  for (guint run = 0; run < MAX_RUNS; run++)
    {
      guint n_removed, n_added;

      while (position < self->ids->len && position < fresh->len &&
             get_id (self, position) == g_array_index (fresh, gint64, position))
        position++;
      measure_run (self, fresh, position, &n_removed, &n_added);
      splice (self, fresh, position, n_removed, n_added);
      position += n_added;
    }
  splice (self, fresh, position, self->ids->len - position, fresh->len - position);
}

static void
show_ids (RstMessageList *self, GArray *fresh)
{
  take_error (self, NULL);
  if (self->replace)
    {
      self->replace = FALSE;
      drop_pages (self, 0);
      forget_items (self);
      splice (self, fresh, 0, self->ids->len, fresh->len);
    }
  else
    {
      merge (self, fresh);
      reload_rows (self);
    }
}

static void
list_ids_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = rst_store_list_finish (RST_STORE (object), result, &error);
  RstMessageList *self = question->list;

  if (question_is_stale (question))
    return;

  self->listing = FALSE;
  if (ids != NULL)
    show_ids (self, ids);
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
  rst_store_list_async (self->store, self->filter, self->reading, list_ids_cb, question_new (self));
}

static void
store_changed_cb (RstMessageList *self)
{
  if (self->filter != NULL)
    list_ids (self);
}

static void
set_store (RstMessageList *self, RstStore *store)
{
  if (self->store == store)
    return;

  if (self->store != NULL)
    g_signal_handlers_disconnect_by_func (self->store, store_changed_cb, self);
  g_set_object (&self->store, store);
  if (store != NULL)
    g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                             G_CONNECT_SWAPPED);
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
  gint64 id;
  Slot *slot;

  if (position >= self->ids->len)
    return NULL;

  id = get_id (self, position);
  if (g_hash_table_lookup (self->slots, &id) == NULL)
    load_page (self, position);
  slot = g_hash_table_lookup (self->slots, &id);
  return g_object_ref (slot->item);
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
  drop_pages (self, 0);
  forget_items (self);

  G_OBJECT_CLASS (rst_message_list_parent_class)->dispose (object);
}

static void
rst_message_list_finalize (GObject *object)
{
  RstMessageList *self = RST_MESSAGE_LIST (object);

  g_clear_pointer (&self->filter, rst_filter_free);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->slots, g_hash_table_unref);
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
  self->slots = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  self->reading = g_cancellable_new ();
  g_queue_init (&self->pages);
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
      splice (self, NULL, 0, self->ids->len, 0);
    }
}

gboolean
rst_message_list_find (RstMessageList *self, gint64 id, guint *position)
{
  guint low = 0;
  guint high;

  g_return_val_if_fail (RST_IS_MESSAGE_LIST (self), FALSE);

  high = self->ids->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_id (self, middle) > id)
        low = middle + 1;
      else
        high = middle;
    }
  if (position != NULL)
    *position = low;
  return low < self->ids->len && get_id (self, low) == id;
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
