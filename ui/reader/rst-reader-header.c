/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-reader-header.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "base/rst-text.h"
#include "mime/rst-address.h"
#include "reader/rst-address-chips.h"

/* Enough addresses to fill a line; more are counted. */
#define SHORT_ADDRESSES 4

/* So many stay quick; more are text. */
#define DETAIL_ADDRESSES 100

/* Subjects of many thousand characters are sent to do harm: see
 * rst_text_dup_short ().
 */
#define LINE_MAX_CHARS 500
#define DETAIL_MAX_CHARS 1000

struct _RstReaderHeader
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *subject;
  AdwAvatar *avatar;
  RstAddressChips *sender;
  GtkLabel *address;
  RstAddressChips *recipients;
  GtkLabel *date;
  GtkToggleButton *details_button;
  GtkRevealer *details;
  GtkGrid *details_grid;

  /* What the details are made of, when someone asks for them. */
  char *subject_text;
  char *date_text;
  GPtrArray *from;
  GPtrArray *to;
  GPtrArray *cc;
  gboolean has_details;
};

G_DEFINE_FINAL_TYPE (RstReaderHeader, rst_reader_header, GTK_TYPE_WIDGET)

static void fill_details (RstReaderHeader *self);

static void
details_toggled_cb (GtkToggleButton *button, GParamSpec *pspec, RstReaderHeader *self)
{
  gboolean all = gtk_toggle_button_get_active (button);

  if (all && !self->has_details)
    fill_details (self);
  gtk_revealer_set_reveal_child (self->details, all);
  gtk_accessible_update_state (GTK_ACCESSIBLE (button),
                               GTK_ACCESSIBLE_STATE_EXPANDED, all,
                               -1);
}

static void
details_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_toggle_button_set_active (RST_READER_HEADER (widget)->details_button, TRUE);
}

static void
forget (RstReaderHeader *self)
{
  g_clear_pointer (&self->subject_text, g_free);
  g_clear_pointer (&self->date_text, g_free);
  g_clear_pointer (&self->from, g_ptr_array_unref);
  g_clear_pointer (&self->to, g_ptr_array_unref);
  g_clear_pointer (&self->cc, g_ptr_array_unref);
}

static void
rst_reader_header_dispose (GObject *object)
{
  forget (RST_READER_HEADER (object));
  gtk_widget_dispose_template (GTK_WIDGET (object), RST_TYPE_READER_HEADER);

  G_OBJECT_CLASS (rst_reader_header_parent_class)->dispose (object);
}

static void
rst_reader_header_class_init (RstReaderHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_reader_header_dispose;

  g_type_ensure (RST_TYPE_ADDRESS_CHIPS);
  gtk_widget_class_install_action (widget_class, "header.details", NULL, details_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/restante_mail/Restante/reader/rst-reader-header.ui");
  gtk_widget_class_bind_template_child (widget_class, RstReaderHeader, box);
  gtk_widget_class_bind_template_child (widget_class, RstReaderHeader, subject);
  gtk_widget_class_bind_template_child (widget_class, RstReaderHeader, avatar);
  gtk_widget_class_bind_template_child (widget_class, RstReaderHeader, sender);
  gtk_widget_class_bind_template_child (widget_class, RstReaderHeader, address);
  gtk_widget_class_bind_template_child (widget_class, RstReaderHeader, recipients);
  gtk_widget_class_bind_template_child (widget_class, RstReaderHeader, date);
  gtk_widget_class_bind_template_child (widget_class, RstReaderHeader, details_button);
  gtk_widget_class_bind_template_child (widget_class, RstReaderHeader, details);
  gtk_widget_class_bind_template_child (widget_class, RstReaderHeader, details_grid);
  gtk_widget_class_bind_template_callback (widget_class, details_toggled_cb);
}

static void
rst_reader_header_init (RstReaderHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_line (GtkLabel *label, const char *text)
{
  g_autofree char *shown = rst_text_dup_short (text, LINE_MAX_CHARS);

  gtk_label_set_text (label, shown);
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), *shown != '\0' ? shown : NULL);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

static char *
dup_date (gint64 date)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (date);

  if (date == 0 || when == NULL)
    return g_strdup (_("No date"));
  /* Translators: weekday, day, month, year, hour and minute of a message */
  return g_date_time_format (when, _("%A, %-d %B %Y, %H:%M"));
}

