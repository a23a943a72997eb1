/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-address-chip.h"

#include <glib/gi18n.h>

#include "base/rst-text.h"
#include "reader/rst-address-text.h"
#include "reader/rst-notice.h"

/* What is copied is the whole. */
#define SHOWN_MAX_CHARS 100

struct _RstAddressChip
{
  AdwBin parent_instance;

  RstAddress *address;
};

G_DEFINE_FINAL_TYPE (RstAddressChip, rst_address_chip, ADW_TYPE_BIN)

static void
copy_address_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RstAddressChip *self = RST_ADDRESS_CHIP (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), self->address->address);
  rst_notice_show_toast (widget, _("Address copied"));
}

static void
copy_full_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RstAddressChip *self = RST_ADDRESS_CHIP (widget);
  g_autofree char *full = rst_address_text_dup_full (self->address);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), full);
  rst_notice_show_toast (widget, _("Name and address copied"));
}

static GMenuModel *
make_menu (RstAddressChip *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) copy = g_menu_new ();
  g_autoptr (GMenu) show = g_menu_new ();
  g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);
  g_autofree char *query = rst_address_text_dup_query (self->address);
  g_autofree char *name = rst_address_text_dup_menu_name (self->address);
  /* Translators: messages from a person */
  g_autofree char *label = g_strdup_printf (_("_Show All from %s"), name);

  g_menu_append (copy, _("_Copy Address"), "chip.copy-address");
  if (*self->address->name != '\0')
    g_menu_append (copy, _("Copy _Name and Address"), "chip.copy-full");
  g_menu_item_set_label (item, label);
  g_menu_item_set_action_and_target (item, "win.search-for", "s", query);
  g_menu_append_item (show, item);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (copy));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (show));
  return G_MENU_MODEL (menu);
}

/* Most chips are never opened. */
static void
create_popup_cb (GtkMenuButton *button, gpointer user_data)
{
  g_autoptr (GMenuModel) menu = make_menu (user_data);

  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (menu));
}

static void
rst_address_chip_finalize (GObject *object)
{
  g_clear_pointer (&RST_ADDRESS_CHIP (object)->address, rst_address_free);

  G_OBJECT_CLASS (rst_address_chip_parent_class)->finalize (object);
}

static void
rst_address_chip_class_init (RstAddressChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rst_address_chip_finalize;

  gtk_widget_class_install_action (widget_class, "chip.copy-address", NULL, copy_address_cb);
  gtk_widget_class_install_action (widget_class, "chip.copy-full", NULL, copy_full_cb);
}

static void
rst_address_chip_init (RstAddressChip *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "address-chip");
}

static GtkWidget *
make_button (RstAddressChip *self, const char *full, const char *text)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autofree char *shown = rst_text_dup_short (text, SHOWN_MAX_CHARS);
  g_autofree char *heard = rst_text_dup_short (full, SHOWN_MAX_CHARS);
  g_autofree char *tip = rst_text_dup_short (self->address->address, SHOWN_MAX_CHARS);
  GtkWidget *label = gtk_label_new (shown);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), label);
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), create_popup_cb, self, NULL);
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, heard,
                                  -1);
  return button;
}

GtkWidget *
rst_address_chip_new (const RstAddress *address, gboolean full)
{
  RstAddressChip *self;
  g_autofree char *text = NULL;

  g_return_val_if_fail (address != NULL, NULL);

  self = g_object_new (RST_TYPE_ADDRESS_CHIP, NULL);
  self->address = rst_address_new (address->name, address->address);
  text = rst_address_text_dup_full (address);
  adw_bin_set_child (ADW_BIN (self),
                     make_button (self, text, full ? text : rst_address_get_label (address)));
  return GTK_WIDGET (self);
}
