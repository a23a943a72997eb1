/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "rst-tag-pills.h"
#include "window/rst-tags-dialog.h"
#include "window/rst-window-private.h"

/* Tags on the messages that were selected when it was asked for */

typedef struct
{
  RstWindow *window;
  GArray *ids;
} Chosen;

static Chosen *
chosen_new (RstWindow *self, GArray *ids)
{
  Chosen *chosen = g_new0 (Chosen, 1);

  chosen->window = g_object_ref (self);
  chosen->ids = g_array_ref (ids);
  return chosen;
}

static void
chosen_free (Chosen *chosen)
{
  g_object_unref (chosen->window);
  g_array_unref (chosen->ids);
  g_free (chosen);
}

static void
chosen_free_closure (gpointer data, GClosure *closure)
{
  chosen_free (data);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Chosen, chosen_free)

static void
apply_cb (RstTagsDialog *dialog, char **add, char **discard, Chosen *chosen)
{
  const RstChange wanted = {
    .add_tags = (const char *const *) add,
    .remove_tags = (const char *const *) discard,
  };

  if (*add != NULL || *discard != NULL)
    rst_window_change (chosen->window, (const gint64 *) (gpointer) chosen->ids->data, chosen->ids->len, &wanted);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Chosen) chosen = user_data;
  RstWindow *self = chosen->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tags = rst_store_load_tags_finish (RST_STORE (object), result, &error);
  GtkWindow *dialog;

  /* The window may be gone by now. */
  if (self->store == NULL)
    return;
  if (tags == NULL)
    {
      rst_window_add_toast (self, error->message);
      return;
    }
  dialog = rst_tags_dialog_new (GTK_WINDOW (self), tags, chosen->ids->len);
  g_signal_connect_data (dialog, "apply", G_CALLBACK (apply_cb),
                         chosen_new (self, chosen->ids), chosen_free_closure, 0);
  gtk_window_present (dialog);
}

static void
tags_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RstWindow *self = user_data;
  g_autoptr (GArray) ids = rst_messages_dup_selected_ids (RST_MESSAGES (self->messages));

  if (self->store != NULL && ids->len > 0)
    rst_store_load_tags_async (self->store, (const gint64 *) (gpointer) ids->data, ids->len, NULL,
                               loaded_cb, chosen_new (self, ids));
}

/* One tag */

static const char *
get_color_name (guint color)
{
  const char *const names[RST_TAG_N_COLORS] = {
    _("Blue"), _("Orange"), _("Green"), _("Purple"), _("Red"), _("Turquoise"), _("Yellow"), _("Pink"),
  };

  return names[color];
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!rst_store_save_tag_finish (RST_STORE (object), result, &error) && self->store != NULL)
    rst_window_add_toast (self, error->message);
}

static int
get_chosen_color (GtkWidget *swatches)
{
  int color = 0;

  for (GtkWidget *swatch = gtk_widget_get_first_child (swatches); swatch != NULL;
       swatch = gtk_widget_get_next_sibling (swatch))
    {
      if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (swatch)))
        return color;
      color++;
    }
  return RST_TAG_ANY_COLOR;
}

static void
edited_cb (AdwMessageDialog *dialog, const char *response, RstWindow *self)
{
  GtkEditable *name = g_object_get_data (G_OBJECT (dialog), "name");
  GtkWidget *swatches = g_object_get_data (G_OBJECT (dialog), "swatches");
  const gint64 *id = g_object_get_data (G_OBJECT (dialog), "id");

  if (g_str_equal (response, "save") && self->store != NULL)
    rst_store_save_tag_async (self->store, *id, gtk_editable_get_text (name), get_chosen_color (swatches), NULL,
                              saved_cb, g_object_ref (self));
}

static void
name_changed_cb (AdwMessageDialog *dialog, GtkEditable *entry)
{
  g_autofree char *name = rst_tag_dup_name (gtk_editable_get_text (entry));

  adw_message_dialog_set_response_enabled (dialog, "save", name != NULL);
}

