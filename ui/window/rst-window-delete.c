/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "window/rst-window-private.h"

/* Deleting for good is the one command without undo: it asks first. */

typedef struct
{
  RstWindow *window;
  GArray *ids;
  gboolean all; /* there is none left to read next */
} Deletion;

static Deletion *
deletion_new (RstWindow *self, GArray *ids, gboolean all)
{
  Deletion *deletion = g_new0 (Deletion, 1);

  deletion->window = g_object_ref (self);
  deletion->ids = g_array_ref (ids);
  deletion->all = all;
  return deletion;
}

static void
deletion_free (Deletion *deletion)
{
  g_object_unref (deletion->window);
  g_array_unref (deletion->ids);
  g_free (deletion);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Deletion, deletion_free)

static void
deleted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Deletion) deletion = user_data;
  RstWindow *self = deletion->window;
  guint n = deletion->ids->len;
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;

  rst_store_delete_finish (RST_STORE (object), result, &error);
  /* The window may be gone by now. */
  if (self->store == NULL)
    return;

  if (error != NULL)
    title = g_strdup (error->message);
  else
    title = g_strdup_printf (ngettext ("%u message deleted permanently", "%u messages deleted permanently", n), n);
  rst_window_add_toast (self, title);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Deletion *deletion)
{
  RstWindow *self = deletion->window;
  GArray *ids = deletion->ids;

  if (!g_str_equal (response, "delete") || self->store == NULL)
    return;

  if (deletion->all)
    rst_messages_select_none (RST_MESSAGES (self->messages));
  else
    rst_messages_leave_selected (RST_MESSAGES (self->messages));
  rst_store_delete_async (self->store, (const gint64 *) (gpointer) ids->data, ids->len, NULL,
                          deleted_cb, deletion_new (self, ids, deletion->all));
}

static void
deletion_free_closure (gpointer data, GClosure *closure)
{
  deletion_free (data);
}

static void
ask (RstWindow *self, GArray *ids, gboolean all, const char *heading, const char *label)
{
  g_autofree char *body =
    g_strdup_printf (ngettext ("%u message will be deleted permanently. This cannot be undone.",
                               "%u messages will be deleted permanently. This cannot be undone.",
                               ids->len),
                     ids->len);
  GtkWidget *widget = adw_message_dialog_new (GTK_WINDOW (self), heading, body);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);

  adw_message_dialog_add_response (dialog, "cancel", _("_Cancel"));
  adw_message_dialog_add_response (dialog, "delete", label);
  adw_message_dialog_set_response_appearance (dialog, "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb),
                         deletion_new (self, ids, all), deletion_free_closure, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
rst_window_delete_selected (RstWindow *self)
{
  g_autoptr (GArray) ids = rst_window_dup_ids (self);

  if (ids->len > 0)
    ask (self, ids, FALSE, _("Delete Permanently?"), _("_Delete"));
}

static gboolean
is_trash (RstMailboxItem *item)
{
  return g_strcmp0 (rst_mailbox_item_get_mailbox (item), RST_MAILBOX_TRASH) == 0;
}

static gboolean
is_junk (RstMailboxItem *item)
{
  return g_strcmp0 (rst_mailbox_item_get_mailbox (item), RST_MAILBOX_JUNK) == 0;
}

static void
take_listed (RstWindow *self, GObject *store, GAsyncResult *result, const char *heading, const char *label)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RstListing) listing = rst_store_list_finish (RST_STORE (store), result, &error);
  g_autoptr (GArray) ids = NULL;

  if (self->store == NULL)
    return;
  if (listing == NULL)
    {
      rst_window_add_toast (self, error->message);
      return;
    }

  ids = rst_listing_dup_ids (listing);
  if (ids->len > 0)
    ask (self, ids, TRUE, heading, label);
}

static void
trash_listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstWindow) self = user_data;

  take_listed (self, object, result, _("Empty the Trash?"), _("_Empty Trash"));
}

static void
junk_listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstWindow) self = user_data;

  take_listed (self, object, result, _("Empty the Junk?"), _("_Empty Junk"));
}

/* All that is in it, whatever the list is restricted to. */
static void
empty_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RstWindow *self = user_data;
  RstMailboxItem *mailbox = rst_mailboxes_get_selected (RST_MAILBOXES (self->mailboxes));
  g_autoptr (RstFilter) filter = NULL;

  if (self->store == NULL || mailbox == NULL || rst_mailbox_item_get_mailbox (mailbox) == NULL)
    return;

  filter = rst_filter_new (rst_mailbox_item_get_account (mailbox), rst_mailbox_item_get_mailbox (mailbox), NULL);
  rst_store_list_async (self->store, filter, NULL, is_trash (mailbox) ? trash_listed_cb : junk_listed_cb,
                        g_object_ref (self));
}

void
rst_window_show_empty (RstWindow *self, RstMailboxItem *mailbox)
{
  gboolean can_empty = mailbox != NULL && (is_trash (mailbox) || is_junk (mailbox));
  gboolean junk = can_empty && is_junk (mailbox);
  const char *label = junk ? _("Empty Junk") : _("Empty Trash");

  gtk_widget_set_visible (self->empty, can_empty);
  gtk_widget_set_tooltip_text (self->empty, junk ? _("Empty Junk…") : _("Empty Trash…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->empty), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  rst_window_set_action_enabled (self, "empty-mailbox", can_empty && rst_mailbox_item_get_total (mailbox) > 0);
}

static const GActionEntry actions[] = {
  { "empty-mailbox", empty_cb },
};

void
rst_window_init_delete (RstWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}
