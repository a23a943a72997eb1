/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "messages/rst-message-row.h"
#include "messages/rst-text-marks.h"
#include "rst-tag-pills.h"

struct _RstMessageRow
{
  AdwBin parent_instance;

  RstMessageItem *item;

  GtkWidget *dot;
  GtkWidget *sender;
  GtkWidget *subject;
  GtkWidget *snippet;
  GtkWidget *star;
  GtkWidget *attachment;
  GtkWidget *rest;
  GtkWidget *rest_size;
  GtkWidget *thread;
  GtkWidget *thread_count;
  GtkWidget *thread_arrow;
  GtkWidget *tags;
};

#define INDENT 24 /* of what belongs to the row above */

G_DEFINE_FINAL_TYPE (RstMessageRow, rst_message_row, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_ITEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* Icons that do not apply stay where they are, unseen: see the class comment. */
static void
show_flags_cb (RstMessageRow *self)
{
  gboolean unread = FALSE;
  gboolean flagged = FALSE;
  gboolean attachments = FALSE;
  g_autofree char *rest = NULL;
  const char *label;

  if (self->item != NULL)
    g_object_get (self->item,
                  "unread", &unread,
                  "flagged", &flagged,
                  "attachments", &attachments,
                  "rest", &rest,
                  NULL);

  gtk_widget_set_opacity (self->dot, unread ? 1.0 : 0.0);
  set_class (self->sender, "heading", unread);
  set_class (self->subject, "unread", unread);
  gtk_widget_set_visible (self->attachment, attachments);
  gtk_widget_set_visible (self->rest, rest != NULL && *rest != '\0');
  gtk_label_set_label (GTK_LABEL (self->rest_size), rest != NULL ? rest : "");

  label = flagged ? _("Remove Star") : _("Add Star");
  gtk_button_set_icon_name (GTK_BUTTON (self->star),
                            flagged ? "starred-symbolic" : "non-starred-symbolic");
  gtk_widget_set_tooltip_text (self->star, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->star),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  set_class (self->star, "starred", flagged);
}

static void
show_thread_cb (RstMessageRow *self)
{
  guint n_messages;
  gboolean child, open;
  g_autofree char *count = NULL;
  g_autofree char *label = NULL;

  g_object_get (self->item, "n-messages", &n_messages, "child", &child, "open", &open, NULL);
  gtk_widget_set_margin_start (adw_bin_get_child (ADW_BIN (self)), child ? INDENT : 0);
  gtk_widget_set_visible (self->thread, n_messages > 1);
  if (n_messages <= 1)
    return;

  count = g_strdup_printf ("%u", n_messages);
  gtk_label_set_label (GTK_LABEL (self->thread_count), count);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->thread_arrow),
                                open ? "pan-down-symbolic" : "pan-end-symbolic");
  label = g_strdup_printf (ngettext ("%u message", "%u messages", n_messages), n_messages);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->thread), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->thread), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
  gtk_widget_set_tooltip_text (self->thread, open ? _("Close Conversation") : _("Open Conversation"));
}

static void
show_tags_cb (RstMessageRow *self)
{
  const RstRow *row = self->item != NULL ? rst_message_item_get_row (self->item) : NULL;

  rst_tag_pills_set (RST_TAG_PILLS (self->tags),
                     row != NULL ? (const char *const *) row->tags : NULL,
                     row != NULL ? row->tag_colors : NULL);
}

static RstMarker *
get_match (RstMessageItem *item)
{
  return item != NULL ? rst_message_item_get_match (item) : NULL;
}

static void
mark_cb (RstMessageRow *self, GParamSpec *pspec, GtkInscription *text)
{
  g_autoptr (PangoAttrList) marks = NULL;

  marks = rst_text_marks_get_attributes (get_match (self->item), gtk_inscription_get_text (text));
  if (marks != gtk_inscription_get_attributes (text))
    gtk_inscription_set_attributes (text, marks);
}

static void
match_changed_cb (RstMessageRow *self)
{
  mark_cb (self, NULL, GTK_INSCRIPTION (self->sender));
  mark_cb (self, NULL, GTK_INSCRIPTION (self->subject));
  mark_cb (self, NULL, GTK_INSCRIPTION (self->snippet));
}

