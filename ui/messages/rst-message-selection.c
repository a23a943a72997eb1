/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "messages/rst-message-selection.h"

#define FEW 8 /* looked for one by one, a millisecond each in a large list */

struct _RstMessageSelection
{
  GObject parent_instance;

  RstMessageList *list;
  GtkBitset *selected; /* places in the list */
  GArray *remembered;  /* gint64: what was selected before the list changes */
};

static void list_model_init (GListModelInterface *iface);
static void selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RstMessageSelection, rst_message_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

/* What comes and goes takes the others along: they stay selected. */
static void
items_changed_cb (RstMessageSelection *self, guint position, guint n_removed, guint n_added)
{
  gtk_bitset_splice (self->selected, position, n_removed, n_added);
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

/* What moved in the list was removed from it, and added. */

static void
remember_cb (RstMessageSelection *self)
{
  GtkBitsetIter iter;
  guint position;

  if (self->remembered != NULL)
    return;

  self->remembered = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (gboolean more = gtk_bitset_iter_init_first (&iter, self->selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 id = rst_message_list_get_id (self->list, position);

      g_array_append_val (self->remembered, id);
    }
}

static void
forget (RstMessageSelection *self)
{
  g_clear_pointer (&self->remembered, g_array_unref);
}

static void
find_remembered (RstMessageSelection *self)
{
  for (guint i = 0; i < self->remembered->len; i++)
    {
      guint position;

      if (rst_message_list_find (self->list, g_array_index (self->remembered, gint64, i), &position))
        gtk_bitset_add (self->selected, position);
    }
}

static void
find_many_remembered (RstMessageSelection *self)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->list));

  for (guint i = 0; i < self->remembered->len; i++)
    g_hash_table_add (ids, &g_array_index (self->remembered, gint64, i));
  for (guint position = 0; position < n_items; position++)
    {
      gint64 id = rst_message_list_get_id (self->list, position);

      if (g_hash_table_contains (ids, &id))
        gtk_bitset_add (self->selected, position);
    }
}

static void
select_remembered (RstMessageSelection *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->list));

  if (self->remembered->len <= FEW)
    find_remembered (self);
  else
    find_many_remembered (self);
  if (n_items > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n_items);
}

static gboolean
has_all_remembered (RstMessageSelection *self)
{
  return gtk_bitset_get_size (self->selected) >= self->remembered->len;
}

/* What is not among the first messages may be among the others. */
static void
refreshed_cb (RstMessageSelection *self, gboolean whole)
{
  if (self->remembered == NULL)
    return;

  if (!has_all_remembered (self))
    select_remembered (self);
  if (whole || has_all_remembered (self))
    forget (self);
}

/* GListModel */

static GType
rst_message_selection_get_item_type (GListModel *model)
{
  return RST_TYPE_MESSAGE_ITEM;
}

static guint
rst_message_selection_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (RST_MESSAGE_SELECTION (model)->list));
}

static gpointer
rst_message_selection_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (RST_MESSAGE_SELECTION (model)->list), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = rst_message_selection_get_item_type;
  iface->get_n_items = rst_message_selection_get_n_items;
  iface->get_item = rst_message_selection_get_item;
}

/* GtkSelectionModel: all other ways of selecting come down to these. */

static gboolean
rst_message_selection_is_selected (GtkSelectionModel *model, guint position)
{
  return gtk_bitset_contains (RST_MESSAGE_SELECTION (model)->selected, position);
}

static GtkBitset *
rst_message_selection_get_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  return gtk_bitset_ref (RST_MESSAGE_SELECTION (model)->selected);
}

static gboolean
rst_message_selection_set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  RstMessageSelection *self = RST_MESSAGE_SELECTION (model);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  g_autoptr (GtkBitset) changes = gtk_bitset_copy (self->selected);

  forget (self);
  /* What is in one of the two only. */
  gtk_bitset_difference (changes, selected);
  gtk_bitset_intersect (changes, mask);
  gtk_bitset_remove_range_closed (changes, n_items, G_MAXUINT);
  if (gtk_bitset_is_empty (changes))
    return TRUE;

  gtk_bitset_difference (self->selected, changes);
  gtk_selection_model_selection_changed (model,
                                         gtk_bitset_get_minimum (changes),
                                         gtk_bitset_get_maximum (changes) - gtk_bitset_get_minimum (changes) + 1);
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = rst_message_selection_is_selected;
  iface->get_selection_in_range = rst_message_selection_get_in_range;
  iface->set_selection = rst_message_selection_set_selection;
}

/* GObject */

static void
rst_message_selection_finalize (GObject *object)
{
  RstMessageSelection *self = RST_MESSAGE_SELECTION (object);

  g_clear_object (&self->list);
  g_clear_pointer (&self->selected, gtk_bitset_unref);
  forget (self);

  G_OBJECT_CLASS (rst_message_selection_parent_class)->finalize (object);
}

static void
rst_message_selection_class_init (RstMessageSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rst_message_selection_finalize;
}

static void
rst_message_selection_init (RstMessageSelection *self)
{
  self->selected = gtk_bitset_new_empty ();
}

RstMessageSelection *
rst_message_selection_new (RstMessageList *list)
{
  RstMessageSelection *self;

  g_return_val_if_fail (RST_IS_MESSAGE_LIST (list), NULL);

  self = g_object_new (RST_TYPE_MESSAGE_SELECTION, NULL);
  self->list = g_object_ref (list);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "refreshing", G_CALLBACK (remember_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "refreshed", G_CALLBACK (refreshed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

gboolean
rst_message_selection_is_settled (RstMessageSelection *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE_SELECTION (self), TRUE);

  return self->remembered == NULL;
}

guint
rst_message_selection_get_n_rows (RstMessageSelection *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE_SELECTION (self), 0);

  return (guint) gtk_bitset_get_size (self->selected);
}

guint
rst_message_selection_count_messages (RstMessageSelection *self)
{
  GtkBitsetIter iter;
  guint position, n_ids;
  guint n_messages = 0;

  g_return_val_if_fail (RST_IS_MESSAGE_SELECTION (self), 0);

  if (gtk_bitset_get_size (self->selected) == g_list_model_get_n_items (G_LIST_MODEL (self->list)))
    return rst_message_list_count_messages (self->list);
  for (gboolean more = gtk_bitset_iter_init_first (&iter, self->selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      rst_message_list_get_ids (self->list, position, &n_ids);
      n_messages += n_ids;
    }
  return n_messages;
}

guint
rst_message_selection_get_first (RstMessageSelection *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE_SELECTION (self), GTK_INVALID_LIST_POSITION);

  if (gtk_bitset_is_empty (self->selected))
    return GTK_INVALID_LIST_POSITION;
  return gtk_bitset_get_minimum (self->selected);
}

GArray *
rst_message_selection_dup_ids (RstMessageSelection *self)
{
  GArray *ids;
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (RST_IS_MESSAGE_SELECTION (self), NULL);

  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (gboolean more = gtk_bitset_iter_init_first (&iter, self->selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      guint n_ids;
      const gint64 *row = rst_message_list_get_ids (self->list, position, &n_ids);

      g_array_append_vals (ids, row, n_ids);
    }
  return ids;
}
