/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-reader-header.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "mime/rst-address.h"

/* Enough recipients to fill a line; more are counted. */
#define SHORT_RECIPIENTS 4

struct _RstReaderHeader
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *subject;
  AdwAvatar *avatar;
  GtkLabel *sender;
  GtkLabel *address;
  GtkLabel *recipients;
  GtkLabel *date;
  GtkToggleButton *details_button;
  GtkRevealer *details;
  GtkGrid *details_grid;
};

G_DEFINE_FINAL_TYPE (RstReaderHeader, rst_reader_header, GTK_TYPE_WIDGET)

static void
details_toggled_cb (GtkToggleButton *button, GParamSpec *pspec, RstReaderHeader *self)
{
  gboolean all = gtk_toggle_button_get_active (button);

  gtk_revealer_set_reveal_child (self->details, all);
  gtk_accessible_update_state (GTK_ACCESSIBLE (button),
                               GTK_ACCESSIBLE_STATE_EXPANDED, all,
                               -1);
}

static void
rst_reader_header_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RST_TYPE_READER_HEADER);

  G_OBJECT_CLASS (rst_reader_header_parent_class)->dispose (object);
}

static void
rst_reader_header_class_init (RstReaderHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_reader_header_dispose;

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
  gtk_label_set_text (label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), *text != '\0' ? text : NULL);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

static void
append_labels (GString *out, GPtrArray *addresses, guint *left)
{
  for (guint i = 0; i < addresses->len && *left > 0; i++, (*left)--)
    {
      if (out->len > 0)
        g_string_append (out, _(", "));
      g_string_append (out, rst_address_get_label (g_ptr_array_index (addresses, i)));
    }
}

static char *
dup_recipients (const RstSummary *summary)
{
  guint total = summary->to->len + summary->cc->len;
  guint left = SHORT_RECIPIENTS;
  g_autoptr (GString) names = g_string_new (NULL);

  if (total == 0)
    return g_strdup ("");

  append_labels (names, summary->to, &left);
  append_labels (names, summary->cc, &left);
  if (total <= SHORT_RECIPIENTS)
    /* Translators: a list of recipients follows */
    return g_strdup_printf (_("To %s"), names->str);
  return g_strdup_printf (ngettext ("To %s and %u more",
                                    "To %s and %u more",
                                    total - SHORT_RECIPIENTS),
                          names->str, total - SHORT_RECIPIENTS);
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
add_detail (RstReaderHeader *self, int row, const char *name, const char *value)
{
  GtkWidget *name_label, *value_label;

  if (*value == '\0')
    return;

  name_label = g_object_new (GTK_TYPE_LABEL,
                             "label", name,
                             "xalign", 0.0,
                             "yalign", 0.0,
                             NULL);
  gtk_widget_add_css_class (name_label, "dim-label");
  value_label = g_object_new (GTK_TYPE_LABEL,
                              "hexpand", TRUE,
                              "label", value,
                              "selectable", TRUE,
                              "wrap", TRUE,
                              "wrap-mode", PANGO_WRAP_WORD_CHAR,
                              "xalign", 0.0,
                              NULL);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (value_label),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, name_label, NULL,
                                  -1);
  gtk_grid_attach (self->details_grid, name_label, 0, row, 1, 1);
  gtk_grid_attach (self->details_grid, value_label, 1, row, 1, 1);
}

static void
fill_details (RstReaderHeader *self, const RstSummary *summary)
{
  g_autofree char *from = rst_address_format_list (summary->from);
  g_autofree char *to = rst_address_format_list (summary->to);
  g_autofree char *cc = rst_address_format_list (summary->cc);
  g_autofree char *date = dup_date (summary->date);

  clear_details (self);
  add_detail (self, 0, _("Subject"), summary->subject);
  add_detail (self, 1, _("From"), from);
  add_detail (self, 2, _("To"), to);
  add_detail (self, 3, _("Cc"), cc);
  add_detail (self, 4, _("Date"), date);
}

static void
fill_sender (RstReaderHeader *self, GPtrArray *from)
{
  const RstAddress *sender = from->len > 0 ? g_ptr_array_index (from, 0) : NULL;
  const char *label = sender != NULL ? rst_address_get_label (sender) : "";
  gboolean has_name = sender != NULL && *sender->name != '\0';

  adw_avatar_set_text (self->avatar, label);
  adw_avatar_set_show_initials (self->avatar, *label != '\0');
  set_line (self->sender, *label != '\0' ? label : _("Unknown sender"));
  set_line (self->address, has_name ? sender->address : "");
}

void
rst_reader_header_set_summary (RstReaderHeader *self, const RstSummary *summary)
{
  g_autofree char *recipients = NULL;
  g_autofree char *date = NULL;

  g_return_if_fail (RST_IS_READER_HEADER (self));
  g_return_if_fail (summary != NULL);

  recipients = dup_recipients (summary);
  date = dup_date (summary->date);
  set_line (self->subject, *summary->subject != '\0' ? summary->subject
                                                     : _("No subject"));
  fill_sender (self, summary->from);
  set_line (self->recipients, recipients);
  set_line (self->date, date);
  fill_details (self, summary);
  gtk_toggle_button_set_active (self->details_button, FALSE);
}
