/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "messages/rst-messages-private.h"

/* Who opens and closes threads by keyboard goes on from the thread's first row. */
static void
go_to (RstMessages *self, guint position)
{
  rst_messages_select_row (self, position);
  gtk_widget_grab_focus (self->view);
}

static void
open_thread_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RstMessages *self = RST_MESSAGES (widget);
  guint position = rst_messages_find_focused (self);

  if (position != NOWHERE)
    rst_message_list_set_open (self->list, position, TRUE);
}

static void
close_thread_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RstMessages *self = RST_MESSAGES (widget);
  guint position = rst_messages_find_focused (self);
  guint parent;

  if (position == NOWHERE)
    return;

  parent = rst_message_list_get_parent (self->list, position);
  if (parent != position)
    go_to (self, parent);
  else
    rst_message_list_set_open (self->list, position, FALSE);
}

/* What is read is not to disappear into its thread: its first message is read. */
static void
leave_thread (RstMessages *self, guint position)
{
  guint selected = rst_message_selection_get_first (self->selection);
  guint parent = rst_message_list_get_parent (self->list, position);

  if (self->selected != NULL && selected != parent &&
      rst_message_list_get_parent (self->list, selected) == parent)
    go_to (self, parent);
}

static void
toggle_thread_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RstMessages *self = RST_MESSAGES (widget);
  guint position;
  gboolean open;

  if (!rst_message_list_find (self->list, g_variant_get_int64 (parameter), &position))
    return;

  open = !rst_message_list_is_open (self->list, position);
  if (!open)
    leave_thread (self, position);
  rst_message_list_set_open (self->list, position, open);
}

static void
open_all_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rst_message_list_set_all_open (RST_MESSAGES (widget)->list, TRUE);
}

static void
close_all_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RstMessages *self = RST_MESSAGES (widget);

  if (self->selected != NULL)
    leave_thread (self, rst_message_selection_get_first (self->selection));
  rst_message_list_set_all_open (self->list, FALSE);
}

void
rst_messages_install_threads (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "messages.open-thread", NULL, open_thread_cb);
  gtk_widget_class_install_action (widget_class, "messages.close-thread", NULL, close_thread_cb);
  gtk_widget_class_install_action (widget_class, "messages.toggle-thread", "x", toggle_thread_cb);
  gtk_widget_class_install_action (widget_class, "messages.open-threads", NULL, open_all_cb);
  gtk_widget_class_install_action (widget_class, "messages.close-threads", NULL, close_all_cb);
}

/* The arrow keys point where the rows are indented to. */
void
rst_messages_init_threads (RstMessages *self)
{
  gboolean rtl = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();
  const char *const keys[][2] = {
    { rtl ? "Left|KP_Left" : "Right|KP_Right", "action(messages.open-thread)" },
    { rtl ? "Right|KP_Right" : "Left|KP_Left", "action(messages.close-thread)" },
    { "plus|KP_Add", "action(messages.open-thread)" },
    { "minus|KP_Subtract", "action(messages.close-thread)" },
    { "asterisk|KP_Multiply", "action(messages.open-threads)" },
    { "slash|KP_Divide", "action(messages.close-threads)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (shortcuts),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i][0]),
                        gtk_shortcut_action_parse_string (keys[i][1])));
  gtk_widget_add_controller (self->view, shortcuts);
}