static void
clear_details (RstReaderHeader *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->details_grid))) != NULL)
    gtk_grid_remove (self->details_grid, child);
}

static void
add_detail (RstReaderHeader *self, const char *name, GtkWidget *value)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", name,
                                   "xalign", 0.0,
                                   "yalign", 0.0,
                                   NULL);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_hexpand (value, TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (value),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL,
                                  -1);
  gtk_grid_attach_next_to (self->details_grid, label, NULL, GTK_POS_BOTTOM, 1, 1);
  gtk_grid_attach_next_to (self->details_grid, value, label, GTK_POS_RIGHT, 1, 1);
}

static void
add_text (RstReaderHeader *self, const char *name, const char *text)
{
  g_autofree char *shown = rst_text_dup_short (text, DETAIL_MAX_CHARS);

  if (*shown != '\0')
    add_detail (self, name, g_object_new (GTK_TYPE_LABEL,
                                          "label", shown,
                                          "selectable", TRUE,
                                          "wrap", TRUE,
                                          "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                          "xalign", 0.0,
                                          NULL));
}

static void
add_addresses (RstReaderHeader *self, const char *name, GPtrArray *addresses)
{
  GtkWidget *chips;

  if (addresses->len == 0)
    return;

  chips = rst_address_chips_new ();
  rst_address_chips_show (RST_ADDRESS_CHIPS (chips), NULL, addresses, DETAIL_ADDRESSES, TRUE);
  add_detail (self, name, chips);
}

static void
fill_details (RstReaderHeader *self)
{
  if (self->from == NULL)
    return;

  self->has_details = TRUE;
  add_text (self, _("Subject"), self->subject_text);
  add_addresses (self, _("From"), self->from);
  add_addresses (self, _("To"), self->to);
  add_addresses (self, _("Cc"), self->cc);
  add_text (self, _("Date"), self->date_text);
}

static void
keep_for_details (RstReaderHeader *self, const RstSummary *summary, const char *date)
{
  forget (self);
  self->subject_text = g_strdup (summary->subject);
  self->date_text = g_strdup (date);
  self->from = g_ptr_array_ref (summary->from);
  self->to = g_ptr_array_ref (summary->to);
  self->cc = g_ptr_array_ref (summary->cc);
  clear_details (self);
  self->has_details = FALSE;
}

static void
show_nobody (RstReaderHeader *self)
{
  g_autoptr (GPtrArray) nobody = g_ptr_array_new_with_free_func ((GDestroyNotify) rst_address_free);

  g_ptr_array_add (nobody, rst_address_new (_("Unknown sender"), NULL));
  rst_address_chips_show (self->sender, NULL, nobody, 1, FALSE);
}

static void
show_sender (RstReaderHeader *self, GPtrArray *from)
{
  const RstAddress *sender = from->len > 0 ? g_ptr_array_index (from, 0) : NULL;
  const char *label = sender != NULL ? rst_address_get_label (sender) : "";
  gboolean has_name = sender != NULL && *sender->name != '\0';

  adw_avatar_set_text (self->avatar, label);
  adw_avatar_set_show_initials (self->avatar, *label != '\0');
  if (*label != '\0')
    rst_address_chips_show (self->sender, NULL, from, SHORT_ADDRESSES, FALSE);
  else
    show_nobody (self);
  set_line (self->address, has_name ? sender->address : "");
}

static void
show_recipients (RstReaderHeader *self, const RstSummary *summary)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  g_ptr_array_extend (all, summary->to, NULL, NULL);
  g_ptr_array_extend (all, summary->cc, NULL, NULL);
  /* Translators: recipients follow */
  rst_address_chips_show (self->recipients, C_("recipients", "To"), all, SHORT_ADDRESSES, FALSE);
}

void
rst_reader_header_set_summary (RstReaderHeader *self, const RstSummary *summary)
{
  g_autofree char *date = NULL;

  g_return_if_fail (RST_IS_READER_HEADER (self));
  g_return_if_fail (summary != NULL);

  date = dup_date (summary->date);
  set_line (self->subject, *summary->subject != '\0' ? summary->subject
                                                     : _("No subject"));
  show_sender (self, summary->from);
  show_recipients (self, summary);
  set_line (self->date, date);
  keep_for_details (self, summary, date);
  gtk_toggle_button_set_active (self->details_button, FALSE);
}
