/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-message-card.h"

#include <glib/gi18n.h>

#include "base/rst-text.h"
#include "mime/rst-address.h"
#include "reader/rst-save.h"

/* More than a line shows. */
#define MAX_SUBJECT 300

struct _RstMessageCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkButton *open_button;
  GtkLabel *subject;
  GtkLabel *details;
  GtkButton *save_button;

  RstPart *part;
};

G_DEFINE_FINAL_TYPE (RstMessageCard, rst_message_card, GTK_TYPE_WIDGET)

static void
save_cb (GtkButton *button, RstMessageCard *self)
{
  /* The card goes with the message; the question stays. */
  rst_save_ask_part (gtk_widget_get_parent (gtk_widget_get_parent (GTK_WIDGET (self))),
                     self->part);
}

static void
rst_message_card_dispose (GObject *object)
{
  RstMessageCard *self = RST_MESSAGE_CARD (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RST_TYPE_MESSAGE_CARD);
  g_clear_object (&self->part);

  G_OBJECT_CLASS (rst_message_card_parent_class)->dispose (object);
}

static void
rst_message_card_class_init (RstMessageCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_message_card_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/restante_mail/Restante/reader/rst-message-card.ui");
  gtk_widget_class_bind_template_child (widget_class, RstMessageCard, box);
  gtk_widget_class_bind_template_child (widget_class, RstMessageCard, open_button);
  gtk_widget_class_bind_template_child (widget_class, RstMessageCard, subject);
  gtk_widget_class_bind_template_child (widget_class, RstMessageCard, details);
  gtk_widget_class_bind_template_child (widget_class, RstMessageCard, save_button);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
rst_message_card_init (RstMessageCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
append_date (GString *text, gint64 date)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (date);
  g_autofree char *day = NULL;

  if (date == 0 || when == NULL)
    return;
  /* Translators: day, month and year of a message */
  day = g_date_time_format (when, _("%-d %B %Y"));
  g_string_append_printf (text, " · %s", day);
}

static char *
dup_details (const RstSummary *summary)
{
  GString *text = g_string_new (_("Forwarded message"));

  if (summary->from->len > 0)
    {
      const RstAddress *from = g_ptr_array_index (summary->from, 0);
      g_autofree char *name = rst_text_dup_short (rst_address_get_label (from), MAX_SUBJECT);

      if (*name != '\0')
        g_string_append_printf (text, " · %s", name);
    }
  append_date (text, summary->date);
  return g_string_free (text, FALSE);
}

static void
name_button (GtkButton *button, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
show_part (RstMessageCard *self)
{
  const RstSummary *summary = rst_part_get_summary (self->part);
  g_autofree char *subject = NULL;
  g_autofree char *details = dup_details (summary);
  g_autofree char *open_label = NULL;
  g_autofree char *save_label = NULL;

  subject = rst_text_dup_short (*summary->subject != '\0' ? summary->subject
                                                         : _("No Subject"),
                                MAX_SUBJECT);
  gtk_label_set_text (self->subject, subject);
  gtk_label_set_text (self->details, details);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->open_button), subject);
  /* Translators: the subject of a forwarded message */
  open_label = g_strdup_printf (_("Show the forwarded message “%s”"), subject);
  name_button (self->open_button, open_label);
  /* Translators: a file name */
  save_label = g_strdup_printf (_("Save “%s”"), rst_part_get_name (self->part));
  name_button (self->save_button, save_label);
}

GtkWidget *
rst_message_card_new (RstPart *part, guint index)
{
  RstMessageCard *self;

  g_return_val_if_fail (RST_IS_PART (part), NULL);
  g_return_val_if_fail (rst_part_get_summary (part) != NULL, NULL);

  self = g_object_new (RST_TYPE_MESSAGE_CARD, NULL);
  self->part = g_object_ref (part);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open_button), "u", index);
  show_part (self);
  return GTK_WIDGET (self);
}
