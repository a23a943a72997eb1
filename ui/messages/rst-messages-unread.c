/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "messages/rst-messages-private.h"

/* The list holds ids alone: what was not read is known by the store. */

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gint64 id;

  if (!rst_store_find_unread_finish (RST_STORE (object), result, &id, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, id != 0 && rst_messages_select (g_task_get_source_object (task), id));
}

void
rst_messages_step_unread_async (RstMessages *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  guint first;

  g_return_if_fail (RST_IS_MESSAGES (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, rst_messages_step_unread_async);
  if (self->store == NULL)
    {
      g_task_return_boolean (task, FALSE);
      return;
    }
  first = rst_message_selection_get_first (self->selection);
  rst_store_find_unread_async (self->store,
                               rst_message_list_get_listing (self->list),
                               first != NOWHERE ? rst_message_list_get_id (self->list, first) : 0,
                               NULL, found_cb, g_steal_pointer (&task));
}

gboolean
rst_messages_step_unread_finish (RstMessages *self, GAsyncResult *result, gboolean *stepped, GError **error)
{
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (RST_IS_MESSAGES (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self) && stepped != NULL, FALSE);

  *stepped = g_task_propagate_boolean (G_TASK (result), &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
