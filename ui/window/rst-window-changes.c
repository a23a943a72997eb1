/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "window/rst-window-private.h"

/* A change on its way into the store, and what is said of it then. */
typedef struct
{
  RstWindow *window;
  const char *mailbox; /* one of the store's, or NULL for a flag */
  RstFlags flag;
  gboolean tags;
  gboolean quiet;      /* undone as it was done: by the same button */
} Change;

static void
change_free (Change *change)
{
  g_object_unref (change->window);
  g_free (change);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, change_free)

/* Long enough to think again, and to be reached by keyboard. */
#define UNDO_SECONDS 10

/* Undoing */

static void
undo_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RstWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!rst_store_undo_finish (RST_STORE (object), result, &error) && self->store != NULL)
    rst_window_add_toast (self, error->message);
}

static void
undo_clicked_cb (RstWindow *self, AdwToast *toast)
{
  if (self->store != NULL)
    rst_store_undo_async (self->store, g_object_get_data (G_OBJECT (toast), "undo"), NULL,
                          undo_cb, g_object_ref (self));
}

static void
toast_dismissed_cb (RstWindow *self, AdwToast *toast)
{
  if (self->undo_toast != toast)
    return;

  g_clear_weak_pointer (&self->undo_toast);
  rst_window_set_action_enabled (self, "undo", FALSE);
}

/* The latest change is what one wants to undo: its toast waits for no other. */
static void
offer_undo (RstWindow *self, RstUndo *undo, const char *title)
{
  AdwToast *toast = adw_toast_new (title);

  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  g_object_set_data_full (G_OBJECT (toast), "undo", rst_undo_ref (undo), (GDestroyNotify) rst_undo_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (toast_dismissed_cb), self, G_CONNECT_SWAPPED);
  if (self->undo_toast != NULL)
    adw_toast_dismiss (self->undo_toast);
  g_set_weak_pointer (&self->undo_toast, toast);
  rst_window_set_action_enabled (self, "undo", TRUE);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), toast);
}

/* Changing */

static char *
dup_moved (const char *mailbox, guint n)
{
  if (g_str_equal (mailbox, RST_MAILBOX_ARCHIVE))
    return n == 1 ? g_strdup (_("Message archived"))
                  : g_strdup_printf (ngettext ("%u message archived", "%u messages archived", n), n);
  if (g_str_equal (mailbox, RST_MAILBOX_JUNK))
    return n == 1 ? g_strdup (_("Message marked as junk"))
                  : g_strdup_printf (ngettext ("%u message marked as junk", "%u messages marked as junk", n), n);
  if (g_str_equal (mailbox, RST_MAILBOX_TRASH))
    return n == 1 ? g_strdup (_("Message moved to the trash"))
                  : g_strdup_printf (ngettext ("%u message moved to the trash", "%u messages moved to the trash", n), n);
  return n == 1 ? g_strdup (_("Message moved to the inbox"))
                : g_strdup_printf (ngettext ("%u message moved to the inbox", "%u messages moved to the inbox", n), n);
}

static char *
dup_flagged (RstFlags flag, gboolean set, guint n)
{
  if (flag == RST_FLAG_SEEN && set)
    return g_strdup_printf (ngettext ("%u message marked as read", "%u messages marked as read", n), n);
  if (flag == RST_FLAG_SEEN)
    return g_strdup_printf (ngettext ("%u message marked as unread", "%u messages marked as unread", n), n);
  if (set)
    return g_strdup_printf (ngettext ("Star added to %u message", "Star added to %u messages", n), n);
  return g_strdup_printf (ngettext ("Star removed from %u message", "Star removed from %u messages", n), n);
}

static void
changed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Change) change = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RstUndo) undo = rst_store_change_finish (RST_STORE (object), result, &error);
  g_autofree char *title = NULL;
  guint n = undo != NULL ? rst_undo_get_count (undo) : 0;

  /* The window may be gone by now. */
  if (change->window->store == NULL)
    return;
  if (undo == NULL)
    {
      rst_window_add_toast (change->window, error->message);
      return;
    }
  if (change->quiet || n == 0)
    return;

  if (change->tags)
    title = g_strdup_printf (ngettext ("Tags changed on %u message", "Tags changed on %u messages", n), n);
  else if (change->mailbox != NULL)
    title = dup_moved (change->mailbox, n);
  else
    title = dup_flagged (change->flag, rst_undo_get_set (undo) & change->flag, n);
  offer_undo (change->window, undo, title);
}

