/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-reader-private.h"

#include "base/rst-error.h"
#include "reader/rst-body-layout.h"
#include "reader/rst-zoom.h"

/* A message that takes longer gets a spinner; most take a few milliseconds. */
#define PATIENCE_MS 250

G_DEFINE_FINAL_TYPE (RstReader, rst_reader, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_MESSAGE,
  PROP_PLAIN_TEXT,
  PROP_ZOOM,
  PROP_CHARSET,
  PROP_TRUST_SENDER,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
update_actions (RstReader *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reader.plain-text",
                                 self->message != NULL && rst_message_get_html (self->message) != NULL);
  rst_reader_update_save (self);
  rst_reader_update_tools (self);
  rst_reader_update_trust (self);
}

void
rst_reader_take_message (RstReader *self, RstMessage *message)
{
  g_clear_object (&self->message);
  self->message = message;
  self->images = rst_reader_trusts_shown (self);
  self->html_bad = FALSE;
  gtk_revealer_set_reveal_child (self->notice_banner, FALSE);

  /* The page before is not to be seen under another message's header. */
  if (self->web != NULL && !rst_reader_shows_html (self))
    rst_html_view_show_message (self->web, NULL, FALSE);
  rst_attachments_set_message (self->attachments, message);
  rst_info_cards_set_message (self->cards, message);
  rst_seal_bar_set_message (self->seal_bar, message);
  if (message != NULL)
    rst_reader_header_set_summary (self->header, rst_message_get_summary (message));
  self->text_due = message != NULL;
  rst_reader_update_body (self);
  update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MESSAGE]);
}

