/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader/rst-trusted-senders.h"

#include <glib/gi18n.h>

#include "reader/rst-notice.h"

struct _RstTrustedSenders
{
  AdwWindow parent_instance;

  RstStore *store;
  GCancellable *cancellable;

  GtkStack *pages;
  AdwPreferencesGroup *group;
  GPtrArray *rows; /* in the group, which owns them */
};

G_DEFINE_FINAL_TYPE (RstTrustedSenders, rst_trusted_senders, ADW_TYPE_WINDOW)

static void
show_page (RstTrustedSenders *self)
{
  gtk_stack_set_visible_child_name (self->pages, self->rows->len > 0 ? "list" : "empty");
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) row = user_data;
  RstTrustedSenders *self = RST_TRUSTED_SENDERS (gtk_widget_get_ancestor (row, RST_TYPE_TRUSTED_SENDERS));
  g_autoptr (GError) error = NULL;
  gboolean removed = rst_store_set_sender_trusted_finish (RST_STORE (source), result, &error);

  /* The dialog was closed meanwhile. */
  if (self == NULL)
    return;

  gtk_widget_set_sensitive (row, TRUE);
  if (!removed)
    {
      rst_notice_show_error (GTK_WIDGET (self), _("The sender cannot be removed"), error);
      return;
    }
  g_ptr_array_remove (self->rows, row);
  adw_preferences_group_remove (self->group, row);
  show_page (self);
}

static void
remove_cb (GtkWidget *button, RstTrustedSenders *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);

  gtk_widget_set_sensitive (row, FALSE);
  rst_store_set_sender_trusted_async (self->store,
                                      adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)),
                                      FALSE, NULL, removed_cb, g_object_ref (row));
}

static void
add_row (RstTrustedSenders *self, const char *address)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *label = g_strdup_printf (_("Remove %s"), address);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Remove"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), self);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), address);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstTrustedSenders) self = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) addresses = rst_store_load_trusted_senders_finish (RST_STORE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (addresses == NULL)
    {
      rst_notice_show_error (GTK_WIDGET (self), _("The trusted senders cannot be read"), error);
      return;
    }
  for (gsize i = 0; addresses[i] != NULL; i++)
    add_row (self, addresses[i]);
  show_page (self);
}

static void
rst_trusted_senders_dispose (GObject *object)
{
  RstTrustedSenders *self = RST_TRUSTED_SENDERS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);
  gtk_widget_dispose_template (GTK_WIDGET (self), RST_TYPE_TRUSTED_SENDERS);

  G_OBJECT_CLASS (rst_trusted_senders_parent_class)->dispose (object);
}

static void
rst_trusted_senders_finalize (GObject *object)
{
  RstTrustedSenders *self = RST_TRUSTED_SENDERS (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (rst_trusted_senders_parent_class)->finalize (object);
}

static void
rst_trusted_senders_class_init (RstTrustedSendersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rst_trusted_senders_dispose;
  G_OBJECT_CLASS (klass)->finalize = rst_trusted_senders_finalize;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/restante_mail/Restante/reader/rst-trusted-senders.ui");
  gtk_widget_class_bind_template_child (widget_class, RstTrustedSenders, pages);
  gtk_widget_class_bind_template_child (widget_class, RstTrustedSenders, group);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
}

static void
rst_trusted_senders_init (RstTrustedSenders *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWindow *
rst_trusted_senders_new (GtkWindow *parent, RstStore *store)
{
  RstTrustedSenders *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (RST_IS_STORE (store), NULL);

  self = g_object_new (RST_TYPE_TRUSTED_SENDERS, "transient-for", parent, NULL);
  self->store = g_object_ref (store);
  rst_store_load_trusted_senders_async (store, self->cancellable, loaded_cb, g_object_ref (self));
  return GTK_WINDOW (self);
}