static void
star_clicked_cb (RstMessageRow *self)
{
  gboolean flagged;

  if (self->item == NULL)
    return;

  g_object_get (self->item, "flagged", &flagged, NULL);
  gtk_widget_activate_action (GTK_WIDGET (self),
                              "win.set-flag-of",
                              "(xb)",
                              rst_message_item_get_id (self->item),
                              !flagged);
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

static gboolean
query_date_tooltip_cb (RstMessageRow *self,
                       int            x,
                       int            y,
                       gboolean       keyboard,
                       GtkTooltip    *tooltip)
{
  g_autofree char *date = NULL;

  if (self->item == NULL)
    return FALSE;

  g_object_get (self->item, "full-date", &date, NULL);
  gtk_tooltip_set_text (tooltip, date);
  return TRUE;
}

static void
set_item (RstMessageRow *self, RstMessageItem *item)
{
  gboolean match_differs = get_match (self->item) != get_match (item);

  if (self->item == item)
    return;

  if (self->item != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->item, show_flags_cb, self);
      g_signal_handlers_disconnect_by_func (self->item, show_thread_cb, self);
      g_signal_handlers_disconnect_by_func (self->item, show_tags_cb, self);
      g_signal_handlers_disconnect_by_func (self->item, match_changed_cb, self);
    }
  g_set_object (&self->item, item);
  if (item != NULL)
    {
      g_signal_connect_swapped (item, "notify::unread", G_CALLBACK (show_flags_cb), self);
      g_signal_connect_swapped (item, "notify::flagged", G_CALLBACK (show_flags_cb), self);
      g_signal_connect_swapped (item, "notify::attachments", G_CALLBACK (show_flags_cb), self);
      g_signal_connect_swapped (item, "notify::rest", G_CALLBACK (show_flags_cb), self);
      g_signal_connect_swapped (item, "notify::open", G_CALLBACK (show_thread_cb), self);
      show_flags_cb (self);
      show_thread_cb (self);
      g_signal_connect_swapped (item, "notify::tags", G_CALLBACK (show_tags_cb), self);
      show_tags_cb (self);
      g_signal_connect_swapped (item, "notify::match", G_CALLBACK (match_changed_cb), self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
  /* A text that is the same as before is not told, and is marked otherwise. */
  if (match_differs)
    match_changed_cb (self);
}

static void
rst_message_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ITEM:
      g_value_set_object (value, RST_MESSAGE_ROW (object)->item);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rst_message_row_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ITEM:
      set_item (RST_MESSAGE_ROW (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rst_message_row_dispose (GObject *object)
{
  set_item (RST_MESSAGE_ROW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RST_TYPE_MESSAGE_ROW);

  G_OBJECT_CLASS (rst_message_row_parent_class)->dispose (object);
}

static void
rst_message_row_class_init (RstMessageRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rst_message_row_get_property;
  object_class->set_property = rst_message_row_set_property;
  object_class->dispose = rst_message_row_dispose;

  properties[PROP_ITEM] =
    g_param_spec_object ("item", NULL, NULL, RST_TYPE_MESSAGE_ITEM,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (RST_TYPE_TAG_PILLS);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/restante_mail/Restante/messages/rst-message-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RstMessageRow, dot);
  gtk_widget_class_bind_template_child (widget_class, RstMessageRow, sender);
  gtk_widget_class_bind_template_child (widget_class, RstMessageRow, subject);
  gtk_widget_class_bind_template_child (widget_class, RstMessageRow, snippet);
  gtk_widget_class_bind_template_child (widget_class, RstMessageRow, star);
  gtk_widget_class_bind_template_child (widget_class, RstMessageRow, attachment);
  gtk_widget_class_bind_template_child (widget_class, RstMessageRow, rest);
  gtk_widget_class_bind_template_child (widget_class, RstMessageRow, rest_size);
  gtk_widget_class_bind_template_child (widget_class, RstMessageRow, thread);
  gtk_widget_class_bind_template_child (widget_class, RstMessageRow, thread_count);
  gtk_widget_class_bind_template_child (widget_class, RstMessageRow, thread_arrow);
  gtk_widget_class_bind_template_child (widget_class, RstMessageRow, tags);
  gtk_widget_class_bind_template_callback (widget_class, mark_cb);
  gtk_widget_class_bind_template_callback (widget_class, star_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, thread_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_date_tooltip_cb);
}

static void
rst_message_row_init (RstMessageRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
