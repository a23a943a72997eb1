/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/rst-error.h"
#include "messages/rst-message-items.h"

#define MAX_PAGES 16 /* kept although no row on the screen needs them */
#define NOWHERE G_MAXUINT

struct _RstMessageItems
{
  GObject parent_instance;

  RstStore *store;
  char *query;
  RstMarker *match;      /* what the query looks for, or NULL */
  GCancellable *reading; /* from this source; what is cancelled has no answer */
  GHashTable *slots;     /* id → Slot, for each item that is alive */
  GQueue pages;          /* GPtrArray of RstMessageItem, the latest first */
};

/* Where an item that somebody holds is found. It holds no reference. */
typedef struct
{
  RstMessageItems *items;
  gint64 id;
  guint position; /* its row when it was last asked for, or NOWHERE */
  gboolean read;  /* or being read */
  RstMessageItem *item;
} Slot;

G_DEFINE_FINAL_TYPE (RstMessageItems, rst_message_items, G_TYPE_OBJECT)

enum
{
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
item_gone_cb (gpointer data, GObject *where_the_item_was)
{
  Slot *slot = data;

  g_hash_table_remove (slot->items->slots, &slot->id);
}

static Slot *
add_slot (RstMessageItems *self, gint64 id)
{
  Slot *slot = g_new0 (Slot, 1);

  slot->items = self;
  slot->id = id;
  slot->position = NOWHERE;
  slot->item = rst_message_item_new (id);
  rst_message_item_set_match (slot->item, self->match);
  g_object_weak_ref (G_OBJECT (slot->item), item_gone_cb, slot);
  g_hash_table_insert (self->slots, &slot->id, slot);
  return slot;
}

static void
drop_pages (RstMessageItems *self, guint n_keep)
{
  while (self->pages.length > n_keep)
    g_ptr_array_unref (g_queue_pop_tail (&self->pages));
}

static void
show_rows (RstMessageItems *self, GPtrArray *rows)
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
  g_autoptr (RstMessageItems) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = rst_store_load_rows_finish (RST_STORE (object), result, &error);

  if (g_error_matches (error, RST_ERROR, RST_ERROR_CANCELLED))
    return;

  if (rows != NULL)
    show_rows (self, rows);
  else
    g_signal_emit (self, signals[FAILED], 0, error);
}

static void
load_rows (RstMessageItems *self, GArray *ids)
{
  if (ids->len > 0)
    rst_store_load_rows_async (self->store,
                               (const gint64 *) (gpointer) ids->data,
                               ids->len,
                               self->query,
                               self->reading,
                               load_rows_cb,
                               g_object_ref (self));
}

static void
rst_message_items_dispose (GObject *object)
{
  RstMessageItems *self = RST_MESSAGE_ITEMS (object);

  g_cancellable_cancel (self->reading);
  rst_message_items_forget (self);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rst_message_items_parent_class)->dispose (object);
}

static void
rst_message_items_finalize (GObject *object)
{
  RstMessageItems *self = RST_MESSAGE_ITEMS (object);

  g_clear_object (&self->reading);
  g_clear_pointer (&self->slots, g_hash_table_unref);
  g_free (self->query);
  g_clear_pointer (&self->match, rst_marker_unref);

  G_OBJECT_CLASS (rst_message_items_parent_class)->finalize (object);
}

static void
rst_message_items_class_init (RstMessageItemsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rst_message_items_dispose;
  object_class->finalize = rst_message_items_finalize;

  signals[FAILED] = g_signal_new ("failed", RST_TYPE_MESSAGE_ITEMS, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
rst_message_items_init (RstMessageItems *self)
{
  self->reading = g_cancellable_new ();
  self->slots = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  g_queue_init (&self->pages);
}

RstMessageItems *
rst_message_items_new (void)
{
  return g_object_new (RST_TYPE_MESSAGE_ITEMS, NULL);
}

/* What is on the screen shows at once what is typed, before it was looked for. */
static void
set_match (RstMessageItems *self, const char *query)
{
  GHashTableIter iter;
  Slot *slot;

  g_clear_pointer (&self->match, rst_marker_unref);
  if (query != NULL)
    self->match = rst_marker_new (query);
  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &slot))
    rst_message_item_set_match (slot->item, self->match);
}

