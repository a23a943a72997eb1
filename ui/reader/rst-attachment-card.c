/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-attachment-card.h"

#include <glib/gi18n.h>

#include "reader/rst-open.h"
#include "reader/rst-part-content.h"
#include "reader/rst-save.h"

struct _RstAttachmentCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *size;
  GtkButton *open_button;
  GtkButton *save_button;
  GMenuModel *menu_model;
  GtkWidget *menu; /* NULL until it is first opened */

  RstPart *part;
};

G_DEFINE_FINAL_TYPE (RstAttachmentCard, rst_attachment_card, GTK_TYPE_WIDGET)

/* Copies have to outlive the card, which goes with the next message. */
static GtkWidget *
get_keeper (RstAttachmentCard *self)
{
  GtkWidget *list = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_FLOW_BOX);

  return list != NULL ? list : GTK_WIDGET (self);
}

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RstAttachmentCard *self = RST_ATTACHMENT_CARD (widget);

  rst_open_part (get_keeper (self), self->part);
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RstAttachmentCard *self = RST_ATTACHMENT_CARD (widget);

  rst_save_ask_part (get_keeper (self), self->part);
}

static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RstAttachmentCard *self = RST_ATTACHMENT_CARD (widget);
  g_autoptr (GdkContentProvider) content = NULL;

  content = rst_part_content_new (self->part, get_keeper (self));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), content);
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, RstAttachmentCard *self)
{
  return rst_part_content_new (self->part, get_keeper (self));
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, RstAttachmentCard *self)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

static void
open_menu (RstAttachmentCard *self, const GdkRectangle *place)
{
  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (self->menu_model);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
menu_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_menu (RST_ATTACHMENT_CARD (widget), NULL);
}

static void
pressed_cb (GtkGestureClick *gesture, int n, double x, double y, RstAttachmentCard *self)
{
  GdkRectangle place = { (int) x, (int) y, 1, 1 };

  open_menu (self, &place);
}

static void
rst_attachment_card_dispose (GObject *object)
{
  RstAttachmentCard *self = RST_ATTACHMENT_CARD (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), RST_TYPE_ATTACHMENT_CARD);
  g_clear_object (&self->part);

  G_OBJECT_CLASS (rst_attachment_card_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "attachment.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "attachment.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "attachment.copy", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "attachment.menu", NULL, menu_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK,
                                       "attachment.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK,
                                       "attachment.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0,
                                       "attachment.menu", NULL);
}

static void
rst_attachment_card_class_init (RstAttachmentCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_attachment_card_dispose;

  install_actions (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/restante_mail/Restante/reader/rst-attachment-card.ui");
  gtk_widget_class_bind_template_child (widget_class, RstAttachmentCard, box);
  gtk_widget_class_bind_template_child (widget_class, RstAttachmentCard, icon);
  gtk_widget_class_bind_template_child (widget_class, RstAttachmentCard, name);
  gtk_widget_class_bind_template_child (widget_class, RstAttachmentCard, size);
  gtk_widget_class_bind_template_child (widget_class, RstAttachmentCard, open_button);
  gtk_widget_class_bind_template_child (widget_class, RstAttachmentCard, save_button);
  gtk_widget_class_bind_template_child (widget_class, RstAttachmentCard, menu_model);
  gtk_widget_class_bind_template_callback (widget_class, drag_prepare_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
}

static void
rst_attachment_card_init (RstAttachmentCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
name_button (GtkButton *button, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
show_part (RstAttachmentCard *self)
{
  const char *name = rst_part_get_name (self->part);
  g_autofree char *type = NULL;
  g_autoptr (GIcon) icon = NULL;
  g_autofree char *size = NULL;
  g_autofree char *open_label = NULL;
  g_autofree char *save_label = NULL;

  type = g_content_type_from_mime_type (rst_part_get_content_type (self->part));
  if (type == NULL || g_content_type_is_unknown (type))
    {
      g_free (type);
      type = g_content_type_guess (name, NULL, 0, NULL);
    }
  icon = g_content_type_get_symbolic_icon (type);
  if (G_IS_THEMED_ICON (icon))
    g_themed_icon_append_name (G_THEMED_ICON (icon), "text-x-generic-symbolic");
  gtk_image_set_from_gicon (self->icon, icon);

  size = g_format_size (rst_part_get_size (self->part));
  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->size, size);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), name);

  /* Translators: a file name */
  open_label = g_strdup_printf (_("Open “%s”"), name);
  name_button (self->open_button, open_label);
  /* Translators: a file name */
  save_label = g_strdup_printf (_("Save “%s”"), name);
  name_button (self->save_button, save_label);
}

GtkWidget *
rst_attachment_card_new (RstPart *part)
{
  RstAttachmentCard *self;

  g_return_val_if_fail (RST_IS_PART (part), NULL);

  self = g_object_new (RST_TYPE_ATTACHMENT_CARD, NULL);
  self->part = g_object_ref (part);
  show_part (self);
  return GTK_WIDGET (self);
}

RstPart *
rst_attachment_card_get_part (RstAttachmentCard *self)
{
  g_return_val_if_fail (RST_IS_ATTACHMENT_CARD (self), NULL);

  return self->part;
}

void
rst_attachment_card_show_preview (RstAttachmentCard *self, GdkPaintable *picture)
{
  g_return_if_fail (RST_IS_ATTACHMENT_CARD (self));
  g_return_if_fail (GDK_IS_PAINTABLE (picture));

  gtk_image_set_from_paintable (self->icon, picture);
  gtk_image_set_pixel_size (self->icon, RST_ATTACHMENT_CARD_PREVIEW);
}
