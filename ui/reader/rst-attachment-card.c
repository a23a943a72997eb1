/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-attachment-card.h"

#include <glib/gi18n.h>

#include "reader/rst-open.h"
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

  RstPart *part;
};

G_DEFINE_FINAL_TYPE (RstAttachmentCard, rst_attachment_card, GTK_TYPE_WIDGET)

static void
open_cb (GtkButton *button, RstAttachmentCard *self)
{
  GtkWidget *list = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_FLOW_BOX);

  /* The copy has to outlive the card, which goes with the next message. */
  rst_open_part (list != NULL ? list : GTK_WIDGET (self), self->part);
}

static void
save_cb (GtkButton *button, RstAttachmentCard *self)
{
  GtkWidget *list = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_FLOW_BOX);

  rst_save_ask (list != NULL ? list : GTK_WIDGET (self),
                rst_part_get_name (self->part),
                rst_part_get_content (self->part));
}

static void
rst_attachment_card_dispose (GObject *object)
{
  RstAttachmentCard *self = RST_ATTACHMENT_CARD (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RST_TYPE_ATTACHMENT_CARD);
  g_clear_object (&self->part);

  G_OBJECT_CLASS (rst_attachment_card_parent_class)->dispose (object);
}

static void
rst_attachment_card_class_init (RstAttachmentCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_attachment_card_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/restante_mail/Restante/reader/rst-attachment-card.ui");
  gtk_widget_class_bind_template_child (widget_class, RstAttachmentCard, box);
  gtk_widget_class_bind_template_child (widget_class, RstAttachmentCard, icon);
  gtk_widget_class_bind_template_child (widget_class, RstAttachmentCard, name);
  gtk_widget_class_bind_template_child (widget_class, RstAttachmentCard, size);
  gtk_widget_class_bind_template_child (widget_class, RstAttachmentCard, open_button);
  gtk_widget_class_bind_template_child (widget_class, RstAttachmentCard, save_button);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
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
  gtk_image_set_from_gicon (self->icon, icon);

  size = g_format_size (g_bytes_get_size (rst_part_get_content (self->part)));
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