static void
show_active_cb (GtkToggleButton *swatch)
{
  gtk_button_set_icon_name (GTK_BUTTON (swatch),
                            gtk_toggle_button_get_active (swatch) ? "object-select-symbolic" : "");
}

static GtkWidget *
make_swatches (guint chosen)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GtkWidget *first = NULL;

  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  for (guint i = 0; i < RST_TAG_N_COLORS; i++)
    {
      GtkWidget *swatch = gtk_toggle_button_new ();

      if (first == NULL)
        first = swatch;
      else
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (swatch), GTK_TOGGLE_BUTTON (first));
      g_signal_connect (swatch, "toggled", G_CALLBACK (show_active_cb), NULL);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (swatch), i == chosen);
      gtk_widget_add_css_class (swatch, "circular");
      gtk_widget_add_css_class (swatch, "tag-swatch");
      gtk_widget_add_css_class (swatch, rst_tag_pills_get_class (i));
      gtk_widget_set_tooltip_text (swatch, get_color_name (i));
      gtk_accessible_update_property (GTK_ACCESSIBLE (swatch),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, get_color_name (i), -1);
      gtk_box_append (GTK_BOX (box), swatch);
    }
  return box;
}

static void
edit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RstWindow *self = user_data;
  gint64 id = g_variant_get_int64 (parameter);
  g_autoptr (RstMailboxItem) item = rst_window_find_line (self, RST_MAILBOX_KIND_TAG, id);
  AdwMessageDialog *dialog;
  GtkWidget *box;
  GtkWidget *name;
  GtkWidget *swatches;

  if (item == NULL)
    return;

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  name = rst_window_add_entry_row (box, _("Name"), rst_mailbox_item_get_title (item));
  swatches = make_swatches (rst_mailbox_item_get_color (item));
  gtk_box_append (GTK_BOX (box), swatches);
  dialog = rst_window_ask_to_save (self, _("Edit Tag"), box);
  g_object_set_data (G_OBJECT (dialog), "name", name);
  g_object_set_data (G_OBJECT (dialog), "swatches", swatches);
  g_object_set_data_full (G_OBJECT (dialog), "id", g_memdup2 (&id, sizeof id), g_free);
  g_signal_connect_object (name, "changed", G_CALLBACK (name_changed_cb), dialog, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "response", G_CALLBACK (edited_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
deleted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!rst_store_delete_tag_finish (RST_STORE (object), result, &error) && self->store != NULL)
    rst_window_add_toast (self, error->message);
}

static void
delete_response_cb (AdwMessageDialog *dialog, const char *response, RstWindow *self)
{
  const gint64 *id = g_object_get_data (G_OBJECT (dialog), "id");

  if (g_str_equal (response, "delete") && self->store != NULL)
    rst_store_delete_tag_async (self->store, *id, NULL, deleted_cb, g_object_ref (self));
}

static void
delete_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RstWindow *self = user_data;
  gint64 id = g_variant_get_int64 (parameter);
  g_autoptr (RstMailboxItem) item = rst_window_find_line (self, RST_MAILBOX_KIND_TAG, id);
  g_autofree char *heading = NULL;
  AdwMessageDialog *dialog;

  if (item == NULL)
    return;

  heading = g_strdup_printf (_("Delete the Tag “%s”?"), rst_mailbox_item_get_title (item));
  dialog = rst_window_ask_to_delete (self, heading, _("Its messages stay. This cannot be undone."));
  g_object_set_data_full (G_OBJECT (dialog), "id", g_memdup2 (&id, sizeof id), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (delete_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static const GActionEntry actions[] = {
  { "tags", tags_cb },
  { "edit-tag", edit_cb, "x" },
  { "delete-tag", delete_cb, "x" },
};

void
rst_window_init_tags (RstWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}
