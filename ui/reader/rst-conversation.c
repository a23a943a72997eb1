/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "base/rst-error.h"
#include "messages/rst-message-items.h"
#include "reader/rst-conversation-row.h"
#include "reader/rst-conversation.h"

#define MAX_LINES 500 /* of a thread that has more, the newest */

struct _RstConversation
{
  AdwBin parent_instance;

  RstStore *store;
  RstMessageItems *items;
  GListStore *lines;     /* RstMessageItem, the oldest first */
  GCancellable *reading; /* of this message's thread */
  gint64 id;
  guint n_messages;
  gboolean scroll;       /* the message shown is to come into sight */

  GtkWidget *title;
  GtkWidget *arrow;
  GtkWidget *button;
  GtkWidget *revealer;
  GtkWidget *scroller;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (RstConversation, rst_conversation, ADW_TYPE_BIN)

static guint
count_lines (RstConversation *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->lines));
}

/* Showing */

static gboolean
find_shown (RstConversation *self, guint *index)
{
  for (*index = 0; *index < count_lines (self); ++*index)
    {
      g_autoptr (RstMessageItem) item = g_list_model_get_item (G_LIST_MODEL (self->lines), *index);

      if (rst_message_item_get_id (item) == self->id)
        return TRUE;
    }
  return FALSE;
}

/* All lines have the same height. */
static void
scroll_cb (RstConversation *self, GtkAdjustment *adjustment)
{
  double page = gtk_adjustment_get_page_size (adjustment);
  double line = gtk_adjustment_get_upper (adjustment) / MAX (count_lines (self), 1);
  guint index;

  if (!self->scroll || page <= 0 || !find_shown (self, &index))
    return;

  self->scroll = FALSE;
  gtk_adjustment_set_value (adjustment, line * (index + 0.5) - page / 2);
}

static void
mark_shown (RstConversation *self)
{
  GtkListBox *list = GTK_LIST_BOX (self->list);
  guint index;

  if (!find_shown (self, &index))
    return;

  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, (int) index));
  scroll_cb (self, gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)));
}

static void
show_title (RstConversation *self)
{
  guint n = self->n_messages;
  g_autofree char *title = g_strdup_printf (ngettext ("%u message in this conversation",
                                                      "%u messages in this conversation", n), n);

  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
open_cb (RstConversation *self)
{
  gboolean open = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->button));

  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), open);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->arrow), open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
  self->scroll = TRUE;
  mark_shown (self);
}

static void
show_none (RstConversation *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_list_store_remove_all (self->lines);
  rst_message_items_forget (self->items);
  self->n_messages = 0;
}

static gboolean
shows (RstConversation *self, const gint64 *ids, guint n_ids)
{
  if (count_lines (self) != n_ids)
    return FALSE;
  for (guint i = 0; i < n_ids; i++)
    {
      g_autoptr (RstMessageItem) item = g_list_model_get_item (G_LIST_MODEL (self->lines), i);

      if (rst_message_item_get_id (item) != ids[i])
        return FALSE;
    }
  return TRUE;
}

static void
show_lines (RstConversation *self, const gint64 *ids, guint n_ids)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  rst_message_items_load (self->items, ids, n_ids);
  for (guint i = 0; i < n_ids; i++)
    g_ptr_array_add (items, rst_message_items_dup (self->items, ids[i], i));
  g_list_store_splice (self->lines, 0, count_lines (self), items->pdata, items->len);
}

static void
show_listing (RstConversation *self, RstListing *listing)
{
  guint n_ids;
  const gint64 *ids = rst_listing_get_ids (listing, &n_ids);

  if (n_ids < 2)
    {
      show_none (self);
      return;
    }

  self->n_messages = n_ids;
  if (n_ids > MAX_LINES)
    {
      ids += n_ids - MAX_LINES;
      n_ids = MAX_LINES;
    }
  if (shows (self, ids, n_ids))
    rst_message_items_reload (self->items);
  else
    show_lines (self, ids, n_ids);
  show_title (self);
  mark_shown (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

/* Reading: the message's row says which thread is its own. */

static void
listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstConversation) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RstListing) listing = rst_store_list_finish (RST_STORE (object), result, &error);

  if (g_error_matches (error, RST_ERROR, RST_ERROR_CANCELLED))
    return;

  /* The reader says what cannot be read. */
  if (listing != NULL)
    show_listing (self, listing);
  else
    show_none (self);
}