static void
show_error (RstReader *self, const GError *error)
{
  g_autofree char *escaped = NULL;
  g_autofree char *text = NULL;

  /* A message that is gone needs no advice on how to use the program. */
  if (g_error_matches (error, RST_ERROR, RST_ERROR_USAGE))
    text = g_strdup (error->message);
  else
    text = g_strdup_printf ("%s\n%s", error->message, rst_error_get_hint (error));
  escaped = g_markup_escape_text (text, -1);
  adw_status_page_set_description (self->error_page, escaped);
  gtk_stack_set_visible_child_name (self->pages, "error");
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstReader) self = user_data;
  g_autoptr (GError) error = NULL;
  RstMessage *message;

  message = rst_store_load_message_finish (RST_STORE (source), result, &error);
  /* Another one was asked for meanwhile, and its answer comes as well. */
  if (g_error_matches (error, RST_ERROR, RST_ERROR_CANCELLED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_handle_id (&self->patience, g_source_remove);
  self->shown = self->id;
  rst_reader_take_message (self, message);
  if (message != NULL)
    gtk_stack_set_visible_child_name (self->pages, "message");
  else
    show_error (self, error);
}

static gboolean
patience_cb (gpointer user_data)
{
  RstReader *self = user_data;

  self->patience = 0;
  gtk_stack_set_visible_child_name (self->pages, "loading");
  return G_SOURCE_REMOVE;
}

void
rst_reader_stop_loading (RstReader *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

static void
rst_reader_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RstReader *self = RST_READER (object);

  switch (id)
    {
    case PROP_MESSAGE:
      g_value_set_object (value, self->message);
      break;
    case PROP_PLAIN_TEXT:
      g_value_set_boolean (value, self->plain_text);
      break;
    case PROP_ZOOM:
      g_value_set_int (value, self->zoom);
      break;
    case PROP_CHARSET:
      g_value_set_string (value, self->charset);
      break;
    case PROP_TRUST_SENDER:
      g_value_set_boolean (value, rst_reader_trusts_shown (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rst_reader_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RstReader *self = RST_READER (object);

  switch (id)
    {
    case PROP_PLAIN_TEXT:
      rst_reader_set_plain_text (self, g_value_get_boolean (value));
      break;
    case PROP_ZOOM:
      rst_reader_set_zoom (self, g_value_get_int (value));
      break;
    case PROP_CHARSET:
      rst_reader_set_charset (self, g_value_get_string (value));
      break;
    case PROP_TRUST_SENDER:
      rst_reader_set_trust (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static gboolean
rst_reader_grab_focus (GtkWidget *widget)
{
  RstReader *self = RST_READER (widget);

  if (rst_reader_shows_html (self))
    return gtk_widget_grab_focus (GTK_WIDGET (self->web));
  return self->message != NULL && gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

/* Part by part, and out of the pane after the last: AdwBin would ask for the body
 * each time.
 */
static gboolean
rst_reader_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (adw_bin_get_child (ADW_BIN (widget)), direction);
}

static void
rst_reader_dispose (GObject *object)
{
  RstReader *self = RST_READER (object);

  rst_reader_stop_loading (self);
  if (self->find_bar != NULL)
    rst_find_bar_set_findable (self->find_bar, NULL);
  g_clear_object (&self->message);
  g_clear_pointer (&self->around, g_ptr_array_unref);
  g_clear_object (&self->store);
  gtk_widget_dispose_template (GTK_WIDGET (self), RST_TYPE_READER);
  self->web = NULL;

  G_OBJECT_CLASS (rst_reader_parent_class)->dispose (object);
}

static void
rst_reader_finalize (GObject *object)
{
  g_free (RST_READER (object)->charset);
  g_clear_pointer (&RST_READER (object)->match, rst_marker_unref);

  G_OBJECT_CLASS (rst_reader_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/restante_mail/Restante/reader/rst-reader.ui");
  gtk_widget_class_bind_template_child (widget_class, RstReader, pages);
  gtk_widget_class_bind_template_child (widget_class, RstReader, error_page);
  gtk_widget_class_bind_template_child (widget_class, RstReader, conversation);
  gtk_widget_class_bind_template_child (widget_class, RstReader, header);
  gtk_widget_class_bind_template_child (widget_class, RstReader, tags);
  gtk_widget_class_bind_template_child (widget_class, RstReader, rest_bar);
  gtk_widget_class_bind_template_child (widget_class, RstReader, find_bar);
  gtk_widget_class_bind_template_child (widget_class, RstReader, trust_button);
  gtk_widget_class_bind_template_child (widget_class, RstReader, body_place);
  gtk_widget_class_bind_template_child (widget_class, RstReader, attachments_place);
  gtk_widget_class_bind_template_child (widget_class, RstReader, attachments);
}

static void
install_properties (GObjectClass *object_class)
{
  props[PROP_MESSAGE] =
      g_param_spec_object ("message", NULL, NULL, RST_TYPE_MESSAGE,
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_PLAIN_TEXT] =
      g_param_spec_boolean ("plain-text", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                G_PARAM_STATIC_STRINGS);
  props[PROP_ZOOM] =
      g_param_spec_int ("zoom", NULL, NULL,
                        RST_ZOOM_MIN, RST_ZOOM_MAX, RST_ZOOM_NORMAL,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                            G_PARAM_STATIC_STRINGS);
  props[PROP_CHARSET] =
      g_param_spec_string ("charset", NULL, NULL, "",
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                               G_PARAM_STATIC_STRINGS);
  props[PROP_TRUST_SENDER] =
      g_param_spec_boolean ("trust-sender", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
rst_reader_class_init (RstReaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rst_reader_dispose;
  object_class->finalize = rst_reader_finalize;
  object_class->get_property = rst_reader_get_property;
  object_class->set_property = rst_reader_set_property;
  widget_class->focus = rst_reader_focus;
  widget_class->grab_focus = rst_reader_grab_focus;

  install_properties (object_class);

  g_type_ensure (RST_TYPE_ATTACHMENTS);
  g_type_ensure (RST_TYPE_CONVERSATION);
  g_type_ensure (RST_TYPE_FIND_BAR);
  g_type_ensure (RST_TYPE_READER_HEADER);
  g_type_ensure (RST_TYPE_READER_TAGS);
  g_type_ensure (RST_TYPE_REST_BAR);
  bind_template (widget_class);
  rst_reader_install_body (widget_class);
  rst_reader_install_save (widget_class);
  rst_reader_install_tools (widget_class);
  rst_reader_install_trust (widget_class);
  rst_reader_install_parts (widget_class);
}

static void
rst_reader_init (RstReader *self)
{
  self->around = g_ptr_array_new_with_free_func (g_object_unref);
  self->charset = g_strdup ("");
  self->zoom = RST_ZOOM_NORMAL;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->body_place, rst_body_layout_new ());
  update_actions (self);
  rst_reader_forget_around (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reader.show-all", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reader.show-images", FALSE);
}

GtkWidget *
rst_reader_new (void)
{
  return g_object_new (RST_TYPE_READER, NULL);
}

void
rst_reader_set_store (RstReader *self, RstStore *store)
{
  g_return_if_fail (RST_IS_READER (self));
  g_return_if_fail (store == NULL || RST_IS_STORE (store));

  rst_conversation_set_store (self->conversation, store);
  if (g_set_object (&self->store, store))
    rst_reader_set_message (self, 0);
}

/* An attachment that was cut off, or such a message, would pass for the whole in
 * a file, and its signature for a bad one.
 */
static void
show_rest (RstReader *self, guint64 octets, gboolean coming)
{
  self->rest = octets;
  rst_rest_bar_show (self->rest_bar, octets, coming);
  gtk_widget_set_visible (GTK_WIDGET (self->attachments_place), octets == 0);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->cards)), octets == 0);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->seal_bar)), octets == 0);
  update_actions (self);
}

void
rst_reader_set_message (RstReader *self, gint64 id)
{
  g_return_if_fail (RST_IS_READER (self));
  g_return_if_fail (id == 0 || self->store != NULL);

  rst_reader_stop_loading (self);
  rst_reader_forget_charset (self);
  rst_reader_forget_around (self);
  self->id = id;
  rst_conversation_set_message (self->conversation, id);
  self->trusted = FALSE;
  show_rest (self, 0, FALSE);
  if (id == 0)
    {
      rst_reader_take_message (self, NULL);
      gtk_stack_set_visible_child_name (self->pages, "empty");
      return;
    }

  self->loading = g_cancellable_new ();
  rst_reader_ask_trust (self);
  self->patience = g_timeout_add (PATIENCE_MS, patience_cb, self);
  rst_store_load_message_async (self->store,
                                id,
                                self->loading,
                                loaded_cb,
                                g_object_ref (self));
}

void
rst_reader_set_rest (RstReader *self, guint64 octets, gboolean coming)
{
  g_return_if_fail (RST_IS_READER (self));

  if (self->rest > 0 && octets == 0)
    rst_reader_set_message (self, self->id);
  else
    show_rest (self, octets, coming);
}

RstMessage *
rst_reader_get_message (RstReader *self)
{
  g_return_val_if_fail (RST_IS_READER (self), NULL);

  return self->message;
}

RstMessageItem *
rst_reader_dup_item (RstReader *self, gint64 id)
{
  g_return_val_if_fail (RST_IS_READER (self), NULL);

  return rst_conversation_dup_item (self->conversation, id);
}

void
rst_reader_set_tags (RstReader *self, const char *const *names, const guint *colors)
{
  g_return_if_fail (RST_IS_READER (self));

  rst_reader_tags_set (self->tags, names, colors);
}
