/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "properties/rst-properties-window.h"

#include <glib/gi18n.h>

#include "fetch/rst-fetch-origin.h"
#include "properties/rst-property-row.h"
#include "rst-error-text.h"

/* What takes longer gets a spinner; most of it takes a few milliseconds. */
#define PATIENCE_MS 250

struct _RstPropertiesWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  AdwToastOverlay *toasts;
  GtkStack *pages;
  AdwStatusPage *failure;
  GtkImage *icon;
  GtkLabel *reason;
  RstPropertyRow *account_row;
  RstPropertyRow *server_row;
  RstPropertyRow *name_row;
  RstPropertyRow *announced_row;
  RstPropertyRow *stored_row;
  RstPropertyRow *asked_row;
  RstPropertyRow *removed_row;
  RstPropertyRow *vanished_row;
  RstPropertyRow *size_row;
  RstPropertyRow *server_size_row;
  RstPropertyRow *sha256_row;
  RstPropertyRow *message_id_row;

  GCancellable *cancellable;
  guint patience;
};

G_DEFINE_FINAL_TYPE (RstPropertiesWindow, rst_properties_window, ADW_TYPE_WINDOW)

static char *
dup_time (gint64 time)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (time);

  if (time == 0 || when == NULL)
    return NULL;
  return g_date_time_format (when, _("%A, %-d %B %Y, %H:%M"));
}

static void
show_time (RstPropertyRow *row, gint64 time)
{
  g_autofree char *text = dup_time (time);

  rst_property_row_set_value (row, text);
}

static void
show_size (RstPropertyRow *row, guint64 octets)
{
  g_autofree char *text = octets > 0 ? g_format_size_full (octets, G_FORMAT_SIZE_LONG_FORMAT) : NULL;

  rst_property_row_set_value (row, text);
}

static void
show_entry (RstPropertiesWindow *self, const RstOrigin *origin)
{
  const RstLedgerEntry *entry = origin->entry;

  rst_property_row_set_value (self->name_row, entry != NULL ? entry->unique_id : NULL);
  show_time (self->announced_row, origin->announced);
  show_time (self->asked_row, entry != NULL ? entry->removal_asked : 0);
  show_time (self->removed_row, entry != NULL ? entry->removed : 0);
  show_time (self->vanished_row, entry != NULL ? entry->vanished : 0);
  show_size (self->server_size_row, entry != NULL ? entry->octets : 0);
}

static void
show_origin (RstPropertiesWindow *self, const RstFetchOrigin *found)
{
  const RstOrigin *origin = found->origin;
  gboolean on_server = rst_origin_is_on_server (origin);
  g_autofree char *message_id = NULL;

  adw_window_title_set_subtitle (self->title, origin->subject);
  gtk_image_set_from_icon_name (self->icon, on_server ? "network-server-symbolic" : "computer-symbolic");
  gtk_label_set_text (self->reason, found->reason);
  rst_property_row_set_value (self->account_row, found->label);
  rst_property_row_set_value (self->server_row, found->server);
  show_entry (self, origin);

  show_time (self->stored_row, origin->arrived);
  show_size (self->size_row, origin->size);
  rst_property_row_set_value (self->sha256_row, origin->sha256);
  if (origin->message_id != NULL)
    message_id = g_strdup_printf ("<%s>", origin->message_id);
  rst_property_row_set_value (self->message_id_row, message_id);
  gtk_stack_set_visible_child_name (self->pages, "properties");
}

static void
show_error (RstPropertiesWindow *self, const GError *error)
{
  g_autofree char *text = rst_error_text_dup (error);
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_status_page_set_description (self->failure, markup);
  gtk_stack_set_visible_child_name (self->pages, "failed");
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstPropertiesWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RstFetchOrigin) origin = rst_fetch_origin_load_finish (result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  g_clear_handle_id (&self->patience, g_source_remove);
  if (origin != NULL)
    show_origin (self, origin);
  else
    show_error (self, error);
}

static void
patience_cb (gpointer user_data)
{
  RstPropertiesWindow *self = user_data;

  self->patience = 0;
  gtk_stack_set_visible_child_name (self->pages, "loading");
}

static void
copied_cb (RstPropertiesWindow *self)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("Copied to the clipboard")));
}

static void
rst_properties_window_dispose (GObject *object)
{
  RstPropertiesWindow *self = RST_PROPERTIES_WINDOW (object);

  g_clear_handle_id (&self->patience, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), RST_TYPE_PROPERTIES_WINDOW);

  G_OBJECT_CLASS (rst_properties_window_parent_class)->dispose (object);
}

static void
rst_properties_window_finalize (GObject *object)
{
  RstPropertiesWindow *self = RST_PROPERTIES_WINDOW (object);

  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (rst_properties_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RstPropertiesWindow, title);
  gtk_widget_class_bind_template_child (widget_class, RstPropertiesWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, RstPropertiesWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, RstPropertiesWindow, failure);
  gtk_widget_class_bind_template_child (widget_class, RstPropertiesWindow, icon);
  gtk_widget_class_bind_template_child (widget_class, RstPropertiesWindow, reason);
  gtk_widget_class_bind_template_child (widget_class, RstPropertiesWindow, account_row);
  gtk_widget_class_bind_template_child (widget_class, RstPropertiesWindow, server_row);
  gtk_widget_class_bind_template_child (widget_class, RstPropertiesWindow, name_row);
  gtk_widget_class_bind_template_child (widget_class, RstPropertiesWindow, announced_row);
  gtk_widget_class_bind_template_child (widget_class, RstPropertiesWindow, stored_row);
  gtk_widget_class_bind_template_child (widget_class, RstPropertiesWindow, asked_row);
  gtk_widget_class_bind_template_child (widget_class, RstPropertiesWindow, removed_row);
  gtk_widget_class_bind_template_child (widget_class, RstPropertiesWindow, vanished_row);
  gtk_widget_class_bind_template_child (widget_class, RstPropertiesWindow, size_row);
  gtk_widget_class_bind_template_child (widget_class, RstPropertiesWindow, server_size_row);
  gtk_widget_class_bind_template_child (widget_class, RstPropertiesWindow, sha256_row);
  gtk_widget_class_bind_template_child (widget_class, RstPropertiesWindow, message_id_row);
}

static void
rst_properties_window_class_init (RstPropertiesWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rst_properties_window_dispose;
  object_class->finalize = rst_properties_window_finalize;

  g_type_ensure (RST_TYPE_PROPERTY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/restante_mail/Restante/properties/rst-properties-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, copied_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
}

static void
rst_properties_window_init (RstPropertiesWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWindow *
rst_properties_window_new (GtkWindow   *parent,
                           RstAccounts *accounts,
                           RstStore    *store,
                           gint64       message)
{
  RstPropertiesWindow *self;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (RST_IS_ACCOUNTS (accounts), NULL);
  g_return_val_if_fail (RST_IS_STORE (store), NULL);

  self = g_object_new (RST_TYPE_PROPERTIES_WINDOW, "transient-for", parent, NULL);
  self->patience = g_timeout_add_once (PATIENCE_MS, patience_cb, self);
  rst_fetch_origin_load_async (accounts, store, message, self->cancellable, load_cb, g_object_ref (self));
  return GTK_WINDOW (self);
}
