/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "window/rst-window-private.h"

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!rst_store_save_search_finish (RST_STORE (object), result, &error) && self->store != NULL)
    rst_window_add_toast (self, error->message);
}

static void
edited_cb (AdwMessageDialog *dialog, const char *response, RstWindow *self)
{
  GtkEditable *name = g_object_get_data (G_OBJECT (dialog), "name");
  GtkEditable *query = g_object_get_data (G_OBJECT (dialog), "query");
  const gint64 *id = g_object_get_data (G_OBJECT (dialog), "id");

  if (g_str_equal (response, "save") && self->store != NULL)
    rst_store_save_search_async (self->store, *id, gtk_editable_get_text (name), gtk_editable_get_text (query), NULL,
                                 saved_cb, g_object_ref (self));
}

static gboolean
has_words (GtkEditable *entry)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  return *text != '\0';
}

static void
changed_cb (AdwMessageDialog *dialog)
{
  gboolean whole = has_words (g_object_get_data (G_OBJECT (dialog), "name")) &&
                   has_words (g_object_get_data (G_OBJECT (dialog), "query"));

  adw_message_dialog_set_response_enabled (dialog, "save", whole);
}

/* @id: 0 for a new one. */
static void
edit (RstWindow *self, gint64 id, const char *heading, const char *title, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *name = rst_window_add_entry_row (box, _("Name"), title);
  GtkWidget *query = rst_window_add_entry_row (box, _("Search For"), text);
  AdwMessageDialog *dialog = rst_window_ask_to_save (self, heading, box);

  g_object_set_data (G_OBJECT (dialog), "name", name);
  g_object_set_data (G_OBJECT (dialog), "query", query);
  g_object_set_data_full (G_OBJECT (dialog), "id", g_memdup2 (&id, sizeof id), g_free);
  g_signal_connect_object (name, "changed", G_CALLBACK (changed_cb), dialog, G_CONNECT_SWAPPED);
  g_signal_connect_object (query, "changed", G_CALLBACK (changed_cb), dialog, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "response", G_CALLBACK (edited_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
save_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RstWindow *self = user_data;
  g_autofree char *query = rst_messages_dup_search (RST_MESSAGES (self->messages));

  if (query != NULL)
    edit (self, 0, _("Save Search"), rst_messages_get_query (RST_MESSAGES (self->messages)), query);
}

static void
edit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RstWindow *self = user_data;
  gint64 id = g_variant_get_int64 (parameter);
  g_autoptr (RstMailboxItem) item = rst_window_find_line (self, RST_MAILBOX_KIND_SEARCH, id);

  if (item != NULL)
    edit (self, id, _("Edit Search"), rst_mailbox_item_get_title (item), rst_mailbox_item_get_query (item));
}

static void
deleted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!rst_store_delete_search_finish (RST_STORE (object), result, &error) && self->store != NULL)
    rst_window_add_toast (self, error->message);
}

static void
delete_response_cb (AdwMessageDialog *dialog, const char *response, RstWindow *self)
{
  const gint64 *id = g_object_get_data (G_OBJECT (dialog), "id");

  if (g_str_equal (response, "delete") && self->store != NULL)
    rst_store_delete_search_async (self->store, *id, NULL, deleted_cb, g_object_ref (self));
}

static void
delete_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RstWindow *self = user_data;
  gint64 id = g_variant_get_int64 (parameter);
  g_autoptr (RstMailboxItem) item = rst_window_find_line (self, RST_MAILBOX_KIND_SEARCH, id);
  g_autofree char *heading = NULL;
  AdwMessageDialog *dialog;

  if (item == NULL)
    return;

  heading = g_strdup_printf (_("Delete the Search “%s”?"), rst_mailbox_item_get_title (item));
  dialog = rst_window_ask_to_delete (self, heading, _("What it finds stays. This cannot be undone."));
  g_object_set_data_full (G_OBJECT (dialog), "id", g_memdup2 (&id, sizeof id), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (delete_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static const GActionEntry actions[] = {
  { "save-search", save_cb },
  { "edit-search", edit_cb, "x" },
  { "delete-search", delete_cb, "x" },
};

void
rst_window_init_searches (RstWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}
