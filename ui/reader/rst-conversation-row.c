/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-conversation-row.h"

struct _RstConversationRow
{
  GtkListBoxRow parent_instance;

  RstMessageItem *item;

  GtkWidget *dot;
  GtkWidget *sender;
  GtkWidget *words;
  GtkWidget *date;
};

G_DEFINE_FINAL_TYPE (RstConversationRow, rst_conversation_row, GTK_TYPE_LIST_BOX_ROW)

static void
show_item_cb (RstConversationRow *self)
{
  g_autofree char *date = rst_message_item_dup_date (self->item);
  g_autofree char *description = rst_message_item_dup_description (self->item);
  gboolean unread = rst_message_item_is_unread (self->item);

  gtk_label_set_label (GTK_LABEL (self->sender), rst_message_item_get_sender (self->item));
  gtk_label_set_label (GTK_LABEL (self->words), rst_message_item_get_snippet (self->item));
  gtk_label_set_label (GTK_LABEL (self->date), date);
  gtk_widget_set_opacity (self->dot, unread ? 1.0 : 0.0);
  if (unread)
    gtk_widget_add_css_class (self->sender, "heading");
  else
    gtk_widget_remove_css_class (self->sender, "heading");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, description, -1);
}

static void
rst_conversation_row_dispose (GObject *object)
{
  RstConversationRow *self = RST_CONVERSATION_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), RST_TYPE_CONVERSATION_ROW);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (rst_conversation_row_parent_class)->dispose (object);
}

static void
rst_conversation_row_class_init (RstConversationRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_conversation_row_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/restante_mail/Restante/reader/rst-conversation-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RstConversationRow, dot);
  gtk_widget_class_bind_template_child (widget_class, RstConversationRow, sender);
  gtk_widget_class_bind_template_child (widget_class, RstConversationRow, words);
  gtk_widget_class_bind_template_child (widget_class, RstConversationRow, date);
}

static void
rst_conversation_row_init (RstConversationRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rst_conversation_row_new (RstMessageItem *item)
{
  RstConversationRow *self;

  g_return_val_if_fail (RST_IS_MESSAGE_ITEM (item), NULL);

  self = g_object_new (RST_TYPE_CONVERSATION_ROW, NULL);
  self->item = g_object_ref (item);
  g_signal_connect_object (item, "changed", G_CALLBACK (show_item_cb), self, G_CONNECT_SWAPPED);
  show_item_cb (self);
  return GTK_WIDGET (self);
}

RstMessageItem *
rst_conversation_row_get_item (RstConversationRow *self)
{
  g_return_val_if_fail (RST_IS_CONVERSATION_ROW (self), NULL);

  return self->item;
}
