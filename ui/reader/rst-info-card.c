/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-info-card.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "base/rst-text.h"
#include "reader/rst-notice.h"
#include "reader/rst-open.h"

/* More than is read on a card. */
#define MAX_CHARS 300

struct _RstInfoCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkImage *icon;
  AdwAvatar *avatar;
  GtkLabel *kind;
  GtkLabel *title;
  GtkButton *open_button;
  GtkGrid *rows;

  RstPart *part;
  int n_rows;
};

G_DEFINE_FINAL_TYPE (RstInfoCard, rst_info_card, GTK_TYPE_WIDGET)

static void
open_cb (GtkButton *button, RstInfoCard *self)
{
  /* The copy has to outlive the card, which goes with the next message. */
  rst_open_part (gtk_widget_get_parent (GTK_WIDGET (self)), self->part);
}

static void
copy_cb (GtkButton *button, const char *value)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), value);
  rst_notice_show_toast (GTK_WIDGET (button), _("Copied"));
}

static void
rst_info_card_dispose (GObject *object)
{
  RstInfoCard *self = RST_INFO_CARD (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RST_TYPE_INFO_CARD);
  g_clear_object (&self->part);

  G_OBJECT_CLASS (rst_info_card_parent_class)->dispose (object);
}

static void
rst_info_card_class_init (RstInfoCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_info_card_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/restante_mail/Restante/reader/rst-info-card.ui");
  gtk_widget_class_bind_template_child (widget_class, RstInfoCard, box);
  gtk_widget_class_bind_template_child (widget_class, RstInfoCard, icon);
  gtk_widget_class_bind_template_child (widget_class, RstInfoCard, avatar);
  gtk_widget_class_bind_template_child (widget_class, RstInfoCard, kind);
  gtk_widget_class_bind_template_child (widget_class, RstInfoCard, title);
  gtk_widget_class_bind_template_child (widget_class, RstInfoCard, open_button);
  gtk_widget_class_bind_template_child (widget_class, RstInfoCard, rows);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
}

static void
rst_info_card_init (RstInfoCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
name_widget (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

GtkWidget *
rst_info_card_new (const char *icon_name, const char *kind, const char *title)
{
  RstInfoCard *self;
  g_autofree char *shown = NULL;

  g_return_val_if_fail (icon_name != NULL, NULL);
  g_return_val_if_fail (kind != NULL, NULL);
  g_return_val_if_fail (title != NULL, NULL);

  self = g_object_new (RST_TYPE_INFO_CARD, NULL);
  shown = rst_text_dup_short (title, MAX_CHARS);
  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_label_set_text (self->kind, kind);
  gtk_label_set_text (self->title, shown);
  gtk_widget_set_visible (GTK_WIDGET (self->title), *title != '\0');
  name_widget (GTK_WIDGET (self), kind);
  return GTK_WIDGET (self);
}

static GtkWidget *
make_label (const char *text)
{
  g_autofree char *shown = rst_text_dup_short (text, MAX_CHARS);
  GtkWidget *label = gtk_label_new (shown);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

static GtkWidget *
make_value (const char *value)
{
  GtkWidget *label = make_label (value);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  return label;
}

static void
drop_value (gpointer value, GClosure *closure)
{
  g_free (value);
}

static GtkWidget *
make_copy_button (const char *value)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  /* Translators: a mail address, a telephone number or another value */
  g_autofree char *name = g_strdup_printf (_("Copy “%s”"), value);

  gtk_widget_set_tooltip_text (button, _("Copy"));
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_add_css_class (button, "small");
  g_signal_connect_data (button, "clicked", G_CALLBACK (copy_cb), g_strdup (value), drop_value, 0);
  name_widget (button, name);
  return button;
}

void
rst_info_card_add (RstInfoCard *self, const char *label, const char *value, gboolean copyable)
{
  GtkWidget *name;

  g_return_if_fail (RST_IS_INFO_CARD (self));
  g_return_if_fail (label != NULL);

  if (value == NULL || *value == '\0')
    return;

  name = make_label (label);
  gtk_widget_set_valign (name, copyable ? GTK_ALIGN_CENTER : GTK_ALIGN_START);
  gtk_widget_add_css_class (name, "dim-label");
  gtk_grid_attach (self->rows, name, 0, self->n_rows, 1, 1);
  gtk_grid_attach (self->rows, make_value (value), 1, self->n_rows, 1, 1);
  if (copyable)
    gtk_grid_attach (self->rows, make_copy_button (value), 2, self->n_rows, 1, 1);
  self->n_rows++;
}

void
rst_info_card_set_picture (RstInfoCard *self, GdkPaintable *picture)
{
  g_return_if_fail (RST_IS_INFO_CARD (self));
  g_return_if_fail (GDK_IS_PAINTABLE (picture));

  adw_avatar_set_custom_image (self->avatar, picture);
  gtk_widget_set_visible (GTK_WIDGET (self->avatar), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), FALSE);
}

void
rst_info_card_set_part (RstInfoCard *self, RstPart *part, const char *label)
{
  g_return_if_fail (RST_IS_INFO_CARD (self));
  g_return_if_fail (RST_IS_PART (part));

  g_set_object (&self->part, part);
  gtk_button_set_label (self->open_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->open_button), TRUE);
}
