/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mailboxes/rst-account-row.h"

struct _RstAccountRow
{
  GtkListBoxRow parent_instance;

  RstMailboxItem *item;

  GtkWidget *title;
  GtkWidget *status;
  GtkWidget *problem;
  GtkWidget *menu;
};

G_DEFINE_FINAL_TYPE (RstAccountRow, rst_account_row, GTK_TYPE_LIST_BOX_ROW)

static void
show_status_cb (RstAccountRow *self)
{
  g_autofree char *status = NULL;
  g_autofree char *problem = NULL;
  gboolean configured;

  g_object_get (self->item,
                "status", &status,
                "problem", &problem,
                "configured", &configured,
                NULL);
  gtk_label_set_label (GTK_LABEL (self->title), rst_mailbox_item_get_title (self->item));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  rst_mailbox_item_get_title (self->item),
                                  -1);
  gtk_label_set_label (GTK_LABEL (self->status), status != NULL ? status : "");
  gtk_widget_set_visible (self->status, status != NULL);
  gtk_widget_set_tooltip_text (self->problem, problem);
  gtk_widget_set_visible (self->problem, problem != NULL);
  if (problem != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->problem),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, problem,
                                    -1);
  gtk_widget_set_visible (self->menu, configured);
}

static GMenuModel *
make_menu (const char *account)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenuItem) edit = g_menu_item_new (_("_Edit Account…"), NULL);
  g_autoptr (GMenuItem) discard = g_menu_item_new (_("_Remove Account…"), NULL);

  g_menu_item_set_action_and_target (edit, "app.edit-account", "s", account);
  g_menu_item_set_action_and_target (discard, "app.remove-account", "s", account);
  g_menu_append_item (menu, edit);
  g_menu_append_item (menu, discard);
  return G_MENU_MODEL (menu);
}

static void
rst_account_row_dispose (GObject *object)
{
  RstAccountRow *self = RST_ACCOUNT_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RST_TYPE_ACCOUNT_ROW);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (rst_account_row_parent_class)->dispose (object);
}

static void
rst_account_row_class_init (RstAccountRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_account_row_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/restante_mail/Restante/mailboxes/rst-account-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RstAccountRow, title);
  gtk_widget_class_bind_template_child (widget_class, RstAccountRow, status);
  gtk_widget_class_bind_template_child (widget_class, RstAccountRow, problem);
  gtk_widget_class_bind_template_child (widget_class, RstAccountRow, menu);
}

static void
rst_account_row_init (RstAccountRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rst_account_row_new (RstMailboxItem *item)
{
  RstAccountRow *self;
  const char *account;

  g_return_val_if_fail (RST_IS_MAILBOX_ITEM (item), NULL);

  self = g_object_new (RST_TYPE_ACCOUNT_ROW, NULL);
  self->item = g_object_ref (item);
  account = rst_mailbox_item_get_account (item);
  if (account != NULL)
    {
      g_autoptr (GMenuModel) menu = make_menu (account);

      gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu), menu);
    }
  g_signal_connect_object (item, "notify", G_CALLBACK (show_status_cb), self, G_CONNECT_SWAPPED);
  show_status_cb (self);
  return GTK_WIDGET (self);
}
