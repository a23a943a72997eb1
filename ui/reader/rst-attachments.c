/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-attachments.h"

#include <glib/gi18n.h>

#include "reader/rst-attachment-card.h"
#include "reader/rst-message-card.h"
#include "reader/rst-preview.h"
#include "reader/rst-save.h"

/* A message may carry thousands of parts; a widget each would stop the
 * program. All of them are saved by "Save All".
 */
#define MAX_CARDS 100
#define MAX_PREVIEWS 20

struct _RstAttachments
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *count;
  GtkBox *messages;
  GtkFlowBox *cards;

  GListStore *parts;
  GQueue pictures; /* cards that wait for their preview */
  GCancellable *loading;
};

G_DEFINE_FINAL_TYPE (RstAttachments, rst_attachments, GTK_TYPE_WIDGET)

static void
stop_previews (RstAttachments *self)
{
  g_queue_clear (&self->pictures);
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

static void
rst_attachments_dispose (GObject *object)
{
  RstAttachments *self = RST_ATTACHMENTS (object);

  stop_previews (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), RST_TYPE_ATTACHMENTS);
  g_clear_object (&self->parts);

  G_OBJECT_CLASS (rst_attachments_parent_class)->dispose (object);
}

static void
rst_attachments_class_init (RstAttachmentsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_attachments_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/restante_mail/Restante/reader/rst-attachments.ui");
  gtk_widget_class_bind_template_child (widget_class, RstAttachments, box);
  gtk_widget_class_bind_template_child (widget_class, RstAttachments, count);
  gtk_widget_class_bind_template_child (widget_class, RstAttachments, messages);
  gtk_widget_class_bind_template_child (widget_class, RstAttachments, cards);
}

static void
rst_attachments_init (RstAttachments *self)
{
  self->parts = g_list_store_new (RST_TYPE_PART);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static guint64
gather (RstAttachments *self, GListModel *parts)
{
  guint64 octets = 0;

  for (guint i = 0; i < g_list_model_get_n_items (parts); i++)
    {
      g_autoptr (RstPart) part = g_list_model_get_item (parts, i);

      if (!rst_part_is_attachment (part))
        continue;
      g_list_store_append (self->parts, part);
      octets += rst_part_get_size (part);
    }
  return octets;
}

static void
clear_cards (RstAttachments *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->messages))) != NULL)
    gtk_box_remove (self->messages, child);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_flow_box_remove (self->cards, child);
}

static void preview_next (RstAttachments *self);

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstAttachments) self = user_data;
  g_autoptr (GdkTexture) picture = rst_preview_load_finish (result);
  RstAttachmentCard *card;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  card = g_queue_pop_head (&self->pictures);
  if (picture != NULL)
    rst_attachment_card_show_preview (card, GDK_PAINTABLE (picture));
  preview_next (self);
}

/* One after the other: each may take a lot of memory while it is decoded. */
static void
preview_next (RstAttachments *self)
{
  RstAttachmentCard *card = g_queue_peek_head (&self->pictures);

  if (card == NULL)
    return;
  if (self->loading == NULL)
    self->loading = g_cancellable_new ();
  rst_preview_load_async (rst_attachment_card_get_part (card),
                          RST_ATTACHMENT_CARD_PREVIEW
                            * gtk_widget_get_scale_factor (GTK_WIDGET (self)),
                          self->loading, previewed_cb, g_object_ref (self));
}

static void
add_file (RstAttachments *self, RstPart *part)
{
  GtkWidget *place = gtk_flow_box_child_new ();
  GtkWidget *card = rst_attachment_card_new (part);

  if (rst_preview_can (part) && self->pictures.length < MAX_PREVIEWS)
    g_queue_push_tail (&self->pictures, card);

  /* The buttons on the card take the focus, not the card. */
  gtk_widget_set_focusable (place, FALSE);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (place), card);
  gtk_flow_box_append (self->cards, place);
}

static void
fill_cards (RstAttachments *self, GListModel *parts)
{
  guint n_cards = 0;

  for (guint i = 0; i < g_list_model_get_n_items (parts) && n_cards < MAX_CARDS; i++)
    {
      g_autoptr (RstPart) part = g_list_model_get_item (parts, i);

      if (!rst_part_is_attachment (part))
        continue;
      if (rst_part_get_summary (part) != NULL)
        gtk_box_append (self->messages, rst_message_card_new (part, i));
      else
        add_file (self, part);
      n_cards++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->messages),
                          gtk_widget_get_first_child (GTK_WIDGET (self->messages)) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->cards),
                          gtk_widget_get_first_child (GTK_WIDGET (self->cards)) != NULL);
}

static void
show_count (RstAttachments *self, guint64 octets)
{
  guint n = rst_attachments_get_count (self);
  g_autofree char *size = g_format_size (octets);
  g_autofree char *text = NULL;

  /* Translators: how many attachments, and their size, such as "1.2 MB" */
  text = g_strdup_printf (ngettext ("%u attachment, %s", "%u attachments, %s", n), n, size);
  gtk_label_set_text (self->count, text);
}

void
rst_attachments_set_message (RstAttachments *self, RstMessage *message)
{
  guint64 octets = 0;

  g_return_if_fail (RST_IS_ATTACHMENTS (self));
  g_return_if_fail (message == NULL || RST_IS_MESSAGE (message));

  g_list_store_remove_all (self->parts);
  stop_previews (self);
  clear_cards (self);
  if (message != NULL)
    {
      octets = gather (self, rst_message_get_parts (message));
      fill_cards (self, rst_message_get_parts (message));
      preview_next (self);
    }
  show_count (self, octets);
  gtk_widget_set_visible (GTK_WIDGET (self), rst_attachments_get_count (self) > 0);
}

guint
rst_attachments_get_count (RstAttachments *self)
{
  g_return_val_if_fail (RST_IS_ATTACHMENTS (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->parts));
}

void
rst_attachments_save_all (RstAttachments *self)
{
  g_autoptr (GListStore) parts = NULL;

  g_return_if_fail (RST_IS_ATTACHMENTS (self));

  /* The person may go on to another message while the question is open. */
  parts = g_list_store_new (RST_TYPE_PART);
  for (guint i = 0; i < rst_attachments_get_count (self); i++)
    {
      g_autoptr (RstPart) part = g_list_model_get_item (G_LIST_MODEL (self->parts), i);

      g_list_store_append (parts, part);
    }
  rst_save_ask_folder (GTK_WIDGET (self), G_LIST_MODEL (parts));
}
