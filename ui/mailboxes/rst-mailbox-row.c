/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mailboxes/rst-mailbox-row.h"
#include "store/rst-row.h"

struct _RstMailboxRow
{
  GtkListBoxRow parent_instance;

  RstMailboxItem *item;

  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *badge;
};

G_DEFINE_FINAL_TYPE (RstMailboxRow, rst_mailbox_row, GTK_TYPE_LIST_BOX_ROW)

static const char *
get_icon_name (const char *mailbox)
{
  if (g_str_equal (mailbox, RST_MAILBOX_INBOX))
    return "restante-inbox-symbolic";
  if (g_str_equal (mailbox, RST_MAILBOX_ARCHIVE))
    return "restante-archive-symbolic";
  if (g_str_equal (mailbox, RST_MAILBOX_JUNK))
    return "restante-junk-symbolic";
  if (g_str_equal (mailbox, RST_MAILBOX_TRASH))
    return "user-trash-symbolic";
  return "folder-symbolic";
}

static void
show_counts_cb (RstMailboxRow *self)
{
  guint unread = rst_mailbox_item_get_unread (self->item);
  g_autofree char *number = g_strdup_printf ("%u", unread);
  g_autofree char *spoken = NULL;
  const char *title = rst_mailbox_item_get_title (self->item);

  gtk_label_set_label (GTK_LABEL (self->badge), number);
  gtk_widget_set_visible (self->badge, unread > 0);

  /* Translators: a mailbox and the number of unread messages in it */
  spoken = unread > 0 ? g_strdup_printf (ngettext (
                                                      "%s, %u unread message",
                                                      "%s, %u unread messages",
                                                      unread),
                                         title, unread)
                      : g_strdup (title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
}

static void
rst_mailbox_row_dispose (GObject *object)
{
  RstMailboxRow *self = RST_MAILBOX_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RST_TYPE_MAILBOX_ROW);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (rst_mailbox_row_parent_class)->dispose (object);
}

static void
rst_mailbox_row_class_init (RstMailboxRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_mailbox_row_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/restante_mail/Restante/mailboxes/rst-mailbox-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RstMailboxRow, icon);
  gtk_widget_class_bind_template_child (widget_class, RstMailboxRow, title);
  gtk_widget_class_bind_template_child (widget_class, RstMailboxRow, badge);
}

static void
rst_mailbox_row_init (RstMailboxRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rst_mailbox_row_new (RstMailboxItem *item)
{
  RstMailboxRow *self;

  g_return_val_if_fail (RST_IS_MAILBOX_ITEM (item), NULL);

  self = g_object_new (RST_TYPE_MAILBOX_ROW, NULL);
  self->item = g_object_ref (item);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon),
                                get_icon_name (rst_mailbox_item_get_mailbox (item)));
  gtk_label_set_label (GTK_LABEL (self->title), rst_mailbox_item_get_title (item));
  g_signal_connect_object (item, "notify::unread",
                           G_CALLBACK (show_counts_cb), self, G_CONNECT_SWAPPED);
  show_counts_cb (self);
  return GTK_WIDGET (self);
}

RstMailboxItem *
rst_mailbox_row_get_item (RstMailboxRow *self)
{
  g_return_val_if_fail (RST_IS_MAILBOX_ROW (self), NULL);

  return self->item;
}
