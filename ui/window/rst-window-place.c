/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window/rst-window-private.h"

/* What the window shows when it is closed comes back with the next one: its size,
 * the mailbox, the message that is read, and the place in the list.
 */

void
rst_window_restore_size (RstWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
save_size (RstWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
}

static void
save_place (RstWindow *self)
{
  RstMailboxItem *mailbox = rst_mailboxes_get_selected (RST_MAILBOXES (self->mailboxes));
  RstMessageItem *message = rst_messages_get_selected (RST_MESSAGES (self->messages));
  const char *account = mailbox != NULL ? rst_mailbox_item_get_account (mailbox) : NULL;
  const char *name = mailbox != NULL ? rst_mailbox_item_get_mailbox (mailbox) : NULL;

  g_settings_set (self->settings, "mailbox", "(ss)",
                  account != NULL ? account : "", name != NULL ? name : "");
  g_settings_set_int64 (self->settings, "message",
                        message != NULL ? rst_message_item_get_id (message) : 0);
  g_settings_set_int64 (self->settings, "last-visible-message",
                        rst_messages_get_last_visible (RST_MESSAGES (self->messages)));
}

void
rst_window_save (RstWindow *self)
{
  if (self->settings == NULL)
    return;

  save_size (self);
  /* What was never on the screen says nothing. */
  if (self->store != NULL)
    save_place (self);
}

void
rst_window_restore_mailbox (RstWindow *self)
{
  g_autofree char *account = NULL;
  g_autofree char *mailbox = NULL;

  if (self->settings == NULL)
    return;

  g_settings_get (self->settings, "mailbox", "(ss)", &account, &mailbox);
  if (*mailbox == '\0')
    return;

  self->restoring = TRUE;
  rst_mailboxes_prefer (RST_MAILBOXES (self->mailboxes), *account != '\0' ? account : NULL, mailbox);
}

/* Only in the first mailbox, and only if that is the one that was left. */
void
rst_window_restore_message (RstWindow *self, RstMailboxItem *mailbox)
{
  g_autofree char *account = NULL;
  g_autofree char *name = NULL;

  if (!self->restoring || mailbox == NULL)
    return;

  self->restoring = FALSE;
  g_settings_get (self->settings, "mailbox", "(ss)", &account, &name);
  if (g_strcmp0 (rst_mailbox_item_get_mailbox (mailbox), name) != 0 ||
      g_strcmp0 (rst_mailbox_item_get_account (mailbox), *account != '\0' ? account : NULL) != 0)
    return;

  rst_messages_restore (RST_MESSAGES (self->messages),
                        g_settings_get_int64 (self->settings, "message"),
                        g_settings_get_int64 (self->settings, "last-visible-message"));
}
