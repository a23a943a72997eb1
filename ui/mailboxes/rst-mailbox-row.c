/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mailboxes/rst-mailbox-row.h"
#include "rst-tag-pills.h"
#include "store/rst-row.h"

struct _RstMailboxRow
{
  GtkListBoxRow parent_instance;

  RstMailboxItem *item;

  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *badge;
  GtkWidget *menu;         /* the one that was asked for last */
  const char *color_class;
};

G_DEFINE_FINAL_TYPE (RstMailboxRow, rst_mailbox_row, GTK_TYPE_LIST_BOX_ROW)

static const char *
get_icon_name (RstMailboxItem *item)
{
  const char *mailbox = rst_mailbox_item_get_mailbox (item);

  if (rst_mailbox_item_get_kind (item) == RST_MAILBOX_KIND_TAG)
    return "restante-tag-symbolic";
  if (rst_mailbox_item_get_kind (item) == RST_MAILBOX_KIND_SEARCH)
    return "system-search-symbolic";
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

/* What people named themselves, they may name otherwise. */
static gboolean
has_menu (RstMailboxRow *self)
{
  RstMailboxKind kind = rst_mailbox_item_get_kind (self->item);

  return kind == RST_MAILBOX_KIND_TAG || kind == RST_MAILBOX_KIND_SEARCH;
}

static void
show_color_cb (RstMailboxRow *self)
{
  const char *class = rst_tag_pills_get_class (rst_mailbox_item_get_color (self->item));

  if (rst_mailbox_item_get_kind (self->item) != RST_MAILBOX_KIND_TAG || class == self->color_class)
    return;

  if (self->color_class != NULL)
    gtk_widget_remove_css_class (self->icon, self->color_class);
  gtk_widget_add_css_class (self->icon, class);
  self->color_class = class;
}

static void
show_counts_cb (RstMailboxRow *self)
{
  guint unread = rst_mailbox_item_get_unread (self->item);
  g_autofree char *number = g_strdup_printf ("%u", unread);
  g_autofree char *spoken = NULL;
  const char *title = rst_mailbox_item_get_title (self->item);

  gtk_label_set_label (GTK_LABEL (self->title), title);
  rst_tag_pills_shorten (GTK_LABEL (self->title), 4);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), has_menu (self) ? title : NULL);
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

/* The menu */

static GMenuModel *
make_menu (RstMailboxItem *item)
{
  gboolean tag = rst_mailbox_item_get_kind (item) == RST_MAILBOX_KIND_TAG;
  gint64 id = rst_mailbox_item_get_id (item);
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenuItem) edit = g_menu_item_new (tag ? _("_Edit Tag…") : _("_Edit Search…"), NULL);
  g_autoptr (GMenuItem) discard = g_menu_item_new (tag ? _("_Delete Tag…") : _("_Delete Search…"), NULL);

  g_menu_item_set_action_and_target (edit, tag ? "win.edit-tag" : "win.edit-search", "x", id);
  g_menu_item_set_action_and_target (discard, tag ? "win.delete-tag" : "win.delete-search", "x", id);
  g_menu_append_item (menu, edit);
  g_menu_append_item (menu, discard);
  return G_MENU_MODEL (menu);
}

static void
show_menu (RstMailboxRow *self, double x, double y)
{
  const GdkRectangle place = { (int) x, (int) y, 1, 1 };
  g_autoptr (GMenuModel) model = make_menu (self->item);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->menu = gtk_popover_menu_new_from_model (model);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
released_cb (RstMailboxRow *self, int n_press, double x, double y)
{
  show_menu (self, x, y);
}

static gboolean
menu_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  show_menu (RST_MAILBOX_ROW (widget), 24, gtk_widget_get_height (widget));
  return TRUE;
}

static void
enable_menu (RstMailboxRow *self)
{
  GtkGesture *gesture;
  GtkEventController *keys;

  if (!has_menu (self))
    return;

  gesture = gtk_gesture_click_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (gesture, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));

  keys = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10"),
                      gtk_callback_action_new (menu_key_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
rst_mailbox_row_dispose (GObject *object)
{
  RstMailboxRow *self = RST_MAILBOX_ROW (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
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
                                get_icon_name (item));
  g_signal_connect_object (item, "notify::title",
                           G_CALLBACK (show_counts_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (item, "notify::unread",
                           G_CALLBACK (show_counts_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (item, "notify::color",
                           G_CALLBACK (show_color_cb), self, G_CONNECT_SWAPPED);
  show_counts_cb (self);
  show_color_cb (self);
  enable_menu (self);
  return GTK_WIDGET (self);
}

RstMailboxItem *
rst_mailbox_row_get_item (RstMailboxRow *self)
{
  g_return_val_if_fail (RST_IS_MAILBOX_ROW (self), NULL);

  return self->item;
}
