/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window/rst-window-private.h"

/* Space reads on: a screenful, and at the message's end the next unread one.
 * Where Space has a use of its own, that stays: also in the list, where it
 * selects a row that is not.
 */

static gboolean
reads (RstWindow *self)
{
  return !gtk_widget_get_visible (self->several) &&
         (rst_messages_is_on_selected (RST_MESSAGES (self->messages)) ||
          rst_reader_reads (RST_READER (self->reader)));
}

/* 1 for on, -1 for back, 0 for any other key. */
static int
find_direction (guint key, GdkModifierType state)
{
  state &= gtk_accelerator_get_default_mod_mask ();
  if (key == GDK_KEY_BackSpace && state == 0)
    return -1;
  if (key != GDK_KEY_space && key != GDK_KEY_KP_Space)
    return 0;
  return state == 0 ? 1 : state == GDK_SHIFT_MASK ? -1 : 0;
}

static gboolean
pressed_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, RstWindow *self)
{
  int by = find_direction (key, state);

  if (by == 0 || !reads (self))
    return FALSE;

  /* Where there is room for one pane only, that is the message's from here on. */
  if (!rst_window_shows_reader (self))
    g_action_group_activate_action (G_ACTION_GROUP (self), "open-message", NULL);
  else if (!rst_reader_turn_page (RST_READER (self->reader), keys, by) && by > 0)
    g_action_group_activate_action (G_ACTION_GROUP (self), "next-unread", NULL);
  return TRUE;
}

/* Before the list and WebKit. */
void
rst_window_init_reading (RstWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (self->outer, keys);
}
