/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "messages/rst-date.h"
#include "messages/rst-message-row.h"
#include "messages/rst-text-marks.h"
#include "rst-tag-pills.h"

struct _RstMessageRow
{
  AdwBin parent_instance;

  RstMessageItem *item;
  gboolean flagged; /* what is shown of it */
  guint n_messages;
  gboolean open;

  GtkWidget *dot;
  GtkWidget *avatar;
  GtkWidget *sender;
  GtkWidget *subject;
  GtkWidget *snippet;
  GtkWidget *star;
  GtkWidget *attachment;
  GtkWidget *rest;
  GtkWidget *rest_size;
  GtkWidget *date;
  GtkWidget *thread;
  GtkWidget *thread_count;
  GtkWidget *thread_arrow;
  GtkWidget *tags;
};

#define INDENT 24 /* of what belongs to the row above */

G_DEFINE_FINAL_TYPE (RstMessageRow, rst_message_row, ADW_TYPE_BIN)

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static const char *
get_star_label (RstMessageRow *self)
{
  return self->flagged ? _("Remove Star") : _("Add Star");
}

static void
show_text (GtkWidget *inscription, const char *text, RstMarker *match)
{
  g_autoptr (PangoAttrList) marks = rst_text_marks_get_attributes (match, text);

  gtk_inscription_set_text (GTK_INSCRIPTION (inscription), text);
  if (marks != gtk_inscription_get_attributes (GTK_INSCRIPTION (inscription)))
    gtk_inscription_set_attributes (GTK_INSCRIPTION (inscription), marks);
}

static void
show_texts (RstMessageRow *self)
{
  RstMarker *match = rst_message_item_get_match (self->item);
  const char *sender = rst_message_item_get_sender (self->item);
  g_autofree char *date = rst_message_item_dup_date (self->item);

  adw_avatar_set_text (ADW_AVATAR (self->avatar), sender);
  show_text (self->sender, sender, match);
  show_text (self->subject, rst_message_item_get_subject (self->item), match);
  show_text (self->snippet, rst_message_item_get_snippet (self->item), match);
  gtk_label_set_label (GTK_LABEL (self->date), date);
}

static void
show_star (RstMessageRow *self)
{
  gboolean flagged = rst_message_item_is_flagged (self->item);

  if (flagged == self->flagged)
    return;

  self->flagged = flagged;
  gtk_button_set_icon_name (GTK_BUTTON (self->star),
                            flagged ? "starred-symbolic" : "non-starred-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->star),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, get_star_label (self),
                                  -1);
  set_class (self->star, "starred", flagged);
}

/* Icons that do not apply stay where they are, unseen: see the class comment. */
static void
show_flags (RstMessageRow *self)
{
  const RstRow *row = rst_message_item_get_row (self->item);
  gboolean unread = rst_message_item_is_unread (self->item);
  g_autofree char *rest = rst_message_item_dup_rest (self->item);

  gtk_widget_set_opacity (self->dot, unread ? 1.0 : 0.0);
  set_class (self->sender, "heading", unread);
  set_class (self->subject, "unread", unread);
  gtk_widget_set_visible (self->attachment, row != NULL && row->n_attachments > 0);
  gtk_widget_set_visible (self->rest, rest != NULL);
  gtk_label_set_label (GTK_LABEL (self->rest_size), rest != NULL ? rest : "");
}

static void
show_thread (RstMessageRow *self)
{
  guint n_messages = rst_message_item_get_n_messages (self->item);
  gboolean child = rst_message_item_is_child (self->item);
  gboolean open = rst_message_item_is_open (self->item);
  g_autofree char *count = NULL;
  g_autofree char *label = NULL;

  gtk_widget_set_margin_start (adw_bin_get_child (ADW_BIN (self)), child ? INDENT : 0);
  gtk_widget_set_visible (self->thread, n_messages > 1);
  if (n_messages <= 1 || (n_messages == self->n_messages && open == self->open))
    return;

  self->n_messages = n_messages;
  self->open = open;
  count = g_strdup_printf ("%u", n_messages);
  gtk_label_set_label (GTK_LABEL (self->thread_count), count);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->thread_arrow),
                                open ? "pan-down-symbolic" : "pan-end-symbolic");
  label = g_strdup_printf (ngettext ("%u message", "%u messages", n_messages), n_messages);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->thread), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->thread), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
}

static void
show_tags (RstMessageRow *self)
{
  const RstRow *row = rst_message_item_get_row (self->item);

  rst_tag_pills_set (RST_TAG_PILLS (self->tags),
                     row != NULL ? (const char *const *) row->tags : NULL,
                     row != NULL ? row->tag_colors : NULL);
}