void
rst_message_items_set_source (RstMessageItems *self, RstStore *store, const char *query)
{
  g_return_if_fail (RST_IS_MESSAGE_ITEMS (self));
  g_return_if_fail (store == NULL || RST_IS_STORE (store));

  g_cancellable_cancel (self->reading);
  g_object_unref (self->reading);
  self->reading = g_cancellable_new ();

  g_set_object (&self->store, store);
  g_free (self->query);
  self->query = g_strdup (query);
  set_match (self, query);
}

RstMarker *
rst_message_items_get_match (RstMessageItems *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE_ITEMS (self), NULL);

  return self->match;
}

/* With a reference for who holds it. */
static Slot *
ensure_slot (RstMessageItems *self, gint64 id)
{
  Slot *slot = g_hash_table_lookup (self->slots, &id);

  if (slot == NULL)
    return add_slot (self, id);
  g_object_ref (slot->item);
  return slot;
}

RstMessageItem *
rst_message_items_dup (RstMessageItems *self, gint64 id, guint position)
{
  Slot *slot;

  g_return_val_if_fail (RST_IS_MESSAGE_ITEMS (self), NULL);

  slot = ensure_slot (self, id);
  slot->position = position;
  return slot->item;
}

static void
hold_page (RstMessageItems *self, GPtrArray *page)
{
  g_queue_push_head (&self->pages, page);
  drop_pages (self, MAX_PAGES);
}

void
rst_message_items_take (RstMessageItems *self, GPtrArray *rows)
{
  GPtrArray *page;

  g_return_if_fail (RST_IS_MESSAGE_ITEMS (self));
  g_return_if_fail (rows != NULL);

  page = g_ptr_array_new_full (rows->len, g_object_unref);
  for (guint i = 0; i < rows->len; i++)
    {
      const RstRow *row = rows->pdata[i];
      Slot *slot = ensure_slot (self, row->id);

      slot->read = TRUE;
      g_ptr_array_add (page, slot->item);
    }
  hold_page (self, page);
  show_rows (self, rows);
}

void
rst_message_items_load (RstMessageItems *self, const gint64 *ids, guint n_ids)
{
  g_autoptr (GPtrArray) page = NULL;
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_if_fail (RST_IS_MESSAGE_ITEMS (self));
  g_return_if_fail (ids != NULL);

  page = g_ptr_array_new_full (n_ids, g_object_unref);
  for (guint i = 0; i < n_ids; i++)
    {
      Slot *slot = ensure_slot (self, ids[i]);

      g_ptr_array_add (page, slot->item);
      if (!slot->read)
        g_array_append_val (wanted, ids[i]);
      slot->read = TRUE;
    }
  if (wanted->len == 0)
    return;

  hold_page (self, g_steal_pointer (&page));
  load_rows (self, wanted);
}

void
rst_message_items_shift (RstMessageItems *self, guint position, guint n_removed, guint n_added)
{
  GHashTableIter iter;
  Slot *slot;

  g_return_if_fail (RST_IS_MESSAGE_ITEMS (self));

  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &slot))
    if (slot->position == NOWHERE || slot->position < position)
      continue;
    else if (slot->position - position < n_removed)
      slot->position = NOWHERE;
    else
      slot->position = slot->position - n_removed + n_added;
}

void
rst_message_items_foreach (RstMessageItems *self, RstMessageItemsFunc func, gpointer user_data)
{
  GHashTableIter iter;
  Slot *slot;

  g_return_if_fail (RST_IS_MESSAGE_ITEMS (self));
  g_return_if_fail (func != NULL);

  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &slot))
    if (slot->position != NOWHERE)
      func (slot->item, slot->position, user_data);
}

void
rst_message_items_reload (RstMessageItems *self)
{
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  Slot *slot;

  g_return_if_fail (RST_IS_MESSAGE_ITEMS (self));

  drop_pages (self, 0);
  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &slot))
    {
      g_array_append_val (wanted, slot->id);
      slot->read = TRUE;
    }
  load_rows (self, wanted);
}

void
rst_message_items_forget (RstMessageItems *self)
{
  GHashTableIter iter;
  Slot *slot;

  g_return_if_fail (RST_IS_MESSAGE_ITEMS (self));

  drop_pages (self, 0);
  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &slot))
    {
      g_object_weak_unref (G_OBJECT (slot->item), item_gone_cb, slot);
      g_hash_table_iter_remove (&iter);
    }
}

void
rst_message_items_refresh_dates (RstMessageItems *self)
{
  GHashTableIter iter;
  Slot *slot;

  g_return_if_fail (RST_IS_MESSAGE_ITEMS (self));

  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &slot))
    rst_message_item_refresh_date (slot->item);
}