static void
row_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstConversation) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = rst_store_load_rows_finish (RST_STORE (object), result, &error);
  g_autoptr (RstFilter) filter = rst_filter_new (NULL, NULL, NULL);

  if (g_error_matches (error, RST_ERROR, RST_ERROR_CANCELLED))
    return;
  if (rows != NULL && rows->len > 0)
    filter->thread = ((const RstRow *) g_ptr_array_index (rows, 0))->thread;
  if (filter->thread == 0)
    {
      show_none (self);
      return;
    }

  filter->order = RST_ORDER_OLDEST;
  rst_store_list_async (self->store, filter, self->reading, listed_cb, g_object_ref (self));
}

static void
read_thread (RstConversation *self)
{
  g_cancellable_cancel (self->reading);
  g_object_unref (self->reading);
  self->reading = g_cancellable_new ();

  if (self->id != 0 && self->store != NULL)
    rst_store_load_rows_async (self->store, &self->id, 1, NULL, self->reading,
                               row_loaded_cb, g_object_ref (self));
  else
    show_none (self);
}

static void
row_activated_cb (RstConversation *self, RstConversationRow *row)
{
  RstMessageItem *item = rst_conversation_row_get_item (row);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-message", "x", rst_message_item_get_id (item));
}

static GtkWidget *
make_row_cb (gpointer item, gpointer user_data)
{
  return rst_conversation_row_new (item);
}

/* GObject */

static void
rst_conversation_dispose (GObject *object)
{
  RstConversation *self = RST_CONVERSATION (object);

  g_cancellable_cancel (self->reading);
  if (self->items != NULL)
    rst_message_items_set_source (self->items, NULL, NULL);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  gtk_widget_dispose_template (GTK_WIDGET (object), RST_TYPE_CONVERSATION);
  g_clear_object (&self->lines);
  g_clear_object (&self->items);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rst_conversation_parent_class)->dispose (object);
}

static void
rst_conversation_finalize (GObject *object)
{
  g_object_unref (RST_CONVERSATION (object)->reading);

  G_OBJECT_CLASS (rst_conversation_parent_class)->finalize (object);
}

static void
rst_conversation_class_init (RstConversationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rst_conversation_dispose;
  object_class->finalize = rst_conversation_finalize;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/restante_mail/Restante/reader/rst-conversation.ui");
  gtk_widget_class_bind_template_child (widget_class, RstConversation, title);
  gtk_widget_class_bind_template_child (widget_class, RstConversation, arrow);
  gtk_widget_class_bind_template_child (widget_class, RstConversation, button);
  gtk_widget_class_bind_template_child (widget_class, RstConversation, revealer);
  gtk_widget_class_bind_template_child (widget_class, RstConversation, scroller);
  gtk_widget_class_bind_template_child (widget_class, RstConversation, list);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
rst_conversation_init (RstConversation *self)
{
  GtkAdjustment *adjustment;

  self->items = rst_message_items_new ();
  self->lines = g_list_store_new (RST_TYPE_MESSAGE_ITEM);
  self->reading = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_bind_model (GTK_LIST_BOX (self->list), G_LIST_MODEL (self->lines), make_row_cb, NULL, NULL);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (scroll_cb), self, G_CONNECT_SWAPPED);
  open_cb (self);
}

void
rst_conversation_set_store (RstConversation *self, RstStore *store)
{
  g_return_if_fail (RST_IS_CONVERSATION (self));
  g_return_if_fail (store == NULL || RST_IS_STORE (store));

  if (self->store == store)
    return;

  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_set_object (&self->store, store);
  rst_message_items_set_source (self->items, store, NULL);
  if (store != NULL)
    g_signal_connect_swapped (store, "changed", G_CALLBACK (read_thread), self);
}

void
rst_conversation_set_message (RstConversation *self, gint64 id)
{
  g_return_if_fail (RST_IS_CONVERSATION (self));

  self->id = id;
  self->scroll = TRUE;
  read_thread (self);
}

RstMessageItem *
rst_conversation_dup_item (RstConversation *self, gint64 id)
{
  g_return_val_if_fail (RST_IS_CONVERSATION (self), NULL);

  for (guint i = 0; i < count_lines (self); i++)
    {
      g_autoptr (RstMessageItem) item = g_list_model_get_item (G_LIST_MODEL (self->lines), i);

      if (rst_message_item_get_id (item) == id)
        return g_steal_pointer (&item);
    }
  return NULL;
}