void
rst_window_change (RstWindow *self, const gint64 *ids, guint n_ids, const RstChange *wanted)
{
  Change *change;

  if (self->store == NULL || n_ids == 0)
    return;

  change = g_new0 (Change, 1);
  change->window = g_object_ref (self);
  change->mailbox = wanted->mailbox;
  change->flag = wanted->set | wanted->clear | wanted->toggle;
  change->tags = wanted->add_tags != NULL || wanted->remove_tags != NULL;
  change->quiet = wanted->mailbox == NULL && !change->tags && n_ids == 1;
  rst_store_change_async (self->store, ids, n_ids, wanted, NULL, changed_cb, change);
}

static void
begin_selected (RstWindow *self, const RstChange *wanted)
{
  g_autoptr (GArray) ids = rst_window_dup_ids (self);

  if (wanted->mailbox != NULL && self->visited != NULL)
    rst_window_end_visit (self);
  else if (wanted->mailbox != NULL)
    rst_messages_leave_selected (RST_MESSAGES (self->messages));
  rst_window_change (self, (const gint64 *) (gpointer) ids->data, ids->len, wanted);
}

void
rst_window_change_flags (RstWindow *self, gint64 id, RstFlags set, RstFlags clear)
{
  const RstChange wanted = { .set = set, .clear = clear };

  rst_window_change (self, &id, 1, &wanted);
}

/* Commands */

/* Those that are a change and nothing else. */
static const struct
{
  const char *name;
  RstChange wanted;
} changes[] = {
  { "archive", { .mailbox = RST_MAILBOX_ARCHIVE } },
  { "move-to-inbox", { .mailbox = RST_MAILBOX_INBOX } },
  { "toggle-flag", { .toggle = RST_FLAG_FLAGGED } },
  { "mark-read", { .set = RST_FLAG_SEEN } },
  { "add-star", { .set = RST_FLAG_FLAGGED } },
};

static void
change_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *name = g_action_get_name (G_ACTION (action));

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    if (g_str_equal (changes[i].name, name))
      begin_selected (user_data, &changes[i].wanted);
}

static void
trash_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const RstChange wanted = { .mailbox = RST_MAILBOX_TRASH };

  if (rst_window_is_in (user_data, RST_MAILBOX_TRASH))
    rst_window_delete_selected (user_data);
  else
    begin_selected (user_data, &wanted);
}

/* What is in the junk already is not junk. */
static void
junk_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const RstChange wanted = { .mailbox = rst_window_is_in (user_data, RST_MAILBOX_JUNK) ? RST_MAILBOX_INBOX
                                                                                       : RST_MAILBOX_JUNK };

  begin_selected (user_data, &wanted);
}

static void
toggle_read_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RstWindow *self = user_data;
  const RstChange wanted = { .toggle = RST_FLAG_SEEN };

  g_clear_handle_id (&self->read_source, g_source_remove);
  begin_selected (self, &wanted);
}

/* The star of a row that need not be the selected one. */
static void
set_flag_of_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gint64 id;
  gboolean flagged;

  g_variant_get (parameter, "(xb)", &id, &flagged);
  rst_window_change_flags (user_data, id, flagged ? RST_FLAG_FLAGGED : 0, flagged ? 0 : RST_FLAG_FLAGGED);
}

/* As long as it is offered. Who writes undoes what they wrote. */
static void
undo_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RstWindow *self = user_data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (GTK_IS_TEXT (focus))
    {
      gtk_widget_activate_action (focus, "text.undo", NULL);
      return;
    }
  if (self->undo_toast == NULL)
    return;

  undo_clicked_cb (self, self->undo_toast);
  adw_toast_dismiss (self->undo_toast);
}

static const GActionEntry actions[] = {
  { "archive", change_cb },
  { "move-to-inbox", change_cb },
  { "trash", trash_cb },
  { "junk", junk_cb },
  { "toggle-flag", change_cb, NULL, "false" },
  { "toggle-read", toggle_read_cb, NULL, "false" },
  { "mark-read", change_cb },
  { "add-star", change_cb },
  { "set-flag-of", set_flag_of_cb, "(xb)" },
  { "undo", undo_action_cb },
};

void
rst_window_init_changes (RstWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  rst_window_set_action_enabled (self, "undo", FALSE);
}
