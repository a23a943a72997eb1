/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-address-chips.h"

#include <glib/gi18n.h>

#include "base/rst-text.h"
#include "reader/rst-address-chip.h"
#include "reader/rst-wrap-layout.h"

/* The message's source has the rest. Of what stands for an address no more is
 * shown than of an address; only in full it may take several lines.
 */
#define LINE_MAX_CHARS 100
#define NAME_MAX_CHARS 1000
#define TEXT_MAX_CHARS 2000

struct _RstAddressChips
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (RstAddressChips, rst_address_chips, GTK_TYPE_WIDGET)

static void
clear (RstAddressChips *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
rst_address_chips_dispose (GObject *object)
{
  clear (RST_ADDRESS_CHIPS (object));

  G_OBJECT_CLASS (rst_address_chips_parent_class)->dispose (object);
}

static void
rst_address_chips_class_init (RstAddressChipsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_address_chips_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, RST_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
rst_address_chips_init (RstAddressChips *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "address-chips");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
rst_address_chips_new (void)
{
  return g_object_new (RST_TYPE_ADDRESS_CHIPS, NULL);
}

static void
add_intro (RstAddressChips *self, const char *intro)
{
  GtkWidget *label = gtk_label_new (intro);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_parent (label, GTK_WIDGET (self));
}

static void
add_text (RstAddressChips *self, const char *text, gsize max_chars, gboolean wrap)
{
  g_autofree char *shown = rst_text_dup_short (text, max_chars);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "ellipsize", wrap ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END,
                                   "label", shown,
                                   "selectable", TRUE,
                                   "wrap", wrap,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "xalign", 0.0,
                                   NULL);

  gtk_widget_set_parent (label, GTK_WIDGET (self));
}

static void
add_count (RstAddressChips *self, guint count)
{
  g_autofree char *label = g_strdup_printf (ngettext ("and %u more", "and %u more", count), count);
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  gtk_widget_set_tooltip_text (button, _("All recipients and details"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "header.details");
  gtk_widget_set_parent (button, GTK_WIDGET (self));
}

/* The name of a group of recipients has no address, nor has what is none. */
static void
add_address (RstAddressChips *self, const RstAddress *address, gboolean full)
{
  if (*address->address == '\0')
    add_text (self, address->name, full ? NAME_MAX_CHARS : LINE_MAX_CHARS, full);
  else
    gtk_widget_set_parent (rst_address_chip_new (address, full), GTK_WIDGET (self));
}

static void
add_others (RstAddressChips *self, GPtrArray *addresses, guint from)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  g_autofree char *text = NULL;

  for (guint i = from; i < addresses->len; i++)
    g_ptr_array_add (others, addresses->pdata[i]);
  text = rst_address_format_list (others);
  add_text (self, text, TEXT_MAX_CHARS, TRUE);
}

void
rst_address_chips_show (RstAddressChips *self,
                        const char      *intro,
                        GPtrArray       *addresses,
                        guint            max,
                        gboolean         full)
{
  g_return_if_fail (RST_IS_ADDRESS_CHIPS (self));
  g_return_if_fail (addresses != NULL);

  clear (self);
  if (intro != NULL)
    add_intro (self, intro);
  for (guint i = 0; i < MIN (addresses->len, max); i++)
    add_address (self, addresses->pdata[i], full);
  if (addresses->len > max && full)
    add_others (self, addresses, max);
  else if (addresses->len > max)
    add_count (self, addresses->len - max);
  gtk_widget_set_visible (GTK_WIDGET (self), addresses->len > 0);
}