static void
show_cb (RstMessageRow *self)
{
  show_texts (self);
  show_star (self);
  show_flags (self);
  show_thread (self);
  show_tags (self);
}

static void
star_clicked_cb (RstMessageRow *self)
{
  if (self->item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self),
                                "win.set-flag-of",
                                "(xb)",
                                rst_message_item_get_id (self->item),
                                !rst_message_item_is_flagged (self->item));
}

static void
thread_clicked_cb (RstMessageRow *self)
{
  if (self->item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self),
                                "messages.toggle-thread",
                                "x",
                                rst_message_item_get_id (self->item));
}

/* Tooltips are made when they are asked for: for each text that is set, GTK 4.8
 * asks the display where the pointer is, and waits for the answer.
 */

static gboolean
query_date_tooltip_cb (RstMessageRow *self,
                       int            x,
                       int            y,
                       gboolean       keyboard,
                       GtkTooltip    *tooltip)
{
  const RstRow *row = self->item != NULL ? rst_message_item_get_row (self->item) : NULL;
  g_autofree char *date = NULL;

  if (row == NULL)
    return FALSE;

  date = rst_date_dup_long (row->date);
  gtk_tooltip_set_text (tooltip, date);
  return TRUE;
}

static gboolean
query_star_tooltip_cb (RstMessageRow *self,
                       int            x,
                       int            y,
                       gboolean       keyboard,
                       GtkTooltip    *tooltip)
{
  gtk_tooltip_set_text (tooltip, get_star_label (self));
  return TRUE;
}

static gboolean
query_thread_tooltip_cb (RstMessageRow *self,
                         int            x,
                         int            y,
                         gboolean       keyboard,
                         GtkTooltip    *tooltip)
{
  gtk_tooltip_set_text (tooltip, self->open ? _("Close Conversation") : _("Open Conversation"));
  return TRUE;
}

/* GtkInscription of GTK 4.18 ends without letting go of its attributes. */
static void
drop_marks (GtkWidget *inscription)
{
  if (inscription != NULL)
    gtk_inscription_set_attributes (GTK_INSCRIPTION (inscription), NULL);
}

static void
rst_message_row_dispose (GObject *object)
{
  RstMessageRow *self = RST_MESSAGE_ROW (object);

  rst_message_row_set_item (self, NULL);
  drop_marks (self->sender);
  drop_marks (self->subject);
  drop_marks (self->snippet);
  gtk_widget_dispose_template (GTK_WIDGET (object), RST_TYPE_MESSAGE_ROW);

  G_OBJECT_CLASS (rst_message_row_parent_class)->dispose (object);
}

static void
rst_message_row_class_init (RstMessageRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rst_message_row_dispose;

  g_type_ensure (RST_TYPE_TAG_PILLS);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/restante_mail/Restante/messages/rst-message-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RstMessageRow, dot);
  gtk_widget_class_bind_template_child (widget_class, RstMessageRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, RstMessageRow, sender);
  gtk_widget_class_bind_template_child (widget_class, RstMessageRow, subject);
  gtk_widget_class_bind_template_child (widget_class, RstMessageRow, snippet);
  gtk_widget_class_bind_template_child (widget_class, RstMessageRow, star);
  gtk_widget_class_bind_template_child (widget_class, RstMessageRow, attachment);
  gtk_widget_class_bind_template_child (widget_class, RstMessageRow, rest);
  gtk_widget_class_bind_template_child (widget_class, RstMessageRow, rest_size);
  gtk_widget_class_bind_template_child (widget_class, RstMessageRow, date);
  gtk_widget_class_bind_template_child (widget_class, RstMessageRow, thread);
  gtk_widget_class_bind_template_child (widget_class, RstMessageRow, thread_count);
  gtk_widget_class_bind_template_child (widget_class, RstMessageRow, thread_arrow);
  gtk_widget_class_bind_template_child (widget_class, RstMessageRow, tags);
  gtk_widget_class_bind_template_callback (widget_class, star_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, thread_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_date_tooltip_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_star_tooltip_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_thread_tooltip_cb);
}

static void
rst_message_row_init (RstMessageRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rst_message_row_new (void)
{
  return g_object_new (RST_TYPE_MESSAGE_ROW, NULL);
}

void
rst_message_row_set_item (RstMessageRow *self, RstMessageItem *item)
{
  g_return_if_fail (RST_IS_MESSAGE_ROW (self));

  if (self->item == item)
    return;

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, show_cb, self);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  g_signal_connect_swapped (item, "changed", G_CALLBACK (show_cb), self);
  show_cb (self);
}

RstMessageItem *
rst_message_row_get_item (RstMessageRow *self)
{
  g_return_val_if_fail (RST_IS_MESSAGE_ROW (self), NULL);

  return self->item;
}
